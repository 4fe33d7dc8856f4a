"""Charts: what they say is true, and whatever the data, nothing is cut, overlaps, warns or fails."""

import inspect
import io
import warnings

import matplotlib

matplotlib.use("Agg")

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib import pyplot as plt

from analysis import plot, schema
from analysis.errors import AnalysisError, SchemaError
from analysis.plot import base

pytestmark = pytest.mark.filterwarnings("error")

HOSTILE = [
    "$5bn to {$9bn}",
    "_hidden",
    "x" * 150,
    "News  of\nthe \x00\x1b[31mWorld",
    "新华社 🗞",
    "<b>&amp;</b>",
    "$",
    "\u202eabc",
    "Agence \\frac{1}{2}",
    "a^b_c",
    "%s %d",
    "",
]
ISSUES = ["health", "human rights", "climate and environment", "peace and security", "development", "other"]


@pytest.fixture(autouse=True)
def _figures_are_closed():
    yield
    plt.close("all")


def make(n=54, outlets=("Nations Bulletin", "Meridian Wire", "The Long View"), days=540, seed=1):
    """An invented table of articles with every column that a chart can need."""
    random = np.random.default_rng(seed)
    which = np.arange(n) % len(outlets)
    texts = ["word " * int(k) for k in random.integers(30, 90, n)]
    return pd.DataFrame(
        {
            "article_id": pd.Series([f"a{i}" for i in range(n)], dtype="str"),
            "date": pd.Series(
                pd.Timestamp("2024-01-03") + pd.to_timedelta(np.linspace(0, days, n).astype(int), unit="D"),
                dtype="datetime64[us]",
            ),
            "outlet": pd.Series([outlets[i] for i in which], dtype="str"),
            "text": pd.Series(texts, dtype="str"),
            "n_words": pd.Series(random.lognormal(5.6, 0.6, n).astype(int), dtype="Int64"),
            "quoted_share": pd.Series(np.clip(random.beta(2, 6, n) + 0.1 * (which % 3), 0, 1), dtype="Float64"),
            "flesch_kincaid_grade": pd.Series(random.normal(12, 3, n), dtype="Float64"),
            "flesch_reading_ease": pd.Series(random.normal(45, 12, n), dtype="Float64"),
            "issue": pd.Series([ISSUES[i] for i in random.integers(0, len(ISSUES), n)], dtype="str"),
            "indirect_share": pd.Series(random.beta(2, 12, n), dtype="Float64"),
            "n_speakers": pd.Series(random.poisson(2.5, n), dtype="Int64"),
            "unnamed_share": pd.Series(random.beta(1, 6, n) / 2, dtype="Float64"),
            "unknown_share": pd.Series(random.beta(1, 9, n) / 2, dtype="Float64"),
        }
    )


def quotations_of(articles):
    rows = [{"article_id": i, "start": 5, "end": 60, "kind": "direct"} for i in articles["article_id"]]
    return schema.table(schema.QUOTATIONS, rows)


def said_in(articles):
    """A quotation in each article, by a speaker who is named after its outlet."""
    rows = [
        {
            "article_id": i,
            "quotation_id": i,
            "kind": "direct",
            "n_words": 5 + k % 40,
            "speaker_name": f"Ada {outlet} Lind",
        }
        for k, (i, outlet) in enumerate(zip(articles["article_id"], articles["outlet"], strict=True))
    ]
    return schema.table(schema.QUOTATIONS, rows)


def voices_of(articles):
    """The outlets take the place of the speakers: each opens its own article, and closes another."""
    ends = {"first_speaker": articles["outlet"], "last_speaker": articles["outlet"].sort_values().to_numpy()}
    return articles.assign(**ends)


