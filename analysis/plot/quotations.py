"""Charts of quotation: how much of the text is somebody's words, in which articles, when, and where in them."""

import numpy as np
import pandas as pd
from matplotlib.ticker import FuncFormatter, LogLocator, MaxNLocator, NullLocator

from ..errors import SchemaError
from ..schema import require, require_articles
from .bars import STEPS, rows_height
from .base import (
    BLUE,
    DARK_BLUE,
    DARK_ORANGE,
    FEW,
    INK,
    MERGE,
    ORANGE,
    chance,
    count,
    grouped,
    heading,
    label,
    mean_interval,
    numbers,
    percent,
    percent_range,
    source,
)
from .frame import caption, chart, grid, name_rows, name_y, nothing, put
from .means import beyond, left_out, limits, means_by_group, means_chart, no_values, strip

DENSITY = {
    "column": "quoted_share",
    "title": "Share of the words that are quoted",
    "noun": "quoted share",
    "lowest": 0,
    "axis": "share of an article's words that stand inside quotation marks",
    "show": percent,
    "show_range": percent_range,
    "tick": lambda value, _: f"{100 * value:.3g}%",
}

LANES = ((-0.2, "quoted", BLUE, DARK_BLUE), (0.22, "reported", ORANGE, DARK_ORANGE))  # in rows from a row's middle


def plot_quotation_density(table, *, by="outlet", ax=None):
    """Share of each article's words that are quoted: a dot an article, the mean of each outlet with its interval.

    `table` is `quotation_density` merged with the articles; needs `quoted_share`, and the column `by` unless that
    is None. Bars are 95 % bootstrap intervals of the mean; below three articles there is none and the mean is
    hollow. Articles without words are left out and their number stated. Outlets are sorted, the highest first; past
    12, the largest 11 and "n others". Returns the Axes; raises SchemaError when a column is missing.
    """
    return means_by_group(table, by, DENSITY, ax)


def plot_quotation_density_over_time(table, *, ax=None):
    """Mean quoted share of each month (day, week, quarter or year by the span), with interval and count.

    `table` is `quotation_density` merged with the articles; needs `quoted_share` and `date`. Periods of fewer than
    three articles are hollow and without an interval. Undated articles and those without words are left out and
    their number stated. Returns the Axes; raises SchemaError when a column is missing.
    """
    return means_chart(table, DENSITY, ax)


def plot_quotation_density_by_length(table, *, ax=None):
    """Quoted share against the length of the article: a dot an article, and the mean of each third by length.

    `table` is `quotation_density`, merged with the articles or not; needs `n_words`, `quoted_share`. Below nine
    articles no thirds are compared. The axis of lengths is logarithmic where the longest has four times the words of
    the shortest. Articles without words are left out and their number stated. Returns the Axes; raises SchemaError
    when a column is missing.
    """
    require(table, ["n_words", "quoted_share"], "table", "Use an.quotation_density(articles).")
    lengths, shares = numbers(table, "n_words"), numbers(table, "quoted_share")
    known = (lengths > 0) & ~np.isnan(shares)
    title = "Quoted share against the length of the article"
    if not known.any():
        with chart(ax, height=1.6) as ax:
            nothing(ax, title=title, sentence=no_values(table, "quoted share"))
        return ax

    lengths, shares = lengths[known], shares[known]
    n = len(lengths)
    thirds = _thirds(lengths, shares)
    with chart(ax, height=2.9) as ax:
        size, faint = (18, 0.45) if n < 300 else (10, 0.25)
        ax.scatter(lengths, shares, s=size, alpha=faint, color=BLUE, linewidths=0, rasterized=n > 2000, zorder=2)
        outside = _axis_of_lengths(ax, lengths)
        top = max(shares.max(), 0.05)
        ax.set_ylim(-0.02 * top, 1.06 * top)
        ax.yaxis.set_major_locator(MaxNLocator(5, steps=STEPS))
        ax.yaxis.set_major_formatter(FuncFormatter(DENSITY["tick"]))
        name_y(ax, "quoted share")
        grid(ax, "y")
        for i, third in enumerate(thirds):
            ends = [third["shortest"], third["longest"]]
            ax.fill_between(ends, third["low"], third["high"], color=ORANGE, alpha=0.22, linewidth=0, zorder=3)
            ax.plot(ends, [third["middle"]] * 2, color=ORANGE, linewidth=2, solid_capstyle="butt", zorder=4)
            said = (
                f"{third['name']}, to {third['longest']:,.0f} words\n{percent(third['middle'])}  "
                f"({percent_range(third['low'], third['high'])}), n = {third['n']:,}"
            )
            put(ax, said, ((2 * i + 1) / 6, 1), (0, 24), ha="center", va="bottom", colour=DARK_ORANGE)
        caption(
            ax,
            title=title,
            words=_thirds_in_words(thirds, n),
            foot="Dot: one article."
            + (
                " Orange: mean of each third of the articles by length, band: its 95% bootstrap interval."
                * bool(thirds)
            )
            + f"{beyond(outside)}{left_out(without_words=~known)}{source(table[known], n)}",
        )
    return ax


