"""Charts of readability: the figures that they draw and say, and that they hold for any data."""

import matplotlib

matplotlib.use("Agg")

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib import pyplot as plt

from analysis import AnalysisError, SchemaError, plot
from analysis.plot.readability_formulas import SHORT
from analysis.readability import FORMULAS

pytestmark = pytest.mark.filterwarnings("error")

SCALES = {"flesch_reading_ease": (45, 15), "dale_chall_1995": (30, 8)}


@pytest.fixture(autouse=True)
def _figures_are_closed():
    yield
    plt.close("all")


def scores(n=60, seed=0, n_words=200):
    """Scores of `n` articles that agree more or less."""
    random = np.random.default_rng(seed)
    hard = random.normal(size=n)
    table = pd.DataFrame({"article_id": [f"a{i}" for i in range(n)], "n_words": n_words})
    table["words_per_sentence"] = 22 + 4 * hard + random.normal(size=n)
    table["syllables_per_word"] = 1.6 + 0.08 * hard + 0.04 * random.normal(size=n)
    for name in FORMULAS:
        middle, wide = SCALES.get(name, (12, 3))
        way = -1 if name in SCALES else 1
        table[name] = middle + way * wide * (hard + 0.4 * random.normal(size=n))
    return table


def paired(own, quoted, *, measure="flesch_kincaid_grade", words=200):
    tables = [
        pd.DataFrame({"article_id": [f"a{i}" for i in range(len(values))], "n_words": words, measure: values})
        for values in (own, quoted)
    ]
    return [table.astype({measure: "Float64"}) for table in tables]


def texts(ax):
    return [text.get_text() for text in ax.texts if text.get_gid() != "foot"]


def foot(ax):
    return " ".join(next(text for text in ax.texts if text.get_gid() == "foot").get_text().split())


CHARTS = {
    "scale": plot.plot_reading_ease_scale,
    "agreement": plot.plot_formula_agreement,
    "lengths": plot.plot_sentence_and_word_length,
    "lengths and ease": lambda table: plot.plot_sentence_and_word_length(table, measure="flesch_reading_ease"),
    "paired": lambda table: plot.plot_narration_and_quotations(table, table.assign(flesch_kincaid_grade=9.5)),
}
CHART = pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)


@CHART
@pytest.mark.parametrize("n", [0, 1, 2, 3, 7, 60, 2500])
def test_a_chart_is_whole_whatever_the_number_of_articles(chart, n):
    ax = chart(scores(n))
    ax.figure.draw_without_rendering()
    shown = [text for text in ax.figure.findobj(matplotlib.text.Text) if text.get_visible() and text.get_text().strip()]
    low, high = sorted(ax.get_xlim())
    hidden = {id(tick.label1) for tick in ax.xaxis.get_major_ticks() if not low <= tick.get_loc() <= high}
    low, high = sorted(ax.get_ylim())
    hidden |= {id(tick.label1) for tick in ax.yaxis.get_major_ticks() if not low <= tick.get_loc() <= high}
    shown = [text for text in shown if id(text) not in hidden]
    boxes = [text.get_window_extent() for text in shown]
    for i, (text, box) in enumerate(zip(shown, boxes, strict=True)):
        assert box.x0 >= -1 and box.y0 >= -1, f"cut: {text.get_text()!r}"
        assert box.x1 <= ax.figure.bbox.width + 1 and box.y1 <= ax.figure.bbox.height + 1, f"cut: {text.get_text()!r}"
        for other, its_box in zip(shown[:i], boxes[:i], strict=True):
            wide = min(box.x1, its_box.x1) - max(box.x0, its_box.x0)
            high = min(box.y1, its_box.y1) - max(box.y0, its_box.y0)
            assert not (wide > 1.5 and high > 1.5), f"{text.get_text()!r} upon {other.get_text()!r}"
        assert not text.get_parse_math()
    sentence = plot.in_words(ax)
    assert sentence.endswith(".") and "nan" not in sentence


@CHART
def test_missing_scores_are_left_out_and_the_table_is_not_changed(chart):
    table = scores(12).astype({name: "Float64" for name in FORMULAS})
    table.loc[[2, 5], [*FORMULAS, "words_per_sentence", "syllables_per_word"]] = np.nan
    before = table.copy(deep=True)
    ax = chart(table)
    pd.testing.assert_frame_equal(table, before)
    assert "Left out: 2 articles" in foot(ax)


@CHART
def test_all_scores_missing_is_a_sentence(chart):
    table = scores(4)
    table[[*FORMULAS, "words_per_sentence", "syllables_per_word"]] = np.nan
    ax = chart(table)
    assert len(ax.lines) + len(ax.patches) + len(ax.collections) == 0
    assert plot.in_words(ax).endswith(".")


@pytest.mark.parametrize(
    ("chart", "column"),
    [
        ("scale", "flesch_reading_ease"),
        ("lengths", "syllables_per_word"),
        ("paired", "n_words"),
        ("paired", "flesch_kincaid_grade"),
    ],
)
def test_a_missing_column_is_named(chart, column):
    with pytest.raises(SchemaError, match=column):
        CHARTS[chart](scores(5).drop(columns=column))


# ---------------------------------------------------------------- the scale


def test_articles_are_counted_by_the_bands_of_flesch():
    table = pd.DataFrame({"flesch_reading_ease": [95, 90, 60, 59.9, 50, 49.9, 30, 29.9, -12, 30]})
    ax = plot.plot_reading_ease_scale(table)
    names = [label.get_text().split("  ") for label in ax.get_yticklabels()]
    assert names[0] == ["very easy", "90 and over"] and names[-1] == ["very difficult", "under 30"]
    assert [bar.get_width() for bar in ax.patches] == pytest.approx([0.2, 0, 0, 0.1, 0.2, 0.3, 0.2])
    assert "The fullest band is “difficult” (30–50) with 3 of 10" in plot.in_words(ax)
    assert "Below 50, difficult or harder: 5 of 10 (50%)" in plot.in_words(ax)


