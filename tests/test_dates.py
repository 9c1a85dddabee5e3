import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.dates import find_dates, find_ranges, parse_date, parse_range, precision, year_of


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Dec. 2022", "2022-12"),
        ("2019", "2019"),
        ("05/2019", "2019-05"),
        ("2020-03-01", "2020-03-01"),
        ("Fall 2019", "2019"),
        ("Sept 2021", "2021-09"),
        ("enero de 2018", "2018-01"),
        ("février 2017", "2017-02"),
        ("März 2016", "2016-03"),
        ("outubro de 2015", "2015-10"),
        ("3 May 2020", "2020-05-03"),
        ("May 3, 2020", "2020-05-03"),
        ("13/02/2020", "2020-02-13"),
        ("02/13/2020", "2020-02-13"),
        ("30 Feb 2020", "2020-02"),
        ("Jan '21", "2021-01"),
        ("2021年9月", "2021-09"),
        ("2021.09", "2021-09"),
        ("13/2020", "2020"),
        ("2020-03-01T10:00:00Z", "2020-03-01"),
        ("May", ""),
        ("arXiv 2010.12345", ""),
        ("pages 2019,220", ""),
        ("NeurIPS2021", ""),
        ("DECEMBER 2001", "2001-12"),
    ],
)
def test_a_date_keeps_its_precision(text: str, iso: str) -> None:
    assert parse_date(text) == iso


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("Dec. 2022 - present", ("2022-12", "present")),
        ("2015–2019", ("2015", "2019")),
        ("2015-19", ("2015", "2019")),
        ("since 2020", ("2020", "present")),
        ("until 2018", ("", "2018")),
        ("June–Aug 2022", ("2022-06", "2022-08")),
        ("2021.09 – 2024.06", ("2021-09", "2024-06")),
        ("01/2019-", ("2019-01", "present")),
        ("(Sep 2018 to now)", ("2018-09", "present")),
        ("from May 2019 through July 2020", ("2019-05", "2020-07")),
        ("Nov - Feb 2022", ("2021-11", "2022-02")),
        ("May 2020 – Aug", ("2020-05", "2020-08")),
        ("2019/20", ("2019", "2020")),
        ("2018 - actualidad", ("2018", "present")),
        ("2020年9月至今", ("2020-09", "present")),
        ("2012 to date", ("2012", "present")),
        ("Summer 2021", ("2021", "2021")),
        ("starting Fall 2024", ("2024", "")),
        ("no date", ("", "")),
    ],
)
def test_a_range_has_its_ends(text: str, ends: tuple[str, str]) -> None:
    assert parse_range(text) == ends


def test_a_range_that_runs_backwards_is_two_dates() -> None:
    assert [span.kind for span in find_ranges("2020 - 2015")] == ["single", "single"]


def test_precision_and_year() -> None:
    assert [precision(iso) for iso in ("2020", "2020-03", "2020-03-01")] == ["year", "month", "day"]
    assert (year_of("2020-03"), year_of("present"), year_of("")) == (2020, None, None)


@given(st.text(alphabet="0123456789-/. ,'()MayJunſİK年月日–至今", max_size=60) | st.text(max_size=60))
def test_whatever_is_found_is_iso_and_lies_in_the_text(text: str) -> None:
    for span in find_dates(text):
        assert re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", span.iso)
        assert 0 <= span.start < span.end <= len(text)
    ends = 0
    for found in find_ranges(text):
        assert ends <= found.end
        ends = found.end
        assert found.first or found.last


@given(st.integers(1950, 2050), st.integers(1, 12))
def test_months_are_read_in_every_order(year: int, month: int) -> None:
    iso = f"{year}-{month:02d}"
    texts = (iso, f"{month}/{year}", f"{year}.{month:02d}", f"{year}年{month}月")
    assert {parse_date(text) for text in texts} == {iso}


@pytest.mark.parametrize("piece", ["2020-", "May ", "1 ", "since ", "2020 - ", "(", "12/"])
def test_a_long_line_is_read_in_linear_time(piece: str) -> None:
    started = time.perf_counter()
    find_ranges(piece * 20_000)
    assert time.perf_counter() - started < 5


def test_the_month_behind_the_year() -> None:
    assert parse_range("2021 Aug - 2021 Dec.") == ("2021-08", "2021-12")
    assert parse_range("2019-May 2021") == ("2019", "2021-05")
    assert parse_range("in 2019 may be") == ("2019", "2019")
