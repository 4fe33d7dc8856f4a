"""Charts of who is quoted: how much, how few have most of the words, and when."""

import numpy as np
import pandas as pd
from matplotlib.ticker import FuncFormatter, MaxNLocator

from ..schema import require
from ..speakers import joined
from .bars import HALO, STEPS, bars, rows_height, time_axis
from .base import BLUE, GREY, INK, PALE, count, dates_of, label, numbers, percent, periods, span
from .frame import caption, chart, column, grid, name_rows, name_y, nothing, put
from .means import left_out

MEASURE = "Use an.speakers(quotations)."
NOBODY = "No speaker of a quotation is known by name."
LARGEST_DOT = 260  # square points


def plot_speakers(speakers, *, n=12, ax=None):
    """The `n` most quoted speakers, a bar each: words quoted, share of all quoted words, number of articles.

    `speakers` is the table of `an.speakers(quotations)`; needs `speaker_name`, `n_words`, `n_articles`,
    `share_of_quoted_words`. Where it says who is `named`, sources without a name have grey bars. Speakers without a
    count are left out. Returns the Axes; raises SchemaError when a column is missing.
    """
    require(speakers, ["speaker_name", "n_words", "n_articles", "share_of_quoted_words"], "speakers", MEASURE)
    title = "Who is quoted most"
    known = speakers.dropna(subset=["speaker_name", "n_words"])
    if known.empty:
        with chart(ax, height=1.6) as ax:
            nothing(ax, title=title, sentence=NOBODY)
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
    named = _named(top)
    with chart(ax, height=rows_height(len(top), each=0.34)) as ax:
        names = [label(name) for name in top["speaker_name"]]
        bars(ax, names, values, texts, share=False, colours=np.where(named, BLUE, PALE))
        ax.set_xlabel("words quoted")
        rest = len(known) - len(top)
        when = _first_to_last(speakers)
        grey = "" if named.all() else " Grey: a description, not a name; it can be several people."
        more = f" {count(rest, 'more speaker')} not shown." if rest else ""
        without = _without_name(known)
        share = "" if np.isnan(shares[0]) else f", {percent(shares[0])} of all quoted words"
        words = f"{names[0]} is quoted most: {count(int(values[0]), 'word')}{share}"
        words += f", in {count(int(in_articles[0]), 'article')}." if not np.isnan(in_articles[0]) else "."
        if len(top) >= 3 and not np.isnan(shares[:3]).any():
            words += f" The first three speakers have {percent(shares[:3].sum())} together.{without}"
        caption(
            ax,
            title=title,
            words=words,
            foot=f"Percentages: of all quoted words.{without}{grey}{more}"
            f"\nSource: {count(len(known), 'speaker')}{', ' + when if when else ''}.",
        )
    return ax


