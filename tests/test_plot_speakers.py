"""Charts of quotations and their speakers: the figures that they draw and say."""

import matplotlib

matplotlib.use("Agg")

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib import pyplot as plt

from analysis import plot, schema

pytestmark = pytest.mark.filterwarnings("error")


@pytest.fixture(autouse=True)
def _figures_are_closed():
    yield
    plt.close("all")


def people(*words, named=None):
    """Speakers A, B, C … with so many words each, of as many words in all."""
    return schema.table(
        schema.SPEAKERS,
        {
            "speaker_name": [f"Speaker {chr(65 + i)}" for i in range(len(words))],
            "named": named or [True] * len(words),
            "n_words": list(words),
            "n_articles": [1] * len(words),
            "share_of_quoted_words": [n / sum(words) for n in words],
        },
    )


def said(*rows):
    """Quotations of (article_id, speaker_name, n_words)."""
    rows = [
        {"article_id": article, "quotation_id": f"{article}-{i}", "kind": "direct", "speaker_name": who, "n_words": n}
        for i, (article, who, n) in enumerate(rows)
    ]
    return schema.table(schema.QUOTATIONS, rows)


def dated(**days):
    rows = [{"article_id": article, "date": pd.Timestamp(day)} for article, day in days.items()]
    return schema.table(schema.ARTICLES, rows)


def labels(ax):
    return [label.get_text() for label in ax.get_yticklabels()]


def texts(ax):
    return [text.get_text() for text in ax.texts if text.get_gid() != "foot"]


def foot(ax):
    return " ".join(next(text for text in ax.texts if text.get_gid() == "foot").get_text().split())


# ---------------------------------------------------------------- density


def test_each_article_stands_behind_the_mean_of_its_month():
    shares = [0.1, 0.2, 0.3, 0.6]
    dates = pd.to_datetime(["2024-01-05", "2024-01-09", "2024-01-20", "2024-06-02"])
    ax = plot.plot_quotation_density_over_time(pd.DataFrame({"date": dates, "quoted_share": shares}))
    drawn = np.concatenate([dots.get_offsets()[:, 1] for dots in ax.collections])
    assert sorted(np.round(drawn, 6)) == [0.1, 0.2, 0.2, 0.3, 0.6, 0.6]  # four articles, the means of two months


def test_short_and_long_articles_are_compared_by_thirds():
    table = pd.DataFrame({"n_words": range(100, 1000, 100), "quoted_share": [0.5] * 3 + [0.3] * 3 + [0.1] * 3})
    ax = plot.plot_quotation_density_by_length(table)
    assert "shortest third of 9 articles, of up to 300 words: 50%" in plot.in_words(ax)
    assert "longest third, from 700 words: 10%" in plot.in_words(ax)
    assert any(text.startswith("middle third, to 600 words\n30%") for text in texts(ax))


def test_eight_articles_are_too_few_for_thirds():
    table = pd.DataFrame({"n_words": range(100, 900, 100), "quoted_share": [0.5] * 8})
    ax = plot.plot_quotation_density_by_length(table)
    assert plot.in_words(ax) == "8 articles: too few to compare short and long ones."
    assert "third" not in foot(ax)


def test_an_article_of_odd_length_does_not_squeeze_the_others():
    table = pd.DataFrame({"n_words": [1, *range(300, 420)], "quoted_share": [0.2] * 121})
    ax = plot.plot_quotation_density_by_length(table)
    assert ax.get_xlim()[0] > 200
    assert "Triangle at the edge: 1 article beyond the axis." in foot(ax)


def test_articles_without_words_are_left_out_of_lengths_and_counted():
    table = pd.DataFrame({"n_words": [0, 200, 300], "quoted_share": [None, 0.1, 0.2]})
    assert "Left out: 1 article without words." in foot(plot.plot_quotation_density_by_length(table))


