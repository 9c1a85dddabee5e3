import unicodedata
from collections.abc import Iterable

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, parse

from kg import rdf
from kg.model import (
    Award,
    Doubt,
    Edition,
    Education,
    Entities,
    Link,
    Mention,
    Organization,
    Paper,
    Person,
    Position,
    Profile,
    Project,
    Publication,
    Service,
    Source,
    SourcedProfile,
    SourceFile,
    Talk,
    Teaching,
    Venue,
)
from kg.rdf import terms
from kg.settings import Dataset, Privacy, Settings
from kg.vocab import BIBO, DCTERMS, FOAF, KG, KGC, ORG, OWL, PROV, RDF, RDFS, SCHEMA, VCARD, VOID, XSD, is_orcid

BASE = "https://example.org/kg/"
SETTINGS = Settings()
ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()), max_size=30)

AT = Source("index.md", (11, 12))
PAGE = SourcedProfile(
    id="mira-olin", modified="2026-01-02T00:00:00Z", files=(SourceFile("index.md", "0" * 64),),
    profile=Profile(
        name="Mira Olin", homepage="https://olin.example/", email="mira@olin.example",
        publications=(
            Publication(title="On Rivers", authors=("Ada Quist", "Olin, M."), venue="NeurIPS'21", year=2021,
                        equal_contribution=(1,), corresponding=(2,), confidence=0.8, source=AT),
            Publication(title="On Lakes", owner_position=1),
        ),
        positions=(
            Position(role="Postdoc", organization="Huldra Labs", unit="Water group", location="Bergen",
                     start="2022-12", end="present", supervisors=("Bo Tamm",), source=Source("index.md", (4, 4))),
            Position(role="Professor", organization="Huldra Labs", start="2019", end="2021-02-30"),
        ),
        education=(Education(degree="Ph.D.", field="Physics", organization="Lund", end="2019",
                             advisors=("Ada Quist",)),),
        awards=(Award(title="Best Paper Award", organization="Huldra Labs", year=2021),),
        service=(Service(role="Area chair", venue="NeurIPS", year=2023),),
        talks=(Talk(title="Rivers", venue="Oslo", date="2022-03-05"),),
        teaching=(Teaching(course="Linear Algebra", organization="Lund", role="Tutor", date="2019"),),
        projects=(Project(title="Wet", organization="Lund", start="2020", end="present", url="https://wet.example/"),),
    ),
)
ENTITIES = Entities(
    people={
        "p-1": Person(id="p-1", name="Mira Olin", other_names=("M. Olin",), homepages=("https://olin.example/",),
                      identifiers={"orcid": "0000-0002-1825-0097", "github": "miraolin", "dblp": "1/2"},
                      email="mira@olin.example", image="https://olin.example/me.jpg", interests=("rivers",),
                      former_ids=("p-0",)),
        "p-9": Person(id="p-9", name="Ada Quist", identifiers={"orcid": "0000-0002-1825-0098"}),
    },
    papers={
        "w-1": Paper(id="w-1", title="On Rivers", authors=("p-9", "p-1"), year=2021, venue="v-n", edition="e-n-2021",
                     type="conference", status="under_review", doi="10.1000/xyz", arxiv="2105.00001",
                     urls=(Link("pdf", "https://olin.example/a b.pdf"), Link("x", "javascript:alert(1)")),
                     awards=("Best Paper Award",), version_of="w-2"),
        "w-2": Paper(id="w-2", title="On Lakes", authors=("p-1",), date="2020-05", type="thesis"),
    },
    venues={"v-n": Venue(id="v-n", name="Conference on Nets", acronym="CoNets", kind="conference",
                         former_names=("CN",), known=True)},
    editions={"e-n-2021": Edition(id="e-n-2021", venue="v-n", year=2021, part_of="e-n-2020")},
    organizations={"o-1": Organization(id="o-1", name="Huldra Labs", kind="company", parent="o-2", ror="02mhbdp94",
                                       country="Norway", homepage="https://huldra.example")},
    resolved={
        Mention(0, "", 0, "owner"): "p-1",
        Mention(0, "publications", 0, "paper"): "w-1",
        Mention(0, "publications", 0, "author", 1): "p-9",
        Mention(0, "publications", 0, "author", 2): "p-1",
        Mention(0, "publications", 1, "paper"): "w-2",
        Mention(0, "publications", 1, "author", 0): "p-1",
        Mention(0, "positions", 0, "organization"): "o-1",
        Mention(0, "positions", 0, "unit"): "o-2",
        Mention(0, "education", 0, "advisor", 1): "p-9",
        Mention(0, "service", 0, "venue"): "v-n",
    },
    doubts=(Doubt(a="p-1", b="p-9", score=0.62, reasons=("same name", "no shared co-author")),),
)
NOTHING = Entities(people={}, papers={}, venues={}, editions={}, organizations={}, resolved={})


