"""Publications of whole readings."""

from __future__ import annotations

from kg.extract.publications import bold_author_names, find_publications
from kg.model import Link, Profile, Publication, Source
from kg.read.page import Block, Mark, Page, Reading


def item(text: str, line: int, *headings: str, marks: tuple[Mark, ...] = (), group: int = 1) -> Block:
    return Block("item", text, (line, line), marks, tuple(headings), group=group)


def reading(*blocks: Block, records: tuple[Profile, ...] = (), role: str = "main") -> Reading:
    return Reading("mira", pages=(Page("index.md", blocks, role=role),), records=records)


HEADING = Block("heading", "Publications", (1, 1), level=2)
PAPERS = (
    item(
        "Olin, M.*, Tamm, B.* (2021). How rivers bend. Journal of Rivers, 12(3), 4-9.",
        2,
        "Publications",
        marks=(Mark("strong", 0, 8),),
    ),
    item(
        "Tamm, B., Olin, M., Quist, A. (2020). Deltas: a tale of mud. Annals of Water, 3, 1-20.",
        3,
        "Publications",
        marks=(Mark("strong", 10, 18),),
    ),
    item(
        "Olin, M., Quist, A., et al. (2019). What floods leave behind. Journal of Rivers, 2, 9-11.",
        4,
        "Publications",
        marks=(Mark("strong", 0, 8),),
    ),
)
LEGEND = Block("paragraph", "* Equal contribution", (6, 6), headings=("Publications",))


def test_a_list_with_legend_owner_and_lines() -> None:
    found, _ = find_publications(reading(HEADING, *PAPERS, LEGEND), ("Mira Olin",))
    assert [paper.title for paper in found] == ["How rivers bend", "Deltas: a tale of mud", "What floods leave behind"]
    assert [paper.owner_position for paper in found] == [1, 2, 1]
    assert found[0].equal_contribution == (1, 2)
    assert [paper.authors_complete for paper in found] == [True, True, False]
    assert found[1].source == Source("index.md", (3, 3))
    assert found[1].type == "journal"


def test_marks_mean_nothing_where_the_page_does_not_explain_them() -> None:
    found, _ = find_publications(reading(HEADING, *PAPERS), ("Mira Olin",))
    assert found[0].equal_contribution == ()


def test_talks_and_reviewed_venues_are_no_publications() -> None:
    talks = Block("heading", "Invited talks", (8, 8), level=2)
    duties = Block("heading", "Service", (10, 10), level=2)
    found, _ = find_publications(
        reading(
            HEADING,
            *PAPERS,
            talks,
            item("How rivers sing, University of Oslo, May 2021", 9, "Invited talks", group=2),
            duties,
            item("Reviewer: ICLR'24, NeurIPS'23, ICML'23", 11, "Service", group=3),
        ),
        ("Mira Olin",),
    )
    assert len(found) == 3


def test_structured_records_win_and_prose_adds() -> None:
    record = Publication(
        title="How Rivers Bend",
        authors=("Mira Olin", "Bo Tamm"),
        venue="Journal of Rivers",
        year=2021,
        source=Source("papers.bib", (1, 9)),
    )
    found, _ = find_publications(
        reading(HEADING, *PAPERS, LEGEND, records=(Profile(publications=(record,)),)), ("Mira Olin",)
    )
    assert len(found) == 3
    assert found[0].authors == ("Mira Olin", "Bo Tamm")
    assert found[0].equal_contribution == (1, 2)
    assert found[0].source == Source("papers.bib", (1, 9))


def test_a_paper_that_only_the_news_tell() -> None:
    title = "Hardware-Aware Dams for Small Rivers"
    text = f"05/2024: Our paper {title} was accepted at ICML 2024. [PDF]"
    start = text.index(title)
    news = Block("item", text, (12, 12), (Mark("emphasis", start, start + len(title)),), ("News",))
    talk = Block(
        "item", "04/2024: Gave a talk on The Long Way of Rivers in Oslo", (13, 13), (Mark("emphasis", 24, 46),), ("News",)
    )
    found, _ = find_publications(reading(Block("heading", "News", (11, 11), level=2), news, talk), ("Mira Olin",))
    assert [(paper.title, paper.venue, paper.year) for paper in found] == [(title, "ICML", 2024)]
    assert found[0].confidence is not None


def test_a_listed_paper_is_not_taken_again_from_the_news() -> None:
    text = "2021-03: Our paper How rivers bend was accepted at Journal of Rivers."
    news = Block("item", text, (12, 12), (Mark("quote", 19, 34),), ("News",))
    found, _ = find_publications(
        reading(HEADING, *PAPERS, Block("heading", "News", (11, 11), level=2), news), ("Mira Olin",)
    )
    assert len(found) == 3


