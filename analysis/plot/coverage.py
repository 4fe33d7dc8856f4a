"""Charts of topic coverage: which issues, when, in which outlet, and the topics found without a list."""

import numpy as np
import pandas as pd
from matplotlib import colormaps
from matplotlib.colors import TwoSlopeNorm

from ..schema import require
from .bars import bars, bars_over_time, rows_height, time_axis
from .base import (
    BLUE,
    FEW,
    INK,
    MERGE,
    PALE,
    chance,
    count,
    dates_of,
    grouped,
    halfway,
    heading,
    label,
    numbers,
    percent,
    percent_range,
    period_name,
    periods,
    share_interval,
    source,
    z_value,
)
from .frame import (
    SMALL,
    caption,
    chart,
    name_rows,
    nothing,
    put,
    shorten,
    width,
    wrap,
)
from .means import left_out

OTHER, NO_EVIDENCE = "other", "no evidence"
MEASURE = "Use an.main_issue(articles)."
MOST_ISSUES = 20  # rows; the rest become "n more issues"
ENOUGH = 8  # articles that a period should hold for its shares to say anything
FEW_FOR_COLUMN = 5  # an outlet with fewer articles is marked


def plot_issues(table, *, ax=None):
    """Share of the articles that each issue is the main one of: sorted bars with 95 % Wilson interval and count.

    `table` is `main_issue`; needs `issue`. "other" and articles without evidence come last, in grey. Returns the
    Axes; raises SchemaError when a column is missing.
    """
    require(table, ["issue"], "table", MEASURE)
    title = "Main issue of the articles"
    counts = _issue_counts(table)
    n = len(table)
    if n == 0:
        with chart(ax, height=1.6) as ax:
            nothing(ax, title=title, sentence="There are no articles to show.")
        return ax

    intervals = [share_interval(hits, n) for hits in counts]
    texts = [
        f"{percent(hits / n)}  ({percent_range(low, high)})  {count(hits, 'article')}"
        for hits, (low, high) in zip(counts, intervals, strict=True)
    ]
    grey = [PALE if _is_rest(name) else BLUE for name in counts.index]
    with chart(ax, height=rows_height(len(counts), each=0.32)) as ax:
        bars(
            ax,
            [label(name) for name in counts.index],
            (counts / n).to_numpy(),
            texts,
            colours=grey,
            intervals=intervals,
        )
        ax.set_xlabel("share of articles")
        named = counts[[not _is_rest(name) for name in counts.index]]
        if named.empty:
            words = f"None of {count(n, 'article')} is mainly about an issue of the list."
        else:
            low, high = share_interval(named.iloc[0], n)
            words = (
                f"{label(named.index[0])} is the main issue of {named.iloc[0]:,} of {count(n, 'article')} "
                f"({percent(named.iloc[0] / n)}, 95% interval {percent_range(low, high)})"
            )
            second = f"; next is {label(named.index[1])} ({percent(named.iloc[1] / n)})" if len(named) > 1 else ""
            words += f"{second}."
        rest = [
            f"{count(int(counts[name]), 'article')} {said}"
            for name, said in ((OTHER, "about something else"), (NO_EVIDENCE, "without evidence of any issue"))
            if name in counts
        ]
        words += f" {' and '.join(rest)}." if rest else ""
        caption(
            ax,
            title=title,
            words=words,
            foot="Percentage of all articles; in brackets, and as a line, its 95% Wilson interval. "
            "Grey: none of the issues, or no evidence of any." + source(table),
        )
    return ax


