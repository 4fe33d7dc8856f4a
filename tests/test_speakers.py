"""Who is quoted how much."""

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from analysis import schema
from analysis.errors import SchemaError
from analysis.names import is_name
from analysis.quotations import extract_quotations
from analysis.speakers import speakers, voices


def quotations(*rows):
    keys = ("article_id", "quotation_id", "speaker_name", "n_words", "kind")
    return schema.table(schema.QUOTATIONS, [dict(zip(keys, row, strict=True)) for row in rows])


TABLE = quotations(
    ("a", "a-1", "Ann Rowe", 6, "direct"),
    ("a", "a-1", "Ann Rowe", 4, "direct"),
    ("b", "b-1", "Ann Rowe", 2, "partial"),
    ("b", "b-2", "Gus Hale", 20, "direct"),
    ("b", "b-3", None, 8, "direct"),
    ("b", "b-i1", "Gus Hale", 100, "indirect"),
)


def test_words_quotations_and_articles_are_counted_for_each_speaker():
    table = speakers(TABLE)
    assert list(table.speaker_name) == ["Gus Hale", "Ann Rowe"]
    assert list(table.n_words) == [20, 12]
    assert list(table.n_quotations) == [1, 2]
    assert list(table.n_articles) == [1, 2]
    assert list(table.share_of_quoted_words) == pytest.approx([20 / 40, 12 / 40])


def test_dates_come_from_the_articles_and_are_missing_without_them():
    assert speakers(TABLE).first_seen.isna().all()
    dates = pd.to_datetime(["2024-05-01", "2024-03-01"])
    table = speakers(TABLE, pd.DataFrame({"article_id": ["a", "b"], "date": dates})).set_index("speaker_name")
    assert table.first_seen["Ann Rowe"] == dates[1] and table.last_seen["Ann Rowe"] == dates[0]


def test_no_quotations_give_an_empty_table_of_the_same_columns():
    table = speakers(schema.table(schema.QUOTATIONS, []))
    assert len(table) == 0
    assert_frame_equal(table, schema.table(schema.SPEAKERS, []))


def test_two_people_who_share_a_surname_are_two_speakers():
    text = "Ms. Wei Tan spoke. “It is late,” Ms. Tan said.\n\nMr. Joseph Tan disagreed. “It is early,” Mr. Tan said."
    table = speakers(extract_quotations(pd.DataFrame({"article_id": ["a"], "text": [text]})))
    assert sorted(table.speaker_name) == ["Joseph Tan", "Wei Tan"]


def words_of(*rows):
    """Quotations of (article, speaker, words), each its own."""
    return quotations(*[(a, f"{a}-{i}", name, n, "direct") for i, (a, name, n) in enumerate(rows)])


@pytest.mark.parametrize(
    "name",
    [
        "Ban Ki-moon",
        "Roy",
        "the Harbour Board",
        "Bank of the South",
        "HSA",
        "Stephen King",
        "bin Laden",
        "al-Noor Centre",
    ],
)
def test_a_name_is_told_from_a_description(name):
    assert is_name(name)


@pytest.mark.parametrize(
    "description",
    ["a senior official", "A negotiator", "the Secretary-General", "the statement", "Kelso officials", "residents"]
    + ["Ms. Tan's lawyer", "a friend of Ann Rowe", "Prime Minister", "Kelso CEO", "She", "", "the"],
)
def test_a_description_is_no_name(description):
    assert not is_name(description)


def test_a_bare_surname_joins_the_only_full_name_that_ends_in_it():
    table = speakers(words_of(("a", "Ann Rowe", 5), ("b", "Rowe", 3), ("b", "Lund", 1)))
    assert dict(zip(table.speaker_name, table.n_words, strict=True)) == {"Ann Rowe": 8, "Lund": 1}


def test_a_bare_surname_of_two_people_stays_a_row_of_its_own():
    table = speakers(words_of(("a", "Ann Rowe", 5), ("b", "Gus Rowe", 4), ("c", "Rowe", 3)))
    assert list(table.speaker_name) == ["Ann Rowe", "Gus Rowe", "Rowe"]


def test_the_end_of_an_organisations_name_is_no_surname():
    assert len(speakers(words_of(("a", "Kelso Harbour Board", 5), ("b", "Board", 3)))) == 2


def test_spellings_of_one_name_are_one_speaker_shown_as_most_often_written():
    table = speakers(words_of(("a", "Zoë O’Hara", 5), ("b", "Zoe O'Hara", 3), ("c", "Zoë O’Hara", 1)))
    assert list(table.speaker_name) == ["Zoë O’Hara"] and list(table.n_words) == [9]


def test_a_description_is_a_kind_of_source():
    table = speakers(words_of(("a", "a senior official", 5), ("b", "A senior official", 3), ("b", "Ann Rowe", 4)))
    assert list(table.named) == [False, True]
    assert list(table.n_articles) == [2, 1]


def with_places(table):
    return table.assign(start=pd.array(range(len(table)), dtype="Int64"))


def test_the_voices_of_an_article():
    said = words_of(
        ("a", "Ann Rowe", 5),
        ("a", None, 1),
        ("a", "an aide", 2),
        ("a", "Rowe", 1),
        ("a", "Gus Hale", 1),
        ("b", None, 4),
    )
    table = voices(with_places(said)).set_index("article_id")
    assert list(table.loc["a"]) == [3, 2, "Ann Rowe", 0.6, "Ann Rowe", "Gus Hale", 0.2, 0.1]
    row = table.loc["b"]
    assert row.n_speakers == 0 and row.n_named == 0 and row.unknown_share == 1 and row.unnamed_share == 0
    assert row[["top_speaker", "top_share", "first_speaker", "last_speaker"]].isna().all()


def test_first_and_last_voice_follow_the_text_whatever_the_order_of_the_rows():
    said = with_places(words_of(("a", "Ann Rowe", 5), ("a", "Gus Hale", 1))).iloc[::-1]
    table = voices(said)
    assert (table.first_speaker[0], table.last_speaker[0]) == ("Ann Rowe", "Gus Hale")


def test_voices_are_in_the_order_of_the_articles():
    said = with_places(words_of(("a", "Ann Rowe", 5), ("b", "Gus Hale", 1)))
    articles = pd.DataFrame({"article_id": ["c", "b", "a"]})
    assert list(voices(said, articles).article_id) == ["b", "a"]
    assert list(voices(said).article_id) == ["a", "b"]


def test_reported_speech_alone_gives_no_voices():
    said = with_places(quotations(("a", "a-i1", "Ann Rowe", 6, "indirect")))
    assert_frame_equal(voices(said), schema.table(schema.VOICES, []))


def test_the_tables_of_speakers_leave_their_input_alone():
    said = with_places(words_of(("a", "Ann Rowe", 5), ("a", "Rowe", 1)))
    before = said.copy(deep=True)
    speakers(said), voices(said)
    assert_frame_equal(said, before)


def test_a_missing_column_is_named():
    with pytest.raises(SchemaError, match="no column 'speaker_name'"):
        speakers(pd.DataFrame({"article_id": [], "quotation_id": [], "n_words": [], "kind": []}))
