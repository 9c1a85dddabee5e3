"""Roles, degrees and the words around people's names in a career: what they look like, in several languages.

Takes text; gives where roles and degrees stand in it. Plain vocabulary, compiled once; nothing here knows a page.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

Level = Literal["phd", "master", "bachelor", "other"]


class Span(NamedTuple):
    """A stretch of a text."""

    start: int
    end: int
    text: str


class DegreeSpan(NamedTuple):
    """A degree in a text; ``student`` where it names the status of a student ("PhD student")."""

    start: int
    end: int
    text: str
    level: Level
    student: bool


_HEAD = (
    r"professors?hip|\w*professor(?:in)?|lectureship|readership|residency|privatdozent(?:in)?|lecturer|reader"
    r"|instructor|teacher|researcher|scientist|engineer|developer"
    r"|intern(?:ship)?|"
    r"post-?\s?doc(?:s|toral)?(?:\s+(?:fellow(?:ship)?|associate|researcher|scholar|scientist|investigator|position"
    r"|appointment|"
    r"research(?:er| fellow| associate| scientist)?|young investigator))?|fellow(?:ship)?|associate|assistant"
    r"|director|manager|head|"
    r"leader|lead|chief|ceo|cto|cso|coo|co-?founder|founder|consultant|analyst|economist|(?:bio)?statistician|technician"
    r"|architect|"
    r"adviser|advisor|scholar|member of (?:the )?technical staff|mts|research staff(?: member)?|staff member|member "
    r"of research staff|"
    r"chair(?:man|person|woman)?|dean|provost|principal investigator|p\.?i\.?(?=\W|$)|investigator|officer|president"
    r"|coordinator|programmer|"
    r"specialist|trainee|curator|librarian|physician|surgeon|resident|psychologist|biologist|chemist|physicist"
    r"|mathematician|"
    r"linguist|ethnographer|sociologist|historian|anthropologist|designer|geographer|ecologist|neuroscientist"
    r"|epidemiologist|bioinformatician|philosopher|data scientist|strategist|administrator|faculty member|faculty(?! "
    r"of)|visitor|partner|mentor|apprentice|contractor|"
    r"freelancer|executive|archivist|conservator|producer|tutor|veterinarian|nurse|clerkship|secondee|sde|swe|quant|trader|editor-in-residence|attorney|clerk|secretary|minister|ambassador|rector|"
    r"profesora?|professora?|professeure?|catedrátic[oa]|investigadora?|pesquisadora?|ricercat(?:ore|rice)"
    r"|chercheu[rs]e?|charg[ée]e? de recherche|direct(?:eur|rice) de recherche|attach[ée]e? de recherche|"
    r"ma[iî]tre de conf[ée]rences|wissenschaftliche[rn]? (?:mitarbeiter|assistent|hilfskraft)(?:in)?"
    r"|akademische[rs]? (?:ober)?rat|(?:ober)?assistent(?:in)?|(?:universitair )?(?:hoofd)?docent|dozent(?:in)?"
    r"|docente|assegnista(?: di ricerca)?|borsista|adiunkt|adjunkt|førsteamanuensis|lektor"
    r"|becari[oa]|bolsista|"
    r"ingenier[oa]|engenheir[oa]|ingénieure?|director[a]|profesor titular|praktikant(?:in)?|stagiaire"
)
_HEADS = re.compile(
    rf"(?<![\w@])(?:{_HEAD})(?![\w@])|教授|副教授|讲师|助理教授|研究员|副研究员|博士后|工程师|实习生|研究員|准教授|講師|助教|교수|연구원",
    re.IGNORECASE,
)
_MODIFIER = re.compile(
    r"^(?:senior|junior|sr\.?|jr\.?|research|assistant|associate|assoc\.?|asst\.?|assist\.?|full|visiting|adjunct"
    r"|postdoctoral|post-doctoral|"
    r"post|doctoral|principal|lead|leading|chief|staff|software|hardware|data|applied|machine|learning|deep|ai|ml"
    r"|ai/ml|nlp|cv|summer|"
    r"winter|fall|spring|student|graduate|undergraduate|part-time|full-time|tenure-track|tenured|tenure|track"
    r"|distinguished|endowed|"
    r"honorary|guest|affiliate|affiliated|faculty|scientific|technical|technology|deputy|vice|executive|founding"
    r"|managing|general|"
    r"project|product|program|group|team|section|department|area|regional|quantitative|computational|clinical"
    r"|teaching|academic|"
    r"university|college|lab|laboratory|r&d|phd|ph\.?d\.?|master|bachelor|independent|young|early|career|remote|co-op"
    r"|coop|"
    r"industrial|industry|security|systems?|network|robotics|vision|computer|science|engineering|economics|policy"
    r"|business|financial|"
    r"marketing|investment|backend|frontend|full-stack|full|stack|mobile|web|cloud|platform|infrastructure|algorithm"
    r"|algorithms|"
    r"biostatistics|bioinformatics|statistical|mathematical|term|short|long|extended|contract|temporary|interim"
    r"|acting|"
    r"joint|jointly|internship|fellow|titular|adjunto|asociado|asistente|assistente|auxiliar|postdoctorante"
    r"|investigador|"
    r"human|resources|emeritus|emerita|chair|named|collaborative|special|guest|resident|in-residence|thesis|external"
    r"|internal|"
    r"first|second|third|global|world|digital|innovation|design|quality|test|field|sales|solutions?|support|community"
    r"|developer|"
    r"development|learning|education|health|medical|public|social|political|urban|environmental|electrical|mechanical"
    r"|civil|chemical|"
    r"life|natural|language|speech|signal|image|video|graphics|optimization|search|ads?|recommendation|growth|core"
    r"|open-source)$",
    re.IGNORECASE,
)
_JOINER = re.compile(r"^(?:and|&|/|of|de|for)$", re.IGNORECASE)
_NOT_A_ROLE_BEFORE = re.compile(
    r"(?:\b(?:my|our|his|her|their|with|by|other|several|many|two|three|and other|for|between|among|all|any|hiring"
    r"|seeking|hosting|"
    r"mentoring|supervising|supervised|advising|advised|mentored|hosted|talented|motivated|prospective|outstanding"
    r"|dear|every|"
    r"fellow|these|those|some|no|(?<!position )(?<!positions )(?<!post )(?<!role )(?<!title )(?<!rank )(?<!capacity "
    r")of)\s+)$",
    re.IGNORECASE,
)
_DEGREE_WORDS: tuple[tuple[Level, str], ...] = (
    (
        "phd",
        r"[Pp][Hh]\.?\s?[Dd]\.?s?|PHD|D\.?Phil\.?|Doctorate|[Dd]octoral degree|[Dd]octorate|[Dd]octora(?:do|t)"
        r"|[Dd]outorado|[Dd]ottorato(?: di [Rr]icerca)?|"
        r"Doctor of (?:Philosophy|Science|Engineering|Business Administration|Education|Medicine)|Doctor(?:al)?"
        r"|[Dd]octoral"
        r"|Dr\.? ?rer\.? ?nat\.?|"
        r"Dr\.-Ing\.?|Doktor\w*|Promotion|Sc\.D\.?|Ed\.D\.?|Juris Doctor|J\.D\.?|M\.D\.?|MD|博士|박사",
    ),
    (
        "master",
        r"M\.?\s?Phil\.?|MPhil|M(?:Phys|Chem|Biol|Comp|Inf|Sci|Geol|Eng)(?:\s?Phil)?|MSW|MHS|MHA|MPA|MIS|MArch|MLitt|M\.?\s?Eng\.?|MEng|M\.?\s?Tech\.?|MTech|M\.S\.c\.?|M\.?Res\.?|MRes|MBA|M\.B\.A\.?|MFA|MPH|MPP"
        r"|MMath|MSE|M\.S\.E\.?|MSCS|"
        r"M\.E\.?(?![A-Za-z.])|M\.?\s?Sc\.?|MSc|M\.?S\.?(?![\w&])|M\.A\.?Sc\.?|MASc|M\.A\.?|MA(?!\w)|LL\.M\.?|S\.M\.?"
        r"|"
        r"M[12](?= in\b| of\b|,| [-–—]| [A-Z])|[Mm]aster [12]\b"
        r"|[Mm]aster(?:['’]s|s)?(?: (?:[Dd]egree|of (?:Science|Arts|Engineering|Technology|Philosophy|Research"
        r"|Business Administration|Fine Arts|Social Work|Architecture|Finance|Economics|Divinity|Library Science|"
        r"Public Health|Public Policy|Applied Science|Computer Science|Advanced Studies?|Mathematics|Statistics|Laws"
        r"|Education)))*|"
        r"[Mm]agister|[Mm]aestr[íi]a|[Mm]estrado|[Mm]áster|Diplom(?:a|-\w+)?(?! thesis)|Dipl\.-\w+\.?|Licentiate"
        r"|Laurea [Mm]agistrale|DEA|"
        r"硕士|碩士|修士|석사",
    ),
    (
        "bachelor",
        r"B\.?\s?S\.?\s?Sc\.?|B\.?\s?Sc\.?|BSc|B\.?F\.?A\.?|MBBS|MBChB|BDS|BMus|B\.?Ed\.?|BSN|BSEE|BSCS|B\.S\.E\.?|BSE|B\.?S\.?(?![\w&])|B\.A\.?|BA(?!\w)|B\.?\s?Eng\.?|BEng"
        r"|B\.?\s?Tech\.?|BTech|B\.E\.?|BE(?= in| from|,| degree)|"
        r"B\.?\s?Math\.?|BCS|B\.?Com\.?|B\.?C\.?S\.?|B\.?Arch\.?|LL\.?B\.?|A\.B\.?|AB(?= in| from|,)|S\.B\.?|SB(?= in"
        r"| from)|B\.A\.?Sc\.?|BASc|BBA|B\.Phil\.?|"
        r"[Bb]achelor(?:['’]s|s)?(?: (?:[Dd]egree|of (?:Science|Arts|Engineering|Technology|Mathematics|Computer "
        r"Science|Commerce|"
        r"Applied Science|Business Administration|Laws|Philosophy|Economics|Management|Medicine|Fine Arts"
        r"|Architecture|Music|Education|Social Work|Surgery)))*"
        r"|[Uu]ndergraduate(?: (?:degree|studies|work))?|[Uu]ndergrad|"
        r"[Ll]icenciatura|[Ll]icence|[Ll]icenciado|[Gg]raduação|[Gg]rado|Laurea(?: [Tt]riennale)?|学士|本科|학사",
    ),
    (
        "other",
        r"Telecommunications? Engineer|[Ii]ngeniero [\w ]{3,30}|[Gg]raduate (?:degree|diploma|certificate)"
        r"|[Ee]xchange|Habilitation|"
        r"[Hh]igh [Ss]chool(?: [Dd]iploma)?|[Vv]isiting "
        r"(?:(?:Ph\.?D\.?|[Dd]octoral|[Gg]raduate|[Uu]ndergraduate|[Rr]esearch) )?[Ss]tudent|Baccalauréat",
    ),
)
_LEVELS: tuple[tuple[Level, re.Pattern[str]], ...] = tuple(
    (level, re.compile(rf"(?:{words})")) for level, words in _DEGREE_WORDS
)
_ANY_DEGREE = re.compile(
    r"(?<![\w./&'’-])(?:(?:Joint|Dual|Double|Integrated|Combined|Sandwich|Executive|Honou?rs|Erasmus Mundus(?: "
    r"[A-Z]\w+)?|"
    r"[Jj]oint|[Dd]ual|[Ii]ntegrated|[Cc]ombined)\s)?(?:"
    + "|".join(words for _, words in _DEGREE_WORDS)
    + r")(?:\s?\((?:[Hh]ons?\.?|[Hh]onou?rs)\)|\s(?=[Dd]egrees?\b)[Dd]egrees?)?(?![\w])"
)
_STUDENT = re.compile(
    r"^\s*(?:degree\s+|level\s+)?(?:in [\w &,/-]{2,60}? )?(?:\([^)]{1,20}\)\s+)?(?:[\w&-]{2,14}\s){0,2}?(?:students?"
    r"|candidates?|researchers?|scholars?|fellows?|trainees?|studies)\b(?!['’]s)",
    re.IGNORECASE,
)
_NOT_A_DEGREE = re.compile(
    r"^\s*(?:degree\s+)?(?:students|candidates|applicants|positions?|openings?|thes[ie]s|dissertations?|committees?"
    r"|advis[eo]rs?|supervis(?:or|ion|ing)\w*|"
    r"level|courses?|class(?:es)?|application\w*|admission\w*|interns?\b(?!hip)|and master'?s? (?:students|thes\w+)"
    r"|projects?|scholarships?"
    r"|fellowships?|award|prize|"
    r"school on|workshop|symposium|forum|alumn\w+|graduates|coordinator|board|defen[cs]es?\b|examin\w+|reviewer"
    r"|curriculum|grant|mentors?)\b",
    re.IGNORECASE,
)
_WROTE = re.compile(
    r"\b(?:did|do|doing|wrote|writing|complet\w+|conduct\w+|carried out|defended|finish\w+|pursu\w+)\s+(?:my|his|her)\s+$"
)
_THESIS = re.compile(r"\s+(?:thesis|dissertation|project)(?:\s+(?:work|research))?\s+(?:at|in|with|under|from)\b")
_OWNED = re.compile(r"[A-Z][\w.-]+['’]s\s+$")
"""A degree that somebody else's name owns is a programme: "Huldra's Master's in Data Science"."""

