"""The frame of a chart: its figure, title and foot line, and the room that its labels need.

matplotlib's own layouts give way to long labels until nothing is left of the chart. Here labels are shortened
first, to a share of the width, and the Axes then takes what remains of its place.
"""

from contextlib import contextmanager
from pathlib import Path

import numpy as np
from matplotlib import style
from matplotlib.text import Text
from matplotlib.transforms import ScaledTranslation

from .base import GREY, INK, fonts

STYLE = Path(__file__).parent.parent / "analysis.mplstyle"
WIDTH = 8.0  # inches
PAD = 0.12  # inches between the outermost label and the edge
LABEL_SHARE = 0.36  # of the width, at most, for the labels of rows
SMALL = 8  # points, for notes and counts


@contextmanager
def chart(ax=None, *, height=3.0):
    """Draw inside this: the Axes given, or one in a new figure whose plotting area is `height` inches high."""
    own = ax is None
    if own:
        from matplotlib import pyplot  # registers the figure, so that Jupyter shows it

        # The backend is loaded with the first figure and switches Jupyter's to interactive. Inside the style's context
        # that would be undone at its end, and no second chart would be shown: load it before.
        pyplot.draw_if_interactive()
    with style.context([STYLE, {"font.family": fonts()}]):
        if own:
            ax = pyplot.figure(figsize=(WIDTH, height + 1.2)).add_subplot()
        else:
            for text in ax.findobj(Text):  # it may have been made under settings that take $ for mathematics
                text.set_parse_math(False)
        _dress(ax)
        yield ax
        _fit(ax, height if own else None)


def caption(ax, *, title, foot, words):
    """Title, foot line and the sentence of `in_words`; the first two wrapped to the width there is."""
    room = width(ax)
    size = 12 if room > 6 else 10
    ax.set_title(
        wrap(ax, title, room, size, weight="bold"), loc="left", y=1.0, fontsize=size, parse_math=False, gid="title"
    )
    note = ax.annotate(
        wrap(ax, foot, room, SMALL),
        (0, 0),
        xycoords="axes fraction",
        xytext=(0, -30),
        va="top",
        textcoords="offset points",
        fontsize=SMALL,
        color=GREY,
        annotation_clip=False,
        parse_math=False,
        linespacing=1.35,
    )
    note.set_gid("foot")
    ax.in_words = words


def nothing(ax, *, title, sentence, foot=""):
    """An empty chart that says why it is empty."""
    ax.set_axis_off()
    ax.text(
        0.5,
        0.5,
        wrap(ax, sentence, 0.8 * width(ax), 11),
        transform=ax.transAxes,
        ha="center",
        va="center",
        fontsize=11,
        color=GREY,
        parse_math=False,
    )
    caption(ax, title=title, foot=foot, words=sentence)


def name_rows(ax, labels, *, notes=None, shift=0.0):
    """Name the rows 0, 1, … from the top, each with a note behind its name; names too long are shortened."""
    notes = notes or [""] * len(labels)
    room = LABEL_SHARE * width(ax)
    names = [
        f"{shorten(ax, text, room - text_width(ax, '  ' + note))}{'  ' + note if note else ''}"
        for text, note in zip(labels, notes, strict=True)
    ]
    size = _row_size(ax, len(labels))
    ax.set_yticks([row + shift for row in range(len(names))], labels=names, parse_math=False, fontsize=size)
    ax.set_ylim(len(names) - 0.5, -0.5)


def column(ax, heading, texts, *, at=1.0, offset=10, colour=INK):
    """A column of texts beside the rows, right of the plotting area, under a small heading."""
    put(ax, heading, (at, 1), (offset, 5), va="bottom", colour=GREY)
    for row, text in enumerate(texts):
        ax.annotate(
            text,
            (at, row),
            xycoords=("axes fraction", "data"),
            xytext=(offset, 0),
            va="center",
            textcoords="offset points",
            fontsize=SMALL + 0.5,
            color=colour,
            annotation_clip=False,
            parse_math=False,
        )


