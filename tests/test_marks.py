"""Which spans stand in quotation marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.marks import quotation_spans


def quoted(text):
    return [text[span.start : span.end] for span in quotation_spans(text)]


@pytest.mark.parametrize(
    "text",
    [
        "“We mended the roof,” said the smith.",
        '"We mended the roof," said the smith.',
        "''We mended the roof,'' said the smith.",
        "``We mended the roof,'' said the smith.",
        "«We mended the roof,» said the smith.",
        "„We mended the roof,” said the smith.",
        "‘We mended the roof,’ said the smith.",
        "'We mended the roof,' said the smith.",
    ],
)
def test_every_kind_of_mark_is_known(text):
    assert quoted(text) == ["We mended the roof,"]


def test_a_text_without_marks_has_no_spans():
    assert quoted("") == quoted("Nobody spoke.") == []


def test_apostrophes_and_possessives_are_no_quotation_marks():
    assert quoted("The sailors' choir and the cooks' band sang '90s songs; they'd 'em all by heart.") == []


def test_apostrophes_inside_a_british_quotation_do_not_end_it():
    text = "'It's the pilots' boat, and they've paid,' Mr Orr said."
    assert quoted(text) == ["It's the pilots' boat, and they've paid,"]


def test_a_quotation_within_a_quotation_is_part_of_the_outer_one():
    assert quoted("“She told me ‘run’ and I ran,” he said.") == ["She told me ‘run’ and I ran,"]
    assert quoted("‘She shouted “stop” twice,’ he said. ‘Twice.’") == ["She shouted “stop” twice,", "Twice."]


def test_inches_are_no_quotation_marks():
    assert quoted('The pipe was 12" wide and the plank 6\'2" long. "It fits," she said.') == ["It fits,"]


def test_marks_inside_a_tag_are_no_quotation_marks():
    assert quoted('See <a href="x" title="y">the list</a>. "Read it," he said.') == ["Read it,"]


def test_a_quotation_over_paragraphs_opens_in_each_and_closes_in_the_last():
    text = "She spoke. “One mast fell.\n\n“Then the second.\n\n“Nobody slept.”\n\nThe end."
    spans = quotation_spans(text)
    assert [text[s.start : s.end] for s in spans] == ["One mast fell.", "Then the second.", "Nobody slept."]
    assert [s.closed for s in spans] == [False, False, True]
    assert [s.continues for s in spans] == [False, True, True]
    assert [s.paragraph for s in spans] == [1, 2, 3]


def test_one_bad_mark_does_not_disturb_the_next_paragraph():
    text = "The crew was “tired and went home.\n\n“We will be back,” said Ann Rowe."
    assert quoted(text)[-1] == "We will be back,"


def test_a_forgotten_closing_mark_ends_the_quotation_before_its_attribution():
    assert quoted('"The keel is sound, said Ann Rowe, who built it.') == ["The keel is sound,"]


def test_a_quotation_reopened_inside_a_line_is_cut_there():
    text = "“The first hull leaked. “The second one sank.” The yard closed."
    assert quoted(text) == ["The first hull leaked.", "The second one sank."]


def test_hundreds_of_thousands_of_unclosed_marks_are_no_trouble():
    assert len(quotation_spans("“" * 200_000 + "deep" + "”" * 100_000)) <= 1
    assert quotation_spans('He said "it is so and ' * 20_000)


@given(st.text(alphabet=st.sampled_from("ab .,!?\n\"'“”‘’«»„`<>0")))
def test_spans_are_in_order_apart_and_within_one_paragraph(text):
    spans = quotation_spans(text)
    assert all(a.end <= b.start for a, b in zip(spans, spans[1:], strict=False))
    assert all(0 <= s.start < s.end <= len(text) and "\n" not in text[s.start : s.end] for s in spans)