_STUDENT_WORDS = re.compile(
    r"(?<![\w-])(?<!post )"
    r"(?:(?P<phd>(?:graduate|doctoral|doctorate|predoctoral|research) (?:student|candidate|researcher))"
    r"|(?P<master>master'?s? student|postgraduate student)|"
    r"(?P<bachelor>undergraduate(?: student)?|(?:freshman|sophomore|junior|senior) (?:student|undergraduate)"
    r"|college student))(?!\w)",
    re.IGNORECASE,
)


def find_roles(text: str) -> list[Span]:
    """Return the role phrases of a text: head words with what modifies them ("Senior Research Scientist").

    >>> [role.text for role in find_roles("I am an Assistant Professor and was a visiting researcher at Huldra.")]
    ['Assistant Professor', 'visiting researcher']
    """
    found: list[Span] = []
    for match in _HEADS.finditer(text):
        if (found and match.start() < found[-1].end) or (
            match.group().lower() == "scholar"
            and re.search(r"(?:google|semantic)[ -]$", text[max(0, match.start() - 9) : match.start()], re.IGNORECASE)
        ):
            continue
        start = _widen_left(text, match.start(), found[-1].end if found else 0)
        end = match.end()
        if found and start <= found[-1].end + 1 and not text[found[-1].end : start].strip(" /-"):
            previous = found.pop()  # "Research Assistant Professor": one phrase
            start = previous.start
        found.append(Span(start, end, text[start:end]))
    return found


