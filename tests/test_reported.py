import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import extract_quotations
from analysis.mentions import read_paragraph
from analysis.reported import MOST, Candidate, Cue, choose, clause_candidates, reported_clauses


def reported_in(text):
    table = extract_quotations(pd.DataFrame({"article_id": ["a"], "text": [text]}), indirect=True)
    return table[table.kind.eq("indirect")]


@pytest.mark.parametrize(
    ("text", "speaker", "cue", "clause"),
    [
        ("Ann Rowe said on Monday that rain would come.", "Ann Rowe", "said", "rain would come"),
        (
            "Ann Rowe, the mayor of Port Elm, said the bridge would open in May.",
            "Ann Rowe",
            "said",
            "the bridge would open in May",
        ),
        (
            "The talks would go on for another week, Mr. Ban said on Monday.",
            "Mr. Ban",
            "said",
            "The talks would go on for another week",
        ),
        (
            "The mayor visited the camp on Friday and said the bridge would open in May.",
            "The mayor",
            "said",
            "the bridge would open in May",
        ),
        (
            "The mayor spoke for an hour, saying the bridge would open in May.",
            "The mayor",
            "saying",
            "the bridge would open in May",
        ),
        (
            "Officials briefed on the plan said the bridge would open in May.",
            "Officials",
            "said",
            "the bridge would open in May",
        ),
        (
            "The study found that half of the wells were dry.",
            "The study",
            "found",
            "half of the wells were dry",
        ),
    ],
)
def test_a_clause_is_found_with_its_source_and_its_verb(text, speaker, cue, clause):
    (row,) = reported_in(text).itertuples()
    assert (row.speaker, row.cue, row.quotation) == (speaker, cue, clause)


def test_whom_one_tells_is_not_in_the_clause():
    (row,) = reported_in("Ann Rowe told reporters in Moscow that rain would come by Friday.").itertuples()
    assert row.quotation == "rain would come by Friday"


def test_what_the_reporter_adds_after_a_comma_is_not_in_the_clause():
    (row,) = reported_in("Ann Rowe told the council that rain would come by Friday, but nobody left.").itertuples()
    assert row.quotation == "rain would come by Friday"


def test_a_clause_around_its_attribution_is_one_row():
    (row,) = reported_in("The talks, Mr. Ban said, would go on for another week.").itertuples()
    assert row.quotation == "The talks, Mr. Ban said, would go on for another week"


def test_the_full_stop_of_a_month_does_not_end_a_clause():
    (row,) = reported_in("The bridge would open on Aug. 8 if the money came, Ann Rowe said.").itertuples()
    assert row.quotation == "The bridge would open on Aug. 8 if the money came"


@pytest.mark.parametrize(
    "text",
    [
        "Ann Rowe believes that the bridge will open in May.",
        "Ann Rowe wants the bridge to open in May.",
        "The report was released on Monday.",
        "“It is so,” Ann Rowe said in a speech at the town hall on Monday.",
        "Said that.",
        "According to",
        "",
    ],
)
def test_beliefs_wishes_and_sentences_that_report_nothing_are_left_out(text):
    assert reported_in(text).empty


def test_of_two_clauses_that_are_nearly_the_same_the_better_is_kept():
    cues = [Cue(i, "say", "^", None, "beside") for i in (3, 4, 5)]
    same, better, other = (
        Candidate(5, 15, cues[0], ("a",)),
        Candidate(6, 15, cues[1], ("b",)),
        Candidate(20, 30, cues[2], ("a",)),
    )
    assert choose([[same], [better], [other]], {"a": 1.0, "b": 2.0}) == [better, other]
    assert choose([[better], [same]], {"a": 1.0, "b": 2.0}) == [better]
    assert choose([[same]], {"a": -1.0}) == []


def test_the_candidates_of_a_cue_are_bounded_however_long_the_sentence():
    text = "Ann Rowe said it was late, and then, " + "and then it was late, " * 500 + "she said."
    groups = list(clause_candidates(text, read_paragraph(text, 0, len(text), ())))
    assert groups
    assert max(map(len, groups)) <= 4 * (MOST + 1)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [*" .,;-()“”", " said ", " told ", " that ", " according to ", " Ann Rowe ", " the ", " mayor "]
        )
    ).map("".join)
)
def test_every_clause_lies_in_the_text_and_outside_quotation_marks(text):
    for clause in reported_clauses(text, read_paragraph(text, 0, len(text), ())):
        assert 0 <= clause.start < clause.end <= len(text)
        assert 0 <= clause.source.start < clause.source.end <= len(text)
    for row in reported_in(text).itertuples():
        assert text[row.start : row.end] == row.quotation
