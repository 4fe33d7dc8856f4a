"""Charts of readability: how hard the articles are, when, and sentence by sentence."""

import numpy as np

from ..errors import SchemaError
from ..schema import require
from .bars import HALO
from .base import BLUE, INK, ORANGE, count, numbers
from .frame import caption, chart, grid, inner_width, nothing, put, text_width, width
from .means import means_by_group, means_chart

# What the axis calls a measure; any other stands under its own name, without a word on which way is harder.
NAMES = {
    "flesch_kincaid_grade": "Flesch–Kincaid grade",
    "flesch_reading_ease": "Flesch reading ease",
    "gunning_fog": "Gunning fog index",
    "smog_index": "SMOG grade",
    "coleman_liau_index": "Coleman–Liau index",
    "automated_readability_index": "Automated readability index",
    "dale_chall_readability_score": "Dale–Chall score",
    "dale_chall_1995": "Dale–Chall 1995 score",
    "linsear_write_formula": "Linsear Write grade",
    "spache_readability": "Spache grade",
    "lix": "LIX",
    "rix": "RIX",
    "mcalpine_eflaw": "McAlpine EFLAW score",
    "words_per_sentence": "Words per sentence",
    "syllables_per_word": "Syllables per word",
}
EASIER_WHEN_HIGHER = {"flesch_reading_ease", "dale_chall_1995"}
IN_GRADES = {
    "flesch_kincaid_grade",
    "gunning_fog",
    "smog_index",
    "coleman_liau_index",
    "automated_readability_index",
    "linsear_write_formula",
    "spache_readability",
}

# Upper ends of plain-language bands. Reading ease: Flesch (1949). Grades: the years of the US school system.
BANDS = {
    "flesch_reading_ease": [
        (30, "very difficult"),
        (50, "difficult"),
        (60, "fairly difficult"),
        (70, "plain English"),
        (80, "fairly easy"),
        (90, "easy"),
        (np.inf, "very easy"),
    ],
    "flesch_kincaid_grade": [
        (6, "primary school"),
        (9, "ages 11–14"),
        (13, "ages 14–18"),
        (17, "university"),
        (np.inf, "beyond a degree"),
    ],
}
SHADES = ("#f1f4f7", "#ffffff")


def plot_readability(table, *, measure="flesch_kincaid_grade", by="outlet", ax=None):
    """A readability score: a dot an article, the mean of each outlet with its 95 % bootstrap interval.

    `table` is `readability` merged with the articles; needs the column `measure`, and `by` unless that is None. The
    axis says which way is harder; Flesch's two measures have plain-language bands behind them. Articles without a
    score are left out and their number stated; otherwise as `plot_quotation_density`. Returns the Axes; raises
    SchemaError when a column is missing.
    """
    return means_by_group(table, by, _measure(measure), ax, dress=lambda ax, axis: _bands(ax, axis, measure))


def plot_readability_over_time(table, *, measure="flesch_kincaid_grade", ax=None):
    """Mean readability score of each month (day, week, quarter or year by the span), with interval and count.

    `table` is `readability` merged with the articles; needs the column `measure` and `date`; otherwise as
    `plot_quotation_density_over_time`. Returns the Axes; raises SchemaError when a column is missing.
    """
    return means_chart(table, _measure(measure), ax, dress=lambda ax, axis: _bands(ax, axis, measure))


def plot_sentence_lengths(sentences, *, quotations=None, ax=None):
    """The sentences of one article in order, a bar each as long as its words; those with quoted words in orange.

    `sentences` are one article's rows of `split_sentences`; needs `article_id`, `sentence`, `start`, `end`,
    `n_words`. `quotations` may hold other articles too. The dashed line is the mean; the longest sentence is
    numbered. Returns the Axes; raises SchemaError when a column is missing or there are several articles.
    """
    require(
        sentences,
        ["article_id", "sentence", "start", "end", "n_words"],
        "sentences",
        "Use an.split_sentences(articles).",
    )
    which = sentences["article_id"].dropna().unique()
    if len(which) > 1:
        raise SchemaError(
            f"sentences holds {len(which):,} articles; this chart shows one. Choose it: "
            f"sentences[sentences['article_id'] == {which[0]!r}]."
        )
    title = "Length of each sentence, in order"
    rows = sentences[~np.isnan(numbers(sentences, "n_words"))]
    if rows.empty:
        with chart(ax, height=1.6) as ax:
            nothing(ax, title=title, sentence="This article has no sentences to show.")
        return ax

    words, position = numbers(rows, "n_words"), np.arange(len(rows))
    quoted = _overlap(rows, quotations)
    longest, mean = int(words.argmax()), words.mean()
    number = numbers(rows, "sentence")
    number = int(number[longest]) if not np.isnan(number[longest]) else longest + 1
    with chart(ax, height=2.5) as ax:
        ax.bar(position, words, width=0.84, color=np.where(quoted, ORANGE, BLUE), zorder=2)
        spare = max(0.0, (12 - len(rows)) / 2)
        ax.set_xlim(-0.7 - spare, len(rows) - 0.3 + spare)
        ax.set_ylim(0, max(words.max(), 1) * 1.04)
        side = "left" if longest < 0.2 * len(rows) else "right" if longest > 0.8 * len(rows) else "center"
        put(
            ax,
            f"sentence {number}: {count(int(words[longest]), 'word')}",
            (longest, words[longest]),
            (0, 3),
            xycoords="data",
            ha=side,
            size=8.5,
            colour=INK,
        )
        ax.axhline(mean, color=INK, linewidth=1, linestyle=(0, (4, 3)), zorder=3)
        put(ax, f"mean\n{mean:.1f}", (1, mean), (4, 0), xycoords=("axes fraction", "data"), va="center", colour=INK)
        _key(ax, quoted, quotations is not None)
        grid(ax, "y")
        ax.set_xlabel("sentence of the article, in order")
        ax.set_ylabel("words")
        step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 10**9) if len(rows) / step <= 24)
        ticks = [i for i in range(len(rows)) if (i + 1) % step == 0 or (i == 0 and step < 3)]
        ax.set_xticks(ticks, labels=[str(i + 1) for i in ticks], parse_math=False)
        shown = (
            f"{count(len(rows), 'sentence')}, {mean:.1f} words on average; the longest is number {number} "
            f"with {words[longest]:.0f}."
        )
        if quotations is not None:
            shown += f" {count(int(quoted.sum()), 'sentence')} with quoted words."
            if 0 < quoted.sum() < len(rows):
                shown += (
                    f" Those have {words[quoted].mean():.1f} words on average, the others {words[~quoted].mean():.1f}."
                )
        caption(
            ax,
            title=title,
            words=shown,
            foot=f"Bar: one sentence.\nSource: one article, {count(len(rows), 'sentence')}, "
            f"{count(int(words.sum()), 'word')}.",
        )
    return ax


