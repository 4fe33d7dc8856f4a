"""What every chart rests on: colours, labels made safe to draw, intervals, groups and periods of time, in_words."""

import re
import unicodedata
from collections import Counter
from functools import cache
from statistics import NormalDist

import numpy as np
import pandas as pd

from ..errors import AnalysisError, SchemaError

# Okabe and Ito's colours, which stay apart for colour-blind readers; greys of text keep a contrast of 4.5 on white.
BLUE, ORANGE, GREEN = "#0072B2", "#D55E00", "#009E73"
DARK_BLUE, DARK_ORANGE = "#00588A", "#B04A00"  # the same for text and for marks upon their own dots
INK, GREY, PALE = "#222222", "#595959", "#B8B8B8"

MAX_GROUPS = 12  # beyond it: the largest eleven and "n others"
FEW = 3  # below it a mean is drawn hollow, without an interval
NOT_STATED = "not stated"
LACKING = "□"  # stands for a letter that no installed font can draw
MERGE = 'Put the outlet and date beside each article first: table.merge(articles, on="article_id").'

# Drawn with these, where installed, when DejaVu Sans lacks a letter.
FALLBACK_FONTS = (
    "Noto Sans CJK SC",
    "Noto Sans CJK JP",
    "Noto Sans",
    "Noto Sans Devanagari",
    "Noto Sans Bengali",
    "Noto Sans Thai",
    "Noto Sans Ethiopic",
    "PingFang SC",
    "Hiragino Sans GB",
    "Microsoft YaHei",
    "Nirmala UI",
    "WenQuanYi Zen Hei",
    "Arial Unicode MS",
)


def in_words(ax):
    """One plain sentence that says what the chart on `ax` shows, with its numbers; also its alternative text.

    It stands on the Axes as the attribute `ax.in_words`, so that a saved or copied chart keeps it. Raises
    AnalysisError when `ax` was not drawn by this package.
    """
    sentence = getattr(ax, "in_words", None)
    if not isinstance(sentence, str):
        raise AnalysisError(
            f"in_words needs a chart that this package drew; this {type(ax).__name__} has no sentence. "
            "Pass what an.plot_… returned."
        )
    return sentence


# ---------------------------------------------------------------- labels


@cache
def fonts():
    """DejaVu Sans, which comes with matplotlib, and the fallback fonts that are installed here."""
    from matplotlib.font_manager import fontManager

    installed = {font.name for font in fontManager.ttflist}
    return ["DejaVu Sans", *(name for name in FALLBACK_FONTS if name in installed)]


@cache
def _letters():
    from matplotlib.font_manager import FontProperties, findfont, get_font

    files = [findfont(FontProperties(family=name)) for name in fonts()]
    return frozenset().union(*(get_font(file).get_charmap() for file in files))


def label(value, longest=300):
    """A value from the data as one drawable line: no control characters, □ for letters that the fonts lack."""
    text = "" if value is None or value is pd.NA or value != value else str(value)[:longest]
    text = unicodedata.normalize("NFC", " ".join(text.split()))
    kept = "".join(
        char if ord(char) in _letters() else LACKING
        for char in text
        if unicodedata.category(char) not in ("Cc", "Cf") and not 0xFE00 <= ord(char) <= 0xFE0F
    )
    return re.sub(f"{LACKING}{{4,}}", LACKING * 3, kept).strip() or "(blank)"


def heading(column):
    """The name of a column as it reads in a title."""
    return label(column).replace("_", " ")


def count(number, noun):
    """`count(1, "article")` is "1 article", `count(2000, "article")` "2,000 articles"."""
    if number == 1:
        return f"1 {noun}"
    return f"{number:,} {noun[:-1] + 'ies' if noun.endswith('y') and noun[-2] not in 'aeiou' else noun + 's'}"


def percent(share):
    """A share between 0 and 1 as a percentage, with a decimal below 1 %."""
    return f"{100 * share:.1f}%" if 0 < share < 0.0095 else f"{100 * share:.0f}%"


def percent_range(low, high):
    return f"{100 * low:.0f}–{100 * high:.0f}%"


# ---------------------------------------------------------------- values and intervals


