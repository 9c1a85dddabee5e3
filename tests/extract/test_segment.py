"""Items of one list, read under one format."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract.items import Item
from kg.extract.known_venues import KnownVenues
from kg.extract.segment import segment
from kg.read.page import Mark


def titles(items: list[Item]) -> list[str]:
    return [
        item.text[slice(*choice.title)] if choice else ""
        for item, choice in zip(items, segment(items, (), KnownVenues()), strict=True)
    ]


def linked(title: str, rest: str) -> Item:
    return Item(title + rest, (Mark("link", 0, len(title), "https://example.org/paper"),))


def test_authors_first_with_a_year_in_brackets() -> None:
    items = [
        Item("Olin, M., & Tamm, B. (2021). How rivers bend. Journal of Rivers, 12(3), 4-9."),
        Item(
            "Tamm, B., Olin, M., Quist, A. (2020). Deltas: a tale of mud. In Proceedings of the 3rd Conference on "
            "Rivers (CORI'20)."
        ),
        Item("Quist, A. (2019). PCA of floods. Annals of Water, 3, 1-20."),
    ]
    assert titles(items) == ["How rivers bend", "Deltas: a tale of mud", "PCA of floods"]
    chosen = segment(items, (), KnownVenues())
    assert [choice.around.year for choice in chosen if choice] == [2021, 2020, 2019]
    assert [choice.around.venue for choice in chosen if choice] == [
        "Journal of Rivers",
        "3rd Conference on Rivers (CORI'20)",
        "Annals of Water",
    ]


def test_linked_title_on_its_own_line() -> None:
    items = [
        linked("RiverBench", "\nMira Olin, Bo Tamm\nICML 2021"),
        linked("How Language Models See Rivers", "\nAda Quist, Mira Olin\nACL 2020 (Oral)"),
        linked("Deltas", "\nMira Olin\nUnder review"),
    ]
    assert titles(items) == ["RiverBench", "How Language Models See Rivers", "Deltas"]


def test_titles_only_with_the_venue_behind_a_comma() -> None:
    items = [
        Item("Fast, accurate and lightweight bridges with river search, ICPR20"),
        Item("Bridges: revisiting the design of spans, NeurIPS21"),
        Item("Improved crossing distance for ferries"),
    ]
    assert titles(items) == [
        "Fast, accurate and lightweight bridges with river search",
        "Bridges: revisiting the design of spans",
        "Improved crossing distance for ferries",
    ]
    assert [choice.around.year if choice else None for choice in segment(items, (), KnownVenues())] == [2020, 2021, None]


def test_coauthors_told_by_with() -> None:
    items = [
        linked("Banks and Rivers", "\nwith Ada Quist and Bo Tamm (Revise and Resubmit, American Economic Review)"),
        linked("The Price of Floods", "\nwith Ada Quist (June 2020, Journal of Finance)"),
    ]
    first, second = segment(items, (), KnownVenues())
    assert first is not None
    assert second is not None
    assert first.authors is not None
    assert first.authors.names == ("Ada Quist", "Bo Tamm")
    assert first.around.venue == ""
    assert (second.around.venue, second.around.year) == ("Journal of Finance", 2020)


def test_labelled_lines() -> None:
    items = [
        Item("Title: On rivers and their deltas\nAuthors: Mira Olin, Bo Tamm\nVenue: ACL 2021"),
        Item("Title: On seas and their shores\nAuthors: Bo Tamm, Mira Olin\nVenue: ICML 2020"),
    ]
    assert titles(items) == ["On rivers and their deltas", "On seas and their shores"]


def test_numbers_and_link_labels_are_no_content() -> None:
    text = "[J12] M. Olin, B. Tamm. On rivers and mud. Journal of Rivers, 3:1-9, 2021 [PDF]"
    item = Item(text, (Mark("link", text.index("PDF"), text.index("PDF") + 3, "https://example.org/a.pdf"),))
    assert titles([item]) == ["On rivers and mud"]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(max_size=200), max_size=4), st.integers(0, 100), st.integers(0, 200))
def test_any_items_can_be_read(texts: list[str], start: int, end: int) -> None:
    items = [Item(text, (Mark("link", min(start, len(text)), min(max(start, end), len(text))),)) for text in texts]
    for item, choice in zip(items, segment(items, (), KnownVenues()), strict=True):
        assert choice is None or 0 <= choice.title[0] < choice.title[1] <= len(item.text)


@pytest.mark.parametrize(
    "text",
    [
        "a, " * 20_000,
        "(" * 20_000,
        "1-1-" * 10_000,
        "A. " * 20_000,
        " " * 50_000,
        "Olin, M., " * 8_000,
        "[[" * 9_000,
        "“" * 20_000,
    ],
)
def test_long_lines_are_read_in_bounded_time(text: str) -> None:
    started = time.process_time()
    segment([Item(text)], (), KnownVenues())
    assert time.process_time() - started < 3


def test_a_link_around_a_whole_reference_is_no_title() -> None:
    whole = "Olin, M., & Tamm, B. (2021). How rivers bend. Journal of Rivers, 12(3), 4-9."
    quoted = 'Quist, Ada. 2020. "What Floods Leave Behind: Mud and Sand." Annals of Water 3: 1-20.'
    items = [Item(text + " (pdf)", (Mark("link", 0, len(text), "https://example.org/a"),)) for text in (whole, quoted)]
    assert titles(items) == ["How rivers bend", "What Floods Leave Behind: Mud and Sand"]


def test_a_quotation_that_only_begins_the_title() -> None:
    items = [
        Item('Mira Olin and Bo Tamm. "Ask Me" or "Tell Me": Feedback on rivers. In Proceedings of CORI, 2020.'),
        Item("Mira Olin and Ada Quist. Floods in the plain. In Proceedings of CORI, 2021."),
        Item("Mira Olin and Ada Quist. Mud at the mouth. In Proceedings of CORI, 2022."),
    ]
    assert titles(items)[0] == '"Ask Me" or "Tell Me": Feedback on rivers'


def test_names_in_a_title_are_no_authors_where_the_list_knows_them() -> None:
    last = "Girls at the Weir: River-bound Stereotypes, Engagement & Comprehension in Class"
    items = [
        Item(f"CORI: Mira Olin and Bo Tamm. {title}. In Proceedings of the Conference on Rivers, 2021.")
        for title in ("Floods in the plain", "Mud at the mouth", "Sand on the bank", "Water in the well", last)
    ]
    assert titles(items)[-1] == last


def test_a_title_is_not_followed_by_a_volume() -> None:
    text = "M. Olin and B. Tamm. River dimension. Mathematical Structures in Rivers 16(5), pp 789-811, 2006."
    place = text.index("Mathematical")
    item = Item(text, (Mark("emphasis", place, place + len("Mathematical Structures in Rivers")),))
    assert titles([item]) == ["River dimension"]


def test_an_earlier_version_in_brackets_is_not_read() -> None:
    item = Item(
        "M. Olin. How rivers bend. Annals of Rivers, 138(1):183-210, 2005. (An earlier version appeared in: CORI 2003, "
        "volume 3 of Lecture Notes in Rivers, pp. 4-9. Springer, 2003.)"
    )
    (choice,) = segment([item], (), KnownVenues())
    assert choice is not None
    assert (choice.around.venue, choice.around.year) == ("Annals of Rivers", 2005)


def test_a_title_of_two_sentences_ends_with_its_line() -> None:
    items = [
        Item("The Growth of Floods and Families\nwith Bo Tamm"),
        Item("Do Floods Kill Speed? The Effect of Water on River Performance\nwith Ada Quist"),
    ]
    assert titles(items)[1] == "Do Floods Kill Speed? The Effect of Water on River Performance"


def test_a_status_in_square_brackets_is_no_part_of_the_title() -> None:
    assert titles([Item("Health Shocks and the Supply of Water [Draft Coming Soon!]")]) == [
        "Health Shocks and the Supply of Water"
    ]


def test_an_emphasised_venue_with_its_year_is_one() -> None:
    text = "Tight Bounds of Rivers.\nMira Olin, Bo Tamm.\nAccepted by Principles of River Systems, 2024."
    start = text.index("Accepted")
    item = Item(text, (Mark("link", 0, 23, "https://r.example"), Mark("emphasis", start, len(text))))
    (choice,) = segment([item], (), KnownVenues())
    assert choice is not None
    assert choice.around.venue == "Principles of River Systems"


def test_editors_and_publishers_of_a_book_are_no_authors() -> None:
    text = '"Raising Rivers," in *Books of Water* eds. Lucy Quist and Tali Tamm (Oslo: Huldra Macmillan, 2019)'
    start = text.index("*")
    plain = text.replace("*", "")
    (choice,) = segment([Item(plain, (Mark("emphasis", start, start + 14),))], (), KnownVenues())
    assert choice is not None
    assert choice.authors is None
    assert choice.around.venue == "Books of Water"


def test_a_list_ends_where_an_emphasised_with_ends() -> None:
    items = [
        Item(f"{lead}, {title}, Journal of Rivers, Vol 2, no 3, 507-538.", (Mark("emphasis", 0, len(lead)),))
        for lead, title in (("with Bo Tamm", "Cocycle Rivers and Harmonic Seas"), ("with Ada Quist", "Strong Water"))
    ]
    chosen = segment(items, (), KnownVenues())
    assert titles(items)[0] == "Cocycle Rivers and Harmonic Seas"
    assert [choice.authors.names for choice in chosen if choice and choice.authors] == [("Bo Tamm",), ("Ada Quist",)]


def test_a_journal_without_a_comma_before_it_is_no_name() -> None:
    text = "Mira Olin and John C. Tamm Riv. Rev. A 2017 96"
    start = text.index("Riv.")
    item = Item("Fringes in frequency of rivers\n" + text, (Mark("emphasis", 31 + start, 31 + start + 11),))
    (choice,) = segment([item], (), KnownVenues())
    assert choice is not None
    assert choice.authors is not None
    assert choice.authors.names == ("Mira Olin", "John C. Tamm")


def test_a_linked_short_name_is_only_the_start_of_its_title() -> None:
    names = {"RIVR": "Simple Rivers for Reasoning", "SEAS": "Rethinking the Fairness of Seas", "MUD": "Industrial Water"}
    items = [
        Item(f"{name}: {rest} — ICLR'26", (Mark("link", 0, len(name), "https://a.example"),))
        for name, rest in names.items()
    ]
    assert titles(items) == [f"{name}: {rest}" for name, rest in names.items()]


def test_single_letters_in_bold_are_decoration() -> None:
    text = "Some RLMs Are Smaller Than Others: A Lightweight Linear Model of Rivers by Bo Tamm, Mira Olin. CORI, 2026"
    places = [text.index("Lightweight"), text.index("Linear"), text.index("Model")]
    assert titles([Item(text, tuple(Mark("strong", place, place + 1) for place in places))]) == [
        "Some RLMs Are Smaller Than Others: A Lightweight Linear Model of Rivers"
    ]