def put(
    ax, text, at, offset=(0, 0), *, xycoords="axes fraction", colour=GREY, size=SMALL, ha="left", va="baseline", **more
):
    """A small text at a place of the Axes, moved by an offset in points."""
    return ax.annotate(
        text,
        at,
        xycoords=xycoords,
        xytext=offset,
        textcoords="offset points",
        ha=ha,
        va=va,
        fontsize=size,
        color=colour,
        annotation_clip=False,
        parse_math=False,
        **more,
    )


def grid(ax, axis):
    """Grid lines across one axis only: "x", "y" or, for neither, ""."""
    ax.grid(False)
    if axis:
        ax.grid(True, axis=axis, color="#e4e4e4", linewidth=0.7)


def name_y(ax, text):
    """The name of the vertical axis, level above it, where it is read more easily than upright."""
    ax.set_ylabel(text, rotation=0, ha="left", va="bottom", parse_math=False)
    ax.yaxis.set_label_coords(0, 1, ax.transAxes + ScaledTranslation(0, 8 / 72, ax.figure.dpi_scale_trans))


# ---------------------------------------------------------------- text that fits


def text_width(ax, text, size=9, weight="normal"):
    """Width in inches of a text as it would be drawn on `ax`."""
    ruler = Text(0, 0, text, fontsize=size, fontweight=weight, parse_math=False)
    ruler.set_figure(ax.figure)
    return ruler.get_window_extent().width / ax.figure.dpi


def shorten(ax, text, inches, size=9):
    """The text, its end replaced by … where it is wider than `inches`; at least four letters stay."""
    if text_width(ax, text, size) <= inches:
        return text
    low, high = min(4, len(text)), len(text) - 1
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if text_width(ax, text[:middle] + "…", size) <= inches else (low, middle - 1)
    return text[:low].rstrip(" ,.;:-–(") + "…"


def wrap(ax, text, inches, size, weight="normal"):
    """The text in lines no wider than `inches`."""
    lines, space = [], text_width(ax, "n n", size, weight) - text_width(ax, "nn", size, weight)
    for part in text.split("\n"):
        line, reached = [], 0.0
        for word in part.split(" "):
            wide = text_width(ax, word, size, weight)
            if line and reached + space + wide > inches:
                lines.append(" ".join(line))
                line, reached = [], 0.0
            reached += wide + space * bool(line)
            line.append(word)
        lines.append(" ".join(line))
    return "\n".join(lines)


# ---------------------------------------------------------------- room


def width(ax):
    """Inches from the left to the right of the place that the chart may fill."""
    left, _, right, _ = _place(ax)
    return (right - left) / ax.figure.dpi


def inner_width(ax):
    """Inches that the plotting area will be wide, beside the labels it has by now."""
    around, inner = ax.get_tightbbox(), ax.get_window_extent()
    return width(ax) - (inner.x0 - around.x0 + around.x1 - inner.x1) / ax.figure.dpi


def _dress(ax):
    """The style's spines and ticks, also on an Axes that was made without it and for ticks that come later."""
    from matplotlib import rcParams

    ax.set_facecolor(rcParams["axes.facecolor"])
    ax.set_axisbelow(True)
    for side, spine in ax.spines.items():
        spine.set_visible(rcParams[f"axes.spines.{side}"])
        spine.set(color=rcParams["axes.edgecolor"], linewidth=rcParams["axes.linewidth"])
    for axis in "xy":
        tick = f"{axis}tick"
        ax.tick_params(
            axis=axis,
            labelsize=rcParams[f"{tick}.labelsize"],
            color=rcParams[f"{tick}.color"],
            labelcolor=rcParams[f"{tick}.labelcolor"],
            length=rcParams[f"{tick}.major.size"],
            labelfontfamily=fonts()[0],
        )
        whole = getattr(ax, f"{axis}axis")
        whole.label.set(color=rcParams["axes.labelcolor"], fontsize=rcParams["axes.labelsize"], fontfamily=fonts())
    grid(ax, "x")


