"""Charts of the voices of an article: how many there are, who comes first and last, and which have a name."""

from collections import Counter

import numpy as np

from ..schema import require
from .bars import HALO, bars_over_time, rows_height
from .base import (
    BLUE,
    DARK_BLUE,
    DARK_ORANGE,
    GREY,
    INK,
    MERGE,
    ORANGE,
    PALE,
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
from .frame import caption, chart, column, name_rows, nothing, put, text_width
from .means import groups_in_words, left_out, no_values

MOST_SPEAKERS = 10  # an article with as many or more is in the last column
SPEAKERS = {
    "noun": "number of speakers",
    "show": lambda value: f"{value:.1f}",
    "show_range": lambda low, high: f"{low:.1f}–{high:.1f}",
}
NAMED = {"noun": "share of quoted words by named speakers", "show": percent, "show_range": percent_range}
WITHOUT = "There are no articles with quotations to show."


def plot_speakers_per_article(table, *, by="outlet", ax=None):
    """How many speakers an article has: for each outlet, how many of its articles have none, one, two and so on.

    `table` is `quotation_density` or `voices` merged with the articles; needs `n_speakers`, and the column `by` unless
    that is None. Beside the rows stands the mean with its 95 % bootstrap interval, the highest first. Articles without
    a count are left out and their number stated. Returns the Axes; raises SchemaError when a column is missing.
    """
    require(table, ["n_speakers", *([by] if by else [])], "table", MERGE)
    values = numbers(table, "n_speakers")
    known = values >= 0
    title = "Speakers per article" + (f", by {heading(by)}" if by else "")
    if not known.any():
        with chart(ax, height=1.6) as ax:
            nothing(ax, title=title, sentence=no_values(table, "the number of speakers"))
        return ax

    rows = _means(table[known], by, values[known])
    last = int(max(1, min(MOST_SPEAKERS, values[known].max())))
    counts = np.array([np.bincount(np.minimum(row["values"], last).astype(int), minlength=last + 1) for row in rows])
    shares = counts / counts.sum(axis=1, keepdims=True)
    with chart(ax, height=rows_height(len(rows), each=0.62)) as ax:
        bars_over_time(ax, shares, texts=[[f"{c:,}" if c else "" for c in row] for row in counts])
        name_rows(ax, [label(row["name"]) for row in rows], notes=[f"n = {row['n']:,}" for row in rows])
        column(ax, "mean (95% interval)", [_mean_text(row, SPEAKERS) for row in rows])
        more = values[known].max() > last
        names = [f"{k}" for k in range(last)] + [f"{last} or\nmore" if more else f"{last}"]
        spare = max(0.0, (6 - last) / 2)
        ax.set_xlim(-0.6 - spare, last + 0.6 + spare)
        ax.set_xticks(range(last + 1), labels=names, parse_math=False)
        ax.tick_params(axis="x", length=0)
        ax.set_xlabel("speakers that an article quotes")
        caption(
            ax,
            title=title,
            words=groups_in_words(rows, values[known], SPEAKERS),
            foot="Height of a bar: share of the row's n articles, all rows on one scale; number on it: articles."
            f"{left_out(without_a_count=~known)}{source(table[known], int(known.sum()))}",
        )
    return ax


def plot_first_and_last_voices(voices, *, n=10, ax=None):
    """Who opens and who closes: for the speakers who do so most often, in how many articles each does.

    `voices` is the table of `an.voices(quotations)`; needs `first_speaker`, `last_speaker`. Blue: articles in which
    the first quotation is this speaker's; orange: the last. Returns the Axes; raises SchemaError when a column is
    missing.
    """
    require(voices, ["first_speaker", "last_speaker"], "voices", "Use an.voices(quotations).")
    title = "First voice and last voice"
    first, last = (voices[name].astype(object) for name in ("first_speaker", "last_speaker"))
    opens, closes = (Counter(map(str, names.dropna())) for names in (first, last))
    both = opens + closes
    if not both:
        with chart(ax, height=1.6) as ax:
            said = (
                f"No speaker is known in {count(len(voices), 'article')} with quotations." if len(voices) else WITHOUT
            )
            nothing(ax, title=title, sentence=said)
        return ax

    names = [name for name, _ in both.most_common(max(1, n))]
    lanes = ((-0.2, opens, BLUE, DARK_BLUE, "first"), (0.2, closes, ORANGE, DARK_ORANGE, "last"))
    most = max(max(counts[name] for name in names) for _, counts, *_ in lanes)
    with chart(ax, height=rows_height(len(names), each=0.44)) as ax:
        for shift, counts, colour, dark, place in lanes:
            widths = [counts[name] for name in names]
            ax.barh(np.arange(len(names)) + shift, widths, height=0.34, color=colour, zorder=2)
            for row, value in enumerate(widths):
                text = f"{place} in {value:,}" if value else f"never {place}"
                put(ax, text, (value, row + shift), (5, 0), xycoords="data", va="center", colour=dark)
        name_rows(ax, [label(name) for name in names])
        ax.set_xlim(0, most * 1.02)
        ax.xaxis.get_major_locator().set_params(integer=True)
        ax.grid(False)
        ax.set_xlabel("articles")
        others = len(both) - len(names)
        gaps = [
            f"{place} voice in {count(int(speakers.isna().sum()), 'article')}"
            for place, speakers in (("first", first), ("last", last))
            if speakers.isna().any()
        ]
        unknown = f" Not known: {', '.join(gaps)}." if gaps else ""
        caption(
            ax,
            title=title,
            words=_ends_in_words(opens, closes, first, last),
            foot="Blue: articles in which the first quotation is this speaker's; orange: the last."
            + (f" {count(others, 'more speaker')} not shown." if others else "")
            + f"{unknown}\nSource: {count(len(voices), 'article')} with quotations.",
        )
    return ax


def plot_named_sources(table, *, by="outlet", ax=None):
    """Whether sources have a name: the parts of an article's quoted words by named, unnamed and unknown speakers.

    `table` is `voices` merged with the articles; needs `unnamed_share`, `unknown_share`, and the column `by` unless
    that is None. A bar is the mean of an outlet's articles, each counting the same; the line at the end of the blue
    part is the 95 % bootstrap interval of the named share. Outlets are sorted, the highest first. Articles without
    quoted words are left out and their number stated. Returns the Axes; raises SchemaError when a column is missing.
    """
    require(table, ["unnamed_share", "unknown_share", *([by] if by else [])], "table", MERGE)
    unnamed, unknown = numbers(table, "unnamed_share"), numbers(table, "unknown_share")
    known = ~np.isnan(unnamed) & ~np.isnan(unknown)
    title = "Named, unnamed and unknown sources" + (f", by {heading(by)}" if by else "")
    if not known.any():
        with chart(ax, height=1.6) as ax:
            nothing(ax, title=title, sentence=WITHOUT)
        return ax

    unnamed, unknown = unnamed[known], unknown[known]
    named = np.clip(1 - unnamed - unknown, 0, 1)
    rows = _means(table[known], by, named, unnamed=unnamed, unknown=unknown)
    with chart(ax, height=rows_height(len(rows), each=0.44)) as ax:
        parts = (("middle", BLUE, "white"), ("unnamed", ORANGE, INK), ("unknown", PALE, INK))
        begin = np.zeros(len(rows))
        for part, colour, ink in parts:
            widths = np.array([row[part] for row in rows])
            ax.barh(range(len(rows)), widths, left=begin, height=0.62, color=colour, edgecolor="white", linewidth=0.8)
            for row, wide in enumerate(widths):
                if wide >= 0.07:
                    ax.text(
                        begin[row] + (0.008 if part == "middle" else wide / 2),
                        row - 0.06,
                        percent(wide),
                        ha="left" if part == "middle" else "center",
                        va="center",
                        fontsize=8.5,
                        color=ink,
                        parse_math=False,
                    )
            begin += widths
        for y, row in enumerate(rows):
            if not np.isnan(row["low"]):
                ax.plot(
                    [row["low"], row["high"]], [y + 0.21] * 2, color=INK, linewidth=1.6, zorder=3, path_effects=HALO
                )
        name_rows(ax, [label(row["name"]) for row in rows], notes=[f"n = {row['n']:,}" for row in rows])
        column(ax, "named (95% interval)", [_mean_text(row, NAMED) for row in rows])
        shift = 0
        key = (("named", BLUE, DARK_BLUE), ("without a name", ORANGE, DARK_ORANGE), ("not known", PALE, GREY))
        for text, colour, dark in key:
            put(ax, "■", (0, 1), (shift, 5), colour=colour, size=8.5)
            put(ax, text, (0, 1), (shift + 11, 5), colour=dark, size=8.5)
            shift += 72 * text_width(ax, text, 8.5) + 26
        ax.set_xlim(0, 1)
        ax.set_xticks([0, 0.25, 0.5, 0.75, 1], labels=["0%", "25%", "50%", "75%", "100%"], parse_math=False)
        ax.grid(False)
        ax.set_xlabel("share of an article's quoted words")
        caption(
            ax,
            title=title,
            words=f"On average {percent(named.mean())} of an article's quoted words are by named speakers, "
            f"{percent(unnamed.mean())} by sources without a name, {percent(unknown.mean())} by speakers not known. "
            + groups_in_words(rows, named, NAMED),
            foot="Bar: mean of n articles; line: 95% bootstrap interval of the named share. Without a "
            "name: described only, as “a senior official”. Not known: no speaker was found."
            f"{left_out(without_quoted_words=~known)}{source(table[known], int(known.sum()))}",
        )
    return ax


# ---------------------------------------------------------------- helpers


def _means(table, by, values, **others):
    """A dict for each group: name, n, values, their mean `middle` with low and high, and the means of `others`."""
    group, order = grouped(table, by)
    rows = []
    for i, name in enumerate(order):
        here = group == i
        low, high = mean_interval(values[here])
        row = {"name": name, "n": int(here.sum()), "values": values[here], "low": low, "high": high}
        row |= {other: float(each[here].mean()) for other, each in others.items()}
        rows.append(row | {"middle": float(values[here].mean())})
    return sorted(rows, key=lambda row: -row["middle"])


def _mean_text(row, measure):
    between = "" if np.isnan(row["low"]) else f"  ({measure['show_range'](row['low'], row['high'])})"
    return measure["show"](row["middle"]) + between


def _ends_in_words(opens, closes, first, last):
    articles, said = count(len(first), "article"), []
    for counts, place in ((opens, "first"), (closes, "last")):
        most = max(counts.values(), default=0)
        who = [label(name) for name, times in counts.items() if times == most]
        if len(who) == 1:
            said.append(f"{who[0]} is most often the {place} voice, in {most:,} of {articles}.")
        elif most > 1:
            said.append(f"{len(who):,} speakers are most often the {place} voice, each in {most:,} of {articles}.")
        elif most == 1:
            said.append(f"Nobody is the {place} voice of more than one article.")
    both = (first.notna() & last.notna()).to_numpy()
    if both.any():
        same, known = int((first[both] == last[both]).sum()), count(int(both.sum()), "article")
        said.append(f"The same voice opens and closes {same:,} of {known} where both are known.")
    return " ".join(said)