def quads(pieces: Iterable[str]) -> list[Quad]:
    """Parse the pieces; each ends with a line end and nothing in them is a blank node."""
    pieces = list(pieces)
    assert all(piece == "" or piece.endswith(" .\n") for piece in pieces)
    found = list(parse("".join(pieces), format=RdfFormat.N_QUADS))
    assert len(found) == "".join(pieces).count("\n") == len(set(found))
    assert not any(isinstance(term, BlankNode) for quad in found for term in (quad.subject, quad.object))
    return found


def page_quads(profile: SourcedProfile = PAGE, entities: Entities = ENTITIES) -> list[Quad]:
    return quads(rdf.profile_quads(profile, 0, entities, SETTINGS))


def about(found: list[Quad], local: str) -> dict[str, list[str]]:
    """Everything said of a node below the base, as predicate -> values."""
    out: dict[str, list[str]] = {}
    for quad in found:
        if quad.subject == NamedNode(BASE + local):
            assert isinstance(quad.object, NamedNode | Literal)
            out.setdefault(quad.predicate.value, []).append(quad.object.value.removeprefix(BASE))
    return out


# ── a page ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_all_that_a_page_says_is_in_its_own_graph() -> None:
    assert {quad.graph_name for quad in page_quads()} == {NamedNode(BASE + "graph/g-mira-olin")}


def test_the_page_and_its_files() -> None:
    page = about(page_quads(), "profile/f-mira-olin")
    assert page[RDF.type] == [KG.Profile, FOAF.PersonalProfileDocument, PROV.Entity]
    assert page[FOAF.primaryTopic] == ["person/p-1"]
    assert page[SCHEMA.url] == ["https://olin.example/"]
    assert page[PROV.wasDerivedFrom] == ["source/mira-olin/index.md"]
    assert page[SCHEMA.dateModified] == ["2026-01-02T00:00:00Z"]
    assert about(page_quads(), "source/mira-olin/index.md")[KG.sha256] == ["0" * 64]


def test_an_entry_with_its_lines() -> None:
    entry = about(page_quads(), "entry/x-mira-olin-1")
    assert entry == {
        RDF.type: [KG.Entry], KG.statedBy: ["profile/f-mira-olin"], KG.paper: ["paper/w-1"],
        KG.titleAsPrinted: ["On Rivers"], KG.venueAsPrinted: ["NeurIPS'21"], KG.year: ["2021"],
        KG.authorsComplete: ["true"], KG.authorCount: ["2"], KG.place: ["1"], KG.confidence: ["0.8"],
        PROV.wasDerivedFrom: ["source/mira-olin/index.md#line=10,12"],
        KG.sourceFile: ["index.md"], KG.firstLine: ["11"], KG.lastLine: ["12"],
    }


def test_signatures_keep_the_order_and_the_marks() -> None:
    first, second = (about(page_quads(), f"signature/s-mira-olin-1-{place}") for place in (1, 2))
    assert (first[KG.ordinal], first[KG.person], first[KG.nameAsPrinted]) == (["1"], ["person/p-9"], ["Ada Quist"])
    assert (first[KG.equalContribution], KG.corresponding in first) == (["true"], False)
    assert (second[KG.corresponding], KG.equalContribution in second) == (["true"], False)
    assert second[KG.entry] == ["entry/x-mira-olin-1"]
    assert second[KG.paper] == ["paper/w-1"]


def test_an_owner_who_is_not_printed_has_a_signature_without_a_name() -> None:
    signature = about(page_quads(), "signature/s-mira-olin-2-0")
    assert KG.nameAsPrinted not in signature
    assert signature[KG.person] == ["person/p-1"]
    assert signature[KG.ordinal] == ["1"], "the page says that it is a first-author paper"
    unknown = SourcedProfile(id="a", profile=Profile(publications=(Publication(title="T", authors=("B. Tamm",)),)))
    resolved = {Mention(0, "publications", 0, "author", 0): "p-1"}
    found = page_quads(unknown, msgspec.structs.replace(NOTHING, resolved=resolved))
    assert KG.ordinal not in about(found, "signature/s-a-1-0")
    assert about(found, "signature/s-a-1-1")[KG.ordinal] == ["1"]