def test_citation_of_a_paper_page_completes_its_record() -> None:
    files = [f"_publications/{number}.md" for number in range(3)]
    names = ["On Rivers and Mud", "Deltas of the North", "What Floods Leave Behind"]
    pages = [
        Page(
            file,
            (
                Block(
                    "paragraph",
                    f"M. Olin and B. Tamm, “{name},” Journal of Rivers, vol. 3, 201{index}.",
                    (5, 5),
                    name="citation",
                ),
            ),
            role="publication",
        )
        for index, (file, name) in enumerate(zip(files, names, strict=True))
    ]
    records = [
        Profile(
            publications=(
                Publication(
                    title=name, venue="Journal of Rivers", year=2024, date="2024-01-01", source=Source(file, (1, 6))
                ),
            )
        )
        for file, name in zip(files, names, strict=True)
    ]
    found, _ = find_publications(Reading("mira", pages=pages, records=records), ("Mira Olin",))
    assert [paper.authors for paper in found] == [("M. Olin", "B. Tamm")] * 3
    assert [paper.year for paper in found] == [2010, 2011, 2012]


def test_links_keep_their_labels() -> None:
    text = "Mira Olin, Bo Tamm. How rivers bend. ACL 2021. [PDF] [Code]"
    places = [(text.index(label), label) for label in ("PDF", "Code")]
    marks = tuple(Mark("link", start, start + len(label), f"https://example.org/{label}") for start, label in places)
    found, _ = find_publications(reading(HEADING, item(text, 2, "Publications", marks=marks), PAPERS[1]), ("Mira Olin",))
    assert found[0].urls == (Link("PDF", "https://example.org/PDF"), Link("Code", "https://example.org/Code"))


def test_bold_names_tell_an_unnamed_owner() -> None:
    assert bold_author_names(reading(HEADING, *PAPERS)).most_common(1) == [("Olin, M.", 3)]


def test_an_empty_reading_has_no_publications() -> None:
    assert find_publications(Reading("nobody"), ()) == ([], [])


def test_press_links_below_a_paper_are_no_papers() -> None:
    text = "Olin, M., Tamm, B. 2021. How rivers {} bend in the plain. Journal of Rivers 12(3), 4-9."
    blocks = [HEADING]
    for line in (2, 4, 6):
        press = "Popular Press: The Post, The Times"
        links = (Mark("link", 15, 23, "https://post.example"), Mark("link", 25, 34, "https://times.example"))
        blocks += [
            Block("paragraph", text.format(line), (line, line), headings=("Publications",), group=line),
            Block("item", press, (line + 1, line + 1), links, ("Publications",), group=line + 1),
        ]
    found, _ = find_publications(reading(*blocks), ("Mira Olin",))
    assert [paper.title for paper in found] == [f"How rivers {line} bend in the plain" for line in (2, 4, 6)]


def test_arxiv_where_only_its_number_is_printed() -> None:
    preprint = item("Olin, M. How deltas grow. arXiv:2407.01207", 5, "Publications")
    found, _ = find_publications(reading(HEADING, *PAPERS, preprint), ("Mira Olin",))
    assert (found[3].venue, found[3].arxiv) == ("arXiv", "2407.01207")


def test_a_short_title_is_read_as_its_siblings_are() -> None:
    def linked(title: str, rest: str, line: int) -> Block:
        return item(title + rest, line, "Papers", marks=(Mark("link", 0, len(title), "https://rivers.example"),))

    papers = [linked(f"How the rivers of the plain bend {n}", f", Rivers Today, 12, 201{n}.", n + 2) for n in range(7)]
    short = linked("River Envelopes", ", RIV FOCUS, December 2023.", 9)
    heading = Block("heading", "Papers", (1, 1), level=2)
    found, _ = find_publications(reading(heading, *papers, short), ("Mira Olin",))
    assert found[-1].title == "River Envelopes"


def test_two_bibliographies_may_hold_a_talk_and_its_paper() -> None:
    def paper(venue: str, year: int, file: str) -> Profile:
        told = Publication(title="How Rivers Bend in the Plain", venue=venue, year=year, source=Source(file, (1, 9)))
        return Profile(publications=(told,))

    records = (paper("Journal of Rivers", 2019, "papers.bib"), paper("River Conference", 2018, "talks.bib"))
    found, _ = find_publications(reading(records=records), ("Mira Olin",))
    assert [each.year for each in found] == [2019, 2018]


def test_two_files_of_a_collection_may_have_one_title() -> None:
    def paper(folder: str, venue: str, year: int) -> Profile:
        source = Source(f"content/publication/{folder}/index.md", (1, 9))
        told = Publication(title="A Framework for Rivers and Seas", venue=venue, year=year, source=source)
        return Profile(publications=(told,))

    records = (paper("iros", "Conference on Rivers", 2020), paper("iwobi", "Conference on Seas", 2019))
    assert len(find_publications(reading(records=records), ("Mira Olin",))[0]) == 2


