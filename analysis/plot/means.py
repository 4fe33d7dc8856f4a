"""A measure by group and over time: a dot for every article or period, the mean with its interval, the count."""

import numpy as np
from matplotlib.ticker import FuncFormatter, MaxNLocator

from ..schema import require
from .bars import STEPS, rows_height, time_axis
from .base import (
    BLUE,
    FEW,
    GREY,
    INK,
    MERGE,
    chance,
    count,
    dates_of,
    grouped,
    halfway,
    heading,
    label,
    mean_interval,
    numbers,
    period_name,
    periods,
    source,
)
from .frame import caption, chart, column, grid, name_rows, name_y, nothing, put

BESIDE = 0.16  # of a period: the articles stand left, their mean right of its middle


def means_by_group(table, by, measure, ax, dress=None):
    """A measure's mean by group, as in `plot_quotation_density`; `measure` says its column and words."""
    require(table, [measure["column"], *([by] if by else [])], "table", MERGE)
    values = numbers(table, measure["column"])
    known = ~np.isnan(values)
    title = measure["title"] + (f", by {heading(by)}" if by else "")
    if not known.any():
        with chart(ax, height=1.6) as ax:
            nothing(ax, title=title, sentence=no_values(table, measure["noun"]))
        return ax

    group, order = grouped(table[known], by)
    groups = [(name, values[known][group == i]) for i, name in enumerate(order)]
    n, show = int(known.sum()), measure["show"]
    with chart(ax, height=rows_height(len(order))) as ax:
        rows, outside = dots_by_group(
            ax,
            groups,
            middle="mean",
            show=show,
            show_range=measure["show_range"],
            tick=measure["tick"],
            lowest=measure["lowest"],
        )
        ax.set_xlabel(measure["axis"])
        if dress:
            dress(ax, "x")
        hollow = " Hollow: fewer than three articles, no interval." if any(row["n"] < FEW for row in rows) else ""
        caption(
            ax,
            title=title,
            words=groups_in_words(rows, values[known], measure),
            foot="Small dot: one article; large dot: mean of n articles; line: 95% bootstrap interval of the mean."
            f"{hollow}{beyond(outside)}{left_out(without_a_value=~known)}{source(table, n)}",
        )
    return ax


def means_chart(table, measure, ax, dress=None):
    """A measure's mean over time, as in `plot_quotation_density_over_time`."""
    require(table, [measure["column"], "date"], "table", MERGE)
    values, dates = numbers(table, measure["column"]), dates_of(table)
    known, dated = ~np.isnan(values), dates.notna().to_numpy()
    both = known & dated
    if not both.any():
        with chart(ax, height=1.6) as ax:
            said = (
                no_values(table, measure["noun"])
                if not known.any()
                else (
                    f"None of the {count(int(known.sum()), 'article')} has a date, so nothing can be shown over time."
                )
            )
            nothing(ax, title=f"{measure['title']} over time", sentence=said)
        return ax

    with chart(ax, height=2.7) as ax:
        dates, values = dates[both].reset_index(drop=True), values[both]
        means, every, unit, outside = means_over_time(
            ax, dates, values, show=measure["show"], tick=measure["tick"], lowest=measure["lowest"]
        )
        name_y(ax, measure["axis"])
        if dress:
            dress(ax, "y")
        hollow = " Hollow: fewer than three articles, no interval." if any(m["n"] < FEW for m in means) else ""
        caption(
            ax,
            title=f"{measure['title']}, by {unit}",
            words=_time_in_words(means, dates, values, every, unit, measure),
            foot=f"Small dot: one article; large dot: mean of the n articles of that {unit}; line: 95% bootstrap "
            f"interval.{hollow}{beyond(outside)}{left_out(without_a_value=~known, without_a_date=known & ~dated)}"
            f"{source(table[both], int(both.sum()))}",
        )
    return ax


# ---------------------------------------------------------------- forms