def test_a_post_that_goes_on() -> None:
    position = about(page_quads(), "position/c-mira-olin-1")
    assert position[RDFS.label] == ["Postdoc, Huldra Labs"]
    assert position[KG.organization] == ["organization/o-1"]
    assert position[KG.unit] == ["organization/o-2"]
    assert position[KG.roleKind] == [KGC.postdoc]
    assert (position[KG.start], position[KG.startYear]) == (["2022-12"], ["2022"])
    assert position[KG.ongoing] == ["true"]
    assert KG.end not in position
    assert position[KG.holder] == ["person/p-1"]


def test_dates_keep_their_precision_and_impossible_days_go() -> None:
    found = {quad.object for quad in page_quads() if quad.predicate.value in (KG.start, KG.end)}
    assert Literal("2022-12", datatype=NamedNode(XSD.gYearMonth)) in found
    assert Literal("2019", datatype=NamedNode(XSD.gYear)) in found
    assert Literal("2021-02", datatype=NamedNode(XSD.gYearMonth)) in found
    assert Literal("2022-03-05", datatype=NamedNode(XSD.date)) in found


def test_advisors_and_supervisors_become_advisings() -> None:
    found = page_quads()
    advising = about(found, "advising/c-mira-olin-education-1-1")
    assert advising[KG.advisor] == ["person/p-9"]
    assert advising[KG.advisee] == advising[KG.holder] == ["person/p-1"]
    assert advising[KG.during] == ["education/c-mira-olin-1"]
    supervising = about(found, "advising/c-mira-olin-position-1-1")
    assert supervising[KG.nameAsPrinted] == ["Bo Tamm"]
    assert KG.advisor not in supervising, "nobody was identified"
    assert supervising[KG.sourceFile] == ["index.md"]


@pytest.mark.parametrize(("local", "expected"), [
    ("education/c-mira-olin-1", {KG.degreeLevel: [KGC.doctorate], KG.field: ["Physics"], KG.endYear: ["2019"]}),
    ("award/c-mira-olin-1", {SCHEMA.name: ["Best Paper Award"], KG.year: ["2021"], KG.start: ["2021"]}),
    ("service/c-mira-olin-1", {KG.roleKind: [KGC.areaChair], KG.venue: ["venue/v-n"], KG.year: ["2023"]}),
    ("talk/c-mira-olin-1", {KG.venueAsPrinted: ["Oslo"], KG.start: ["2022-03-05"], KG.year: ["2022"]}),
    ("teaching/c-mira-olin-1", {KG.role: ["Tutor"], KG.organizationAsPrinted: ["Lund"], KG.year: ["2019"]}),
    ("project/c-mira-olin-1", {KG.ongoing: ["true"], SCHEMA.url: ["https://wet.example/"]}),
])
def test_every_other_list_becomes_career_facts(local: str, expected: dict[str, list[str]]) -> None:
    fact = about(page_quads(), local)
    assert {key: fact.get(key) for key in expected} == expected
    assert fact[KG.holder] == ["person/p-1"]
    assert fact[KG.statedBy] == ["profile/f-mira-olin"]
    assert RDFS.label in fact


def test_a_bibliography_has_no_owner() -> None:
    papers = SourcedProfile(id="b", profile=Profile(kind="bibliography", publications=(Publication(title="T"),)))
    assert FOAF.primaryTopic not in about(page_quads(papers, NOTHING), "profile/f-b")


# ── the entities ────────────────────────────────────────────────────────────────────────────────────────────────


def entity_quads(settings: Settings = SETTINGS) -> list[Quad]:
    return quads(rdf.entity_quads(ENTITIES, settings))


def test_a_person_and_their_links() -> None:
    person = about(entity_quads(), "person/p-1")
    assert person[RDF.type] == [KG.Person, SCHEMA.Person, FOAF.Person]
    assert person[OWL.sameAs] == ["https://dblp.org/pid/1/2", "https://orcid.org/0000-0002-1825-0097"]
    assert person[SCHEMA.sameAs] == ["https://github.com/miraolin"]
    assert person[SCHEMA.identifier] == ["dblp:1/2", "github:miraolin", "orcid:0000-0002-1825-0097"]
    assert about(entity_quads(), "person/p-0") == {DCTERMS.isReplacedBy: ["person/p-1"]}