def plot_quotation_positions(quotations, articles, *, ax=None):
    """Where in the article quoted words stand: the quoted share of each tenth of the text, mean of all articles.

    Counted in characters, nested quotations once, reported speech without marks not at all; articles without
    quotations count as 0. Quotations of other articles are left out. Returns the Axes; raises SchemaError when a
    column is missing or an offset lies outside its text.
    """
    require_articles(articles)
    require(quotations, ["article_id", "start", "end"], "quotations", "Use an.extract_quotations(articles).")
    title = "Where in the article quoted words stand"
    shares = _share_of_tenths(quotations, articles)
    if len(shares) == 0 or not shares.any():
        with chart(ax, height=1.6) as ax:
            nothing(
                ax,
                title=title,
                sentence="There are no articles with words."
                if len(shares) == 0
                else f"No quotations in {count(len(shares), 'article')}.",
            )
        return ax

    means = shares.mean(axis=0)
    with chart(ax, height=2.6) as ax:
        ax.bar(np.arange(10) + 0.5, means, width=0.86, color=BLUE, zorder=2)
        tops = means.copy()
        for i in range(10):
            low, high = mean_interval(shares[:, i])
            if not np.isnan(low):
                ax.plot([i + 0.5] * 2, [low, high], color=INK, linewidth=1.6, zorder=3)
                tops[i] = max(tops[i], high)
            ax.annotate(
                percent(means[i]),
                (i + 0.5, tops[i]),
                xytext=(0, 3),
                textcoords="offset points",
                ha="center",
                fontsize=8.5,
                parse_math=False,
                annotation_clip=False,
            )
        ax.set_xlim(0, 10)
        ax.set_ylim(0, max(tops) * 1.02)
        ax.set_xticks(
            range(0, 11, 2), parse_math=False, labels=["0%\nbeginning", "20%", "40%", "60%", "80%", "100%\nend"]
        )
        ax.set_yticks([])
        ax.grid(False)
        ax.set_xlabel("place in the article (share of its characters)")
        ax.set_ylabel("share that is quoted")
        high, low = int(means.argmax()), int(means.argmin())
        words = (
            f"Quoted words are most frequent between {10 * high}% and {10 * high + 10}% of the article "
            f"({percent(means[high])} of that tenth is quoted) and rarest between {10 * low}% and "
            f"{10 * low + 10}% ({percent(means[low])}); mean of {count(len(shares), 'article')}."
        )
        line = " Line: 95% bootstrap interval." if len(shares) >= 3 else ""
        caption(
            ax,
            title=title,
            words=words,
            foot=f"Bar: mean quoted share of that tenth of the text, articles without quotations included.{line}"
            f"{source(articles, len(shares))}",
        )
    return ax


