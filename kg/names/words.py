"""The words that reading names needs: particles, suffixes, surnames by script, nicknames, words that no name holds.

World facts, written for this project; nothing else. Kept apart from the rules so that both can be read.
"""

from __future__ import annotations

PARTICLES = frozenset(
    "van von der den de del della dello degli di da das dos do du des la las los le les lo ter ten te ’t 't op aan zu "
    "zur zum vom vander bin ibn ben bint binti al el ul ur abu af av von und y e i san santa st saint mac".split())
CAPITAL_PARTICLES = frozenset(
    "Van Von De Del Della Den Der Des Dos Das Du Di Da La Vander Ter Ten Te Bin Ibn".split()) - {"Bin", "Da", "Di", "Te"}
SUFFIXES = frozenset(
    "jr sr ii iii iv v phd md msc bsc ma mba dphil facs esq".split()) - {"v", "ma"}
TITLES = frozenset(
    "dr prof professor mr mrs ms miss sir dame ing dipl doctor assoc asst phd".split())

COMPOUND_SURNAMES = frozenset(
    "欧阳 歐陽 司马 司馬 上官 诸葛 諸葛 司徒 夏侯 皇甫 尉迟 公孙 "
    "公孫 慕容 令狐 东方 端木 西门 南宫 독고 남궁 선우 황보 제갈 사공".split())

CHINESE_SURNAMES = frozenset(
    "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何林高罗羅郑鄭梁谢謝宋唐许許韩韓邓鄧冯馮曹彭曾肖萧蕭田董袁潘于余叶葉蒋蔣杜苏蘇魏程吕呂丁任"
    "沈姚卢盧姜崔钟鍾谭譚陆陸汪范金石廖贾賈夏韦韋付傅方白邹鄒孟熊秦邱江尹薛闫阎閻段雷侯龙龍史陶黎贺賀顾顧毛郝龚龔邵万萬钱錢严嚴武戴莫孔向汤湯温溫康"
    "施文牛樊葛邢安齐齊易乔喬伍庞龐颜顏倪庄莊聂聶章鲁魯岳翟殷詹申欧歐耿关關兰蘭焦俞左柳甘祝包宁寧尚符舒阮柯纪紀梅童凌毕畢单單季裴霍涂成苗谷盛曲翁"
    "冉骆駱蓝藍路游辛靳欧管柴蒙鲍鮑华華喻祁房蒲滕屈饶饒解牟艾尤阳陽时時穆农農司卓古吉缪繆简簡车車项項连連芦麦麥褚娄婁窦竇戚岑景党宫宮费費卜冷晏席"
    "卫衛米柏宗瞿桂全佟应應臧闵閔苟邬鄔边邊卞姬师師和仇栾欒隋商刁沙荣榮巫寇桑郎甄丛叢仲虞敖巩鞏明佘池查麻苑迟遲邝鄺区區官封谈談匡鞠惠荆樂乐冀郁胥南班储"
    "楚花洪尧丘井原")
KOREAN_SURNAMES = frozenset(
    "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민진지엄채원"
    "천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용")

# Readings as surnames, and the usual romanisations of Korean ones: where a dictionary of single characters goes wrong.
HAN_READINGS = {
    "曾": "Zeng", "单": "Shan", "單": "Shan", "解": "Xie",
    "仇": "Qiu", "区": "Ou", "區": "Ou", "查": "Zha", "盖": "Ge",
    "朴": "Piao", "翟": "Zhai", "覃": "Qin", "乐": "Yue",
    "任": "Ren", "吕": "Lyu", "呂": "Lyu", "尉迟": "Yuchi", "万": "Wan",
    "김": "Kim", "이": "Lee", "박": "Park", "최": "Choi",
    "정": "Jung", "강": "Kang", "조": "Cho", "윤": "Yoon", "장": "Jang",
    "임": "Lim", "한": "Han", "오": "Oh", "서": "Seo",
    "신": "Shin", "권": "Kwon", "황": "Hwang", "안": "Ahn", "송": "Song",
    "류": "Ryu", "전": "Jeon", "홍": "Hong", "고": "Ko",
    "문": "Moon", "양": "Yang", "손": "Son", "배": "Bae", "백": "Baek",
    "허": "Heo", "유": "Yoo", "남": "Nam", "심": "Shim",
    "노": "Noh", "하": "Ha", "곽": "Kwak", "성": "Sung", "차": "Cha",
    "주": "Joo", "우": "Woo", "구": "Koo", "민": "Min", "진": "Jin", "지": "Ji", "엄": "Um",
}

