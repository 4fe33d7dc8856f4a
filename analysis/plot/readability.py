"""Charts of readability: how hard the articles are, when, in whose words, and sentence by sentence."""

import numpy as np

from ..errors import SchemaError
from ..schema import require
from .bars import HALO
from .base import BLUE, FEW, GREY, INK, ORANGE, count, mean_interval, numbers, source
from .frame import caption, chart, column, grid, inner_width, name_rows, nothing, put, text_width, width
from .means import beyond, left_out, limits, means_by_group, means_chart, strip

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
    "sentence_length_sd": "Spread of sentence length (standard deviation, words)",
    "mattr": "Variety of words (MATTR)",
}
NO_NAMES = {"words_per_sentence", "syllables_per_word", "sentence_length_sd", "mattr"}  # small inside a sentence
NEITHER_WAY = {"sentence_length_sd", "mattr"}  # higher is neither harder nor easier
TWO_DIGITS = {"syllables_per_word", "mattr"}
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
        (70, "standard"),
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


def plot_narration_and_quotations(narration, quotations, *, measure="flesch_kincaid_grade", least=50, ax=None):
    """Is the reporter hard to read, or the speakers? Each article's own words against those that it quotes.

    `narration` and `quotations` are tables of `readability(articles, of="narration")` and `of="quotations"`; both need
    `article_id`, `n_words` and the column `measure`. A line joins the two scores of an article, blue where the quoted
    words are easier. The lowest row is the mean of the articles' differences with its 95 % bootstrap interval, drawn
    from the reporters' mean. Articles with fewer than `least` words (50) of either are left out and their number
    stated. Returns the Axes; raises SchemaError when a column is missing.
    """
    needed = ["article_id", "n_words", measure]
    for table, name in ((narration, "narration"), (quotations, "quotations")):
        require(table, needed, name, f'Use an.readability(articles, of="{name}").')
    both = narration[needed].merge(quotations[needed], on="article_id", suffixes=("_narration", "_quotations"))
    scores = [numbers(both, f"{measure}_{name}") for name in ("narration", "quotations")]
    enough = (numbers(both, "n_words_narration") >= least) & (numbers(both, "n_words_quotations") >= least)
    enough &= ~np.isnan(scores[0]) & ~np.isnan(scores[1])
    look = _measure(measure)
    title = f"{look['title']}: the reporter's words and the quoted ones"
    if not enough.any():
        with chart(ax, height=1.6) as ax:
            said = f"No article has a score for {least} words or more of both the reporter and the people quoted."
            nothing(ax, title=title, sentence=said if len(narration) else "There are no articles to show.")
        return ax

    own, quoted = scores[0][enough], scores[1][enough]
    rows = [_summary(own), _summary(quoted), _summary(quoted - own)]
    n, start, difference = len(own), rows[0]["middle"], rows[2]
    easier = (quoted > own) if measure in EASIER_WHEN_HIGHER else (quoted < own)
    moved = {key: start + difference[key] for key in ("middle", "low", "high")}  # drawn from the reporters' mean
    with chart(ax, height=2.3) as ax:
        every = np.concatenate([own, quoted])
        drawn = [value for row in (*rows[:2], moved) for value in row.values() if not np.isnan(value)]
        left, right = limits(every, None, drawn)
        faint = 0.5 if n < 50 else 0.25 if n < 300 else 0.08
        for which, colour in ((easier, BLUE), (~easier, ORANGE)):
            ax.plot(
                [own[which], quoted[which]], [[0] * which.sum(), [1] * which.sum()], color=colour, alpha=faint, lw=1
            )
        strip(ax, own, 0, left, right, reach=0)
        strip(ax, quoted, 1, left, right, reach=0)
        ax.plot([start] * 2, [0.2, 2.4], color=GREY, linewidth=0.9, linestyle=(0, (4, 3)), zorder=1)
        for y, row in ((-0.2, rows[0]), (1.2, rows[1]), (2, moved)):
            if not np.isnan(row["low"]):
                ax.plot([row["low"], row["high"]], [y] * 2, color=INK, linewidth=2, solid_capstyle="butt", zorder=4)
            face, edge = ("white", INK) if n < FEW else (INK, "white")
            ax.scatter([row["middle"]], [y], s=44, color=face, edgecolors=edge, linewidths=1.2, zorder=5)
        ax.set_xlim(left, right)
        name_rows(ax, ["reporter's words", "quoted words", "difference"], notes=[f"n = {n:,}", "", ""])
        column(ax, "mean (95% interval)", [_mean_text(row, look, signed=row is difference) for row in rows])
        ax.set_xlabel(look["axis"])
        _bands(ax, "x", measure)
        outside = int(((own < left) | (own > right) | (quoted < left) | (quoted > right)).sum())
        caption(
            ax,
            title=title,
            words=_paired_in_words(rows, int(easier.sum()), int((quoted != own).sum()), measure, look),
            foot="Line: one article, blue where the quoted words are easier, orange where they are harder. Large dot: mean "
            f"of n articles, with 95% bootstrap interval; dashed: no difference.{beyond(outside)}"
            f"{left_out(**{f'with_fewer_than_{least}_words_of_either': ~enough})}{source(both, n)}",
        )
    return ax


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
    way = ", higher is easier" if name in EASIER_WHEN_HIGHER else ", higher is harder"
    way = way if name in NAMES and name not in NEITHER_WAY else ""
    digits = 2 if name in TWO_DIGITS else 1
    return {
        "column": name,
        "title": title,
        "axis": f"{title}{unit}{way}",
        "noun": title[0].lower() + title[1:] if name in NO_NAMES else title,
        "show": lambda value: f"{value:.{digits}f}",
        "tick": lambda value, _: f"{value:g}".replace("-", "−"),
        "show_range": lambda low, high: f"{low:.{digits}f}–{high:.{digits}f}",
        "lowest": None,
    }


def _summary(values):
    low, high = mean_interval(values)
    return {"middle": float(values.mean()), "low": float(low), "high": float(high)}


def _mean_text(row, look, *, signed, gap="  "):
    def show(value):
        text = look["show"](value).replace("-", "−")
        return f"+{text}" if signed and value > 0 else text

    if np.isnan(row["low"]):
        return show(row["middle"])
    return f"{show(row['middle'])}{gap}({show(row['low'])} to {show(row['high'])})"


def _paired_in_words(rows, n_easier, n_different, measure, look):
    own, quoted, difference = rows
    words = (
        f"Mean {look['noun']} of the reporter's words {look['show'](own['middle'])}, of the quoted ones "
        f"{look['show'](quoted['middle'])}: a difference of {_mean_text(difference, look, signed=True, gap=' ')}. "
        f"The quoted words are easier in {n_easier:,} and harder in {count(n_different - n_easier, 'article')}."
    ).replace("-", "−")
    if np.isnan(difference["low"]):
        return f"{words} With so few articles the difference may be chance."
    chance = difference["low"] <= 0 <= difference["high"]
    return f"{words} The difference {'may be chance' if chance else 'is larger than chance makes likely'}."


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
