"""Charts of the collection itself: how many articles when, and how long they are."""

import numpy as np

from ..schema import require
from .bars import bars_over_time, rows_height, time_axis
from .base import count, dates_of, grouped, heading, label, numbers, period_name, periods, source, span
from .frame import caption, chart, name_rows, nothing
from .means import beyond, dots_by_group, left_out

READ = "Use an.read_articles(folder), or an.as_articles(frame, text='your column', date='your column')."


def plot_articles_over_time(articles, *, by="outlet", ax=None):
    """Number of articles per month (day, week, quarter or year by the span), a row of bars for each outlet.

    `articles` needs `date`, and the column `by` unless that is None. All rows share one scale; undated articles
    are left out and their number stated. Returns the Axes; raises SchemaError when a column is missing.
    """
    require(articles, ["date", *([by] if by else [])], "articles", READ)
    dates = dates_of(articles)
    every, at, unit = periods(dates)
    undated = int((at < 0).sum())
    title = f"Articles per {unit}" + (f", by {heading(by)}" if by else "")
    if len(every) == 0:
        with chart(ax, height=1.6) as ax:
            said = (
                "There are no articles to show."
                if len(articles) == 0
                else f"None of the {count(len(articles), 'article')} has a date, so nothing can be shown over time."
            )
            nothing(ax, title=title, sentence=said)
        return ax

    group, order = grouped(articles, by)
    counts = np.array([np.bincount(at[(group == i) & (at >= 0)], minlength=len(every)) for i in range(len(order))])
    with chart(ax, height=rows_height(len(order), each=0.62)) as ax:
        bars_over_time(ax, counts, texts=[[f"{c:,}" if c else "" for c in row] for row in counts])
        name_rows(ax, [label(name) for name in order], notes=[f"n = {row.sum():,}" for row in counts])
        time_axis(ax, every)
        n, total = int(counts.sum()), counts.sum(axis=0)
        most = int(total.argmax())
        words = (
            f"{count(n, 'dated article')}, {span(dates)}: {n / len(every):.1f} a {unit} on average, "
            f"most in {period_name(every[most], unit)} ({total[most]:,})."
        )
        if len(order) > 1:
            words += f" {label(order[0])} has the most ({counts[0].sum():,})."
        words += f" {count(undated, 'article')} without a date not shown." if undated else ""
        caption(
            ax,
            title=title,
            words=words,
            foot=f"Number on each bar: articles in that {unit}; all rows on one scale; n: dated articles."
            f"{left_out(without_a_date=at < 0)}{source(articles)}",
        )
    return ax


def plot_lengths(articles, *, by="outlet", ax=None):
    """Words per article: a dot for each, the median marked, a row for each outlet, the longest first.

    `articles` needs `n_words`, and the column `by` unless that is None. Articles without a count are left out and
    their number stated. Returns the Axes; raises SchemaError when a column is missing.
    """
    require(articles, ["n_words", *([by] if by else [])], "articles", READ)
    values = numbers(articles, "n_words")
    known = ~np.isnan(values)
    title = "Length of articles" + (f", by {heading(by)}" if by else "")
    if not known.any():
        with chart(ax, height=1.6) as ax:
            nothing(ax, title=title, sentence="There are no articles with words to count.")
        return ax

    group, order = grouped(articles[known], by)
    groups = [(name, values[known][group == i]) for i, name in enumerate(order)]
    with chart(ax, height=rows_height(len(order))) as ax:
        rows, outside = dots_by_group(ax, groups, middle="median", show=lambda v: f"{v:,.0f}", lowest=0)
        ax.set_xlabel("words per article")
        overall = np.median(values[known])
        words = f"Half of the {count(int(known.sum()), 'article')} have {overall:,.0f} words or more."
        if len(rows) > 1:
            words += (
                f" By median length {label(rows[0]['name'])} is longest ({rows[0]['middle']:,.0f} words, "
                f"n = {rows[0]['n']:,}), {label(rows[-1]['name'])} shortest ({rows[-1]['middle']:,.0f}, "
                f"n = {rows[-1]['n']:,})."
            )
        caption(
            ax,
            title=title,
            words=words,
            foot=f"Dot: one article; line: median of n articles.{beyond(outside)}"
            f"{left_out(without_a_word_count=~known)}{source(articles, int(known.sum()))}",
        )
    return ax