def numbers(table, column):
    """A column as floats, missing and infinite ones as NaN. Raises SchemaError when it holds texts."""
    try:
        values = pd.to_numeric(table[column]).astype("Float64").to_numpy(dtype=float, na_value=np.nan)
    except (TypeError, ValueError) as error:
        raise SchemaError(
            f"column {column!r} must hold numbers; it holds {table[column].dtype}. "
            "Use the table that the measuring function gave."
        ) from error
    return np.where(np.isfinite(values), values, np.nan)


def mean_interval(values, resamples=2000, seed=0):
    """95 % interval of the mean: bootstrap percentiles; `(nan, nan)` for fewer than three values.

    Past 10,000 values the normal approximation, which is the same there.
    """
    values = np.asarray(values, dtype=float)
    n = len(values)
    if n < FEW:
        return np.nan, np.nan
    if n > 10_000:
        half = 1.96 * values.std(ddof=1) / np.sqrt(n)
        return values.mean() - half, values.mean() + half
    rng = np.random.default_rng(seed)
    block = max(1, 500_000 // n)  # bounds the memory
    means = [
        values[rng.integers(0, n, (min(block, resamples - done), n))].mean(axis=1)
        for done in range(0, resamples, block)
    ]
    low, high = np.percentile(np.concatenate(means), [2.5, 97.5])
    return low, high


def share_interval(hits, n, z=1.96):
    """95 % interval of a share, after Wilson (1927); `(nan, nan)` when there is nothing to take a share of."""
    if n == 0:
        return np.nan, np.nan
    share = hits / n
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * np.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return max(0.0, middle - half), min(1.0, middle + half)


def z_value(choices=1):
    """Standard errors on each side of a 95 % interval: 1.96, and more (Bonferroni) for the most extreme of several."""
    return NormalDist().inv_cdf(1 - 0.025 / choices)


def chance(one, other, choices=1):
    """A sentence: whether the difference of two estimates, dicts of n, middle, low, high, may be chance.

    Overlapping intervals do not settle that, so the interval of the difference is made from the two (Zou and Donner
    2008). The pair may have been picked as the most extreme of `choices`, for which that interval is widened.
    """
    least = min(one["n"], other["n"])
    if least < FEW:
        return "With so few articles the difference may be chance."
    lower, upper = sorted((one, other), key=lambda row: row["middle"])
    reach = np.hypot(upper["middle"] - upper["low"], lower["high"] - lower["middle"]) * z_value(choices) / z_value()
    if upper["middle"] - lower["middle"] <= reach:
        return "The difference may be chance."
    if least < 10:
        return "The difference is larger than chance makes likely, but fewer than ten articles are little to go by."
    return "The difference is larger than chance makes likely."


# ---------------------------------------------------------------- groups


def grouped(table, by, most=MAX_GROUPS):
    """`(the number of each row's group, the names of the groups)`, the largest group first.

    Rows without one are "not stated"; when no row has one, or `by` is None, all are "all articles". Past `most`
    groups the largest stay and the rest become "n others", last.
    """
    if by is None or table[by].isna().all():
        names = ["all articles"] * len(table)
    else:
        missing = table[by].isna()
        names = [NOT_STATED if gap else str(name) for name, gap in zip(table[by], missing, strict=True)]
    order = [name for name, _ in Counter(names).most_common()]
    number = {name: min(i, most - 1) if len(order) > most else i for i, name in enumerate(order)}
    if len(order) > most:
        order[most - 1 :] = [f"{len(order) - most + 1} others"]
    # Numbers, not names, go on: numpy takes a name that ends in a NUL character for another one.
    return np.array([number[name] for name in names], dtype=int), order


# ---------------------------------------------------------------- time

UNITS = {"D": "day", "W": "week", "M": "month", "Q": "quarter", "Y": "year"}
STEPS = {"D": (1, 2, 7), "W": (1, 2, 4), "M": (1, 3, 6, 12), "Q": (1, 2, 4, 8, 20), "Y": (1, 2, 5, 10, 20, 50, 100)}


def dates_of(table):
    """The `date` column without time zones. Raises SchemaError when it does not hold dates."""
    dates = table["date"].reset_index(drop=True)
    if dates.isna().all():
        return pd.Series(pd.NaT, index=dates.index, dtype="datetime64[us]")
    if not pd.api.types.is_datetime64_any_dtype(dates):
        raise SchemaError(
            f"column 'date' must hold dates; it holds {dates.dtype}. "
            "Use pd.to_datetime, or an.as_articles(frame, date='your column')."
        )
    return dates.dt.tz_localize(None) if dates.dt.tz is not None else dates


def time_unit(dates):
    """The unit that makes a span readable: days to a fortnight, weeks, months, past 3 years quarters, past 12 years."""
    first, last = dates.min(), dates.max()
    days = (last - first).days
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    return "D" if days < 14 else "W" if days < 90 else "M" if months <= 36 else "Q" if months <= 144 else "Y"


def periods(dates, least=0):
    """`(all periods from the first to the last, the position of each date among them or -1, "month" …)`.

    With `least`, the unit grows, at most to a quarter, until a period has that many articles on average.
    """
    known = dates.dropna()
    if known.empty:
        return pd.PeriodIndex([], freq="M"), np.full(len(dates), -1), "month"
    unit = time_unit(known)
    periods = pd.period_range(known.min(), known.max(), freq=unit)
    for longer in "WMQ"["DWM".find(unit) :] if unit in "DWM" else "":
        coarser = pd.period_range(known.min(), known.max(), freq=longer)
        if len(known) / len(periods) >= least or len(coarser) < 4:
            break
        unit, periods = longer, coarser
    at = np.full(len(dates), -1)
    at[dates.notna().to_numpy()] = known.dt.to_period(unit).astype("int64") - periods[0].ordinal
    return periods, at, UNITS[unit]


def period_ticks(periods, most):
    """At most about `most` positions among `periods` and their labels, the year below where it changes."""
    unit = periods.freqstr[0]
    number = {"M": periods.month - 1, "Q": periods.quarter - 1, "Y": periods.year}.get(unit, np.arange(len(periods)))
    if unit in "MQ":  # counted on across years, so that a step of two years falls on even ones
        number = number + periods.year * (12 if unit == "M" else 4)
    for step in STEPS[unit]:
        at = np.flatnonzero(number % step == 0)
        if len(at) <= most:
            break
    if len(at) == 0:
        at = np.array([0])
    names, year = [], None
    for i in at:
        period = periods[i]
        start = period.start_time
        day = f"{start.day} {start:%b}"
        first = {"M": f"{start:%b}", "Q": f"Q{period.quarter}", "Y": str(period.year)}.get(unit, day)
        names.append(first if unit == "Y" or start.year == year else f"{first}\n{start.year}")
        year = start.year
    return at, names


def halfway(totals):
    """The period with which the later half of the articles begins, as near as whole periods allow; None for one."""
    used = np.flatnonzero(totals)
    if len(used) < 2:
        return None
    before = np.cumsum(totals)[used[:-1]]
    return int(used[1:][np.abs(before - np.sum(totals) / 2).argmin()])


def period_name(period, unit):
    """A period in a sentence: "March 2024", "the week of 4 March 2024"."""
    start = period.start_time
    day = f"{start.day} {start:%B %Y}"
    return {
        "day": day,
        "week": f"the week of {day}",
        "month": f"{start:%B %Y}",
        "quarter": f"Q{period.quarter} {period.year}",
        "year": str(period.year),
    }[unit]


def span(dates):
    """ "Jan 2024 – Jun 2025", or "3–19 May 2024" in days when both fall in one month; empty without dates."""
    known = dates.dropna()
    if known.empty:
        return ""
    first, last = known.min(), known.max()
    if first.date() == last.date():
        return f"{first.day} {first:%b} {first.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{last.day} {last:%b} {last.year}"
    return f"{first:%b} {first.year} – {last:%b} {last.year}"


def source(table, n=None, noun="article"):
    """The last line of the foot: "Source: 54 articles, Jan 2024 – Jun 2025." """
    n = len(table) if n is None else n
    when = span(dates_of(table)) if "date" in table.columns else ""
    return f"\nSource: {count(n, noun)}{', ' + when if when else ''}."