def plot_reported_speech(table, *, by="outlet", ax=None):
    """Quoted words beside reported speech without marks: two strips for each outlet, articles as dots, means marked.

    `table` is `quotation_density` of quotations taken with `indirect=True`, merged with the articles; needs
    `quoted_share`, `indirect_share`, and the column `by` unless that is None. Lines are 95 % bootstrap intervals of
    the mean; below three articles there is none and the mean is hollow. Sorted by reported speech. Articles without
    both shares are left out and their number stated. Returns the Axes; raises SchemaError when a column is missing.
    """
    require(table, ["quoted_share", "indirect_share", *([by] if by else [])], "table", MERGE)
    both = [numbers(table, name) for name in ("quoted_share", "indirect_share")]
    known = ~np.isnan(both[0]) & ~np.isnan(both[1])
    title = "Quoted words and reported speech" + (f", by {heading(by)}" if by else "")
    if not known.any():
        with chart(ax, height=1.6) as ax:
            said = (
                "No reported speech was found. Was it looked for? Use an.extract_quotations(articles, indirect=True)."
            )
            nothing(ax, title=title, sentence=said if len(table) else no_values(table, "reported speech"))
        return ax

    group, order = grouped(table[known], by)
    quoted, reported = (values[known] for values in both)
    rows = [
        {"name": name, "quoted": _mean(quoted[group == i]), "reported": _mean(reported[group == i])}
        for i, name in enumerate(order)
    ]
    rows.sort(key=lambda row: -row["reported"]["middle"])
    left, right = limits(np.concatenate([quoted, reported]), 0, [0, quoted.max(), reported.max()])
    with chart(ax, height=rows_height(len(rows), each=0.74)) as ax:
        for y, row in enumerate(rows):
            for lane, part, colour, dark in LANES:
                mean = row[part]
                strip(ax, mean["values"], y + lane - 0.07, left, right, reach=0.1, colour=colour)
                if not np.isnan(mean["low"]):
                    ax.plot([mean["low"], mean["high"]], [y + lane + 0.1] * 2, color=dark, linewidth=2, zorder=4)
                face, edge = ("white", dark) if mean["n"] < FEW else (dark, "white")
                ax.scatter(
                    [mean["middle"]], [y + lane + 0.1], s=40, color=face, edgecolors=edge, linewidths=1.2, zorder=5
                )
                between = "" if np.isnan(mean["low"]) else f"  ({percent_range(mean['low'], mean['high'])})"
                said = f"{percent(mean['middle'])}{between} {part}"
                put(ax, said, (1, y + lane), (10, 0), xycoords=("axes fraction", "data"), va="center", colour=dark)
        ax.set_xlim(left, right)
        name_rows(ax, [label(row["name"]) for row in rows], notes=[f"n = {row['quoted']['n']:,}" for row in rows])
        ax.xaxis.set_major_locator(MaxNLocator(6, steps=STEPS))
        ax.xaxis.set_major_formatter(FuncFormatter(DENSITY["tick"]))
        ax.set_xlabel("share of an article's words")
        hollow = " Hollow: fewer than three articles." if any(row["quoted"]["n"] < FEW for row in rows) else ""
        caption(
            ax,
            title=title,
            words=_reported_in_words(rows, quoted, reported),
            foot="Blue: inside quotation marks; orange: reported without marks (“the minister said that …”). "
            f"Small dot: one article; large dot: mean, with its 95% bootstrap interval.{hollow}"
            f"{left_out(without_both_shares=~known)}{source(table[known], int(known.sum()))}",
        )
    return ax


# ---------------------------------------------------------------- helpers


def _mean(values):
    low, high = mean_interval(values)
    return {"n": len(values), "middle": float(values.mean()), "low": low, "high": high, "values": values}


def _thirds(lengths, shares):
    """The articles in thirds by length, each with the mean of its quoted shares; empty below nine articles."""
    if len(lengths) < 3 * FEW:
        return []
    order = np.argsort(lengths, kind="stable")
    names = ("shortest third", "middle third", "longest third")
    return [
        _mean(shares[part]) | {"name": name, "shortest": lengths[part].min(), "longest": lengths[part].max()}
        for name, part in zip(names, np.array_split(order, 3), strict=True)
    ]