def _measure(name):
    title = NAMES.get(name) or str(name).replace("_", " ")
    unit = " (US school years)" if name in IN_GRADES else ""
    way = "" if name not in NAMES else ", higher is easier" if name in EASIER_WHEN_HIGHER else ", higher is harder"
    digits = 2 if name == "syllables_per_word" else 1
    return {
        "column": name,
        "title": title,
        "axis": f"{title}{unit}{way}",
        "noun": title,
        "show": lambda value: f"{value:.{digits}f}",
        "tick": lambda value, _: f"{value:g}".replace("-", "−"),
        "show_range": lambda low, high: f"{low:.{digits}f}–{high:.{digits}f}",
        "lowest": None,
    }


def _bands(ax, axis, measure):
    """Shade the plain-language bands that lie within the axis, and name those with room for a name."""
    low, high = sorted(ax.get_xlim() if axis == "x" else ax.get_ylim())
    names = BANDS.get(measure, [])
    if axis == "y" and names:  # a strip beside the first period, for the names
        left, right = ax.get_xlim()
        strip = (max(text_width(ax, name, 7.5) for _, name in names) + 0.1) / (0.8 * width(ax))
        ax.set_xlim(left - strip * (right - left), right)
    inches = inner_width(ax) if axis == "x" else ax.get_window_extent().height / ax.figure.dpi
    start = -np.inf
    for i, (end, name) in enumerate(names):
        left, right = max(start, low), min(end, high)
        start = end
        if left >= right:
            continue
        (ax.axvspan if axis == "x" else ax.axhspan)(left, right, color=SHADES[i % 2], linewidth=0, zorder=0)
        room = inches * (right - left) / (high - low)
        middle = (left + right) / 2
        if axis == "x" and text_width(ax, name, 7.5) < 0.95 * room:
            put(ax, name, (middle, 1), (0, 5), xycoords=("data", "axes fraction"), ha="center", size=7.5)
        elif axis == "y" and room > 0.18:
            put(
                ax,
                name,
                (0, middle),
                (5, 0),
                xycoords=("axes fraction", "data"),
                va="center",
                size=7.5,
                path_effects=HALO,
            )


def _overlap(rows, quotations):
    """For each sentence whether it holds a character of a quotation of its article."""
    if quotations is None:
        return np.zeros(len(rows), dtype=bool)
    require(quotations, ["article_id", "start", "end"], "quotations", "Use an.extract_quotations(articles).")
    mine = quotations[quotations["article_id"].isin(rows["article_id"].unique())]
    starts, ends = numbers(mine, "start"), numbers(mine, "end")
    known = ~(np.isnan(starts) | np.isnan(ends))
    starts, ends = np.sort(starts[known]), np.sort(ends[known])
    # A sentence overlaps one when more have begun before its end than have ended by its start.
    begun = np.searchsorted(starts, numbers(rows, "end"), side="left")
    ended = np.searchsorted(ends, numbers(rows, "start"), side="right")
    return begun > ended


def _key(ax, quoted, known):
    """The colours named in their own colour, above the bars."""
    if not known:
        return
    first = "■ with quoted words"
    put(ax, first, (0, 1), (0, 20), colour="#B04A00", size=8.5)
    put(ax, "■ reporter's words only", (0, 1), (72 * text_width(ax, first, 8.5) + 16, 20), colour=BLUE, size=8.5)