def plot_issues_over_time(table, *, n=6, ax=None):
    """The `n` largest issues over time: a row each, the share of each month's (or other period's) articles.

    `table` is `main_issue` merged with the articles; needs `issue` and `date`. All rows share one scale, the number
    at a bar is its articles. The period is the month, week or day, by the span, or a longer one, at most the quarter,
    where it would hold fewer than eight articles on average; periods of fewer than three articles are outlined only.
    Undated articles are left out and their number stated. Returns the Axes; raises SchemaError when a column is
    missing.
    """
    require(table, ["issue", "date"], "table", MERGE)
    dates = dates_of(table)
    every, at, unit = periods(dates, least=ENOUGH)
    dated = at >= 0
    counts = _issue_counts(table[dated])
    largest = [name for name in counts.index if not _is_rest(name)][: max(1, n)]
    if not largest:
        with chart(ax, height=1.6) as ax:
            said = (
                "There are no articles to show."
                if len(table) == 0
                else "No article has a date, so nothing can be shown over time."
                if not dated.any()
                else f"None of the {count(int(dated.sum()), 'dated article')} is mainly about an issue of the list."
            )
            nothing(ax, title="Main issues over time", sentence=said)
        return ax

    issues = table["issue"].reset_index(drop=True)
    totals = np.bincount(at[dated], minlength=len(every))
    hits = np.array(
        [
            np.bincount(at[dated & (issues == name).fillna(False).to_numpy(dtype=bool)], minlength=len(every))
            for name in largest
        ]
    )
    shares = hits / np.maximum(totals, 1)
    with chart(ax, height=rows_height(len(largest), each=0.66)) as ax:
        few = totals < FEW
        bars_over_time(ax, shares, texts=[[f"{c:,}" if c else "" for c in row] for row in hits], hollow=few)
        name_rows(ax, [label(name) for name in largest], notes=[percent(row.sum() / totals.sum()) for row in hits])
        time_axis(ax, every, counts={i: total for i, total in enumerate(totals) if total})
        most = shares[:, ~few].max() if (~few).any() else shares.max()
        hollow = " Outlined: fewer than three articles in all, not drawn to scale." if few[totals > 0].any() else ""
        caption(
            ax,
            title=f"Main issues, share of each {unit}'s articles",
            words=_change_in_words(largest, hits, totals, every, unit),
            foot=f"Height of a bar: share of that {unit}'s n articles, the highest {percent(most)}, all rows on "
            f"one scale; number on it: articles. Beside an issue: its share of all dated articles.{hollow}"
            f"{left_out(without_a_date=~dated)}{source(table[dated])}",
        )
    return ax


def plot_issues_by_outlet(table, *, by="outlet", ax=None):
    """Which outlet writes more, which less, about an issue than all do together: a heat map of the differences.

    `table` is `main_issue` merged with the articles; needs `issue` and the column `by`. A cell is the outlet's share
    of articles minus the share in all articles, in percentage points; purple is less, orange more. Outlets of fewer
    than five articles are marked †. Returns the Axes; raises SchemaError when a column is missing.
    """
    require(table, ["issue", *([by] if by else [])], "table", MERGE)
    title = f"Main issues by {heading(by or 'outlet')}: difference from all articles"
    if len(table) == 0:
        with chart(ax, height=1.6) as ax:
            nothing(ax, title=title, sentence="There are no articles to show.")
        return ax

    counts = _issue_counts(table)
    group, outlets = grouped(table, by)
    issues = table["issue"].reset_index(drop=True).astype(object).fillna(NO_EVIDENCE).map(str)
    issues = issues.where(issues.isin(counts.index), counts.index[-1])
    both = np.array([np.bincount(group[(issues == name).to_numpy()], minlength=len(outlets)) for name in counts.index])
    sizes = both.sum(axis=0)
    overall = (counts / len(table)).to_numpy()
    points = 100 * (both / sizes - overall[:, None])
    with chart(ax, height=0.3 * len(counts)) as ax:
        _heat(ax, points)
        name_rows(ax, [label(name) for name in counts.index], notes=[percent(share) for share in overall])
        _name_columns(ax, [label(name) for name in outlets], sizes)
        ax.grid(False)
        ax.tick_params(length=0)
        ax.spines["bottom"].set_visible(False)
        mark = f" †: fewer than {FEW_FOR_COLUMN} articles, mostly chance." if (sizes < FEW_FOR_COLUMN).any() else ""
        caption(
            ax,
            title=title,
            words=_difference_in_words(points, both, overall, counts.index, outlets, sizes),
            foot="Beside each issue: its share of all articles. Cell: the column's share minus that, in percentage "
            f"points; orange more, purple less. n: articles.{mark}{source(table)}",
        )
    return ax


