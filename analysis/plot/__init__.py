"""Charts. Each function takes a table, draws on `ax` or on a figure of its own, and returns the Axes.

None shows, saves or closes anything, or changes a global setting. `in_words(ax)` says in a sentence what one shows.
"""

from .base import in_words
from .collection import plot_articles_over_time, plot_lengths
from .coverage import plot_issues, plot_issues_by_outlet, plot_issues_over_time, plot_topics
from .quotations import (
    plot_quotation_density,
    plot_quotation_density_over_time,
    plot_quotation_positions,
    plot_speakers,
)
from .readability import plot_readability, plot_readability_over_time, plot_sentence_lengths

__all__ = [
    "in_words",
    "plot_articles_over_time",
    "plot_issues",
    "plot_issues_by_outlet",
    "plot_issues_over_time",
    "plot_lengths",
    "plot_quotation_density",
    "plot_quotation_density_over_time",
    "plot_quotation_positions",
    "plot_readability",
    "plot_readability_over_time",
    "plot_sentence_lengths",
    "plot_speakers",
    "plot_topics",
]