# A Mandarin syllable in pinyin: what tells that X. G. can stand for Xiaogang, and that it cannot stand for Thomas.
PINYIN = (
    "(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ueng|ang|eng|ing|ong|iao|ian|uai|uan|van|ai|ei|ao|ou|an|en|in"
    "|un|ia|ie|iu|ua|uo|ui|ue|ve|er|a|o|e|i|u|v)"
)

PINYIN_SURNAMES = frozenset(
    "wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo zheng liang xie song tang han "
    "feng deng cao peng zeng xiao tian dong yuan pan yu ye jiang du su wei cheng lu lyu ding ren shen yao cui zhong tan "
    "fan jin shi liao jia xia fu fang bai zou meng xiong qin qiu yin xue yan duan lei hou long tao he gu mao hao gong "
    "shao wan qian dai mo kong xiang wen kang niu ge xing an qi qiao pang ni zhuang nie zhai zhan shu lan jiao ruan ke "
    "ji mei tong ling bi shan pei huo tu miao sheng qu ran luo geng guan chai bao hua yu qi fang pu teng rao ou mu si "
    "chang zuo yue liu bian cai bu gan you hong ouyang sima shangguan zhuge chu cui dou fei guan jing kuang lai lou "
    "mi ning qiang que rong sha shang tie wo xi xin xuan yi ying zang zha zhen zi zong".split())

IBERIAN_SURNAMES = frozenset(
    "garcia gonzalez rodriguez fernandez lopez martinez sanchez perez gomez martin jimenez ruiz hernandez diaz moreno "
    "munoz alvarez romero alonso gutierrez navarro torres dominguez vazquez ramos gil ramirez serrano blanco molina "
    "morales suarez ortega delgado castro ortiz rubio marin sanz nunez iglesias medina garrido cortes castillo santos "
    "lozano guerrero cano prieto mendez cruz calvo gallego vidal leon marquez herrera pena flores cabrera campos vega "
    "fuentes carrasco diez reyes caballero nieto aguilar pascual santana herrero lorenzo montero hidalgo gimenez ibanez "
    "ferrer duran santiago benitez mora vicente vargas arias carmona crespo roman pastor soto saez velasco moya soler "
    "parra esteban bravo gallardo rojas silva santos oliveira souza sousa lima pereira ferreira costa rodrigues almeida "
    "nascimento alves carvalho araujo ribeiro gomes martins barbosa rocha dias moreira nunes mendes cardoso teixeira "
    "correia pinto azevedo cavalcanti monteiro fonseca machado lopes marques fernandes goncalves soares vieira coelho "
    "tavares baptista batista cunha melo freitas moura duarte reis neves matos antunes miranda simoes quiroga aguirre "
    "mendoza espinosa espinoza guzman salazar acosta figueroa valdez valdes contreras sepulveda rivas rivera cardenas "
    "orozco zamora trujillo palacios escobar zuniga ochoa villalobos olivares saavedra quintero restrepo".split())

NOT_IN_NAMES = frozenset(
    "university universität université universidad universidade college institute institut school department dept lab "
    "labs laboratory center centre faculty academy research conference workshop symposium proceedings journal "
    "transactions letters review reviews international annual meeting association society annals best paper award "
    "awards outstanding spotlight poster preprint arxiv submitted accepted published publication publications "
    "paper papers code pdf project projects video slides talk talks news about home homepage contact email phone cv "
    "resume curriculum vitae teaching courses course service reviewer student students professor assistant associate "
    "postdoctoral postdoc phd research researcher scientist engineer intern director member learning machine "
    "deep neural network networks model models language vision computer science sciences data analysis system systems "
    "theory applications engineering technology information artificial intelligence the of for with from and on at "
    "to by using via is are we our towards toward under forthcoming draft working january february march "
    "june july september october november december spring summer fall autumn winter monday tuesday wednesday "
    "thursday friday saturday sunday google microsoft amazon facebook meta apple nvidia inc ltd gmbh corporation "
    "company group team foundation council committee press springer elsevier ieee acm volume chapter section appendix "
    "github twitter linkedin scholar google blog website link links download download bibtex abstract doi isbn "
    "education experience employment skills honors honours grants funding biography background interests present "
    "current former selected recent other more show hide supplementary material et al united states kingdom".split())