def _axis_of_lengths(ax, lengths):
    """Returns how many articles are too short or too long for it; a triangle at the edge stands for them."""
    if lengths.max() < 4 * lengths.min():
        left, right = limits(lengths, None, [np.median(lengths)])
        ax.xaxis.set_major_locator(MaxNLocator(6, steps=STEPS, integer=True))
        ax.set_xlabel("words of the article")
    else:
        left, right = 10 ** np.array(limits(np.log10(lengths), None, [np.log10(np.median(lengths))]))
        ax.set_xscale("log")
        ax.xaxis.set_major_locator(LogLocator(subs=(1,) if right > 500 * left else (1, 2, 5), numticks=99))
        ax.xaxis.set_minor_locator(NullLocator())
        ax.set_xlabel("words of the article (each step to the right multiplies them)")
    ax.set_xlim(left, right)
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
    for edge, marker, outside in ((0, "<", lengths < left), (1, ">", lengths > right)):
        if outside.any():
            ax.scatter(
                [edge], [0.5], marker=marker, s=26, color=BLUE, linewidths=0, clip_on=False, transform=ax.transAxes
            )
    return int(((lengths < left) | (lengths > right)).sum())


def _thirds_in_words(thirds, n):
    if not thirds:
        return f"{count(n, 'article')}: too few to compare short and long ones."
    short, _, long = thirds
    said = [
        f"{percent(third['middle'])} (95% interval {percent_range(third['low'], third['high'])}, n = {third['n']:,})"
        for third in (short, long)
    ]
    return (
        f"Mean quoted share of the shortest third of {count(n, 'article')}, of up to "
        f"{count(int(short['longest']), 'word')}: {said[0]}; of the longest third, from "
        f"{count(int(long['shortest']), 'word')}: {said[1]}. {chance(short, long)}"
    )


def _reported_in_words(rows, quoted, reported):
    words = (
        f"Of an article's words {percent(quoted.mean())} stand inside quotation marks and {percent(reported.mean())} "
        f"are reported without marks, on average over {count(len(quoted), 'article')}."
    )
    if len(rows) == 1:
        return words
    most, least = rows[0], rows[-1]
    return (
        f"{words} Reported speech is highest in {label(most['name'])} ({percent(most['reported']['middle'])}, "
        f"n = {most['reported']['n']:,}) and lowest in {label(least['name'])} "
        f"({percent(least['reported']['middle'])}, n = {least['reported']['n']:,}). "
        f"{chance(most['reported'], least['reported'], choices=len(rows) * (len(rows) - 1) // 2)}"
    )


def _share_of_tenths(quotations, articles):
    """Array articles × 10: the quoted share of each tenth of each text that has any words."""
    texts = articles[np.array([isinstance(text, str) and bool(text.strip()) for text in articles["text"]], dtype=bool)]
    lengths = texts["text"].str.len().to_numpy(dtype=float)
    marked = quotations[quotations["article_id"].isin(texts["article_id"])]
    if "kind" in marked.columns:
        marked = marked[(marked["kind"] != "indirect").fillna(True).astype(bool)]
    row = pd.Index(texts["article_id"]).get_indexer(marked["article_id"])
    spans = pd.DataFrame({"row": row, "start": numbers(marked, "start"), "end": numbers(marked, "end")})
    spans = spans.dropna().sort_values(["row", "start"], kind="stable")
    wrong = (spans["start"] < 0) | (spans["end"] > lengths[spans["row"]]) | (spans["start"] > spans["end"])
    if wrong.any():
        raise SchemaError(
            f"quotations has {count(int(wrong.sum()), 'offset')} outside the text of its article. "
            "Take quotations from these very articles: an.extract_quotations(articles)."
        )
    # Characters that an earlier quotation of the article has reached already count once.
    reached = spans.groupby("row")["end"].cummax().groupby(spans["row"]).shift(fill_value=0)
    starts = np.maximum(spans["start"], reached).to_numpy()
    ends = np.maximum(spans["end"].to_numpy(), starts)
    shares = np.zeros((len(texts), 10))
    tenth = lengths[spans["row"]] / 10
    for i in range(10):
        overlap = np.clip(np.minimum(ends, (i + 1) * tenth) - np.maximum(starts, i * tenth), 0, None)
        np.add.at(shares[:, i], spans["row"].to_numpy(), overlap / tenth)
    return shares