def dots_by_group(ax, groups, *, middle, show, show_range=None, tick=None, lowest=None):
    """A row a group: each value a faint dot, the mean with its interval (or the median) marked, figures beside it.

    `groups` is a list of (name, values). `middle` is "mean" or "median"; `show` turns a value into text. Returns
    `(summaries, n_outside)`: dicts of name, n, middle, low, high, the highest first; values beyond the axis.
    """
    rows = []
    for name, values in groups:
        low, high = mean_interval(values) if middle == "mean" else (np.nan, np.nan)
        rows.append(
            {
                "name": name,
                "n": len(values),
                "middle": float(getattr(np, middle)(values)),
                "low": low,
                "high": high,
                "values": values,
            }
        )
    rows.sort(key=lambda row: -row["middle"])
    every = np.concatenate([row["values"] for row in rows])
    left, right = limits(every, lowest, [row["middle"] for row in rows])
    n_outside = int(((every < left) | (every > right)).sum())

    for y, row in enumerate(rows):
        values = row["values"]
        strip(ax, values, y - 0.13, left, right)
        if not np.isnan(row["low"]):
            ax.plot([row["low"], row["high"]], [y + 0.24] * 2, color=INK, linewidth=2, solid_capstyle="butt", zorder=4)
        if middle == "median":
            ax.plot([row["middle"]] * 2, [y - 0.36, y + 0.24], color=INK, linewidth=2, solid_capstyle="butt", zorder=4)
        else:
            face, edge = ("white", INK) if row["n"] < FEW else (INK, "white")
            ax.scatter([row["middle"]], [y + 0.24], s=44, color=face, edgecolors=edge, linewidths=1.2, zorder=5)
    ax.set_xlim(left, right)
    name_rows(ax, [label(row["name"]) for row in rows], notes=[f"n = {row['n']:,}" for row in rows])
    texts = [
        show(row["middle"])
        + (f"  ({show_range(row['low'], row['high'])})" if show_range and not np.isnan(row["low"]) else "")
        for row in rows
    ]
    column(ax, middle if middle == "median" else "mean (95% interval)", texts)
    ax.xaxis.set_major_locator(MaxNLocator(6, steps=STEPS))
    ax.xaxis.set_major_formatter(FuncFormatter(tick or (lambda value, _: show(value))))
    return rows, n_outside


def strip(ax, values, at, left, right, *, reach=0.24, colour=BLUE, upright=False):
    """A faint dot for each value along a row (or column, `upright`) at `at`; a triangle where some lie beyond."""

    def dots(along, across, **look):
        ax.scatter(*((across, along) if upright else (along, across)), color=colour, linewidths=0, zorder=2, **look)

    n = len(values)
    drawn = values[(values >= left) & (values <= right)]
    size, faint = (16, 0.45) if n < 50 else (16, 0.3) if n < 300 else (9, 0.15)
    dots(drawn, at + spread(drawn, left, right, reach), s=size, alpha=faint, rasterized=n > 2000)
    for edge, marker, outside in ((left, "<v", values < left), (right, ">^", values > right)):
        if outside.any():
            dots([edge], [at], marker=marker[upright], s=26, clip_on=False)


def limits(values, lowest, shown):
    """Ends of an axis: all of `shown`, and the values without the few so far out that the rest would be squeezed."""
    low, high = float(values.min()), float(values.max())
    first, third = np.percentile(values, [25, 75])
    reach = 5 * (third - first)
    if reach > 0:
        low = min(values[values >= first - reach].min(), *shown)
        high = max(values[values <= third + reach].max(), *shown)
    margin = 0.04 * (high - low) or max(0.05 * abs(high), 0.05)
    if lowest is not None and low >= lowest:
        margin = max(margin, 0.04 * (high - lowest))
        return lowest - (0.3 * margin if low < lowest + margin else 0), high + margin
    return low - margin, high + margin


def spread(values, left, right, reach=0.24):
    """Shifts across a strip that keep dots apart: wider where values are dense, the same at every drawing."""
    if len(values) < 2:
        return np.zeros(len(values))
    bins = np.clip(((values - left) / (right - left) * 40).astype(int), 0, 39)
    dense = np.bincount(bins, minlength=40)
    reach = reach * np.minimum(1, dense[bins] / max(dense.max(), 8))
    rank = np.empty(len(values))
    rank[np.argsort(values, kind="stable")] = np.arange(len(values))
    return ((rank * 0.6180339887) % 1 - 0.5) * 2 * reach