def test_reported_speech_stands_beside_quoted_words():
    table = pd.DataFrame(
        {"outlet": ["A", "A", "B"], "quoted_share": [0.4, 0.2, 0.1], "indirect_share": [0.1, 0.0, 0.3]}
    )
    ax = plot.plot_reported_speech(table)
    assert labels(ax) == ["B  n = 1", "A  n = 2"]
    assert texts(ax) == ["10% quoted", "30% reported", "30% quoted", "5% reported"]
    assert "23% stand inside quotation marks and 13% are reported without marks" in plot.in_words(ax)


def test_reported_speech_that_was_not_looked_for_is_not_drawn_as_none():
    table = pd.DataFrame({"outlet": ["A"], "quoted_share": [0.4], "indirect_share": [None]})
    assert "indirect=True" in plot.in_words(plot.plot_reported_speech(table))


# ---------------------------------------------------------------- speakers


def test_what_has_no_name_is_said_in_words():
    speakers = people(50, 30, 20, named=[True, False, True]).assign(share_of_quoted_words=[0.4, 0.25, 0.15])
    sentence = plot.in_words(plot.plot_speakers(speakers))
    assert "25% are by sources without a name and 20% have no known speaker." in sentence


def test_descriptions_have_grey_bars():
    ax = plot.plot_speakers(people(50, 30, named=[True, False]))
    first, second = (bar.get_facecolor() for bar in ax.patches)
    assert first != second and "Grey: a description" in foot(ax)


def test_the_shares_of_the_most_quoted_add_up():
    ax = plot.plot_speaker_shares(people(40, 20, 10, 10, 10, 5, 5))
    assert ax.lines[-1].get_ydata() == pytest.approx([0, 0.4, 0.6, 0.7, 0.8, 0.9, 0.95, 1])
    assert "The 5 most quoted of 7 named speakers have 90% of all quoted words; 2 of them have half" in plot.in_words(
        ax
    )


def test_the_effective_number_of_voices_is_that_of_equal_ones():
    assert "concentrated as 8.0 speakers" in plot.in_words(plot.plot_speaker_shares(people(*[10] * 8)))
    assert "Effective number of voices: 1.0 " in foot(plot.plot_speaker_shares(people(7)))


def test_sources_without_a_name_are_no_voices_of_the_curve():
    ax = plot.plot_speaker_shares(people(60, 40, named=[False, True]))
    assert plot.in_words(ax) == "The only named speaker has 40% of all quoted words."
    assert "without a name:\n60%" in texts(ax)


@settings(max_examples=10, deadline=None)
@given(st.lists(st.integers(1, 900), min_size=1, max_size=40))
def test_the_effective_number_is_between_one_and_the_number_of_voices(words):
    note = foot(plot.plot_speaker_shares(people(*words)))
    number = float(note.split("voices: ")[1].split(" ")[0].replace(",", ""))
    assert 1 <= number <= len(words) + 0.5
    plt.close("all")


def test_a_dot_is_an_article_of_a_named_speaker():
    quotations = said(("a", "Ada Lind", 5), ("a", "Ada Lind", 3), ("b", "Ada Lind", 2), ("b", "an official", 90))
    ax = plot.plot_speakers_over_time(quotations, dated(a="2024-01-05", b="2025-01-05"))
    assert labels(ax) == ["Ada Lind  n = 2"]
    assert len(ax.collections[0].get_offsets()) == 2
    assert texts(ax)[-1] == "10"
    assert plot.in_words(ax) == "Ada Lind is quoted in 2 articles, Jan 2024 – Jan 2025."


def test_a_dot_stands_on_its_day():
    quotations = said(("a", "Ada Lind", 5), ("b", "Ada Lind", 5), ("c", "Ada Lind", 5))
    ax = plot.plot_speakers_over_time(quotations, dated(a="2024-01-01", b="2024-03-16", c="2024-12-31"))
    assert np.asarray(ax.collections[0].get_offsets())[:, 0] == pytest.approx([0, 2 + 15 / 31, 11 + 30 / 31])


