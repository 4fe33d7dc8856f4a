"""Charts of the readability formulas themselves: the scale and its bands, how they agree, and what moves a score."""

import numpy as np
import pandas as pd
from matplotlib.colors import LinearSegmentedColormap

from ..errors import AnalysisError
from ..schema import require
from .bars import HALO, bars, rows_height
from .base import BLUE, FEW, GREY, INK, PALE, count, numbers, percent, share_interval, source
from .frame import caption, chart, column, grid, name_rows, name_y, nothing, put
from .means import left_out, limits, no_values
from .readability import EASIER_WHEN_HIGHER, NAMES

SCORES = "Use an.readability(articles)."
EASE_BANDS = (  # Flesch 1949: from and to, how it reads, and the kind of magazine of his day that was written so
    (90, np.inf, "very easy", "comics"),
    (80, 90, "easy", "pulp fiction"),
    (70, 80, "fairly easy", "slick fiction"),
    (60, 70, "standard", "digests"),
    (50, 60, "fairly difficult", "quality magazines"),
    (30, 50, "difficult", "academic journals"),
    (-np.inf, 30, "very difficult", "scientific journals"),
)
SHORT = {  # names that fit a column
    "flesch_reading_ease": "Flesch\nease",
    "flesch_kincaid_grade": "Flesch–\nKincaid",
    "gunning_fog": "Gunning\nfog",
    "smog_index": "SMOG",
    "automated_readability_index": "ARI",
    "coleman_liau_index": "Coleman–\nLiau",
    "lix": "LIX",
    "rix": "RIX",
    "dale_chall_readability_score": "Dale–\nChall",
    "dale_chall_1995": "Dale–Chall\n1995",
}
FEW_RANKS = 5  # a rank correlation of fewer articles says nothing
PARTS = {  # score = words per sentence * first + syllables per word * second + third; a word for a line; steps of lines
    "flesch_kincaid_grade": (0.39, 11.8, -15.59, "grade", (1, 2, 3, 5, 10, 20, 50)),
    "flesch_reading_ease": (-1.015, -84.6, 206.835, "ease", (5, 10, 20, 50, 100)),
}


def plot_reading_ease_scale(table, *, ax=None):
    """Flesch's scale of reading ease with its bands, and the share of articles in each.

    `table` is `readability`; needs `flesch_reading_ease`. A bar is a share of the articles that have a score, its line
    the 95 % interval; beside it stands what Flesch (1949) found written so. Returns the Axes; raises SchemaError when
    the column is missing.
    """
    require(table, ["flesch_reading_ease"], "table", SCORES)
    values = numbers(table, "flesch_reading_ease")
    known = ~np.isnan(values)
    title = "Flesch reading ease: how many articles are how easy"
    if not known.any():
        with chart(ax, height=1.6) as ax:
            nothing(ax, title=title, sentence=no_values(table, "Flesch reading ease"))
        return ax

    values, n = values[known], int(known.sum())
    hits = [int(((values >= low) & (values < high)).sum()) for low, high, *_ in EASE_BANDS]
    intervals = [share_interval(k, n) if k and n >= FEW else (np.nan, np.nan) for k in hits]
    with chart(ax, height=rows_height(len(EASE_BANDS), each=0.36)) as ax:
        bars(
            ax,
            [name for _, _, name, _ in EASE_BANDS],
            [k / n for k in hits],
            [f"{percent(k / n)}  ({k:,})" if k else "none" for k in hits],
            intervals=intervals,
        )
        name_rows(ax, [name for _, _, name, _ in EASE_BANDS], notes=[_band(low, high) for low, high, *_ in EASE_BANDS])
        ax.set_xlim(0, 1.25 * np.nanmax([max(hits) / n, *(high for _, high in intervals)]))  # room for the figures
        ax.set_xticks([tick for tick in ax.get_xticks() if tick <= min(1, ax.get_xlim()[1])])
        column(ax, "in 1949, written so", [example for *_, example in EASE_BANDS], colour=GREY)
        ax.set_xlabel("share of articles")
        most = int(np.argmax(hits))
        low, high, name, _ = EASE_BANDS[most]
        hard = sum(k for (_, end, *_), k in zip(EASE_BANDS, hits, strict=True) if end <= 50)
        caption(
            ax,
            title=title,
            words=f"Mean reading ease of {count(n, 'article')}: {values.mean():.1f}. The fullest band is “{name}” "
            f"({_band(low, high)}) with {hits[most]:,} of {n:,}. Below 50, difficult or harder: {hard:,} of {n:,} "
            f"({percent(hard / n)}).",
            foot=f"Bar: share of articles (their number); line: 95% interval. Bands and examples: Flesch 1949."
            f"{left_out(without_a_score=~known)}{source(table, n)}",
        )
    return ax