def test_a_wrong_orcid_stays_a_string_and_links_to_nobody() -> None:
    person = about(entity_quads(), "person/p-9")
    assert person[SCHEMA.identifier] == ["orcid:0000-0002-1825-0098"]
    assert OWL.sameAs not in person


def test_email_and_image_enter_only_where_asked_for() -> None:
    assert not {SCHEMA.email, SCHEMA.image} & about(entity_quads(), "person/p-1").keys()
    person = about(entity_quads(Settings(privacy=Privacy(email=True, image=True))), "person/p-1")
    assert person[SCHEMA.email] == ["mira@olin.example"]
    assert person[SCHEMA.image] == ["https://olin.example/me.jpg"]
    assert "mira@olin.example" not in "".join(rdf.profile_quads(PAGE, 0, ENTITIES, SETTINGS))


def test_a_paper() -> None:
    paper = about(entity_quads(), "paper/w-1")
    assert paper[RDF.type] == [KG.Paper, SCHEMA.ScholarlyArticle]
    assert paper[SCHEMA.author] == ["person/p-9", "person/p-1"]
    assert paper[KG.publishedIn] == ["venue/v-n"]
    assert paper[SCHEMA.isPartOf] == ["edition/e-n-2021"]
    assert paper[KG.status] == [KGC.underReview]
    assert paper[SCHEMA.datePublished] == ["2021"]
    assert paper[BIBO.doi] == ["10.1000/xyz"]
    assert paper[SCHEMA.url] == ["https://olin.example/a%20b.pdf"], "and no javascript:"
    assert paper[DCTERMS.isVersionOf] == ["paper/w-2"]
    thesis = about(entity_quads(), "paper/w-2")
    assert thesis[RDF.type] == [KG.Paper, SCHEMA.Thesis]
    assert thesis[SCHEMA.datePublished] == ["2020-05"]


def test_venues_editions_and_organizations() -> None:
    found = entity_quads()
    venue = about(found, "venue/v-n")
    assert (venue[RDFS.label], venue[KG.formerName], venue[KG.known]) == (["CoNets"], ["CN"], ["true"])
    assert venue[KG.venueKind] == [KGC.conferenceSeries]
    edition = about(found, "edition/e-n-2021")
    assert (edition[RDFS.label], edition[SCHEMA.superEvent]) == (["CoNets 2021"], ["edition/e-n-2020"])
    organization = about(found, "organization/o-1")
    assert organization[ORG.unitOf] == ["organization/o-2"]
    assert organization[OWL.sameAs] == ["https://ror.org/02mhbdp94"]


def test_a_doubt_is_a_node_and_a_link() -> None:
    found = entity_quads()
    doubt = about(found, "doubt/d-p-1.p-9")
    assert doubt[KG.about] == ["person/p-1", "person/p-9"]
    assert (doubt[KG.score], doubt[KG.reason]) == (["0.62"], ["same name", "no shared co-author"])
    assert about(found, "person/p-1")[KG.possiblySameAs] == ["person/p-9"]


def test_the_same_entities_in_another_order_give_the_same_bytes() -> None:
    turned = msgspec.structs.replace(ENTITIES, people=dict(reversed(ENTITIES.people.items())),
                                     papers=dict(reversed(ENTITIES.papers.items())))
    assert list(rdf.entity_quads(turned, SETTINGS)) == list(rdf.entity_quads(ENTITIES, SETTINGS))


# ── the dataset ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_dataset_describes_itself_with_the_right_counts() -> None:
    settings = Settings(dataset=Dataset(publisher="Olin's group", contact="mira@olin.example"))
    statistics = rdf.Statistics()
    loaded = quads(statistics.watch([*rdf.profile_quads(PAGE, 0, ENTITIES, SETTINGS),
                                     *rdf.entity_quads(ENTITIES, SETTINGS)]))
    found = quads(rdf.dataset_quads(settings, statistics, modified="2026-01-02T00:00:00Z", version="0.1.0",
                                    sources=["mira-olin"]))
    dataset = about(found, "dataset")
    assert dataset[VOID.triples] == [str(len(loaded))]
    typed = [quad for quad in loaded if quad.predicate.value == RDF.type]
    assert dataset[VOID.entities] == [str(len({quad.subject for quad in typed}))]
    assert dataset[VOID.properties] == [str(len({quad.predicate for quad in loaded}))]
    assert dataset[DCTERMS.publisher] == ["dataset/publisher"]
    assert dataset[PROV.wasDerivedFrom] == ["profile/f-mira-olin"]
    assert about(found, "dataset/contact")[VCARD.hasEmail] == ["mailto:mira@olin.example"]
    assert KG.Person in about(loaded, dataset[VOID.exampleResource][0])[RDF.type]
    links = [quad for quad in loaded if quad.predicate.value == OWL.sameAs and "orcid.org" in str(quad.object)]
    linkset = about(found, "dataset/links-owl-sameAs-orcid.org")
    assert linkset[VOID.triples] == [str(len(links))] != ["0"]
    assert linkset[VOID.objectsTarget] == ["dataset/target-orcid.org"]
    assert dataset[VOID.subset] == sorted(dataset[VOID.subset])
    signatures = about(found, "dataset/of-kg-Signature")
    assert signatures[VOID.entities] == ["3"]
    assert {quad.graph_name for quad in found} == {NamedNode(BASE + "graph/dataset")}