_NICKNAME_GROUPS = (
    "robert rob bob bobby robbie", "william will bill billy willie liam", "richard rick rich dick ricky",
    "james jim jimmy jamie", "john jack johnny jon", "jonathan jon jonny", "joseph joe joey",
    "michael mike mick mikey",
    "thomas tom tommy", "charles charlie chuck", "christopher chris topher", "christian chris",
    "christine chris christy",
    "christina chris tina", "daniel dan danny", "david dave davey", "edward ed eddie ted ned",
    "edwin ed", "edmund ed",
    "frederick fred freddie", "gregory greg", "jeffrey jeff", "geoffrey geoff jeff", "gerald gerry jerry",
    "henry hank harry", "kenneth ken kenny", "lawrence larry", "laurence larry", "leonard len leo", "leonardo leo",
    "matthew matt", "mathew matt", "matthias matt", "nathaniel nate nat nathan", "nathan nate", "nicholas nick nicky",
    "nicolas nick nico", "patrick pat paddy", "peter pete", "philip phil", "phillip phil", "raymond ray",
    "ronald ron ronnie", "donald don donny", "samuel sam sammy", "samantha sam", "stephen steve", "steven steve",
    "stefan steve", "theodore ted theo", "timothy tim", "vincent vince", "walter walt", "zachary zach zack",
    "andrew andy drew", "anthony tony", "antonio tony toni", "antony tony", "benjamin ben benny", "bernard bernie",
    "douglas doug", "eugene gene", "francis frank", "franklin frank", "francisco paco pancho", "george geo",
    "harold hal harry", "jacob jake", "joshua josh", "maximilian max", "maxwell max",
    "alexander alex sasha alec xander",
    "alexandra alex sasha", "alexandre alex", "alexandros alex", "aleksandr alex sasha",
    "aleksander alex", "alexis alex",
    "alessandro alex ale", "alejandro alex", "albert al bert", "alfred al fred", "allan al", "alan al", "arthur art",
    "barbara barb", "catherine cathy cate kate", "katherine kathy kate katie kat",
    "kathryn kathy kate", "kathleen kathy",
    "carolyn carol", "cynthia cindy", "deborah deb debbie", "dorothy dot dottie",
    "elizabeth liz beth betty eliza lisa",
    "elisabeth liz beth lisa", "eleanor ellie nell", "emily em", "gabriel gabe", "gabriele gabi", "gabriela gabi",
    "isabella bella", "isaac ike", "jacqueline jackie", "jennifer jen jenny", "jessica jess", "judith judy",
    "kimberly kim", "leslie les", "margaret maggie meg peggy", "martin marty", "marvin marv", "melissa mel",
    "mitchell mitch", "nancy nan", "nikolaos nikos nick", "konstantinos kostas", "ioannis yannis yiannis giannis",
    "georgios george yorgos", "dimitrios dimitris", "panagiotis panos", "stylianos stelios", "vasileios vasilis",
    "pamela pam", "patricia pat patty", "rebecca becky becca", "russell russ", "sandra sandy", "stanley stan",
    "susan sue susie", "suzanne sue", "terence terry", "theresa terry", "victoria vicky tori", "victor vic",
    "virginia ginny", "yevgeny eugene evgeny", "mikhail misha", "dmitry dima dmitri dmitriy",
    "ivan vanya", "sergey sergei",
    "nikolai nikolay kolya", "vladimir vova volodya", "josé pepe", "jose pepe", "manuel manolo", "ignacio nacho",
    "johannes hans jan", "hans johannes", "joachim jochen", "wilhelm willi", "friedrich fritz", "heinrich heinz",
    "abigail abby", "allison allie", "amanda mandy", "cameron cam", "curtis curt", "dominic dom", "julian jules",
    "lucas luke", "marcus marc", "oliver ollie", "rosemary rose", "simon si", "tobias toby",
    "valentina val", "valerie val",
    "ravindra ravi", "krishnamurthy krishna", "subramanian subbu", "venkatesh venkat", "venkata venkat",
    "abdullah abdul", "mohammad mohamed mohammed muhammad mohd", "ahmad ahmed", "yousef yusuf youssef", "omar umar",
)


def _nicknames() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for group in _NICKNAME_GROUPS:
        formal, *short = group.split()
        for each in short:
            table.setdefault(formal, set()).add(each)
            table.setdefault(each, set()).add(formal)
    return {name: frozenset(others) for name, others in table.items()}


NICKNAMES = _nicknames()
"""Given name -> the other forms it goes by; symmetric, not transitive."""
