"""Who is quoted how much."""

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from analysis import schema
from analysis.errors import SchemaError
from analysis.quotations import extract_quotations
from analysis.speakers import speakers


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


def test_a_missing_column_is_named():
    with pytest.raises(SchemaError, match="no column 'speaker_name'"):
        speakers(pd.DataFrame({"article_id": [], "quotation_id": [], "n_words": [], "kind": []}))