def test_the_version_of_a_dataset_is_that_of_its_files() -> None:
    def version(page: SourcedProfile) -> str:
        statistics = rdf.Statistics()
        quads(statistics.watch(rdf.profile_quads(page, 0, ENTITIES, SETTINGS)))
        return statistics.version()

    assert version(PAGE) == version(msgspec.structs.replace(PAGE, modified="2030-01-01T00:00:00Z"))
    assert version(PAGE) != version(msgspec.structs.replace(PAGE, files=(SourceFile("index.md", "f" * 64),)))


# ── hostile input ───────────────────────────────────────────────────────────────────────────────────────────────


@given(ANY_TEXT)
def test_any_text_becomes_a_literal_that_reads_back(text: str) -> None:
    term = terms.literal(text)
    if term:
        [quad] = parse(f"<a:b> <a:c> {term} .", format=RdfFormat.N_TRIPLES)
        assert isinstance(quad.object, Literal)
        value = quad.object.value
        assert value == unicodedata.normalize("NFC", value)
        assert not any(unicodedata.category(c) in ("Cc", "Cs") for c in value)
        assert terms.clean(value) == value


@given(ANY_TEXT, ANY_TEXT, ANY_TEXT, st.integers(-(10**30), 10**30), st.floats())
def test_nothing_on_a_page_breaks_the_lines(a: str, b: str, c: str, number: int, score: float) -> None:
    source = Source(a, (number, number))
    page = SourcedProfile(id=a, modified=b, files=(SourceFile(b, c),), profile=Profile(
        name=a, homepage=b,
        publications=(Publication(title=a, authors=(b, c), venue=c, year=number, confidence=score, source=source),),
        positions=(Position(role=a, organization=b, start=c, end=a, supervisors=(b,), source=source),),
        education=(Education(degree=b, start=b, advisors=(c,)),), projects=(Project(title=a, url=b),),
    ))
    person = Person(id=a, name=b, identifiers={c: a, "orcid": b, "github": c}, homepages=(a,), former_ids=(c,))
    paper = Paper(id=b, title=c, urls=(Link(a, b),), doi=a, date=c, year=number, authors=(a, b))
    entities = msgspec.structs.replace(NOTHING, people={a: person}, papers={b: paper},
                                       resolved={Mention(0, "", 0, "owner"): a})
    page_quads(page, entities)
    quads(rdf.entity_quads(entities, SETTINGS))


@pytest.mark.parametrize(("iso", "term"), [
    ("2021", "gYear"), ("2021-03", "gYearMonth"), ("2021-03-01", "date"), ("2020-02-29", "date"),
    ("2021-02-29", "gYearMonth"), ("2021-00", "gYear"), ("", ""), ("present", ""), ("0000", ""), ("20211", ""),
    ("２０２１", ""), ("2021-3", ""),
])
def test_dates_are_typed_by_their_precision(iso: str, term: str) -> None:
    assert terms.date(iso).rpartition("#")[2].rstrip(">") == term


def test_control_and_direction_characters_go_and_joiners_stay() -> None:
    assert terms.clean("a\u202eb\x07c\u00ad\u200d") == "abc\u200d"
    assert terms.clean("line\n two\u2028three") == "line two three"


@pytest.mark.parametrize(("orcid", "good"), [
    ("0000-0002-1825-0097", True), ("0000-0001-5109-3700", True), ("0000-0002-1694-233X", True),
    ("0000-0002-1825-0079", False), ("0000-0002-1825-009", False), ("abcd-0002-1825-0097", False),
])
def test_the_check_digit_of_an_orcid(orcid: str, good: bool) -> None:
    assert is_orcid(orcid) is good