def plot_speaker_shares(speakers, *, ax=None):
    """How few voices have how much of the quoted words: the shares of the named speakers, added up, the largest first.

    `speakers` is the table of `an.speakers(quotations)`; needs `speaker_name`, `share_of_quoted_words`. Where it says
    who is `named`, the others are left out. The more the curve bends away from the dashed line, the fewer voices
    prevail; the effective number of voices (the inverse of Simpson's index) is that of equally quoted speakers who
    would be as concentrated. Returns the Axes; raises SchemaError when a column is missing.
    """
    require(speakers, ["speaker_name", "share_of_quoted_words"], "speakers", MEASURE)
    title = "How few voices have how much of the quoted words"
    shares = numbers(speakers, "share_of_quoted_words")
    shares = shares[speakers["speaker_name"].notna().to_numpy() & _named(speakers) & (shares > 0)]
    if len(shares) == 0:
        with chart(ax, height=1.6) as ax:
            nothing(ax, title=title, sentence=NOBODY)
        return ax

    shares = np.sort(shares)[::-1]
    reached = np.concatenate([[0], shares.cumsum()])
    n, total = len(shares), float(reached[-1])
    effective = total**2 / float((shares**2).sum())
    half = int(np.searchsorted(reached, total / 2 * (1 - 1e-9)))
    with chart(ax, height=3.0) as ax:
        if n > 1:
            ax.plot([0, n], [0, total], color=GREY, linewidth=0.9, linestyle=(0, (4, 3)), zorder=1)
            put(ax, "dashed: if all had the same room", (1, 0), (-6, 6), ha="right")
        ax.plot(range(n + 1), reached, color=BLUE, linewidth=2, zorder=3)
        ax.set_xlim(0, n)
        ax.set_ylim(0, max(1.0, total))
        above, apart = np.inf, 0.21 * ax.figure.dpi / ax.get_window_extent().height
        for at in sorted({half, *(k for k in (1, 5) if k < n)}, reverse=True):
            if above - reached[at] < apart or at == n:  # its label would touch the one above
                continue
            above = reached[at]
            who = "the most quoted" if at == 1 else f"the {at:,} most quoted"
            ax.scatter([at], [above], s=34, color=BLUE, edgecolors="white", linewidths=1.2, zorder=5)
            text = f"{who}: {percent(above)}"
            put(ax, text, (at, above), (8, -9), xycoords="data", size=8.5, colour=INK, path_effects=HALO, zorder=6)
        end = f"{count(n, 'named speaker')}:\n{percent(total)}"
        put(ax, end, (1, total), (6, 0), xycoords=("axes fraction", "data"), va="center", size=8.5, colour=INK)
        if total < 0.75:
            rest = f"without a name:\n{percent(1 - total)}"
            put(ax, rest, (1, (1 + total) / 2), (6, 0), xycoords=("axes fraction", "data"), va="center", size=8.5)
        grid(ax, "y")
        ax.set_yticks([0, 0.25, 0.5, 0.75, 1], labels=["0%", "25%", "50%", "75%", "100%"], parse_math=False)
        ax.xaxis.set_major_locator(MaxNLocator(8, steps=STEPS, integer=True))
        ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
        ax.set_xlabel("named speakers, the most quoted first")
        name_y(ax, "share of all quoted words, added up")
        caption(
            ax,
            title=title,
            words=_shares_in_words(reached, half, effective),
            foot=f"Effective number of voices: {_rounded(effective)} (inverse of Simpson's index): as many speakers "
            f"with equal room would be as concentrated.{_without_name(speakers)}\nSource: {count(n, 'named speaker')}.",
        )
    return ax


def plot_speakers_over_time(quotations, articles, *, n=10, ax=None):
    """When the `n` most quoted speakers are quoted: a row each, a dot an article, as large as the words quoted there.

    `quotations` needs `article_id`, `speaker_name`, `n_words`, `kind`; `articles` `article_id` and `date`. Reported
    speech without marks does not count; undated articles are left out and their number stated. Returns the Axes;
    raises SchemaError when a column is missing.
    """
    needs = ["article_id", "speaker_name", "n_words", "kind"]
    require(quotations, needs, "quotations", "Use an.extract_quotations(articles).")
    require(articles, ["article_id", "date"], "articles", "Use an.read_articles(folder).")
    title = "When the most quoted speakers are quoted"
    said = _by_speaker_and_article(quotations, articles)
    dated = said[said["date"].notna()]
    undated = said[said["date"].isna()]["article_id"].drop_duplicates().notna()
    if dated.empty:
        with chart(ax, height=1.6) as ax:
            without = f"None of the {count(said['article_id'].nunique(), 'article')} with a named speaker has a date."
            nothing(ax, title=title, sentence=without if len(said) else NOBODY)
        return ax

    totals = dated.groupby("speaker_name", sort=False)["n_words"].sum().sort_values(ascending=False, kind="stable")
    names = list(totals.index[: max(1, n)])
    drawn = dated[dated["speaker_name"].isin(names)].reset_index(drop=True)
    every, at, unit = periods(drawn["date"])
    begin, finish = every.start_time[at], every.end_time[at]
    place = at + (drawn["date"].to_numpy() - begin).days / ((finish - begin).days + 1)
    words = drawn["n_words"].to_numpy(dtype=float)
    with chart(ax, height=rows_height(len(names), each=0.36)) as ax:
        row = drawn["speaker_name"].map({name: i for i, name in enumerate(names)}).to_numpy()
        area = LARGEST_DOT * np.maximum(words / max(words.max(), 1), 0.05)
        for i in range(len(names)):
            ax.axhline(i, color="#e4e4e4", linewidth=0.7, zorder=1)
        ax.scatter(
            place, row, s=area, color=BLUE, alpha=0.6, edgecolors="white", linewidths=0.8, zorder=3, clip_on=False
        )
        in_articles = drawn.groupby("speaker_name")["article_id"].nunique()
        name_rows(ax, [label(name) for name in names], notes=[f"n = {in_articles[name]:,}" for name in names])
        column(ax, "words", [f"{totals[name]:,.0f}" for name in names])
        time_axis(ax, every)
        left, right = ax.get_xlim()
        ax.set_xlim(left + 0.3, right + (0 if unit == "day" else 0.5))  # a tick is where its period begins
        grid(ax, "x")
        caption(
            ax,
            title=title,
            words=_when_in_words(drawn, names, in_articles),
            foot=f"Dot: one article, its area the words quoted there (the largest: {words.max():,.0f}); n: articles."
            f"{left_out(without_a_date=undated)}\nSource: {count(dated['article_id'].nunique(), 'dated article')} "
            f"with a named speaker, {span(dated['date'])}.",
        )
    return ax