def plot_formula_agreement(table, *, measures=None, ax=None):
    """How alike the formulas order the articles: a heat map of their rank correlations.

    `table` is `readability`; `measures` are the columns to compare, all that it has of `readability`'s measures when
    not given. A cell is Spearman's rank correlation of two measures over the articles that have both, 1 for the same
    order; measures that are higher for easier texts are turned round. Fewer than five articles are not compared.
    Returns the Axes; raises SchemaError when a column is missing, AnalysisError for a single measure.
    """
    require(table, [], "table", SCORES)
    measures = [name for name in SHORT if name in table.columns] if measures is None else list(measures)
    require(table, measures, "table", SCORES)
    if len(measures) < 2:
        raise AnalysisError(f"a comparison needs two measures or more, not {len(measures)}. {SCORES}")
    scores = pd.DataFrame({name: numbers(table, name) for name in measures})
    for name in EASIER_WHEN_HIGHER & set(measures):
        scores[name] = -scores[name]
    scores = scores.dropna()
    scores = scores.loc[:, scores.nunique() > 1]
    title = "Do the formulas agree? Rank correlations"
    if len(scores) < FEW_RANKS or scores.shape[1] < 2:
        with chart(ax, height=1.6) as ax:
            said = f"{count(len(scores), 'article')} with all scores: too few different ones to compare the formulas."
            nothing(ax, title=title, sentence=said)
        return ax

    ranks = scores.rank().corr().to_numpy()
    order = np.argsort(-ranks.mean(axis=1), kind="stable")  # those that agree with most others stand together
    ranks, names = ranks[np.ix_(order, order)], [scores.columns[i] for i in order]
    below = np.tril(np.ones_like(ranks, dtype=bool), -1)
    with chart(ax, height=rows_height(len(names) - 1, each=0.36)) as ax:
        shades = LinearSegmentedColormap.from_list("agreement", ["#ffffff", BLUE])
        shown = np.where(below, ranks, np.nan)[1:, :-1]
        ax.imshow(np.ma.masked_invalid(shown), cmap=shades, vmin=0.3, vmax=1, aspect="auto", zorder=1)
        for y, x in zip(*np.where(below[1:, :-1]), strict=True):
            dark = shown[y, x] > 0.75
            put(
                ax,
                f"{shown[y, x]:.2f}".replace("-", "−"),
                (x, y),
                xycoords="data",
                ha="center",
                va="center",
                size=8.5,
                colour="white" if dark else INK,
            )
        name_rows(ax, [_name(name) for name in names[1:]])
        ax.set_xticks(
            range(len(names) - 1), labels=[SHORT.get(name, _name(name)) for name in names[:-1]], parse_math=False
        )
        ax.tick_params(length=0, labelsize=8)
        ax.spines[:].set_visible(False)
        grid(ax, "")
        caption(
            ax,
            title=title,
            words=_agreement_in_words(names, ranks, below, len(scores)),
            foot="Number: Spearman's rank correlation; 1: both put the articles in the same order. Scores that are higher "
            f"for easier texts are turned round.{_without(len(table) - len(scores))}{source(table, len(scores))}",
        )
    return ax


def plot_sentence_and_word_length(table, *, measure="flesch_kincaid_grade", ax=None):
    """What makes articles hard, long sentences or long words: a dot an article, and lines of equal score.

    `table` is `readability`; needs `words_per_sentence` and `syllables_per_word`. `measure` is one of the two formulas
    made of nothing else, "flesch_kincaid_grade" or "flesch_reading_ease". The sentence of `in_words` says how much of
    the differences between the articles' scores each of the two accounts for: the covariance of its part of the
    formula with the score / the variance of the score. Returns the Axes; raises AnalysisError for another measure,
    SchemaError when a column is missing.
    """
    if measure not in PARTS:
        raise AnalysisError(
            f"measure {measure!r} is not made of sentence and word length alone. Choose from: {', '.join(PARTS)}."
        )
    require(table, ["words_per_sentence", "syllables_per_word"], "table", SCORES)
    x, y = numbers(table, "words_per_sentence"), numbers(table, "syllables_per_word")
    known = ~(np.isnan(x) | np.isnan(y))
    title = "Long sentences or long words: what makes the articles hard?"
    if not known.any():
        with chart(ax, height=1.6) as ax:
            nothing(ax, title=title, sentence=no_values(table, "sentence and word length"))
        return ax

    x, y, n = x[known], y[known], int(known.sum())
    left, right = _widened(limits(x, None, [x.mean()]), 8)
    bottom, top = _widened(limits(y, None, [y.mean()]), 0.4)
    inside = (x >= left) & (x <= right) & (y >= bottom) & (y <= top)
    beyond_axes = f" {count(n - int(inside.sum()), 'article')} beyond the axes." if not inside.all() else ""
    with chart(ax, height=3.6) as ax:
        ax.set_xlim(left, right)
        ax.set_ylim(bottom, top)
        _lines_of_equal_score(ax, measure)
        size, faint = (22, 0.6) if n < 100 else (14, 0.35) if n < 500 else (8, 0.2)
        ax.scatter(x[inside], y[inside], s=size, color=BLUE, alpha=faint, linewidths=0, zorder=3, rasterized=n > 2000)
        if n >= FEW:
            ax.scatter([x.mean()], [y.mean()], s=44, color=INK, edgecolors="white", linewidths=1.2, zorder=5)
            put(ax, "mean", (x.mean(), y.mean()), (6, 4), xycoords="data", colour=INK, path_effects=HALO)
        ax.set_xlabel("words per sentence")
        name_y(ax, "syllables per word")
        grid(ax, "")
        caption(
            ax,
            title=title,
            words=_parts_in_words(x, y, measure),
            foot=f"Dot: one article. Line: all texts of the same {NAMES[measure]}."
            f"{beyond_axes}{left_out(without_a_score=~known)}{source(table, n)}",
        )
    return ax