_BEHIND_ARTICLE = re.compile(
    r"(?P<as_a>\bas\s+an?\s+)(?:(?!and\b|or\b|of\b|in\b|at\b|for\b|the\b)[a-z][\w/&-]*\s+){1,4}\Z"
    r"|(?P<a>\b[Aa]n?\s+)(?:[A-Z][\w&’'-]*\s+){1,5}(?:of\s+(?:[A-Z][\w&’'-]*\s+){0,4}){1,2}\Z"
)
"""What stands between an article and a role: all of it is the role ("as a river case manager")."""

_DOTTED = ("Sr.", "Jr.", "Assoc.", "Asst.", "Assist.", "Ph.D.")


def _widen_left(text: str, start: int, floor: int) -> int:
    """Take in the words before a head word that belong to the role."""
    position = start
    for _ in range(8):
        before = text[floor:position].rstrip(" ")
        if (not before or before[-1] in ",.;:()\n|•·") and not (
            before.endswith(_DOTTED) or re.search(r"\b[A-Z]\.$", before)
        ):
            break
        word = re.search(r"(\S+)$", before[-40:])
        if word is None:
            break
        token = word[1]
        bare = token.strip("*_\"'()[]")
        if _MODIFIER.match(bare) or (re.fullmatch(r"[A-ZÀ-Þ][\w.&/+'’-]*", bare) and bare not in _NEVER_IN_ROLES):
            position = floor + len(before) - len(token)
            continue
        if _JOINER.match(bare) and re.search(r"[A-Za-z]\s+\S+$", before) and bare in ("and", "&", "/"):
            earlier = before[: -len(token)].rstrip().rsplit(" ", 1)[-1].strip("*_,")
            if (_MODIFIER.match(earlier) or re.fullmatch(r"[A-Z][\w&/-]+", earlier)) and not _HEADS.fullmatch(
                earlier
            ):
                position = floor + len(before) - len(token)
                continue
        break
    if whole := _BEHIND_ARTICLE.search(text, max(floor, position - 80), position):
        position = max(whole.end("as_a"), whole.end("a"))
    # a joiner or stray mark at the head does not belong to it
    while (lead := re.match(r"(?:and|&|/|[-–—(*_\"'])\s*", text[position:start])) and lead.end():
        position += lead.end()
    return position


