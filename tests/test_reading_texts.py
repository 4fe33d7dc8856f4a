"""One text -> its parts (headline, dates, byline, body, trailer), its encoding, and the notes on it."""

import datetime
import textwrap

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import analysis as an
from analysis.reading.article_text import read_article
from analysis.reading.dates import parse_date
from analysis.reading.decode import decode

TITLE = "Council votes to mend the sea wall"
LONG = (
    "The council of Marren Bay met on Monday to hear what the engineers had found under the old sea wall, and was told "
    "that it would not outlast another winter of storms from the north."
)
QUOTED = (
    "“We can’t wait another year,” said Ada Quill, the mayor, who has led the council since 2019 and wants the "
    "work to begin before the school holidays."
)
SHORT = "Work starts in May."
BODY = "\n\n".join([LONG, QUOTED, SHORT])
DAY = datetime.date(2011, 4, 22)


def read(text):
    return read_article(text)


def put(folder, data, name="a.txt"):
    (folder / name).write_bytes(data)
    articles, files = an.read_articles(folder), an.check_folder(folder)
    return articles.iloc[0], files.iloc[0]


# ------------------------------------------------------------------- the head
@pytest.mark.parametrize(
    "head",
    [
        f"{TITLE}\n\n22 April 2011\n\n",
        f"{TITLE}\n22 April 2011\n",
        f"22 April 2011\n\n{TITLE}\n\n",
        f"{TITLE}\n\nPublished 22 April 2011\nUpdated 25 April 2011\n\n",
        f"{TITLE}\n\nUpdated 25 April 2011\n22 April 2011\n\n",
        f"{TITLE}\n\nPublished 22 April 2011, updated 25 April 2011\n\n",
        f"{TITLE}\n\nFriday, April 22, 2011 at 10:15 a.m.\n\n",
        f"Title: {TITLE}\nDate: 2011-04-22\n\n",
    ],
)
def test_headline_and_date_lines_are_not_in_the_body(head):
    article = read(head + BODY)
    assert (article["title"], article["date"], article["text"], article["notes"]) == (TITLE, DAY, BODY, [])


@pytest.mark.parametrize(
    "line",
    [
        "By Ines Holm",
        "by Ines Holm",
        "Written by Ines Holm",
        "Author: Ines Holm",
        "By Ines Holm | 22 April 2011",
        "By Ines Holm – 22 April 2011",
    ],
)
def test_a_byline_is_the_author_and_not_in_the_body(line):
    article = read(f"{TITLE}\n\n{line}\n\n{BODY}")
    assert (article["author"], article["text"]) == ("Ines Holm", BODY)
    assert article["date"] == (DAY if "2011" in line else None)


def test_a_sentence_that_begins_with_by_is_body():
    text = f"By Tuesday the water had gone down, and the council met again.\n\n{LONG}"
    assert read(f"{TITLE}\n\n{text}")["text"] == text


@pytest.mark.parametrize("text", [LONG, f"{SHORT}\n\n{LONG}", f"{QUOTED}\n\n{LONG}", textwrap.fill(LONG, 60)])
def test_a_text_that_begins_with_its_body_has_no_headline(text):
    article = read(text)
    assert article.get("title") is None
    assert article["text"] == " ".join(text.split("\n")) if text.count("\n") > 2 else article["text"] == text


@pytest.mark.parametrize(
    "title",
    [
        "Who will pay for the wall?",
        "Talks move to the U.S.",
        "“We can’t wait,” mayor says",
        "By land and sea, the stones arrive",
        "Profit of $5bn to $9bn",
    ],
)
def test_headlines_of_many_kinds(title):
    article = read(f"{title}\n\n22 April 2011\n\n{BODY}")
    assert (article["title"], article["text"]) == (title, BODY)


def test_a_headline_alone_is_kept_and_noted():
    article = read(TITLE)
    assert (article["title"], article["text"]) == (TITLE, "")
    assert "no body, only a headline" in article["notes"]


