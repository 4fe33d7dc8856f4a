"""Sentences: where they end, and that their offsets are true."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import analysis as an
from analysis import schema
from analysis.sentences import sentence_spans
from analysis.words import WORD, count_words

PIECES = (
    "Mr. Ban", "said", "no.", "U.S.", "“Why?”", '"Stop."', "(Tenn.)", "1.5", "No. 10", "p.m.", "...", "…", "!", "?!", "-",
    "—", "\n", "\n\n", " ", "\t", "Jan.", "the", "He", "left.", "www.example.org", "don’t", "it's", "é", "他。", "/TASS/.", "_",
    '"', "'", "”", "1.", "•", "#news", "$5bn", "\u2028", "\xa0", "\ufffd",
)  # fmt: skip
texts = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join))


def sentences(text):
    return [text[start:end] for start, end in sentence_spans(text)]


def articles(*texts):
    return pd.DataFrame({"article_id": [f"a{n}" for n in range(len(texts))], "text": list(texts)})


@pytest.mark.parametrize(
    "expected",
    [
        ["Mr. Tan met Sen. Ann Lee and Lt. Gen. J. R. Moss.", "They talked."],
        ["The U.S. envoy left.", "She works in the U.S.", "Her team does not."],
        ["The office in Washington, D.C., is shut.", "It opens in May."],
        ["Dr. A. B. Mora has a Ph.D. in law.", "He took vitamin C.", "The rest did not."],
        ["Roy Lund (R-Tex.) and Di Orr (D-N.Y.) agreed."],
        ["Apple Inc. and Smith & Co. Ltd. merged.", "Inc., Co. and Ltd. are abbreviations."],
        ["She lives on Main St.", "He lives in St. Louis."],
    ],
)
def test_abbreviations_and_initials_end_no_sentence(expected):
    assert sentences(" ".join(expected)) == expected


@pytest.mark.parametrize(
    "expected",
    [
        ["Prices rose 1.5 per cent in May.", "Wages fell by 0.3%."],
        ["He is No. 10 in the world.", "She is No. 1."],
        ["He said no.", "No one else did."],
        ["See p. 14, Art. 7 and Fig. 2 of the report."],
        ["Turnout was 82%.", "18-year-old voters queued.", "$5bn was spent."],
        ["Doors open at 7 a.m. Monday and at 9 p.m. EST on Friday.", "It ended at 5 p.m.", "Nobody stayed."],
        ["It began on Jan. 5, 2017.", "It ended on Sept. 30."],
        ["1. Boil the water.", "2. Add the rice."],
    ],
)
def test_points_of_numbers_and_times_end_no_sentence(expected):
    assert sentences(" ".join(expected)) == expected


@pytest.mark.parametrize(
    "expected",
    [
        ["“It is late,” she said.", "“We must go.”"],
        ["“It is late.", "We must go,” she said."],
        ['"Who is it?" she asked.', '"Is it over?" Mr. Vell asked.', "No one knew."],
        ["They called it “a delay”.", "It was a defeat."],
        ["'It is late.", "We must go,' he said."],
        ["“Stop.”", "She laughed."],
        ["The task?", "To sit still."],
        ["The band Wham! played on.", "Yahoo! Inc. was sold."],
        ["It was over... but he stayed.", "Then he left…", "She stayed."],
        ['"I . . . do not know," he said.'],
    ],
)
def test_marks_and_quotations(expected):
    assert sentences(" ".join(expected)) == expected


def test_a_line_is_at_least_one_sentence():
    text = "Storm hits coast\n\nBy Ann Lee\n\nThree roads shut:\n- Main Street\n- Quay Road\r\nThe storm hit at dawn. It left."
    assert sentences(text) == [
        "Storm hits coast", "By Ann Lee", "Three roads shut:", "- Main Street", "- Quay Road", "The storm hit at dawn.", "It left.",
    ]  # fmt: skip


def test_a_dateline_goes_with_its_sentence():
    assert len(sentences("TARSK, February 7. /KNA/. The talks go on in Tarsk.")) == 1
    assert len(sentences("TARSK (KNA) - The talks go on. Nobody left.")) == 2


def test_addresses_and_tags():
    assert sentences("She runs www.example.org and cctime.com. He reads news.example.org/a.b daily.") == [
        "She runs www.example.org and cctime.com.",
        "He reads news.example.org/a.b daily.",
    ]
    assert sentences("They won. #harbour Fans sang. pic.example.com/x1 shows it.") == [
        "They won.",
        "#harbour Fans sang.",
        "pic.example.com/x1 shows it.",
    ]


def test_a_lost_space_still_ends_a_sentence():
    assert sentences('The fare rises on Monday.People are angry."We will walk."The mayor left.') == [
        "The fare rises on Monday.",
        'People are angry."',
        'We will walk."',
        "The mayor left.",
    ]


def test_dashes_of_damaged_text_end_no_word():
    assert sentences("The harbour is shut.-The road is open.- The bridge is not.") == [
        "The harbour is shut.",
        "-The road is open.",
        "- The bridge is not.",
    ]


def test_full_stops_of_other_scripts():
    assert sentences("他说。我们走。") == ["他说。", "我们走。"]


def test_text_without_words_has_no_sentences():
    for text in ("", "   ", "...", "— * —", None, float("nan"), 7):
        assert sentence_spans(text) == []


def test_the_table_numbers_the_sentences_of_each_article():
    table = an.split_sentences(articles("One is here. Two is here.", float("nan"), "", "Three is here."))
    assert list(table.columns) == list(schema.SENTENCES)
    assert table.article_id.tolist() == ["a0", "a0", "a3"]
    assert table.sentence.tolist() == [1, 2, 1]
    assert table.start.tolist() == [0, 13, 0]
    assert table.end.tolist() == [12, 25, 14]
    assert table.n_words.tolist() == [3, 3, 3]


def test_no_articles_give_an_empty_table_of_the_same_types():
    empty, full = an.split_sentences(articles()), an.split_sentences(articles("One is here."))
    assert empty.empty
    assert empty.dtypes.equals(full.dtypes)


def test_a_missing_column_is_named():
    with pytest.raises(an.SchemaError, match="'text'"):
        an.split_sentences(pd.DataFrame({"article_id": ["a"]}))


def test_the_input_is_not_changed_and_other_articles_do_not_matter():
    frame = articles("Mr. Tan left. He ran.", "U.S. talks went on. Nobody spoke.", "No. 10 is open.")
    before = frame.copy(deep=True)
    together = an.split_sentences(frame)
    pd.testing.assert_frame_equal(frame, before)
    alone = pd.concat([an.split_sentences(frame.iloc[[n]]) for n in range(3)], ignore_index=True)
    pd.testing.assert_frame_equal(together, alone)


@settings(deadline=None, max_examples=300)
@given(texts)
def test_offsets_are_true_and_every_word_stands_in_one_sentence(text):
    spans = sentence_spans(text)
    edges = [edge for span in spans for edge in span]
    assert edges == sorted(edges)
    for start, end in spans:
        assert start < end
        assert text[start:end] == text[start:end].strip()
        assert count_words(text[start:end])
    inside = sum(
        any(start <= word.start() and word.end() <= end for start, end in spans) for word in WORD.finditer(text)
    )
    assert inside == count_words(text) == sum(count_words(text[start:end]) for start, end in spans)


@pytest.mark.parametrize(
    "text",
    [
        "." * 200_000, "x" + "." * 200_000, "x" + ". " * 100_000, "x. " + " " * 200_000, "x." + "'" * 200_000,
        "x" + ".' " * 70_000, "x" + ". (" * 70_000, "a" * 1_000_000, "Mr. Tan said no. " * 120_000, "U.S. " * 100_000,
        "a." * 100_000, 'A?" B ' * 50_000, "a\n" * 100_000,
    ],
    ids=range(13),
)  # fmt: skip
def test_hostile_texts_are_read_to_the_end(text):
    spans = sentence_spans(text)
    assert sum(count_words(text[start:end]) for start, end in spans) == count_words(text)
