"""Charts of quotation: how much of the text is somebody's words, when, where in the article, and whose."""

import numpy as np
import pandas as pd

from ..errors import SchemaError
from ..schema import require, require_articles
from .bars import bars, rows_height
from .base import (
    BLUE,
    INK,
    count,
    dates_of,
    label,
    mean_interval,
    numbers,
    percent,
    percent_range,
    source,
    span,
)
from .frame import caption, chart, nothing
from .means import means_by_group, means_chart

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


def plot_speakers(speakers, *, n=12, ax=None):
    """The `n` most quoted speakers, a bar each: words quoted, share of all quoted words, number of articles.

    `speakers` is the table of `an.speakers(quotations)`; needs `speaker_name`, `n_words`, `n_articles`,
    `share_of_quoted_words`. Speakers without a count are left out. Returns the Axes; raises SchemaError when a
    column is missing.
    """
    require(
        speakers,
        ["speaker_name", "n_words", "n_articles", "share_of_quoted_words"],
        "speakers",
        "Use an.speakers(quotations).",
    )
    title = "Who is quoted most"
    known = speakers.dropna(subset=["speaker_name", "n_words"])
    if known.empty:
        with chart(ax, height=1.6) as ax:
            nothing(ax, title=title, sentence="No speaker of a quotation is known by name.")
        return ax

    top = known.iloc[np.argsort(-numbers(known, "n_words"), kind="stable")[: max(1, n)]]
    values = numbers(top, "n_words")
    shares, in_articles = numbers(top, "share_of_quoted_words"), numbers(top, "n_articles")
    texts = [
        ", ".join(
            [count(int(value), "word")]
            + ([] if np.isnan(share) else [percent(share)])
            + ([] if np.isnan(articles) else [count(int(articles), "article")])
        )
        for value, share, articles in zip(values, shares, in_articles, strict=True)
    ]
    with chart(ax, height=rows_height(len(top), each=0.34)) as ax:
        bars(ax, [label(name) for name in top["speaker_name"]], values, texts, share=False)
        ax.set_xlabel("words quoted")
        rest = len(known) - len(top)
        when = _first_to_last(speakers)
        unknown = 1 - np.nansum(numbers(known, "share_of_quoted_words"))
        more = f" {count(rest, 'more speaker')} not shown." if rest else ""
        without = f" {percent(unknown)} of quoted words have no speaker known by name." if unknown > 0.0005 else ""
        share = "" if np.isnan(shares[0]) else f", {percent(shares[0])} of all quoted words"
        words = f"{label(top['speaker_name'].iloc[0])} is quoted most: {count(int(values[0]), 'word')}{share}"
        words += f", in {count(int(in_articles[0]), 'article')}." if not np.isnan(in_articles[0]) else "."
        if len(top) >= 3 and not np.isnan(shares[:3]).any():
            words += f" The first three speakers have {percent(shares[:3].sum())} together.{without}"
        caption(
            ax,
            title=title,
            words=words,
            foot=f"Percentages: of all quoted words.{without}{more}"
            f"\nSource: {count(len(known), 'speaker')} known by name{', ' + when if when else ''}.",
        )
    return ax


def _first_to_last(speakers):
    if not {"first_seen", "last_seen"} <= set(speakers.columns):
        return ""
    return span(pd.concat([dates_of(pd.DataFrame({"date": speakers[name]})) for name in ("first_seen", "last_seen")]))


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
