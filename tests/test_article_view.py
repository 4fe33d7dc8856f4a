"""The article as a page: every character escaped and in its place, whatever the spans do."""

import html
import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import schema
from analysis.article_view import show_article
from analysis.errors import ArticleNotFoundError, SchemaError
from analysis.sentence_readability import sentence_readability

pytestmark = pytest.mark.filterwarnings("error")

TEXT = "“The well is dry,” said Ms. Tan.\n\n“We walk. Then we wait,” she added on the long road that leads down."


def articles_of(*texts, **more):
    frame = pd.DataFrame({"article_id": [f"a{i}" for i in range(len(texts))], "text": pd.Series(texts, dtype=object)})
    return frame.assign(**more)


def quotations_of(*spans, **more):
    """Rows of quotations from (start, end) of article a0."""
    every = {"article_id": "a0", "n_words": 1, "kind": "direct"} | more
    rows = [every | {"quotation_id": f"a0-{i}", "start": start, "end": end} for i, (start, end) in enumerate(spans)]
    return schema.table(schema.QUOTATIONS, rows)


def sentences_of(*spans, n_words=5):
    return schema.table(
        schema.SENTENCES,
        [
            {"article_id": "a0", "sentence": i + 1, "start": start, "end": end, "n_words": n_words}
            for i, (start, end) in enumerate(spans)
        ],
    )


NO_SENTENCES, NO_QUOTATIONS = sentences_of(), quotations_of()


def page(text, quotations=NO_QUOTATIONS, sentences=NO_SENTENCES, **more):
    return show_article(articles_of(text), "a0", quotations=quotations, sentences=sentences, **more)._repr_html_()


def body(page):
    return "".join(re.findall(r'<p class="an-p" dir="auto">(.*?)</p>\n', page, re.S))


def read(page):
    """The article's own characters, without labels."""
    without = re.sub(r'<(bdi|span) class="an-who[^>]*>.*?</\1>', "", body(page), flags=re.S)
    return html.unescape(re.sub(r"<[^>]+>", "", without))


def marked(page):
    marks = re.findall(r"<mark.*?</mark>", body(page), re.S)
    return "|".join(html.unescape(re.sub("<[^>]+>", "", part)) for part in marks)


# ---------------------------------------------------------------- what is shown


def test_a_quotation_is_marked_and_carries_its_speaker():
    mention = {"speaker": "Ms. Tan", "speaker_start": 24, "speaker_end": 31}
    out = page(TEXT, quotations_of((1, 17), speaker_name="Wei Tan", **mention))
    assert marked(out) == "The well is dry,"
    assert '”<bdi class="an-who">Wei Tan</bdi> said <u>Ms. Tan</u>' in out


def test_a_speaker_without_a_name_is_shown_as_written():
    assert '<bdi class="an-who">she</bdi>' in page(TEXT, quotations_of((1, 17), speaker="she"))


def test_a_quotation_without_a_speaker_says_so():
    assert "speaker not found" in page(TEXT, quotations_of((1, 17)))


def test_quotations_and_sentences_are_worked_out_when_not_given():
    out = show_article(articles_of(TEXT), "a0").data
    assert "The well is dry," in marked(out) and "<b>2</b> quotations" in out and "<b>21</b> words" in out


def test_the_figures_stand_above():
    out = page("One two three four five six seven eight.", quotations_of((0, 7)), sentences_of((0, 40), n_words=8))
    assert "<b>8</b> words" in out and "<b>25%</b> quoted" in out and "<b>1</b> quotation " in out
    assert "<b>1</b> sentence " in out and "longest <b>8</b> words" in out


# ministers discussed another agreement because fishing harbours repairs officials decided: ten of seven letters or more
TEN = "The ministers discussed another agreement because the fishing harbours need repairs, officials decided."
NINE = TEN.replace("another", "an")


def shaded(out):
    return re.findall(r'<span class="an-hard">(.*?)</span>', body(out))


def test_sentences_of_ten_long_words_are_shaded():
    out = page(f"{NINE} {TEN}", sentences=sentences_of((0, len(NINE)), (len(NINE) + 1, len(NINE) + 1 + len(TEN))))
    assert shaded(out) == [TEN]
    assert "hard sentence: 10 words or more of 7 letters or more" in out


def test_the_sentences_shaded_are_those_that_the_table_calls_hard():
    text = f"{TEN} “{NINE}” It was late. It’s {TEN}"
    table = sentence_readability(articles_of(text))
    hard = table["sentence_text"][table["hard"]]
    assert len(hard) == 2
    assert [html.unescape(part) for part in shaded(page(text, sentences=table))] == list(hard)


def test_an_article_without_a_hard_sentence_says_so():
    out = page(NINE, sentences=sentences_of((0, len(NINE))))
    assert shaded(out) == [] and "no hard sentence (10 words or more of 7 letters or more)" in out


def test_the_limit_can_be_set():
    assert shaded(page("Harbours.", sentences=sentences_of((0, 9), n_words=1), hard=1)) == ["Harbours."]


def test_reported_speech_is_marked_in_another_way():
    out = page("She said it was dry.", quotations_of((9, 19), kind="indirect"))
    assert 'class="an-indirect">it was dry</mark>' in out and "reported speech" in out


def test_rows_of_other_articles_are_left_alone():
    quotations = pd.concat([quotations_of((0, 4)), quotations_of((5, 900)).assign(article_id="a1")])
    assert marked(page("Aaaa bbbb.", quotations)) == "Aaaa"