def speakers_of(names):
    n = len(names)
    words = np.array([900 // (i + 1) for i in range(n)])
    return schema.table(
        schema.SPEAKERS,
        {
            "speaker_name": list(names),
            "named": [i % 4 != 1 for i in range(n)],
            "n_quotations": [2] * n,
            "n_words": words,
            "n_articles": [1] * n,
            "share_of_quoted_words": words / max(words.sum(), 1) * 0.8,
            "first_seen": [pd.Timestamp("2024-01-05")] * n,
            "last_seen": [pd.Timestamp("2025-06-20")] * n,
        },
    )


def topics_of(names):
    n = len(names)
    frame = pd.DataFrame(
        {
            "topic": range(n),
            "label": list(names),
            "words": [f"{name}, storm, relief, shelter" for name in names],
            "n_articles": range(n, 0, -1),
            "share": [1 / (i + 2) for i in range(n)],
            "stability": [0.4 + 0.04 * i for i in range(n)],
            "outlet_concentration": [0.4] * n,
            "warning": ["mostly one outlet" if i == 1 else None for i in range(n)],
        }
    )
    return frame.astype({"n_articles": "Int64", "share": "Float64", "stability": "Float64"})


def sentences_of(lengths):
    ends = np.cumsum(np.array(lengths, dtype=int) * 6)
    return schema.table(
        schema.SENTENCES,
        {
            "article_id": ["a0"] * len(lengths),
            "sentence": list(range(1, len(lengths) + 1)),
            "start": ends - np.array(lengths, dtype=int) * 6,
            "end": ends - 1,
            "n_words": list(lengths),
        },
    )


LENGTHS = [31, 39, 7, 23, 39, 41, 40, 7, 21, 27, 14, 18]
CHARTS = {
    "articles_over_time": plot.plot_articles_over_time,
    "lengths": plot.plot_lengths,
    "quotation_density": plot.plot_quotation_density,
    "quotation_density_over_time": plot.plot_quotation_density_over_time,
    "quotation_density_by_length": plot.plot_quotation_density_by_length,
    "reported_speech": plot.plot_reported_speech,
    "quotation_positions": lambda table, ax=None: plot.plot_quotation_positions(quotations_of(table), table, ax=ax),
    "speakers": lambda table, ax=None: plot.plot_speakers(speakers_of(table["outlet"].astype(object).unique()), ax=ax),
    "speaker_shares": lambda table, ax=None: plot.plot_speaker_shares(
        speakers_of(table["outlet"].astype(object).unique()), ax=ax
    ),
    "speakers_over_time": lambda table, ax=None: plot.plot_speakers_over_time(said_in(table), table, ax=ax),
    "speakers_per_article": plot.plot_speakers_per_article,
    "first_and_last_voices": lambda table, ax=None: plot.plot_first_and_last_voices(voices_of(table), ax=ax),
    "named_sources": plot.plot_named_sources,
    "readability": plot.plot_readability,
    "reading_ease": lambda table, ax=None: plot.plot_readability(table, measure="flesch_reading_ease", ax=ax),
    "readability_over_time": plot.plot_readability_over_time,
    "sentence_lengths": lambda table, ax=None: plot.plot_sentence_lengths(
        sentences_of((LENGTHS * 5)[: len(table)]), quotations=quotations_of(table), ax=ax
    ),
    "issues": plot.plot_issues,
    "issues_over_time": plot.plot_issues_over_time,
    "issues_by_outlet": plot.plot_issues_by_outlet,
    "topics": lambda table, ax=None: plot.plot_topics(topics_of(table["outlet"].astype(object).unique()), ax=ax),
}
CHART = pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)
FORMS = pytest.mark.parametrize(
    "chart",
    [
        CHARTS[name]
        for name in (  # one of each form
            "articles_over_time",
            "quotation_density",
            "readability_over_time",
            "reported_speech",
            "speakers",
            "speakers_over_time",
            "named_sources",
            "issues_by_outlet",
        )
    ],
)
OVER_TIME = ["articles_over_time", "readability_over_time", "speakers_over_time", "issues_over_time"]


def check(ax, within=True):
    """Drawn as it is shown: no text outside the figure, none upon another, a sentence that says what it shows."""
    figure = ax.figure
    figure.draw_without_rendering()
    texts = [text for text in figure.findobj(matplotlib.text.Text) if text.get_visible() and text.get_text().strip()]
    for axis in (axis for each in figure.axes for axis in (each.xaxis, each.yaxis)):
        low, high = sorted(axis.get_view_interval())
        beyond = {id(tick.label1) for tick in axis.get_major_ticks() if not low <= tick.get_loc() <= high}  # not drawn
        texts = [text for text in texts if id(text) not in beyond]
    boxes = [text.get_window_extent() for text in texts]
    if within:
        for text, box in zip(texts, boxes, strict=True):
            assert box.x0 >= -1 and box.y0 >= -1, f"cut: {text.get_text()!r}"
            assert box.x1 <= figure.bbox.width + 1 and box.y1 <= figure.bbox.height + 1, f"cut: {text.get_text()!r}"
    for i, one in enumerate(boxes):
        for j in range(i):
            other = boxes[j]
            wide = min(one.x1, other.x1) - max(one.x0, other.x0)
            high = min(one.y1, other.y1) - max(one.y0, other.y0)
            assert not (wide > 1.5 and high > 1.5), f"{texts[i].get_text()!r} upon {texts[j].get_text()!r}"
    assert all(not text.get_parse_math() for text in texts)
    assert ax.get_title(loc="left")
    sentence = plot.in_words(ax)
    assert sentence.endswith(".") and "nan" not in sentence and "<NA>" not in sentence
    return sentence


# ---------------------------------------------------------------- every chart, whatever the data


@CHART
def test_a_chart_of_ordinary_data_is_whole(chart):
    ax = chart(make())
    assert isinstance(ax, matplotlib.axes.Axes)
    check(ax)
    assert ax.figure.get_size_inches()[0] == 8


@CHART
def test_an_empty_table_gives_a_clear_sentence(chart):
    table = make().iloc[:0]
    ax = chart(table)
    sentence = check(ax)
    assert sentence in " ".join(" ".join(text.get_text() for text in ax.texts).split())


@CHART
def test_a_single_article_is_enough(chart):
    check(chart(make(1)))


@CHART
def test_hostile_names_are_drawn_as_they_stand(chart):
    check(chart(make(60, HOSTILE)))


@FORMS
@pytest.mark.parametrize("form", ["png", "svg", "pdf"])
def test_hostile_names_can_be_saved_in_every_form(chart, form):
    chart(make(24, HOSTILE)).figure.savefig(io.BytesIO(), format=form)


@FORMS
def test_many_groups_become_the_largest_eleven_and_the_others(chart):
    check(chart(make(200, [f"Outlet number {i}" for i in range(40)])))


@FORMS
def test_no_outlet_at_all_is_one_group(chart):
    check(chart(make().assign(outlet=pd.Series([np.nan] * 54, dtype="str"))))


@CHART
def test_missing_values_throughout_give_a_sentence(chart):
    table = make()
    for name in table.columns.drop(["article_id", "outlet"]):
        table[name] = pd.Series([pd.NA] * len(table), dtype=table[name].dtype)
    if chart is not CHARTS["quotation_positions"]:
        check(chart(table))


@pytest.mark.parametrize("days", [0, 9, 60, 900, 20000])
@pytest.mark.parametrize("name", OVER_TIME)
def test_any_span_of_time_has_room_for_its_labels(name, days):
    check(CHARTS[name](make(90, days=days)))


@CHART
def test_the_axes_given_is_the_one_drawn_on(chart):
    figure, ax = plt.subplots()
    assert chart(make(), ax=ax) is ax
    assert figure.axes == [ax]
    check(ax)


@FORMS
def test_two_charts_stand_side_by_side_without_touching(chart):
    _, axes = plt.subplots(1, 2, figsize=(16, 7))
    for ax in axes:
        chart(make(60, HOSTILE), ax=ax)
    check(axes[0])


@FORMS
def test_an_axes_in_a_layout_of_its_own_is_drawn_on(chart):
    _, ax = plt.subplots(figsize=(9, 8), layout="constrained")
    check(chart(make(), ax=ax), within=False)


@CHART
def test_settings_table_and_figure_stay_as_they_were(chart):
    before, table = dict(matplotlib.rcParams), make()
    ax = chart(table)
    assert dict(matplotlib.rcParams) == before
    assert plt.fignum_exists(ax.figure.number)
    pd.testing.assert_frame_equal(table, make())


@FORMS
def test_neither_a_foreign_style_nor_a_repeated_index_spoils_a_chart(chart):
    foreign = {"font.size": 20, "font.family": "serif", "text.parse_math": True}
    with matplotlib.style.context("dark_background"), matplotlib.rc_context(foreign):
        check(chart(make().set_index(pd.Index([0] * 54))))


@settings(max_examples=10, deadline=None)
@given(
    st.lists(st.text(max_size=60), min_size=1, max_size=5),
    st.lists(st.floats(0, 1) | st.none(), min_size=1, max_size=12),
)
def test_any_name_and_any_share_can_be_drawn(names, shares):
    table = pd.DataFrame(
        {
            "outlet": pd.Series([names[i % len(names)] for i in range(len(shares))], dtype=object),
            "quoted_share": pd.Series(shares, dtype="Float64"),
        }
    )
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        check(plot.plot_quotation_density(table))
    plt.close("all")


def test_every_chart_can_be_called_with_an_axes_by_name():
    for name in plot.__all__:
        if name.startswith("plot_"):
            parameter = inspect.signature(getattr(plot, name)).parameters["ax"]
            assert parameter.kind is inspect.Parameter.KEYWORD_ONLY and parameter.default is None


# ---------------------------------------------------------------- errors


@pytest.mark.parametrize(
    ("call", "column"),
    [
        (lambda: plot.plot_articles_over_time(make().drop(columns="date")), "date"),
        (lambda: plot.plot_lengths(make().drop(columns="n_words")), "n_words"),
        (lambda: plot.plot_quotation_density(make().drop(columns="outlet")), "outlet"),
        (lambda: plot.plot_quotation_density_over_time(make().drop(columns="date")), "date"),
        (lambda: plot.plot_quotation_positions(quotations_of(make()).drop(columns="start"), make()), "start"),
        (lambda: plot.plot_speakers(speakers_of(["A"]).drop(columns="n_words")), "n_words"),
        (lambda: plot.plot_quotation_density_by_length(make().drop(columns="n_words")), "n_words"),
        (lambda: plot.plot_reported_speech(make().drop(columns="indirect_share")), "indirect_share"),
        (lambda: plot.plot_speaker_shares(speakers_of(["A"]).drop(columns="speaker_name")), "speaker_name"),
        (lambda: plot.plot_speakers_over_time(said_in(make()), make().drop(columns="date")), "date"),
        (lambda: plot.plot_speakers_per_article(make().drop(columns="n_speakers")), "n_speakers"),
        (lambda: plot.plot_first_and_last_voices(make()), "first_speaker"),
        (lambda: plot.plot_named_sources(make().drop(columns="unknown_share")), "unknown_share"),
        (lambda: plot.plot_readability(make(), measure="smog_index"), "smog_index"),
        (lambda: plot.plot_sentence_lengths(sentences_of([3]).drop(columns="end")), "end"),
        (lambda: plot.plot_issues(make().drop(columns="issue")), "issue"),
        (lambda: plot.plot_issues_over_time(make().drop(columns="date")), "date"),
        (lambda: plot.plot_issues_by_outlet(make().drop(columns="outlet")), "outlet"),
        (lambda: plot.plot_topics(topics_of(["A"]).drop(columns="share")), "share"),
    ],
)
def test_a_missing_column_is_named_with_the_way_out(call, column):
    with pytest.raises(SchemaError, match=rf"no column '{column}'.*(merge|Use an\.)"):
        call()


def test_texts_in_a_column_of_numbers_are_an_error():
    with pytest.raises(SchemaError, match="must hold numbers"):
        plot.plot_quotation_density(make().assign(quoted_share="much"))


def test_texts_in_the_column_of_dates_are_an_error():
    with pytest.raises(SchemaError, match="must hold dates"):
        plot.plot_articles_over_time(make().assign(date="May"))


def test_sentences_of_several_articles_are_an_error_that_says_how_to_choose():
    both = pd.concat([sentences_of([3]), sentences_of([4]).assign(article_id="b")])
    with pytest.raises(SchemaError, match=r"2 articles.*sentences\[sentences\['article_id'\] == 'a0'\]"):
        plot.plot_sentence_lengths(both)


def test_a_quotation_beyond_its_text_is_an_error():
    table = make(2)
    with pytest.raises(SchemaError, match="outside the text"):
        plot.plot_quotation_positions(quotations_of(table).assign(end=10_000), table)


def test_in_words_needs_a_chart_of_ours():
    with pytest.raises(AnalysisError, match="no sentence"):
        plot.in_words(plt.figure().add_subplot())


# ---------------------------------------------------------------- what they say


def shares(**groups):
    rows = [{"outlet": name, "quoted_share": value} for name, values in groups.items() for value in values]
    return pd.DataFrame(rows)


def labels(ax):
    return [label.get_text() for label in ax.get_yticklabels()]


def foot(ax):
    return " ".join(next(text for text in ax.texts if text.get_gid() == "foot").get_text().split())


def test_groups_are_sorted_and_carry_their_count():
    ax = plot.plot_quotation_density(shares(A=[0.1, 0.2, 0.3], B=[0.5, 0.6]))
    assert labels(ax) == ["B  n = 2", "A  n = 3"]
    assert "highest in B (55%, n = 2) and lowest in A (20%, 95% interval" in plot.in_words(ax)
    assert "may be chance" in plot.in_words(ax)


def test_missing_values_are_left_out_and_counted():
    ax = plot.plot_quotation_density(shares(A=[0.1, None, 0.3, None]))
    assert labels(ax) == ["A  n = 2"]
    assert "Left out: 2 articles without a value." in foot(ax) and "Source: 2 articles." in foot(ax)


def test_undated_articles_are_counted_not_drawn():
    table = make(10)
    table.loc[0, "date"] = pd.NaT
    ax = plot.plot_articles_over_time(table)
    assert "Left out: 1 article without a date." in foot(ax)
    assert plot.in_words(ax).startswith("9 dated articles")


def test_an_outlet_not_stated_is_a_group_of_its_own():
    group, order = base.grouped(pd.DataFrame({"outlet": ["A", None, "A", np.nan]}), "outlet")
    assert order == ["A", "not stated"] and list(group) == [0, 1, 0, 1]


def test_thirteen_groups_are_eleven_and_two_others():
    group, order = base.grouped(pd.DataFrame({"outlet": list("AABCDEFGHIJKLM")}), "outlet")
    assert len(order) == 12 and order[0] == "A" and order[-1] == "2 others" and list(group[-3:]) == [10, 11, 11]
    assert len(base.grouped(pd.DataFrame({"outlet": list("AABCDEFGHIJKL")}), "outlet")[1]) == 12


def test_shares_of_issues_are_of_all_articles_with_the_rest_last():
    table = pd.DataFrame({"issue": ["other"] * 4 + ["health"] * 3 + ["development"] + [None] * 2})
    ax = plot.plot_issues(table)
    assert labels(ax) == ["health", "development", "other", "no evidence"]
    assert "health is the main issue of 3 of 10 articles (30%" in plot.in_words(ax)


def test_a_change_over_time_is_told_with_its_counts():
    dates = pd.to_datetime(["2024-01-10"] * 10 + ["2024-12-10"] * 10)
    table = pd.DataFrame({"date": dates, "issue": ["development"] * 10 + ["health"] * 9 + ["development"]})
    sentence = plot.in_words(plot.plot_issues_over_time(table))
    assert "rose from 0% of articles (0 of 10)" in sentence or "fell from 100% of articles (10 of 10)" in sentence
    assert sentence.endswith("larger than chance makes likely.")


def estimate(hits, n):
    low, high = base.share_interval(hits, n)
    return {"n": n, "middle": hits / n, "low": low, "high": high}


def test_a_difference_can_be_real_though_the_intervals_overlap():
    one, other = estimate(2, 28), estimate(9, 26)
    assert one["high"] > other["low"]
    assert base.chance(one, other) == "The difference is larger than chance makes likely."


def test_the_most_extreme_of_many_needs_a_larger_difference():
    assert base.chance(estimate(2, 28), estimate(9, 26), choices=6) == "The difference may be chance."


def test_few_articles_are_never_said_to_be_sure():
    assert "may be chance" in base.chance(estimate(0, 2), estimate(2, 2))
    assert "fewer than ten" in base.chance(estimate(0, 9), estimate(9, 9))


def test_a_difference_by_outlet_is_in_percentage_points():
    table = pd.DataFrame({"issue": ["health"] * 6 + ["development"] * 6, "outlet": ["A"] * 6 + ["B"] * 6})
    ax = plot.plot_issues_by_outlet(table)
    assert sorted(text.get_text() for text in ax.texts if text.get_text()[0] in "+−") == ["+50", "+50", "−50", "−50"]


def test_an_outlet_of_few_articles_is_marked():
    table = pd.DataFrame({"issue": ["health"] * 8, "outlet": ["A"] * 6 + ["B"] * 2})
    ax = plot.plot_issues_by_outlet(table)
    names = [label.get_text() for label in ax.get_xticklabels()]
    assert "†" in names[1] and "†" not in names[0] and "fewer than 5" in foot(ax)


def test_quoted_words_are_counted_where_they_stand_and_nested_ones_once():
    articles = pd.DataFrame({"article_id": ["a"], "text": ["x" * 100]})
    quotations = pd.DataFrame(
        {"article_id": ["a", "a", "a"], "start": [0, 2, 45], "end": [10, 6, 55], "kind": ["direct", "direct", "direct"]}
    )
    ax = plot.plot_quotation_positions(quotations, articles)
    assert [bar.get_height() for bar in ax.patches] == pytest.approx([1, 0, 0, 0, 0.5, 0.5, 0, 0, 0, 0])


def test_reported_speech_without_marks_is_not_quoted_text():
    articles = pd.DataFrame({"article_id": ["a"], "text": ["x" * 100]})
    quotations = pd.DataFrame({"article_id": ["a"], "start": [0], "end": [10], "kind": ["indirect"]})
    assert plot.in_words(plot.plot_quotation_positions(quotations, articles)) == "No quotations in 1 article."


def test_sentences_that_touch_a_quotation_are_told_apart():
    sentences = sentences_of([10, 10, 10])  # 0–59, 60–119, 120–179
    quotations = pd.DataFrame({"article_id": ["a0", "b"], "start": [110, 0], "end": [115, 500]})
    sentence = plot.in_words(plot.plot_sentence_lengths(sentences, quotations=quotations))
    assert "1 sentence with quoted words" in sentence


def test_the_longest_sentence_is_numbered():
    ax = plot.plot_sentence_lengths(sentences_of([5, 30, 12]))
    assert any(text.get_text() == "sentence 2: 30 words" for text in ax.texts)


def test_speakers_beyond_the_first_are_counted():
    ax = plot.plot_speakers(speakers_of([f"Speaker {i}" for i in range(15)]), n=5)
    assert len(labels(ax)) == 5 and "10 more speakers not shown" in foot(ax)
    assert "Jan 2024 – Jun 2025" in foot(ax)


def test_the_axis_says_which_way_is_harder():
    assert plot.plot_readability(make()).get_xlabel().endswith("higher is harder")
    assert plot.plot_readability(make(), measure="flesch_reading_ease").get_xlabel().endswith("higher is easier")


# ---------------------------------------------------------------- intervals, periods, labels


def test_a_mean_of_fewer_than_three_has_no_interval():
    assert np.isnan(base.mean_interval([1, 2])).all()


def test_an_interval_of_the_mean_holds_the_mean_and_is_the_same_every_time():
    values = np.random.default_rng(0).normal(5, 1, 200)
    low, high = base.mean_interval(values)
    assert low < values.mean() < high and high - low == pytest.approx(2 * 1.96 * values.std() / np.sqrt(200), rel=0.1)
    assert base.mean_interval(values) == (low, high)


def test_the_interval_of_a_share_is_wilsons():
    assert base.share_interval(5, 10) == pytest.approx((0.2366, 0.7634), abs=1e-4)
    assert base.share_interval(0, 10)[0] == 0 and np.isnan(base.share_interval(0, 0)).all()


@pytest.mark.parametrize(
    ("first", "last", "unit"),
    [
        ("2024-05-01", "2024-05-01", "day"),
        ("2024-05-01", "2024-05-14", "day"),
        ("2024-05-01", "2024-05-15", "week"),
        ("2024-01-01", "2024-04-30", "month"),
        ("2022-01-01", "2024-12-31", "month"),
        ("2022-01-01", "2025-01-01", "quarter"),
        ("1990-01-01", "2025-01-01", "year"),
    ],
)
def test_the_period_follows_the_span(first, last, unit):
    every, at, found = base.periods(pd.Series(pd.to_datetime([first, last])))
    assert found == unit and at[0] == 0 and at[1] == len(every) - 1


def test_a_period_grows_until_it_holds_enough():
    dates = pd.Series(pd.date_range("2024-01-01", "2025-06-30", periods=54))
    assert base.periods(dates, least=8)[2] == "quarter" and base.periods(dates, least=2)[2] == "month"


def test_a_label_is_one_line_that_the_font_can_draw():
    assert base.label(" a\n\tb\x00\u202e ") == "a b" and base.label("") == "(blank)"
    assert base.label("\U0001f5de" * 9) == "□□□" and base.label("$5_x^2") == "$5_x^2"


def test_the_span_of_the_source_is_short():
    assert base.span(pd.Series(pd.to_datetime(["2024-05-03", "2024-05-19"]))) == "3–19 May 2024"
    assert base.span(pd.Series(pd.to_datetime(["2024-01-03", "2025-06-19"]))) == "Jan 2024 – Jun 2025"
    assert base.span(pd.Series([pd.NaT])) == ""