def plot_topics(topics, *, ax=None):
    """The topics that `fit_topics` found: sorted bars of the share of articles, with words, count and stability.

    `topics` is the table `.topics`; needs `label`, `words`, `n_articles`, `share`, `stability`; a `warning` is
    shown where there is one. Topics without a share are left out. Returns the Axes; raises SchemaError when a
    column is missing.
    """
    require(
        topics, ["label", "words", "n_articles", "share", "stability"], "topics", "Use an.fit_topics(articles).topics."
    )
    title = "Topics found in the articles"
    known = topics.assign(_share=numbers(topics, "share")).dropna(subset="_share")
    known = known.sort_values("_share", ascending=False, kind="stable")
    if known.empty:
        with chart(ax, height=1.6) as ax:
            nothing(ax, title=title, sentence="No topics were found: too few articles, or too little in common.")
        return ax

    sizes, stability = numbers(known, "n_articles"), numbers(known, "stability")
    texts = [
        ", ".join(
            [percent(share)]
            + ([] if np.isnan(size) else [count(int(size), "article")])
            + ([] if np.isnan(stable) else [f"stability {stable:.2f}"])
        )
        for share, size, stable in zip(known["_share"], sizes, stability, strict=True)
    ]
    warnings = known["warning"] if "warning" in known.columns else pd.Series(pd.NA, index=known.index)
    with chart(ax, height=rows_height(len(known), each=0.52)) as ax:
        bars(ax, [label(name) for name in known["label"]], known["_share"].to_numpy(), texts, thick=0.34, shift=-0.12)
        for row, (name, words, warning) in enumerate(zip(known["label"], known["words"], warnings, strict=True)):
            line = label(words if isinstance(words, str) else ", ".join(map(str, words)))
            line = line.removeprefix(label(name)).lstrip(", ") or line
            line += f"  – {label(warning)}" if isinstance(warning, str) and warning.strip() else ""
            put(
                ax,
                shorten(ax, line, 0.6 * width(ax), SMALL),
                (0, row + 0.22),
                (1, 0),
                va="center",
                xycoords=("axes fraction", "data"),
            )
        ax.set_xlabel("share of articles")
        first = known.iloc[0]
        words = f"{count(len(known), 'topic')}; the largest, {label(first['label'])}, has {texts[0]}."
        shaky = int((stability < 0.5).sum())
        words += f" {count(shaky, 'topic')} below stability 0.5 may be chance." if shaky else ""
        total = "" if np.isnan(sizes).any() else f"\nSource: {count(int(sizes.sum()), 'article')} with a topic."
        caption(
            ax,
            title=title,
            words=words,
            foot="Below each bar: more words that mark the topic. Stability: how far the topic comes back in half "
            f"of the articles, 0 to 1.{total}",
        )
    return ax


# ---------------------------------------------------------------- helpers


def _is_rest(name):
    return name in (OTHER, NO_EVIDENCE) or name.endswith(" more issues")


def _issue_counts(table):
    """Articles of each issue, the largest first; then "n more issues", "other" and "no evidence", if there are any."""
    issues = table["issue"].astype(object)
    counts = issues.dropna().map(str).value_counts(sort=True)
    other = counts.get(OTHER, 0)
    counts = counts.drop(OTHER, errors="ignore")
    rest = {}
    if len(counts) > MOST_ISSUES:
        rest[f"{len(counts) - MOST_ISSUES + 1} more issues"] = counts.iloc[MOST_ISSUES - 1 :].sum()
        counts = counts.iloc[: MOST_ISSUES - 1]
    rest |= {OTHER: other, NO_EVIDENCE: int(issues.isna().sum())}
    return pd.concat([counts, pd.Series({name: n for name, n in rest.items() if n}, dtype="int64")]).astype("int64")