def test_headline_outlet_and_date_are_shown_where_known():
    table = articles_of("Aaaa.", title=["Head"], outlet=["Meridian Wire"], date=pd.to_datetime(["2024-03-05"]))
    out = show_article(table, "a0", quotations=NO_QUOTATIONS, sentences=NO_SENTENCES).data
    assert "<bdi>Head</bdi>" in out and "<bdi>Meridian Wire</bdi> · <bdi>5 March 2024</bdi>" in out


@pytest.mark.parametrize("missing", [np.nan, None, pd.NA, ""])
def test_missing_text_headline_and_date_are_no_error(missing):
    table = articles_of(missing, title=[missing], outlet=[missing], date=[pd.NaT], author=[missing])
    out = show_article(table, "a0").data
    assert "no text" in out and "nan" not in body(out) + out.split("</style>")[1] and "NA" not in out


# ---------------------------------------------------------------- spans that meet


def test_nested_quotations_are_both_shown():
    out = page("abcdefghij", quotations_of((0, 10), (3, 6)))
    assert read(out) == "abcdefghij" and marked(out) == "abc|def|ghij" and "an-again" in out


def test_touching_overlapping_and_equal_quotations_keep_every_character():
    out = page("abcdefghij", quotations_of((0, 4), (4, 6), (5, 9), (5, 9)))
    assert read(out) == "abcdefghij" and marked(out).replace("|", "") == "abcdefghi"


def test_a_quotation_over_two_paragraphs_is_marked_in_both_and_labelled_once():
    out = page("“Aaaa.\n\nBbbb.” Cccc", quotations_of((1, 13), speaker_name="Wei Tan"))
    assert marked(out) == "Aaaa.|Bbbb." and body(out).count("Wei Tan") == 1


def test_a_span_that_ends_in_the_gap_after_a_paragraph_is_labelled_there():
    out = page("Aaaa.\n\nBbbb.", quotations_of((0, 6), speaker_name="Wei Tan"))
    assert "Wei Tan</bdi></p>" in out and marked(out) == "Aaaa."


@settings(max_examples=40, deadline=None)
@given(
    st.text(alphabet="ab \n<&“”$\u202e\x00é", max_size=40),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=5),
)
def test_any_spans_leave_the_text_whole(text, spans):
    spans = [sorted((min(a, len(text)), min(b, len(text)))) for a, b in spans]
    out = page(text, quotations_of(*spans), sentences_of(*spans, n_words=99))
    assert "".join(read(out).split()) == "".join(text.replace("\x00", "\ufffd").split())
    for tag in ("mark", "u", "span", "bdi", "p"):
        assert len(re.findall(rf"<{tag}[ >]", out)) == out.count(f"</{tag}>")


# ---------------------------------------------------------------- safety


def test_nothing_in_the_text_or_the_names_comes_to_life():
    evil = '<script>alert(1)</script><img src=x onerror="alert(2)">&lt; \\(x^2\\) $a$'
    table = articles_of(evil, title=[evil], outlet=[evil], author=[evil])
    out = show_article(table, "a0", quotations=quotations_of((3, 9), speaker_name=evil), sentences=NO_SENTENCES).data
    assert "<script" not in out and "<img" not in out and "&lt;script&gt;" in out
    assert read(out) == evil and "tex2jax_ignore mathjax_ignore" in out


def test_an_id_that_is_markup_is_escaped():
    table = articles_of("Aaaa.").assign(article_id="<b>x</b>")
    assert "<b>x</b>" not in show_article(table, "<b>x</b>").data


def test_directions_of_writing_stay_inside_their_paragraph():
    out = page("\u202eabc\n\ndef")
    assert out.count('<p class="an-p" dir="auto">') == 2


def test_half_characters_and_control_characters_are_replaced():
    out = page("a\ud800b\x00c")
    out.encode("utf-8")
    assert read(out) == "a\ufffdb\ufffdc"


# ---------------------------------------------------------------- errors


def test_a_wrong_id_names_the_first_ones():
    with pytest.raises(ArticleNotFoundError, match=r"no article 'zz'.*'a0', 'a1', 'a2', 'a3', 'a4', …"):
        show_article(articles_of(*"abcdefg"), "zz")


def test_an_empty_table_says_so():
    with pytest.raises(ArticleNotFoundError, match="articles is empty"):
        show_article(schema.table(schema.ARTICLES, []), "a0")


@pytest.mark.parametrize("span", [(-1, 3), (0, 11), (6, 2)])
def test_offsets_outside_the_text_are_an_error(span):
    with pytest.raises(SchemaError, match="outside the text of 10 characters"):
        page("abcdefghij", quotations_of(span))
    with pytest.raises(SchemaError, match="outside the text of 10 characters"):
        page("abcdefghij", sentences=sentences_of(span))


def test_a_mention_outside_the_text_is_an_error():
    with pytest.raises(SchemaError, match="speaker_start"):
        page("abcdefghij", quotations_of((0, 3), speaker_start=8, speaker_end=12))


def test_a_missing_column_is_named():
    with pytest.raises(SchemaError, match=r"quotations has no column 'start'.*extract_quotations"):
        page("abc", NO_QUOTATIONS.drop(columns="start"))


def test_the_tables_stay_as_they_were():
    articles, quotations = articles_of(TEXT), quotations_of((1, 17))
    show_article(articles, "a0", quotations=quotations)
    pd.testing.assert_frame_equal(articles, articles_of(TEXT))
    pd.testing.assert_frame_equal(quotations, quotations_of((1, 17)))