def test_undated_articles_are_left_out_of_the_dots_and_counted():
    quotations = said(("a", "Ada Lind", 5), ("b", "Ada Lind", 5))
    ax = plot.plot_speakers_over_time(quotations, dated(a="2024-01-05", b=None))
    assert "Left out: 1 article without a date." in foot(ax) and labels(ax) == ["Ada Lind  n = 1"]
    ax = plot.plot_speakers_over_time(quotations, dated(a=None, b=None))
    assert plot.in_words(ax) == "None of the 2 articles with a named speaker has a date."


def test_reported_speech_is_no_quotation_of_a_speaker():
    quotations = said(("a", "Ada Lind", 5)).assign(kind="indirect")
    ax = plot.plot_speakers_over_time(quotations, dated(a="2024-01-05"))
    assert plot.in_words(ax) == "No speaker of a quotation is known by name."


# ---------------------------------------------------------------- voices


def test_articles_are_counted_by_their_number_of_speakers():
    table = pd.DataFrame({"outlet": ["A"] * 4 + ["B"], "n_speakers": [0, 1, 1, 14, 3]})
    ax = plot.plot_speakers_per_article(table)
    assert labels(ax) == ["A  n = 4", "B  n = 1"]
    assert [label.get_text() for label in ax.get_xticklabels()][-1] == "10 or\nmore"
    heights = {round(bar.get_x() + bar.get_width() / 2): -bar.get_height() for bar in ax.patches[:3]}
    assert heights[1] == pytest.approx(2 * heights[0]) and heights[10] == pytest.approx(heights[0])


def test_who_opens_and_who_closes_is_counted():
    voices = pd.DataFrame({"first_speaker": ["A", "A", "B", None], "last_speaker": ["A", "B", "B", "C"]})
    ax = plot.plot_first_and_last_voices(voices)
    assert labels(ax) == ["A", "B", "C"]
    assert texts(ax) == ["first in 2", "first in 1", "never first", "last in 1", "last in 2", "last in 1"]
    assert plot.in_words(ax) == (
        "A is most often the first voice, in 2 of 4 articles. B is most often the last voice, in 2 of 4 articles. "
        "The same voice opens and closes 2 of 3 articles where both are known."
    )
    assert "Not known: first voice in 1 article." in foot(ax)


def test_where_nobody_opens_twice_nobody_is_singled_out():
    voices = pd.DataFrame({"first_speaker": ["A", "B"], "last_speaker": ["B", "A"]})
    assert "Nobody is the first voice of more than one article." in plot.in_words(
        plot.plot_first_and_last_voices(voices)
    )


def test_speakers_who_open_as_often_as_each_other_are_all_counted():
    voices = pd.DataFrame({"first_speaker": ["A", "A", "B", "B", "C"], "last_speaker": ["A"] * 5})
    sentence = plot.in_words(plot.plot_first_and_last_voices(voices))
    assert sentence.startswith("2 speakers are most often the first voice, each in 2 of 5 articles. A is most often")


def test_named_unnamed_and_unknown_sources_make_up_the_whole():
    table = pd.DataFrame({"outlet": ["A", "A"], "unnamed_share": [0.2, 0.0], "unknown_share": [0.4, 0.2]})
    ax = plot.plot_named_sources(table)
    assert [bar.get_width() for bar in ax.patches] == pytest.approx([0.6, 0.1, 0.3])
    assert (
        "60% of an article's quoted words are by named speakers, 10% by sources without a name, 30%"
        in plot.in_words(ax)
    )


def test_articles_without_quoted_words_have_no_sources_to_tell_apart():
    table = pd.DataFrame({"outlet": ["A", "A"], "unnamed_share": [0.2, None], "unknown_share": [0.4, None]})
    ax = plot.plot_named_sources(table)
    assert labels(ax) == ["A  n = 1"] and "Left out: 1 article without quoted words." in foot(ax)