def test_the_owners_name_alone_is_no_paper() -> None:
    name = item("Mira Olin. Ph.D. Dissertation (2023)", 9, "Publications", marks=(Mark("strong", 0, 9),))
    found, _ = find_publications(reading(HEADING, *PAPERS, name), ("Mira Olin",))
    assert len(found) == 3


def test_paragraphs_around_real_lists_are_no_papers() -> None:
    posted = Block("paragraph", "Posted on Mon 17 July 2017 in misc", (2, 2), group=1)
    text = "Olin, M., Tamm, B. (201{0}). How river {0} bends. Journal of Rivers, 1{0}(3), 4-9."
    papers = [item(text.format(n), n + 3) for n in range(7)]
    found, _ = find_publications(reading(posted, *papers, role="publications"), ("Mira Olin",))
    assert [paper.title for paper in found] == [f"How river {n} bends" for n in range(7)]


def test_a_title_and_the_paragraph_of_its_authors_are_one_entry() -> None:
    def paragraph(text: str, line: int, year: str) -> Block:
        return Block("paragraph", text, (line, line), headings=("Publications", year), group=line)

    blocks = [HEADING]
    for line, year in ((2, "2020"), (5, "2021")):
        blocks += [
            Block("heading", year, (line, line), headings=("Publications",), level=3),
            paragraph(f"How the rivers of the plain bend in {line} ways", line + 1, year),
            paragraph("Bo Tamm, Mira Olin, Ada Quist", line + 2, year),
        ]
    found, _ = find_publications(reading(*blocks), ("Mira Olin",))
    assert [(paper.year, paper.owner_position) for paper in found] == [(2020, 2), (2021, 2)]


def test_publications_may_stand_above_headings_of_their_own_level() -> None:
    area = Block("heading", "Theory of bending", (3, 3), level=1)
    intro = Block("paragraph", "The papers are grouped by area.", (2, 2), headings=("Publications",))
    text = "Rivers of kind {} in the plain\nWith Ada Quist and Bo Tamm"
    papers = [item(text.format(n), n + 4, "Theory of bending") for n in range(3)]
    found, _ = find_publications(reading(HEADING, intro, area, *papers), ("Mira Olin",))
    assert [paper.title for paper in found if paper.authors] == [f"Rivers of kind {n} in the plain" for n in range(3)]


def test_a_short_form_with_the_same_arxiv_number_is_the_same_paper() -> None:
    def linked(text: str, name: str, line: int) -> Block:
        link = Mark("link", 0, len(name), "https://arxiv.org/abs/2504.02546")
        return item(text, line, "Publications", marks=(link, Mark("strong", text.index("ICLR"), len(text))))

    short = linked("RIVR: Simple Rivers for Reasoning — ICLR'26", "RIVR", 2)
    title = "RIVR: A simple and strong baseline for rivers in reasoning"
    full = linked(f"{title}, ICLR26", title, 2)
    pages = tuple(Page(file, (HEADING, block), role="main") for file, block in (("cv.md", short), ("papers.md", full)))
    found, _ = find_publications(Reading("mira", pages=pages), ("Mira Olin",))
    assert [(paper.title, paper.venue, paper.year) for paper in found] == [(title, "ICLR", 2026)]


def test_a_count_of_works_is_no_work() -> None:
    patents = [item("40+ domestic invention patents", 2, "Patents"), item("7 other patents", 3, "Patents")]
    heading = Block("heading", "Patents", (1, 1), level=2)
    assert find_publications(reading(heading, *patents), ("Mira Olin",))[0] == []


def test_a_reference_in_the_place_of_a_title_is_parted() -> None:
    title = "Olin, M., Tamm, B., & Quist, A (2024). Rivers and market making: Predictable floods."
    record = Publication(title=title, date="2025-06-17", year=2025, source=Source("_publications/a.md", (1, 9)))
    (paper,), _ = find_publications(reading(records=(Profile(publications=(record,)),)), ("Mira Olin",))
    assert (paper.title, paper.year) == ("Rivers and market making: Predictable floods", 2024)
    assert paper.authors == ("Olin, M.", "Tamm, B.", "Quist, A")


def test_a_prize_in_capitals_behind_the_title() -> None:
    title = "Reversible Rivers (BEST PAPER AWARD)"
    link = Mark("link", 0, len(title), "https://r.example")
    paper = item(f"{title}\nMira Olin, Bo Tamm\nICLR 2019", 5, "Papers", marks=(link,))
    found, _ = find_publications(reading(Block("heading", "Papers", (1, 1), level=2), paper), ("Mira Olin",))
    assert [(each.title, each.award) for each in found] == [("Reversible Rivers", "BEST PAPER AWARD")]
