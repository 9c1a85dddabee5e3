"""Word lists that tell names, titles and venues apart by their vocabulary. Plain data, no logic.

Written for this project: the everyday vocabulary of titles and headings, never proper names.
"""

from __future__ import annotations

PARTICLES = frozenset(
    """
van von der den de da di del della dei dos das do du la le les lo el al bin ibn ben ter ten te zu zur af av y e
't st st.
""".split())
"""Lower-case words inside names."""

SUFFIXES = frozenset(["jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "ph.d", "ph.d.", "phd", "md"])

CORPORATE = frozenset(
    """
team consortium collaboration group authors members committee network initiative project openai deepmind google
lab community investigators
""".split())
"""Words that end or make the name of a group that signs a paper."""

COMMON = frozenset("""
a about abstract academic accelerate accelerated accelerating accuracy accurate achieving across action active
activity adaptation adapting adaptive advances adversarial against agent agents aggregation ai algorithm
algorithms aligned alignment allocation american among an analyses analysis analyzing and annotation annual
anomaly answer answering antibody application applications applied approach approaches approximate approximation
architecture architectures are article artificial as assessing assessment association at attack attacks
attention audio augmentation augmented automated automatic automatically autonomous aware awareness balanced
bank based baseline basic bayesian behavior behaviour behind benchmark benchmarking benchmarks best better
between beyond bias biased biases big binary biology block book bounded bounds brain brief bridging building
business by can cancer capacity case causal cell cells centralized chain challenge challenges change changes
chapter characterization chemistry china chinese choice classification classifier clinical cloud clustering code
coding cognitive collaborative collection combining communication communications community comparative comparing
comparison competition complete complex complexity component composition compression computation computational
compute computer computers computing concept conditional conference confidence consistency consistent
constrained constraints construction consumer content context contextual continual continuous contrastive
control controlled convergence conversational convex convolutional cooperative correlation cost costs country
coupled covid credit cross crowdsourcing current curriculum dark data dataset datasets debt decentralized
decision decoding deep defense demand democracy dependence dependencies dependent depth design designing
detecting detection development device devices diagnosis dialogue differentiable differential diffusion digital
dimensional direct discovery discrete discriminative disease disentangled distance distillation distributed
distribution distributions diverse diversity do document documents does domain driven driving dual during
dynamic dynamical dynamics early earthquake easy econometric economic economics economy editing education effect
effective effects efficiency efficient efficiently electric electronic embedding embeddings emerging emotion
empirical employment enabling encoder encoding end energy engineering english enhanced enhancing entropy
environment environmental environments equation equations error errors estimating estimation ethics european
evaluating evaluation event events evidence evolution evolutionary evolving exact examining example examples
experience experiment experimental experiments explainable explaining explanation explanations exploiting
exploration exploring exposure expression extended extraction face facial factor fair fairness fast faster
feature features federated feedback few field fields financial finding findings fine first flexible flow for
forecasting formal foundation foundations framework free frequency from full function functional functions
fusion future game games gender gene general generalization generalized generating generation generative generic
genetic genome genomic geometric geometry global gradient grammar graph graphical graphs group growth guarantees
guide guided guiding hardware has health heterogeneous heuristic hidden hierarchical high higher history
household how human humans hybrid identification identifying if image images imaging impact imperfect
implementation implications implicit improve improved improvement improving in incentive income incremental
inference influence information infrastructure innovation input insights instruction instructions integrated
integrating integration intelligence intelligent interaction interactions interactive international
interpretable interpretability introducing introduction intervention invariant inverse investigating
investigation is issue issues it iterative joint jointly journal judgment kernel knowledge label labels labor
labour language languages large latent layer lead learned learning lessons letters level leveraging light
lightweight limited limits linear linguistic link linking literature llm llms local localization logic long low
machine machines making management manipulation many mapping market markets matching material materials math
matrix matter matters mean measurement measurements measures measuring mechanism mechanisms medical medicine
memory meta method methods metric metrics migration minimal mining mixed mixture mobile modal model modeling
modelling models modern molecular monetary money monitoring more morphology motion multi multilingual multimodal
multiple music natural nature need negative neighbor networks networked neural neuro new news nlp noise noisy
non nonlinear not novel number object objects observations of offline on one online open operation operations
optical optimal optimisation optimization optimize optimized optimizing oral order organization oriented over
overview paper papers parallel parameter parameters parametric parsing partial participation pathway pattern
patterns people perception performance personal personalized perspective perspectives phase physical physics
plan planning plant point policies policy political poor population position poster power practical practice
practices pre precision predict predicting prediction predictions predictive preference preferences preliminary
preprint pretrained pretraining price prices principles prior privacy private probabilistic probability probing
problem problems procedure proceedings process processes processing product production program programming
programs progress project projection prompt prompting prompts properties property protein provably public
publication publications quality quantification quantifying quantitative quantization quantum query question
questions random randomized rank ranking rates rational re reading real reasoning recent recognition
recommendation recommendations reconstruction recovery recurrent reduced reducing reduction regression
regularization reinforcement relation relational relations relationship relative reliable remote report
representation representations representing research residual resilience resolution resource resources response
responses retrieval retrieving return review revisited revisiting reward risk risks robot robotic robotics
robots robust robustness role rule rules safe safety sample samples sampling scalable scale scaling scene
scheduling scheme science sciences scientific search secure security segmentation selection selective self
semantic semantics semi sensing sensitive sensitivity sensor sensors sentence sentiment sequence sequences
sequential series service services set settings shape shared sharing shift short signal signals similarity
simple simulation simulations single site size small smart social society software solution solutions solver
solving some source sources space spaces sparse sparsity spatial spatio special spectral spectroscopy spectrum
speech speed stable standard state states static statistical statistics stochastic storage strategic strategies
strategy stream streaming structural structure structured structures student students studies study studying
style subject super supervised supervision supply support surface survey sustainable synthesis synthetic system
systematic systems target task tasks teaching team technical technique techniques technologies technology
temporal tensor test testing text texts than that the their theorem theoretical theory these they thesis this
through time to tool tools topic topics topology toward towards trade train training trajectory transactions
transfer transferable transform transformation transformer transformers transition translation transport tree
trees trends trust trustworthy tuning two type types understanding unified unifying university unlabeled
unsupervised urban use user users using utility validation value values variable variables variance variational
various vector vehicle vehicles verification via video videos view vision visual visualization vulnerability
wave weak weakly web weighted what when where which who why wireless with without word words work workers
working workshop world writing zero under unknown towards against toward conference symposium proceedings
journal review letters magazine bulletin annals arxiv preprint manuscript thesis dissertation volume issue pages
chapter press springer elsevier ieee acm usenix association society institute accepted submitted forthcoming
published publisher isbn issn appear oral spotlight award prize best finalist invited talk revise resubmit
resubmitted revision
forthcoming vol slides code pdf bibtex website demo dataset video poster blog github link doi january february
march april june july august september october november december department school faculty college center centre
laboratory
""".split()) - frozenset("may will rose grant young brown king press bank case wave house field".split())
"""Everyday words of titles, venues and notes, in lower case: a capitalised run that has them is no person's name."""

LINK_LABELS = frozenset("""
pdf paper papers code codes slides slide poster posters video videos bib bibtex cite citation arxiv website site
web webpage homepage project page demo data dataset datasets talk blog post press abstract abs supplement
supplementary supp appendix material materials doi link links html preprint preprints github repo repository
openreview media tweet twitter thread model models huggingface hugging face weights checkpoint checkpoints full
text fulltext publisher version final journal official draft ssrn replication package files file errata erratum
notes note software tool tools toolkit library library documentation docs api leaderboard benchmark news summary
coverage article review reviews interview podcast youtube recording presentation proceedings acm ieee dl xplore
springer sciencedirect elsevier pubmed pmc hal zenodo osf medium download read more here extended online
appendices internet cv teaser gallery results trailer colab notebook playground tutorial explainer explained faq
contamination bulletin interface endpoint collection author published copy accepted manuscript open access ps
dvi txt ppt pptx keynote png image figure jupyter pypi cran bioconductor package app plugin hf wandb chat
resources resource talk talks tldr eprint reprint details show hide toggle expand long short technical report
tech workshop main camera ready impact statement editorial featured feature highlight highlights scholar google
semantic acl anthology neurips icml iclr pmlr aclanthology cvf biorxiv medrxiv x reddit linkedin wechat zhihu
bilibili weibo popular vox voxeu voxdev promarket slideslive
""".split())
"""Words of link labels such as "PDF" or "Project page"."""

VENUE_CUES = {word: weight for weight, words in (
    (2.5, "proceedings proc transactions trans journal conference conf symposium symp workshop workshops workshop's "
          "annals arxiv biorxiv medrxiv ssrn chemrxiv psyarxiv socarxiv techrxiv eccv iclr icml neurips nips "
          "cvpr iccv acl "
          "emnlp naacl plos pnas findings colloquium tagung revista boletín anais congresso simposio simpósio jornadas "
          "revue cahiers zeitschrift jurnal quarterly eurips 学报 会议 期刊 学会 大会 研究会 論文誌 论文集"),
    (1.5, "letters review reviews magazine bulletin meeting congress advances lecture frontiers acta archives "
          "communications annual science nature cell lancet summit forum convention report reports record working "
          "studies research newsletter encyclopedia handbook companion track tutorials seminar session sessions"),
    (1.0, "international ieee acm usenix aaai siam springer elsevier society association european american asian "
          "national"),
) for word in words.split()}
"""Words that make a phrase look like a venue's name, with their weights."""

PUBLISHERS = frozenset(
    """
ieee acm springer elsevier wiley pmlr jmlr springer-verlag curran mdpi sage routledge usenix iet iop aps aip
spie osa optica nature cambridge oxford hindawi frontiers omnipress isca eurographics lncs ceur-ws
""".split())

NO_VENUE_ACRONYMS = frozenset(
    """
PDF OA WP URL DOI ISBN ISSN USA UK PH BIB TBA TBD
AL AK AZ AR CA CO CT DE FL GA HI ID IL IA KS KY LA ME MD MA MN MS MO MT NE NV
NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC
""".split())
"""Capitals that look like a venue's acronym: labels, countries, the states of the USA."""

VOLUME_WORDS = frozenset(
    """
vol volume no number issue iss pp p page pages art article chapter ch nr núm n tome band páginas paginas seiten
pág págs paper e s ed eds id part section sec doi isbn issn eissn
""".split())
"""Words that stand beside volumes, issues, pages and article numbers."""

PREPRINT_WORDS = frozenset(
    """
preprint preprints pre print prints manuscript working paper papers technical tech report unpublished in
preparation draft under review submitted submission work progress mimeo revise revision and resubmit r
resubmitted reject to round second third first major minor revisions peer conditionally accepted forthcoming
appear press be coming soon job market solicited requested the for
""".split())
"""Words of statuses that are no venue."""

NOTE_WORDS = frozenset(
    """
long short full regular main invited contributed oral spotlight poster highlight highlights notable top demo
paper papers presentation presentations talk acceptance rate accept accepted ratio selected as at an a the of
and for with only equal contribution featured cover alphabetical alphabetically listed order equally authors
author first co corresponding joint impact factor if ccf ccfa ccfb sci ssci jcr core rank ranked q1 q2 citations
citation cited by tba tbd in person virtual online doctoral consortium utd24 utd ft50 ft abs abs4 abs3 extended
abstract abstracts eng s ms phd lead lead senior article track session supervisor student students mentored
english chinese japanese german french spanish portuguese korean italian russian refereed peer reviewed non
archival publisher publishers thesis dissertation ph d
""".split())
"""Words of notes that are neither venue nor award."""