# ---------------------------------------------------------------- helpers


def _named(speakers):
    """For each row whether it is a name; all are where the table does not say."""
    if "named" not in speakers.columns:
        return np.ones(len(speakers), dtype=bool)
    return speakers["named"].fillna(True).to_numpy(dtype=bool)


def _without_name(speakers):
    """A sentence for the foot: how much of the quoted words has no name behind it."""
    shares, named = numbers(speakers, "share_of_quoted_words"), _named(speakers)
    if len(shares) == 0 or np.isnan(shares).all():
        return ""
    unnamed, unknown = np.nansum(shares[~named]), 1 - np.nansum(shares)
    parts = [
        f"{percent(share)} {who}"
        for share, who in ((unnamed, "are by sources without a name"), (unknown, "have no known speaker"))
        if share > 0.0005
    ]
    return f" Of all quoted words {' and '.join(parts)}." if parts else ""


def _rounded(number):
    return f"{number:.1f}" if number < 10 else f"{number:,.0f}"


def _first_to_last(speakers):
    if not {"first_seen", "last_seen"} <= set(speakers.columns):
        return ""
    return span(pd.concat([dates_of(pd.DataFrame({"date": speakers[name]})) for name in ("first_seen", "last_seen")]))


def _shares_in_words(reached, half, effective):
    n = len(reached) - 1
    most = next(k for k in (5, 3, 1) if k < n or k == 1)
    first = "The most quoted" if most == 1 else f"The {most} most quoted"
    if n == 1:
        return f"The only named speaker has {percent(reached[1])} of all quoted words."
    words = f"{first} of {count(n, 'named speaker')} {'has' if most == 1 else 'have'} "
    words += f"{percent(reached[most])} of all quoted words"
    if n <= 5:
        return f"{words}."
    return (
        f"{words}; {half:,} of them have half of what named speakers say. That is as concentrated as "
        f"{_rounded(effective)} speakers with equal room."
    )


def _by_speaker_and_article(quotations, articles):
    """A row for each named speaker and article: speaker_name, article_id, n_words, date; only articles given."""
    known = quotations.dropna(subset=["article_id", "speaker_name"])
    said = joined(known)
    said = said[said["named"].to_numpy(dtype=bool)]
    said = said.assign(n_words=np.nan_to_num(numbers(said, "n_words")))
    said = said.groupby(["speaker_name", "article_id"], sort=False, as_index=False)["n_words"].sum()
    when = pd.DataFrame({"article_id": articles["article_id"].to_numpy(), "date": dates_of(articles).to_numpy()})
    return said.merge(when.drop_duplicates("article_id"), on="article_id")


def _when_in_words(drawn, names, in_articles):
    seen = drawn.groupby("speaker_name")["date"].agg(["min", "max"])
    longest = (seen["max"] - seen["min"]).reindex(names).idxmax()
    when = drawn.loc[drawn["speaker_name"] == longest, "date"]
    once = int((in_articles.reindex(names) == 1).sum())
    if once == len(names) > 1:
        return f"Each of the {once:,} most quoted speakers is quoted in a single article only."
    words = f"{count(int(in_articles[longest]), 'article')}, {span(when)}."
    if len(names) == 1:
        return f"{label(longest)} is quoted in {words}"
    words = f"Of the {len(names):,} most quoted speakers {label(longest)} is quoted over the longest time: {words}"
    if once:
        words += f" {once:,} of them {'is' if once == 1 else 'are'} quoted in a single article only."
    return words