def _place(ax):
    """(left, bottom, right, top) in pixels: the figure, or in a grid of Axes the cell, half-way to its neighbours."""
    box = ax.figure.bbox
    pad = PAD * ax.figure.dpi
    left, bottom, right, top = 0.0, 0.0, 1.0, 1.0
    spec = ax.get_subplotspec()
    if spec is not None and (spec.get_gridspec().nrows, spec.get_gridspec().ncols) != (1, 1):
        bottoms, tops, lefts, rights = spec.get_gridspec().get_grid_positions(ax.figure)
        rows, columns = spec.rowspan, spec.colspan
        if columns.start > 0:
            left = (rights[columns.start - 1] + lefts[columns.start]) / 2
        if columns.stop < len(lefts):
            right = (rights[columns.stop - 1] + lefts[columns.stop]) / 2
        if rows.start > 0:
            top = (bottoms[rows.start - 1] + tops[rows.start]) / 2
        if rows.stop < len(tops):
            bottom = (bottoms[rows.stop - 1] + tops[rows.stop]) / 2
    return (
        box.x0 + left * box.width + pad,
        box.y0 + bottom * box.height + pad,
        box.x0 + right * box.width - pad,
        box.y0 + top * box.height - pad,
    )


def _row_size(ax, rows):
    """Size of row labels in points: 9, and less in a given Axes so low that they would touch."""
    inches = ax.get_window_extent().height / ax.figure.dpi
    return min(9, max(4, 72 * inches / max(rows, 1) / 1.3))


def _fit(ax, height):
    """Place the Axes so that all its labels are inside; with `height`, make the figure as high as that needs."""
    figure = ax.figure
    point = figure.dpi / 72
    parts = {child.get_gid(): child for child in ax.get_children()}
    title, foot = parts["title"], parts["foot"]
    free = ax.get_subplotspec() is not None and figure.get_layout_engine() is None
    before = None
    for _ in range(4):  # labels inside the chart move with its size
        title.set_visible(False)
        foot.set_visible(False)
        around, inner = ax.get_tightbbox(), ax.get_window_extent()
        title.set_visible(True)
        foot.set_visible(True)
        if before is not None and np.allclose(before, around.extents, atol=0.5):
            break
        left, right = inner.x0 - around.x0, around.x1 - inner.x1
        above, below = around.y1 - inner.y1, inner.y0 - around.y0
        above_title, below_foot = above + 10 * point, below + 9 * point
        top = above_title + title.get_window_extent().height
        bottom = below_foot + (foot.get_window_extent().height if foot.get_text() else 0)
        if height is not None:
            figure.set_size_inches(WIDTH, height + (top + bottom) / figure.dpi + 2 * PAD)
        x0, y0, x1, y1 = _place(ax)
        box = figure.bbox
        if free:
            wide, high = max(x1 - x0 - left - right, 0.25 * (x1 - x0)), max(y1 - y0 - top - bottom, 0.2 * (y1 - y0))
            ax.set_position(
                [
                    (x0 + left - box.x0) / box.width,
                    (y0 + bottom - box.y0) / box.height,
                    wide / box.width,
                    high / box.height,
                ]
            )
        inner = ax.get_window_extent()
        edge = min(inner.x0, max(x0, inner.x0 - left)) if free else inner.x0
        ax.set_title(
            title.get_text(),
            loc="left",
            y=1.0,
            pad=above_title / point,
            fontsize=title.get_fontsize(),
            x=(edge - inner.x0) / inner.width,
            parse_math=False,
        )
        foot.set_position(((edge - inner.x0) / point, -below_foot / point))
        before = (inner.x0 - left, inner.y0 - below, inner.x1 + right, inner.y1 + above)