_NEVER_IN_ROLES = frozenset(
    "I I'm I’m He She They We The A An My His Her Their Our Currently Previously Before Prior Since After Now Then "
    "Also In At "
    "Start Started Starting Began Beginning Joining Finished Completed Completing New Accepted Received As Is Am Was "
    "Hello Hi Welcome Dr. Dr Prof. Prof Mr. Ms. With And From Until During While When Where Both Either Formerly "
    "Earlier Recently Later Today Here This That It Present For To Of By Joined Worked".split()
)


def find_degrees(text: str) -> list[DegreeSpan]:
    """Return the degrees that a text mentions as the owner's own could be.

    >>> [(d.text, d.level, d.student) for d in find_degrees("a third-year PhD student, B.S. in Physics, his PhD advisor")]
    [('PhD', 'phd', True), ('B.S.', 'bachelor', False)]
    """
    found: list[DegreeSpan] = []
    for match in _ANY_DEGREE.finditer(text):
        before, after = text[max(0, match.start() - 40) : match.start()], text[match.end() : match.end() + 90]
        if (_NOT_A_DEGREE.match(after) and not (_WROTE.search(before) and _THESIS.match(after))) or _OWNED.search(before):
            continue
        word = match.group().rstrip()
        if (
            word in ("MA", "MS", "MD")
            and re.search(r"[a-z],\s$", text[: match.start()][-4:])
            and re.match(r"\s*(?:$|[,)\n(]|\s{2,})", after)
        ):
            continue  # a state: "Lexington, MA"
        if (
            word in ("Doctoral", "doctoral", "Doctor", "Promotion", "Exchange", "exchange")
            and not _STUDENT.match(after)
            and not re.match(r"\s+(?:degree|studies|of|in|from|at)\b", after)
        ):
            continue
        if re.fullmatch(r"[Mm]asters?", word) and re.match(r"\s+(?:[a-z]+ing\b|key|the)", after):
            continue
        level: Level = next((level for level, pattern in _LEVELS if pattern.search(word)), "other")
        found.append(DegreeSpan(match.start(), match.start() + len(word), word, level, bool(_STUDENT.match(after))))
    for match in _STUDENT_WORDS.finditer(text):
        if any(span.start <= match.start() < span.end or match.start() <= span.start < match.end() for span in found):
            continue
        kind = match.lastgroup or "phd"
        found.append(DegreeSpan(*match.span(), match.group(), kind, True))  # type: ignore[arg-type]
    return sorted(found)


