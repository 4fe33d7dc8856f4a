"""Who speaks: the mention that a quotation is attached to, case by case."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.mentions import read_paragraph
from analysis.quotations import extract_quotations


def speakers_of(text):
    rows = extract_quotations(pd.DataFrame({"article_id": ["a"], "text": [text]}))
    return [None if pd.isna(speaker) else speaker for speaker in rows["speaker"]]


def letters_of(text):
    return read_paragraph(text, 0, len(text), ()).letters


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“The bridge is safe,” said Ann Rowe.", "Ann Rowe"),
        ("“The bridge is safe,” Ann Rowe told reporters on Monday.", "Ann Rowe"),
        ("Ann Rowe said: “The bridge is safe.”", "Ann Rowe"),
        ("“The bridge,” Ann Rowe said, “is safe.”", "Ann Rowe"),
        ("“The bridge is safe,” according to a report by the council.", "a report"),
        ("Several said they had seen “no boats at all” that week.", "Several"),
        ("“I saw no boats at all,” wrote another.", "another"),
        ("“The bridge is safe,” said Ann Rowe, an engineer who has worked for the council since 2011.", "Ann Rowe"),
        ("The report said the bridge was “safe for a hundred years”.", "The report"),
        ("May said the deal was “the best on offer”.", "May"),
        (
            "They offered a new wall, a plan that Councillor Odile Marsh called “a gamble with our houses”.",
            "Odile Marsh",
        ),
    ],
)
def test_the_speaker_is_the_subject_of_the_verb_that_governs_the_quotation(text, speaker):
    assert all(found is not None and speaker in found for found in speakers_of(text))


def test_an_attribution_at_the_end_governs_every_fragment_of_its_sentence():
    text = "The wall was “too low”, the pumps were “too old” and the plan was “too late”, Ann Rowe said."
    assert speakers_of(text) == ["Ann Rowe"] * 3


def test_a_quotation_that_stands_alone_goes_on_with_the_last_speaker():
    assert speakers_of("“It is late,” Ann Rowe said.\n\n“We shall go home.”") == ["Ann Rowe"] * 2


def test_the_sentence_before_with_a_colon_says_who_speaks():
    text = (
        "Gus Hale said he had waited for a year.\n\nAnn Rowe answered:\n\n“The bridge will open in May and not before.”"
    )
    assert speakers_of(text) == ["Ann Rowe"]


def test_a_line_under_a_quotation_says_whose_it_is():
    text = "The hall was full.\n\n“The bridge will open in May and not before that.”\n\n- Ann Rowe."
    assert speakers_of(text) == ["Ann Rowe"]


def test_the_pieces_of_a_quotation_over_several_paragraphs_have_one_speaker():
    text = "“The bridge will open in May, said the plan.\n\n“Nobody believes it,” said Ann Rowe."
    assert speakers_of("Ann Rowe said: “The bridge is safe.\n\n“It will stay so.”") == ["Ann Rowe"] * 2
    assert len(speakers_of(text)) == 2


def test_answers_in_an_interview_are_the_interviewed_persons_and_questions_nobodys():
    text = (
        "Their commander is Ruth Abel. “I sleep above the radio,” she said.\n\n"
        "Q: “What do you do all day?”\n\nA: “We were sent to be seen.”\n\nQ: “And at night?”\n\nA: “We sleep.”"
    )
    assert speakers_of(text) == ["she", None, "she", None, "she"]


def test_an_interview_without_a_quotation_before_it_takes_the_person_named_last():
    assert speakers_of("We met Ruth Abel at the bridge.\n\nA: “We were sent to be seen.”") == ["Ruth Abel"]


@pytest.mark.parametrize("before", ["Ana Roy, the mayor, spoke in Oslo.", "We spoke to Ana Roy at the bridge."])
def test_neither_a_place_nor_the_reporter_is_interviewed(before):
    assert speakers_of(f"{before}\n\nA: “We were sent to be seen.”") == ["Ana Roy"]


def test_who_stands_far_off_in_a_long_paragraph_does_not_matter():
    core = "Ann Rowe said the bridge was “safe for a hundred years” and left. Gus Hale stayed."
    filler = "The road runs along the river and past the mill. "
    alone = speakers_of(core)
    assert alone == ["Ann Rowe"]
    assert speakers_of(filler * 200 + core + " " + filler * 200) == alone


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="ab AB.,“”\n'Mr", max_size=400))
def test_only_what_is_near_a_quotation_is_read_and_every_token_stands_where_it_says(text):
    from analysis.marks import quotation_spans
    from analysis.words import paragraphs

    for number, (start, end) in enumerate(paragraphs(text), 1):
        spans = [span for span in quotation_spans(text) if span.paragraph == number]
        for whole in (True, False):
            paragraph = read_paragraph(text, start, end, spans, whole=whole)
            assert len(paragraph.letters) == len(paragraph.starts) == len(paragraph.ends)
            assert list(paragraph.starts) == sorted(paragraph.starts)
            assert all(start <= a <= b <= end for a, b in zip(paragraph.starts, paragraph.ends, strict=True))
            assert [paragraph.letters[paragraph.quotation_at[span.start]] for span in spans] == ["Q"] * len(spans)


def test_each_token_has_a_letter_for_its_class():
    assert letters_of("Mr. Ban told a meeting in Moscow:") == "tNSdnpN:"
    assert letters_of("His remarks came after they left.") == "dknuhn."
    assert letters_of("Several of the boats") == "mfdn"


def test_a_full_stop_of_an_abbreviation_ends_no_sentence():
    assert letters_of("Dr. A. B. Rowe of the U.S. navy said") == "tNNNfdNnS"


def test_a_modal_verb_before_a_verb_of_speech_is_a_name():
    assert letters_of("May said so.")[:2] == "NS"
    assert letters_of("May we say so?")[:2] != "NS"