@pytest.mark.parametrize(
    ("dateline", "place"),
    [
        ("TARSK, 3 May (Meridian) - ", "TARSK"),
        ("MOSCOW, April 22 — ", "MOSCOW"),
        ("NEW YORK (Meridian) – ", "NEW YORK"),
        ("Port Sorel, 3 May — ", "Port Sorel"),
        ("HOLLIN, Velmoria (Meridian) -- ", "HOLLIN, Velmoria"),
    ],
)
def test_a_dateline_fills_place_and_stays_in_the_text(dateline, place):
    article = read(f"{TITLE}\n\n22 April 2011\n\n{dateline}{LONG}")
    assert (article["place"], article["text"], article["date"]) == (place, dateline + LONG, DAY)


@pytest.mark.parametrize(
    "opening", ["Ms. Quill — the mayor since 2019 — ", "The wall – built in 1911 – ", "A so-called "]
)
def test_an_ordinary_dash_is_no_dateline(opening):
    assert read(f"{TITLE}\n\n{opening}{LONG}").get("place") is None


def test_a_dateline_with_a_year_dates_the_article_and_one_without_does_not():
    assert read(f"{TITLE}\n\nTARSK, April 22, 2011 — {LONG}")["date"] == DAY
    assert read(f"{TITLE}\n\nTARSK, April 22 — {LONG}")["date"] is None


# ----------------------------------------------------------------- paragraphs
def test_hard_wrapped_lines_are_joined_to_paragraphs():
    wrapped = "\n\n".join(textwrap.fill(paragraph, 68) for paragraph in [LONG, QUOTED, LONG, SHORT])
    assert read(f"{TITLE}\n\n22 April 2011\n\n{wrapped}\n")["text"] == "\n\n".join([LONG, QUOTED, LONG, SHORT])


def test_hard_wrapped_paragraphs_without_blank_lines_are_told_apart_by_their_short_last_lines():
    wrapped = "\n".join(textwrap.fill(paragraph, 68) for paragraph in [LONG, QUOTED, LONG])
    assert read(f"{TITLE}\n22 April 2011\n{wrapped}\n")["text"] == "\n\n".join([LONG, QUOTED, LONG])


def test_one_paragraph_a_line_without_blank_lines_stays_so():
    assert read(f"{TITLE}\n22 April 2011\n{LONG}\n{QUOTED}\n{SHORT}\n{LONG}")["text"] == "\n\n".join(
        [LONG, QUOTED, SHORT, LONG]
    )


def test_paragraphs_are_parted_by_exactly_one_blank_line():
    text = f"{TITLE}\n\n\n\n  {LONG}  \n \n\t\n{QUOTED}\n\n\n\n"
    assert read(text)["text"] == f"{LONG}\n\n{QUOTED}"


# -------------------------------------------------------------------- trailer
@pytest.mark.parametrize(
    "heading",
    [
        "News Tracker: Past Stories on This Issue",
        "Related stories",
        "RELATED STORIES:",
        "Related:",
        "Read more",
        "More on this story",
        "See also",
        "Related articles",
    ],
)
def test_the_related_stories_are_kept_apart(heading):
    article = read(
        f"{TITLE}\n\n22 April 2011\n\n{BODY}\n\n{heading}\n\nHarbour gets new lights\n\nIt was lit on Monday.\n"
    )
    assert article["text"] == BODY
    assert article["trailer"] == f"{heading}\n\nHarbour gets new lights\n\nIt was lit on Monday."


def test_links_at_the_end_are_the_trailer():
    article = read(f"{TITLE}\n\n{BODY}\n\nRelated: Harbour gets new lights\n\nRead more: The old steps")
    assert article["text"] == BODY
    assert article["trailer"].startswith("Related: Harbour")