def _heat(ax, points):
    """The cells, each with its value; orange above, purple below, the same on both sides of zero."""
    reach = max(20.0, float(np.abs(points).max()))
    norm, colours = TwoSlopeNorm(0, -reach, reach), colormaps["PuOr_r"]
    ax.imshow(points, cmap=colours, norm=norm, aspect="auto")
    for (row, col), value in np.ndenumerate(points):
        red, green, blue, _ = colours(norm(value))
        dark = 0.299 * red + 0.587 * green + 0.114 * blue < 0.5
        text = "0" if abs(value) < 0.5 else f"{value:+.0f}".replace("-", "−")
        ax.text(col, row, text, ha="center", va="center", fontsize=8.5, color="white" if dark else INK)
    for edge in np.arange(points.shape[1] - 1) + 0.5:
        ax.axvline(edge, color="white", linewidth=1.5)
    for edge in np.arange(points.shape[0] - 1) + 0.5:
        ax.axhline(edge, color="white", linewidth=1.5)


def _name_columns(ax, names, sizes):
    """Names of the columns above the cells: level where there is room, else upright."""
    each = 0.6 * width(ax) / len(names)
    notes = [f"n = {size:,}{' †' if size < FEW_FOR_COLUMN else ''}" for size in sizes]
    level = each > 0.85
    if level:
        names = [wrap(ax, shorten(ax, name, 1.6 * each, 8.5), 0.95 * each, 8.5).split("\n") for name in names]
        names = [[shorten(ax, line, 0.95 * each, 8.5) for line in lines] for lines in names]
        labels = ["\n".join([*lines, note]) for lines, note in zip(names, notes, strict=True)]
    else:
        labels = [f"{shorten(ax, name, 1.5, 8.5)}  {note}" for name, note in zip(names, notes, strict=True)]
    ax.set_xticks(range(len(names)), labels=labels, parse_math=False, fontsize=8.5, rotation=0 if level else 90)
    ax.xaxis.tick_top()


def _change_in_words(names, hits, totals, every, unit):
    """Which issue changed most between the earlier and the later half of the articles."""
    n = int(totals.sum())
    start = f"Main issues of {count(n, 'dated article')} in {count(int((totals > 0).sum()), unit)}."
    half = halfway(totals)
    before = int(totals[:half].sum()) if half else 0
    after = n - before
    if min(before, after) < FEW:
        return f"{start} Largest: {label(names[0])} ({percent(hits[0].sum() / n)}). Too few articles to show a change."
    early, late = hits[:, :half].sum(axis=1), hits[:, half:].sum(axis=1)
    change = late / after - early / before
    i = int(np.abs(change).argmax())
    halves = []
    for hits_here, total in ((early[i], before), (late[i], after)):
        low, high = share_interval(hits_here, total)
        halves.append({"n": total, "middle": hits_here / total, "low": low, "high": high})
    return (
        f"{start} The largest change: {label(names[i])} {'rose' if change[i] > 0 else 'fell'} from "
        f"{percent(early[i] / before)} of articles ({early[i]:,} of {before:,}) before "
        f"{period_name(every[half], unit)} to {percent(late[i] / after)} ({late[i]:,} of {after:,}) from then on. "
        f"{chance(*halves, choices=len(names))}"
    )


def _difference_in_words(points, both, overall, issues, outlets, sizes):
    """The largest difference in the map, among outlets of enough articles where there are any."""
    if len(outlets) == 1:
        return (
            f"All {count(int(sizes.sum()), 'article')} are in one group; the largest issue is {label(issues[0])} "
            f"({percent(overall[0])})."
        )
    enough = sizes >= FEW_FOR_COLUMN
    seen = np.where(enough, np.abs(points), -1) if enough.any() else np.abs(points)
    row, col = np.unravel_index(int(seen.argmax()), seen.shape)
    low, high = share_interval(both[row, col], sizes[col], z=z_value(seen.size))  # the most extreme of so many cells
    sure = not low <= overall[row] <= high
    return (
        f"The largest difference: {label(issues[row])} is the main issue of {both[row, col]:,} of "
        f"{count(int(sizes[col]), 'article')} of {label(outlets[col])} ({percent(both[row, col] / sizes[col])}), "
        f"against {percent(overall[row])} of all {count(int(sizes.sum()), 'article')}"
        f"{'.' if sure else '; the difference may be chance.'}"
    )