def _band(low, high):
    return f"under {high:g}" if low == -np.inf else f"{low:g} and over" if high == np.inf else f"{low:g}–{high:g}"


def _name(measure):
    return NAMES.get(measure) or str(measure).replace("_", " ")


def _without(n):
    return f" Left out: {count(n, 'article')} without all scores." if n else ""


def _agreement_in_words(names, ranks, below, n):
    pairs = sorted((ranks[i, j], i, j) for i, j in zip(*np.where(below), strict=True))

    def pair(which):
        value, i, j = which
        return f"{_name(names[i])} and {_name(names[j])} ({value:.2f})".replace("(-", "(−")

    middle = float(np.median([value for value, *_ in pairs]))
    words = f"Rank correlation over {count(n, 'article')}"
    if len(pairs) == 1:
        return f"{words}: {pair(pairs[0])}."
    return f"{words}: most alike are {pair(pairs[-1])}, least alike {pair(pairs[0])}; median of all pairs {middle:.2f}."


def _widened(ends, least):
    """The ends of an axis, moved apart to `least`: a few like articles shall not look far apart."""
    low, high = ends
    more = max(0.0, least - (high - low)) / 2
    return low - more, high + more


def _lines_of_equal_score(ax, measure):
    """Lines of round scores, named where they leave the chart: right of it, or at its lower edge."""
    of_sentence, of_word, constant, noun, steps = PARTS[measure]
    (left, right), (bottom, top) = ax.get_xlim(), ax.get_ylim()
    corners = [of_sentence * a + of_word * b + constant for a in (left, right) for b in (bottom, top)]
    step = next((step for step in steps if (max(corners) - min(corners)) / step <= 12), steps[-1])
    for score in np.arange(np.ceil(min(corners) / step), np.floor(max(corners) / step) + 1) * step:
        ends = np.array([left, right])
        ax.plot(ends, (score - constant - of_sentence * ends) / of_word, color=PALE, linewidth=0.9, zorder=1)
        text = f"{noun} {score:g}".replace("-", "−")
        height = (score - constant - of_sentence * right) / of_word
        place = (score - constant - of_word * bottom) / of_sentence
        if bottom <= height <= top:
            put(ax, text, (right, height), (4, 0), xycoords="data", va="center", size=7.5)
        elif left + 0.06 * (right - left) < place < right - 0.06 * (right - left):
            put(ax, text, (place, bottom), (0, 4), xycoords="data", ha="center", size=7.5, path_effects=HALO)


def _parts_in_words(x, y, measure):
    of_sentence, of_word, constant, _, _ = PARTS[measure]
    sentence, word = of_sentence * x, of_word * y
    score = sentence + word + constant
    words = (
        f"Mean of {count(len(x), 'article')}: {x.mean():.1f} words per sentence, {y.mean():.2f} syllables per word, "
        f"{NAMES[measure]} {score.mean():.1f}.".replace("-", "−")
    )
    spread = score.var()
    if len(x) < FEW or spread < 1e-12:
        return f"{words} Too few different articles to say what makes the difference."
    share = float(((sentence - sentence.mean()) * (score - score.mean())).mean() / spread)
    return (
        f"{words} Of the differences between their scores, {100 * share:.0f}% come from the length of the sentences and "
        f"{100 - round(100 * share):.0f}% from that of the words."
    )