@pytest.mark.parametrize(
    "line",
    [
        "The related stories of the wall are long.",
        "Read more than one report, said Ms. Quill, and you will see.",
        "Related: what the harbour cost in 1911, which nobody knows.",
    ],
)
def test_such_words_inside_a_sentence_are_body(line):
    text = f"{BODY}\n\n{line}\n\n{LONG}"
    assert read(f"{TITLE}\n\n{text}") | {"notes": 0} == read(f"{TITLE}\n\n{text}") | {
        "text": text,
        "trailer": None,
        "notes": 0,
    }


def test_a_heading_near_the_top_is_no_trailer():
    text = f"Read more\n\n{BODY}\n\n{LONG}"
    assert read(f"{TITLE}\n\n22 April 2011\n\n{SHORT}\n\n{text}")["trailer"] is None


# ---------------------------------------------------------------------- dates
@pytest.mark.parametrize(
    "text",
    [
        "22 April 2011",
        "22nd April 2011",
        "April 22, 2011",
        "Apr. 22 2011",
        "2011-04-22",
        "2011-04-22T23:59:00Z",
        "2011-04-22T23:59:00.000+0200",
        "2011-04-22 23:59:00+00:00",
        "22/04/2011",
        "22.04.2011",
        "04/22/2011",
        "2011/4/22",
        "Fri, 22 Apr 2011 23:59:00 -0500",
        "Friday, April 22nd, 2011 at 11:15 p.m. EDT",
        "11:15 PM EDT, Fri April 22, 2011",
        "20110422",
    ],
)
def test_known_shapes_give_the_day_as_printed(text):
    assert parse_date(text) == (DAY, None)


@pytest.mark.parametrize(
    "text", ["May", "2011", "April 2011", "22 April", "next Friday", "1.5", "22/04/11", "", "1303430400", "Chapter 22"]
)
def test_a_date_is_never_invented(text):
    assert parse_date(text) == (None, None)


def test_an_ambiguous_date_follows_the_setting_and_is_noted():
    assert parse_date("03/04/2011")[0] == datetime.date(2011, 4, 3)
    assert parse_date("03/04/2011", "MDY")[0] == datetime.date(2011, 3, 4)
    assert "ambiguous date (03/04/2011 read as 3 April 2011)" in read(f"{TITLE}\n\n03/04/2011\n\n{BODY}")["notes"]
    assert parse_date("04/04/2011") == (datetime.date(2011, 4, 4), None)


def test_impossible_and_future_dates_are_noted():
    assert parse_date("31 February 2011") == (None, "no such day (31 February 2011)")
    assert parse_date("0001-01-01")[0] is None
    assert parse_date("22 April 2199") == (datetime.date(2199, 4, 22), "date in the future (2199-04-22)")


@given(st.dates(datetime.date(1600, 1, 1), datetime.date(2020, 12, 31)))
def test_every_day_is_read_in_every_unambiguous_shape(day):
    for text in (
        f"{day.day} {day:%B} {day.year}",
        f"{day:%b} {day.day}, {day.year}",
        day.isoformat(),
        f"{day.isoformat()}T10:00:00Z",
        f"{day:%a}, {day.day:02} {day:%b} {day.year} 10:00:00 +0100",
        f"Published {day.year}/{day.month}/{day.day}",
    ):
        assert parse_date(text) == (day, None)
    assert parse_date(f"{day.day:02}/{day.month:02}/{day.year}")[0] == day
    assert parse_date(f"{day.month:02}/{day.day:02}/{day.year}", "MDY")[0] == day


# ------------------------------------------------------------------ encodings
TEXT = f"{TITLE}\n\n22 April 2011\n\n{BODY}\n\nThe café on the quay may stay – for now.\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac-roman"]
)
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends_give_the_same_text(tmp_path, encoding, newline):
    article, file = put(tmp_path, TEXT.replace("\n", newline).encode(encoding))
    assert (article.title, article.text) == (TITLE, f"{BODY}\n\nThe café on the quay may stay – for now.")
    assert file.outcome == "ok"


