"""Bars in rows, bars over time in rows, and the axis of time that they share with other charts."""

import numpy as np
from matplotlib.patheffects import withStroke
from matplotlib.ticker import FuncFormatter, MaxNLocator

from .base import BLUE, GREY, INK, PALE, period_ticks
from .frame import SMALL, name_rows, put, text_width, width

STEPS = (1, 2, 2.5, 5, 10)  # of a tick
HALO = [withStroke(linewidth=3, foreground="white")]


def rows_height(n, each=0.42, least=1.1):
    """Inches for `n` rows."""
    return max(least, each * n + 0.2)


def time_axis(ax, every, *, counts=None, room=None):
    """Name the periods below the Axes; with `counts`, the number of articles stands between axis and names."""
    n = len(every)
    spare = max(0.0, (5 - n) / 2)  # a few periods do not fill the width
    ax.set_xlim(-0.6 - spare, n - 0.4 + spare)
    inches = room or 0.75 * width(ax)
    at, names = period_ticks(every, most=max(2, int(inches / 0.5)))
    pad = 3
    if counts:
        texts = {i: f"{c:,}" for i, c in counts.items()}
        widest = max(text_width(ax, text, 7) for text in texts.values())
        upright = widest > 0.85 * inches / (n + 2 * spare)
        pad = 5 + (72 * widest if upright else 9)
        for i, text in texts.items():
            ax.annotate(
                text,
                (i, 0),
                xycoords=("data", "axes fraction"),
                xytext=(0, -3),
                textcoords="offset points",
                ha="center",
                va="top",
                fontsize=7,
                color=GREY,
                rotation=90 if upright else 0,
                annotation_clip=False,
                parse_math=False,
            )
        put(ax, "n articles", (1, 0), (4, -3), va="top", size=7)
    ax.set_xticks(at, labels=names, parse_math=False)
    ax.tick_params(axis="x", pad=pad, length=0)


def bars(ax, labels, values, texts, *, colours=BLUE, intervals=None, share=True, thick=0.62, shift=0.0):
    """Sorted bars in rows, each with its figures written behind it (and the interval's line through its end).

    `thick` and `shift` are in rows; a shift makes room for a line of text below each bar.
    """
    rows = np.arange(len(values)) + shift
    ax.barh(rows, values, height=thick, color=colours, zorder=2)
    ends = list(values)
    for y, (low, high) in enumerate(intervals or []):
        if not np.isnan(low):
            ax.plot([low, high], [y, y], color=INK, linewidth=1.6, solid_capstyle="butt", zorder=3, path_effects=HALO)
            ends[y] = max(ends[y], high)
    for y, text in enumerate(texts):
        put(ax, text, (ends[y], rows[y]), (6, 0), xycoords="data", va="center", size=SMALL + 0.5, colour=INK)
    name_rows(ax, labels, shift=shift)
    ax.grid(False)
    ax.set_xlim(0, max(max(ends), 1e-9) * 1.02)
    ax.xaxis.set_major_locator(MaxNLocator(5, steps=STEPS, integer=not share))
    if share:
        ax.xaxis.set_major_formatter(
            FuncFormatter(
                lambda value, _: f"{100 * value:.0f}%" if value >= 0.01 or value == 0 else f"{100 * value:.1f}%"
            )
        )
    else:
        ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))


def bars_over_time(ax, heights, *, texts, hollow=None):
    """Small multiples in one Axes: row i holds the bars of `heights[i]`, on one scale, labelled where there is room.

    `heights` and `texts` are arrays of rows × periods; bars in `hollow` are outlined only.
    """
    n_rows, n = heights.shape
    solid = ~hollow if hollow is not None and not hollow.all() else np.ones(n, dtype=bool)
    top = heights[:, solid].max() or heights.max() or 1
    inches = 0.62 * width(ax) / max(n, 8)
    for row in range(n_rows):
        scaled = 0.68 * np.minimum(heights[row] / top, 1)  # an outlined bar may be higher: it ends there
        base = row + 0.38
        empty = np.zeros(n, dtype=bool) if hollow is None else hollow
        for kind, face, edge in ((~empty, BLUE, "none"), (empty, "white", BLUE)):
            chosen = np.flatnonzero(kind & (scaled > 0))
            ax.bar(
                chosen,
                -scaled[chosen],
                bottom=base,
                width=0.78,
                color=face,
                edgecolor=edge,
                linewidth=0 if edge == "none" else 0.8,
                zorder=2,
            )
        ax.plot([-0.5, n - 0.5], [base, base], color=PALE, linewidth=0.8, zorder=1)
        widest = max((text_width(ax, text, 7) for text in texts[row] if text), default=0)
        shown = range(n) if widest < 0.95 * inches else [int(np.argmax(heights[row]))]
        for i in shown:
            if texts[row][i] and heights[row][i] > 0:
                ax.annotate(
                    texts[row][i],
                    (i, base - scaled[i]),
                    xytext=(0, 1.5),
                    textcoords="offset points",
                    ha="center",
                    va="bottom",
                    fontsize=7,
                    color=GREY,
                    annotation_clip=False,
                    parse_math=False,
                )
    ax.grid(False)
    ax.spines["bottom"].set_visible(False)
