"""How common the commonest names are among the world's researchers: rough shares, written for this project."""

from __future__ import annotations

_FAMILY_PER_100_000 = """
900 wang li zhang
600 liu chen
450 yang
300 huang zhao wu zhou kim lee
220 xu sun zhu ma hu guo lin he gao singh kumar nguyen park
150 luo zheng liang song tang han feng xie cao deng choi jiang yu
110 peng xiao tian dong pan yuan cai fu ye cheng lu wei du shen ding ren yao jung smith
80 lu jiang cui zhong tan fan jin shi liao jia xia bai zou qin qiu yin xue yan lei hou
80 long jeong cho kang yoon lim jang
80 shin seo kwon hwang ahn song hong johnson williams brown jones miller davis garcia
80 rodriguez martinez sharma gupta
60 gong shao wan qian dai mo kong xiang wen meng fang hao he tao gu chang chung tsai ho
60 chan wong lau cheung ng leung
60 anderson taylor thomas wilson moore martin jackson white harris lewis walker robinson
60 clark tran le pham patel shah
40 kang niu ge xing an qi hsu hsieh chou kuo yeh liao thompson hall young king wright hill scott green adams baker
40 nelson carter mitchell roberts turner phillips campbell parker evans edwards collins
40 stewart morris murphy cook rogers
40 muller schmidt schneider fischer weber meyer wagner becker schulz hoffmann lopez
40 gonzalez perez sanchez fernandez gomez
40 silva santos oliveira souza pereira costa rossi russo ferrari esposito bianchi tanaka
40 suzuki sato takahashi watanabe ito
40 yamamoto nakamura kobayashi kato ivanov khan ahmed ali hassan hussain rahman das roy
40 ghosh banerjee mukherjee jain
40 agarwal mishra reddy rao verma yadav cohen levy bose chatterjee son oh yun ryu nam ko moon bae baek heo yang
25 evans bell bailey cooper richardson cox howard ward brooks kelly sanders price bennett
25 wood barnes ross henderson long
25 hughes foster patterson james graham murray ford hamilton sullivan wallace west cole stone rose wells kennedy
25 petersen hansen johansen olsen larsen andersen nielsen jensen christensen johansson
25 andersson karlsson nilsson eriksson
25 dubois moreau laurent simon michel lefebvre leroy roux bertrand petit bernard richard
25 durand jansen devries vandenberg
"""
_GIVEN_PER_10_000 = """
120 john david michael james robert thomas daniel peter
80 mark paul richard william andrew christopher steven stephen matthew joseph martin brian kevin eric alexander
60 maria anna jose carlos juan jan antonio marco luca andrea francesco alessandro
60 mohammad mohammed ahmed ali muhammad
50 jason jeffrey scott timothy adam benjamin charles edward george gregory jonathan
50 joshua kenneth nicholas patrick philip
50 ryan samuel simon stefan sarah laura elizabeth jennifer emily jessica rachel susan
50 mary julia lisa karen linda nicole
35 anthony aaron justin sebastian tobias florian christian markus andreas frank michele
35 paolo giovanni roberto davide
35 pierre jean francois nicolas julien antoine thibault guillaume philippe olivier
35 vincent luis miguel pablo fernando
35 javier manuel pedro joao rafael lucas gabriel amit rahul anil sanjay rajesh ashish
35 abhishek ankit vivek arun deepak
35 hiroshi takashi kenji yuki satoshi akira jin min jun sung young jae hyun ji seung dong
35 kyung igor ivan dmitry sergey
35 alexei vladimir mikhail andrey olga elena natalia yan lin tom sam alex chris dan jim
35 bob bill nick matt mike steve
"""


def _table(text: str, of: float) -> dict[str, float]:
    table: dict[str, float] = {}
    for line in text.split("\n"):
        share, *names = line.split() or ("0",)
        for name in names:
            table.setdefault(name, float(share) / of)
    return table


FAMILY_SHARE = _table(_FAMILY_PER_100_000, 100_000)
"""Folded family name -> share of researchers."""
GIVEN_SHARE = _table(_GIVEN_PER_10_000, 10_000)
"""Folded first given name -> share of researchers."""