def test_windows_1252_inside_utf_8_is_read_and_noted(tmp_path):
    article, file = put(tmp_path, TEXT.encode() + "A naïve ‘late’ line.\n".encode("cp1252"))
    assert article.text.endswith("A naïve ‘late’ line.") and "“We can’t wait" in article.text
    assert file.outcome == "warn" and "mixed encodings (3 characters" in article.notes


def test_control_characters_are_dropped_and_noted(tmp_path):
    article, file = put(tmp_path, TEXT.replace("storms", "\x1b[31mst\x00orms\x07").encode())
    assert article.text.split("\n\n")[0] == LONG
    assert file.outcome == "warn" and article.notes == "control characters dropped (3)"


def test_what_cannot_be_seen_is_dropped_and_accents_are_composed(tmp_path):
    article, file = put(tmp_path, TEXT.replace("Monday", "Mon\u200bday\u00ad\u202e").replace("é", "e\u0301").encode())
    assert article.text.split("\n\n")[0] == LONG and "café" in article.text
    assert file.outcome == "ok"


@pytest.mark.parametrize("data", [b"", b" \n\t\n", "\ufeff\u00a0\u2003\n".encode(), b"\xff\xfe"])
def test_a_file_without_text_is_skipped_as_empty(tmp_path, data):
    (tmp_path / "a.txt").write_bytes(data)
    file = an.check_folder(tmp_path).iloc[0]
    assert (file.outcome, file.reason[:5]) == ("skip", "empty")


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n" + bytes(range(256)), b"%PDF-1.7\n1 0 obj", bytes(range(256)) * 4, b"PK\x03\x04abc"]
)
def test_what_is_no_text_is_skipped_and_never_becomes_words(tmp_path, data):
    (tmp_path / "a.txt").write_bytes(data)
    file = an.check_folder(tmp_path).iloc[0]
    assert (file.outcome, file.reason[:10]) == ("skip", "not a text")


@given(st.text(min_size=1))
def test_any_utf_8_text_is_decoded_or_refused_and_what_is_decoded_is_clean(text):
    try:
        decoded, _ = decode(text.encode("utf-8", "surrogatepass"))
    except an.SourceError:
        return
    assert not set(decoded) & set("\r\x00\x1b\x85\u2028\u00a0\u200b\ufeff")
    decoded.encode("utf-8")


# ---------------------------------------------------------------------- notes
@pytest.mark.parametrize(
    ("text", "note"),
    [
        (SHORT, "very short (4 words)"),
        (BODY.replace("“We", '"?We'), 'damaged (1 times "? for a mark)'),
        (BODY.replace("’", "\ufffd"), "damaged (1 character lost)"),
        (BODY.replace("’", "â€™"), "damaged (wrongly decoded, as in â€™)"),
        ("Совет проголосовал за ремонт стены до зимы. " * 6, "not mainly Latin letters"),
        ("12 345 " * 40, "no letters"),
    ],
)
def test_what_a_reader_should_know_is_noted(text, note):
    assert note in read(f"{TITLE}\n\n22 April 2011\n\n{text}")["notes"]


def test_an_undated_article_is_read_and_noted(tmp_path):
    article, file = put(tmp_path, f"{TITLE}\n\n{BODY}".encode())
    assert pd.isna(article.date) and article.notes == "undated"
    assert (file.outcome, file.reason) == ("warn", "undated")


def test_two_articles_in_one_file_are_noted():
    article = read(f"{TITLE}\n\n22 April 2011\n\n{BODY}\n\n{'=' * 40}\n\nSchool opens\n\n{BODY}")
    assert article["notes"] == ["perhaps several articles in one file, read as one"]


def test_lines_and_words_of_enormous_length_are_read():
    for text in (
        "a" * 1_000_000,
        "“" * 300_000,
        "By " * 200_000,
        "A." * 200_000,
        "- " * 200_000,
        "\n" * 200_000 + "a",
        "# " * 200_000,
    ):
        assert read(f"{TITLE}\n\n{text}\n\n{text}")["title"] in (TITLE, None)