def means_over_time(ax, dates, values, *, show, tick, lowest=None):
    """Articles as faint dots, and the mean of each period with its interval and the number of its articles.

    Returns `(a dict for each period with values, all periods, "month" …, n_outside)`.
    """
    every, at, unit = periods(dates)
    kept = (at >= 0) & ~np.isnan(values)
    means = []
    for position in np.unique(at[kept]):
        here = values[kept & (at == position)]
        low, high = mean_interval(here)
        means.append(
            {
                "at": int(position),
                "period": every[position],
                "n": len(here),
                "middle": float(here.mean()),
                "low": low,
                "high": high,
            }
        )
    x = np.array([m["at"] for m in means])
    y = np.array([m["middle"] for m in means])
    ends = [v for m in means for v in (m["middle"], m["low"], m["high"]) if not np.isnan(v)]
    low, high = limits(values[kept], lowest, ends)
    n_outside = int(((values[kept] < low) | (values[kept] > high)).sum())
    for run in np.split(np.arange(len(x)), np.flatnonzero(np.diff(x) > 1) + 1):  # no line across an empty period
        ax.plot(x[run] + BESIDE, y[run], color=INK, linewidth=0.9, alpha=0.4, zorder=3)
    for m in means:
        few = m["n"] < FEW
        strip(ax, values[kept & (at == m["at"])], m["at"] - BESIDE, low, high, reach=0.18, upright=True)
        place = m["at"] + BESIDE
        if not few:
            ax.plot([place] * 2, [m["low"], m["high"]], color=INK, linewidth=1.6, solid_capstyle="butt", zorder=4)
        face, edge = ("white", INK) if few else (INK, "white")
        ax.scatter([place], [m["middle"]], s=34, color=face, edgecolors=edge, linewidths=1.2, zorder=5)
    ax.set_ylim(low, high)
    time_axis(ax, every, counts={m["at"]: m["n"] for m in means})
    overall = float(values[kept].mean())
    ax.plot([-0.5, ax.get_xlim()[1]], [overall] * 2, color=GREY, linewidth=0.9, linestyle=(0, (4, 3)), zorder=1)
    put(ax, f"all {unit}s\n{show(overall)}", (1, overall), (4, 0), xycoords=("axes fraction", "data"), va="center")
    grid(ax, "y")
    ax.yaxis.set_major_locator(MaxNLocator(5, steps=STEPS))
    ax.yaxis.set_major_formatter(FuncFormatter(tick))
    return means, every, unit, n_outside


# ---------------------------------------------------------------- words


def beyond(n):
    """A sentence for the foot line on values outside the axis."""
    return f" Triangle at the edge: {count(n, 'article')} beyond the axis." if n else ""


def left_out(**reasons):
    """A sentence for the foot line: `left_out(without_a_date=mask)` is " Left out: 2 articles without a date."."""
    parts = [
        f"{count(int(np.sum(mask)), 'article')} {reason.replace('_', ' ')}"
        for reason, mask in reasons.items()
        if np.any(mask)
    ]
    return f" Left out: {', '.join(parts)}." if parts else ""


def no_values(table, noun):
    """Why a chart of a measure is empty."""
    if len(table) == 0:
        return "There are no articles to show."
    return f"None of the {count(len(table), 'article')} has a value of {noun}."


def groups_in_words(rows, values, measure):
    def one(row):
        between = "" if np.isnan(row["low"]) else f", 95% interval {measure['show_range'](row['low'], row['high'])}"
        return f"{measure['show'](row['middle'])}{between}, n = {row['n']:,}"

    first, last = rows[0], rows[-1]
    if len(rows) == 1:
        return f"Mean {measure['noun']}, {label(first['name'])}: {one(first)}."
    return (
        f"Mean {measure['noun']} is highest in {label(first['name'])} ({one(first)}) and lowest in "
        f"{label(last['name'])} ({one(last)}); all {count(len(values), 'article')}: "
        f"{measure['show'](values.mean())}. {chance(first, last, choices=len(rows) * (len(rows) - 1) // 2)}"
    )


def _time_in_words(means, dates, values, every, unit, measure):
    """The earlier half of the articles against the later: single periods are too few articles to be picked out."""
    words = f"Mean {measure['noun']} of {count(len(values), 'article')} in {count(len(means), unit)}: "
    words += measure["show"](values.mean())
    totals = np.zeros(len(every), dtype=int)
    for mean in means:
        totals[mean["at"]] = mean["n"]
    middle = halfway(totals)
    if middle is None:
        return f"{words}."
    late = (dates >= every[middle].start_time).to_numpy()
    halves = [values[~late], values[late]]
    if min(map(len, halves)) < FEW:
        return f"{words}. Too few articles to show a change."
    first, second = (
        {"n": len(half), "middle": half.mean(), "low": low, "high": high}
        for half, (low, high) in ((half, mean_interval(half)) for half in halves)
    )
    return (
        f"{words}; {measure['show'](first['middle'])} before {period_name(every[middle], unit)} "
        f"(n = {first['n']:,}), {measure['show'](second['middle'])} from then on (n = {second['n']:,}). "
        f"{chance(first, second)}"
    )