# ---------------------------------------------------------------- agreement


def test_a_rank_correlation_is_that_worked_out_by_hand():
    # ranks 1 2 3 4 5 and 2 1 4 3 5: squared differences 1 1 1 1 0, so 1 - 6 * 4 / (5 * 24)
    table = pd.DataFrame({"lix": [30, 31, 40, 50, 51], "rix": [3, 2, 5, 4, 9.0]})
    ax = plot.plot_formula_agreement(table)
    assert texts(ax) == ["0.80"]
    assert plot.in_words(ax) == "Rank correlation over 5 articles: RIX and LIX (0.80)."


def test_measures_that_rise_with_ease_are_turned_round():
    grade = np.array([5.0, 6, 7, 8, 12])
    table = pd.DataFrame({"flesch_kincaid_grade": grade, "flesch_reading_ease": 100 - grade})
    assert texts(plot.plot_formula_agreement(table)) == ["1.00"]


def test_a_measure_without_differences_is_not_compared():
    table = scores(10).assign(lix=40.0)
    assert "LIX" not in [label.get_text() for label in plot.plot_formula_agreement(table).get_yticklabels()]


def test_every_formula_has_a_short_name_for_its_column():
    assert list(SHORT) == list(FORMULAS)


def test_one_measure_cannot_be_compared():
    with pytest.raises(AnalysisError, match="two measures"):
        plot.plot_formula_agreement(scores(9), measures=["lix"])


# ---------------------------------------------------------------- sentence length and word length


def test_where_only_sentences_differ_they_account_for_all_of_it():
    table = pd.DataFrame({"words_per_sentence": [10.0, 20, 30], "syllables_per_word": 1.5})
    ax = plot.plot_sentence_and_word_length(table)
    assert "100% come from the length of the sentences and 0% from that of the words" in plot.in_words(ax)
    assert "Flesch–Kincaid grade 9.9" in plot.in_words(ax)  # 0.39 * 20 + 11.8 * 1.5 - 15.59


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000))
def test_the_two_parts_make_up_the_whole(seed):
    sentence = plot.in_words(plot.plot_sentence_and_word_length(scores(9, seed)))
    one, other = (int(part.split("%")[0].split()[-1]) for part in sentence.split("scores, ")[1].split(" and "))
    assert one + other == 100
    plt.close("all")


def test_a_line_joins_texts_of_equal_score():
    ax = plot.plot_sentence_and_word_length(scores(30))
    for line in ax.lines:
        grades = 0.39 * line.get_xdata() + 11.8 * line.get_ydata() - 15.59
        assert grades[0] == pytest.approx(grades[1]) == pytest.approx(round(grades[0]))


def test_a_measure_made_of_more_than_the_two_lengths_is_refused():
    with pytest.raises(AnalysisError, match="flesch_kincaid_grade, flesch_reading_ease"):
        plot.plot_sentence_and_word_length(scores(5), measure="lix")


# ---------------------------------------------------------------- the reporter's words and the quoted ones


def test_the_difference_is_the_mean_of_the_differences_of_each_article():
    ax = plot.plot_narration_and_quotations(*paired([12, 14, 10, 8], [8, 10, 9, 9]))
    said = plot.in_words(ax)
    assert "of the reporter's words 11.0, of the quoted ones 9.0: a difference of −2.0" in said
    assert "easier in 3 and harder in 1 article." in said
    assert "11.0" in texts(ax)[1] and "9.0" in texts(ax)[2] and "−2.0" in texts(ax)[3]


def test_a_higher_reading_ease_is_easier():
    tables = paired([40, 50, 60], [60, 70, 80], measure="flesch_reading_ease")
    said = plot.in_words(plot.plot_narration_and_quotations(*tables, measure="flesch_reading_ease"))
    assert "a difference of +20.0 (+20.0 to +20.0)" in said and "easier in 3 and harder in 0 articles" in said
    assert said.endswith("larger than chance makes likely.")


def test_articles_with_few_words_of_either_are_left_out():
    own, quoted = paired([12, 14, 10, 8], [8, 10, 9, 9])
    quoted.loc[0, "n_words"] = 49
    ax = plot.plot_narration_and_quotations(own, quoted)
    assert "Left out: 1 article with fewer than 50 words of either." in foot(ax)
    assert "n = 3" in ax.get_yticklabels()[0].get_text()
    assert "n = 4" in plot.plot_narration_and_quotations(own, quoted, least=49).get_yticklabels()[0].get_text()


def test_tables_in_another_order_are_joined_by_article():
    own, quoted = paired([12, 14, 10, 8], [8, 10, 9, 9])
    one = plot.in_words(plot.plot_narration_and_quotations(own, quoted))
    assert plot.in_words(plot.plot_narration_and_quotations(own, quoted.iloc[::-1])) == one


# ---------------------------------------------------------------- names


@pytest.mark.parametrize("measure", ["mattr", "sentence_length_sd"])
def test_variety_is_neither_hard_nor_easy(measure):
    table = pd.DataFrame({"outlet": ["A", "B"], measure: [0.7, 0.8]})
    ax = plot.plot_readability(table, measure=measure)
    assert "higher" not in ax.get_xlabel()
    assert plot.in_words(ax).startswith("Mean variety" if measure == "mattr" else "Mean spread")