def is_title_of_person(text: str, role: Span) -> bool:
    """Say whether a role is only the title before somebody's name ("Professor Ada Quist").

    >>> text = "advised by Professor Ada Quist"; is_title_of_person(text, find_roles(text)[0])
    True
    """
    if not re.search(
        r"(?:^|\s)(?:professor|prof\.?|dean|president|reader|researcher|fellow)$", role.text, re.IGNORECASE
    ):
        return False
    return bool(
        re.match(
            r"\s+(?!of\b|in\b|at\b)(?:\(?[A-ZÀ-Þ][\w.'’-]+\s+){1,3}(?:van |der |de )*[A-ZÀ-Þ][\w.'’-]+",
            text[role.end : role.end + 60],
        )
    )


def is_plural_or_other(text: str, role: Span) -> bool:
    """Say whether a role is somebody else's: "my advisor", "with researchers", "several engineers".

    >>> text = "I thank my advisor"; is_plural_or_other(text, find_roles(text)[0])
    True
    """
    if re.match(
        r"(?:my|his|her) (?:post-?\s?doc|internship|fellowship|residency)",
        text[max(0, role.start - 4) : role.end].strip(),
        re.IGNORECASE,
    ):
        return False
    return bool(_NOT_A_ROLE_BEFORE.search(text[max(0, role.start - 30) : role.start]))
