"""Quotations with speakers, and the density of quoted words."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from analysis import schema
from analysis.errors import SchemaError
from analysis.quotations import extract_quotations, quotation_density

COUNCIL = (
    "The harbour council met on Monday.\n\n“We will build the wall this year,” said Ada Quill, the mayor. "
    "“It is late, but not too late.”\n\nThe engineer called the plan “a sound one”."
)


def articles(*texts):
    return pd.DataFrame({"article_id": [f"a{i}" for i in range(len(texts))], "text": pd.Series(texts, dtype="str")})


def quotations_of(text, **options):
    return extract_quotations(articles(text), **options)


def columns_of(name):
    return {column: pd.api.types.pandas_dtype(dtype) for column, (dtype, _) in name.items()}


@pytest.mark.parametrize("texts", [(), ("",), ("Nobody spoke.",), (None,)])
def test_no_quotations_give_an_empty_table_of_the_same_columns(texts):
    table = extract_quotations(articles(*texts))
    assert len(table) == 0
    assert dict(table.dtypes) == columns_of(schema.QUOTATIONS)


def test_offsets_lead_to_the_words():
    table = quotations_of(COUNCIL)
    assert [COUNCIL[s:e] for s, e in zip(table.start, table.end, strict=True)] == list(table.quotation)
    assert [COUNCIL[s:e] for s, e in zip(table.speaker_start, table.speaker_end, strict=True)] == list(table.speaker)
    assert list(table.quotation) == [
        "We will build the wall this year,",
        "It is late, but not too late.",
        "a sound one",
    ]
    assert list(table.n_words) == [7, 7, 3]
    assert list(table.paragraph) == [2, 2, 3]


def test_direct_quotations_stand_as_sentences_and_partial_ones_are_fragments():
    assert list(quotations_of(COUNCIL).kind) == ["direct", "direct", "partial"]


def test_the_pieces_of_one_quotation_share_its_number():
    over_paragraphs = quotations_of("Ann Rowe said: “One mast fell.\n\n“Then the second fell.”\n\nNobody slept.")
    assert list(over_paragraphs.quotation_id) == ["a0-1", "a0-1"]
    divided = quotations_of("“The wall,” Ann Rowe said, “is the only thing that we have.” “And a dyke,” she added.")
    assert list(divided.quotation_id) == ["a0-1", "a0-1", "a0-2"]


def test_titles_of_works_are_not_quotations():
    assert len(quotations_of("She wrote “The Salt Road” and “Long River Home” in the same winter.")) == 0


@pytest.mark.parametrize(
    ("text", "speaker", "cue"),
    [
        ("“It rained,” said Una Voss.", "Una Voss", "said"),
        ("“It rained,” Una Voss said.", "Una Voss", "said"),
        ("Una Voss told reporters: “It rained all night.”", "Una Voss", "told"),
        ("The lake is “half empty and falling fast”, according to Petra Lund.", "Petra Lund", "according"),
        ("“Did it rain?” asked a farmer.", "a farmer", "asked"),
        ("“All boats are back,” the ministry said in a statement.", "the ministry", "said"),
        ("“It rained,” residents said.", "residents", "said"),
        ("“The wall,” said Una Voss, who built it, “will stand.”", "Una Voss", "said"),
    ],
)
def test_the_speaker_is_found_by_the_cue(text, speaker, cue):
    first = quotations_of(text).iloc[0]
    assert (first.speaker, first.cue) == (speaker, cue)


def test_a_quotation_without_a_mention_near_it_has_no_speaker():
    only = quotations_of("“We went on until the lights failed.”")
    assert only.speaker.isna().all() and only.speaker_start.isna().all() and only.speaker_name.isna().all()


def test_a_floating_quotation_goes_on_with_the_speaker_before():
    table = quotations_of("“We lost the pump,” said Ann Rowe.\n\n“Then we lost the lights, and then the boat.”")
    assert list(table.speaker_name) == ["Ann Rowe", "Ann Rowe"]


def test_alternating_speakers_are_told_apart():
    table = quotations_of(
        "“Is it broken?” asked Lila Moss.\n\n“Only bent,” said Gus Hale.\n\n“Can you mend it?” Ms. Moss said."
    )
    assert list(table.speaker_name) == ["Lila Moss", "Gus Hale", "Lila Moss"]


def test_density_counts_every_quoted_word_once():
    density = quotation_density(articles(COUNCIL)).iloc[0]
    # 6 words; 7 + 5 quoted and reported (said Ada Quill, the mayor) + 7; 6 + 3
    assert density.n_words == 6 + 7 + 5 + 7 + 5 + 3
    assert density.n_quoted_words == 17
    assert density.quoted_share == pytest.approx(17 / 33)
    assert density.n_quotations == 3
    assert density.longest_quotation == 7
    assert density.quotations_per_1000_words == pytest.approx(3000 / 33)


def test_overlapping_quotations_count_a_word_once():
    article = articles("one two three four")
    both = schema.table(
        schema.QUOTATIONS,
        [
            {"article_id": "a0", "quotation_id": "a0-1", "start": 0, "end": 13, "n_words": 3, "kind": "direct"},
            {"article_id": "a0", "quotation_id": "a0-2", "start": 4, "end": 18, "n_words": 3, "kind": "direct"},
        ],
    )
    assert quotation_density(article, both).n_quoted_words.iloc[0] == 4


def test_an_article_without_quotations_has_a_share_of_0_and_one_without_words_has_none():
    density = quotation_density(articles("Nobody spoke.", "", None))
    assert density.quoted_share.iloc[0] == 0
    assert density.quoted_share.iloc[1:].isna().all()
    assert density.longest_quotation.isna().all()
    assert list(density.n_quotations) == [0, 0, 0]


def test_reported_speech_is_found_only_when_it_is_asked_for():
    text = "The reservoir is half empty, according to the water board. Ann Rowe said that rain would come by Friday."
    assert len(quotations_of(text)) == 0
    table = quotations_of(text, indirect=True)
    assert list(table.kind) == ["indirect", "indirect"]
    assert list(table.quotation) == ["The reservoir is half empty", "rain would come by Friday"]
    assert list(table.speaker) == ["the water board", "Ann Rowe"]
    density = quotation_density(articles(text), table).iloc[0]
    assert density.n_quoted_words == 0
    assert density.indirect_share == pytest.approx(10 / 19)
    assert quotation_density(articles(text)).indirect_share.isna().all()


def test_one_article_alone_gives_the_same_rows_as_among_others():
    alone = quotations_of(COUNCIL)
    among = extract_quotations(pd.DataFrame({"article_id": ["x", "a0", "y"], "text": ["“Yes,” he said.", COUNCIL, ""]}))
    assert_frame_equal(among[among.article_id == "a0"].reset_index(drop=True), alone)


def test_the_input_is_not_changed():
    table = articles(COUNCIL, "“No,” she said.")
    before = table.copy(deep=True)
    quotation_density(table, extract_quotations(table, indirect=True))
    assert_frame_equal(table, before)


def test_a_missing_column_is_named_with_the_way_out():
    with pytest.raises(SchemaError, match=r"no column 'text'.*as_articles"):
        extract_quotations(pd.DataFrame({"article_id": ["a"], "body": ["x"]}))
    with pytest.raises(SchemaError, match=r"no column 'start'.*extract_quotations"):
        quotation_density(articles("x"), pd.DataFrame({"article_id": ["a0"], "quotation_id": ["a0-1"]}))


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from([*"ABab .,:;!?\n\"'“”‘’0-–()", "said", " he ", " Ann Rowe ", " the "])).map("".join))
def test_offsets_are_true_for_any_text(text):
    table = quotations_of(text, indirect=True)
    for row in table.itertuples():
        assert text[row.start : row.end] == row.quotation
        if not pd.isna(row.speaker_start):
            assert text[row.speaker_start : row.speaker_end] == row.speaker
    share = quotation_density(articles(text), table).quoted_share.iloc[0]
    assert pd.isna(share) or 0 <= share <= 1


@pytest.mark.parametrize("text", ['he said "a b" ' * 3000, 'Ann Rowe said "it is so." ' * 2000, '<a b="c"> ' * 20_000])
def test_a_long_line_of_quotations_is_read_to_its_end(text):
    table = quotations_of(text, indirect=True)
    assert table["quotation"].nunique() <= 1
    assert len(table) in (0, text.count("said"))


def test_reported_speech_adds_rows_and_changes_none():
    text = (
        "Ann Rowe said rain would come. She added that it was “late”. “Go home,” she said.\n\nGus Hale agreed: “We do.”"
    )
    table = pd.DataFrame({"article_id": ["a"], "text": [text + "\n\n" + "The road is long. " * 60 + text]})
    both = extract_quotations(table, indirect=True)
    assert both["kind"].eq("indirect").any()
    in_marks = both[both["kind"].ne("indirect")].reset_index(drop=True)
    assert_frame_equal(in_marks, extract_quotations(table))
