"""Charts. Each function takes a table, draws on `ax` or on a figure of its own, and returns the Axes.

None shows, saves or closes anything, or changes a global setting. `in_words(ax)` says in a sentence what one shows.
"""

from .base import in_words
from .collection import plot_articles_over_time, plot_lengths
from .coverage import plot_issues, plot_issues_by_outlet, plot_issues_over_time, plot_topics
from .quotations import (
    plot_quotation_density,
    plot_quotation_density_by_length,
    plot_quotation_density_over_time,
    plot_quotation_positions,
    plot_reported_speech,
)
from .readability import (
    plot_narration_and_quotations,
    plot_readability,
    plot_readability_over_time,
    plot_sentence_lengths,
)
from .readability_formulas import plot_formula_agreement, plot_reading_ease_scale, plot_sentence_and_word_length
from .speakers import plot_speaker_shares, plot_speakers, plot_speakers_over_time
from .voices import plot_first_and_last_voices, plot_named_sources, plot_speakers_per_article

__all__ = [
    "in_words",
    "plot_articles_over_time",
    "plot_first_and_last_voices",
    "plot_formula_agreement",
    "plot_issues",
    "plot_issues_by_outlet",
    "plot_issues_over_time",
    "plot_lengths",
    "plot_named_sources",
    "plot_narration_and_quotations",
    "plot_quotation_density",
    "plot_quotation_density_by_length",
    "plot_quotation_density_over_time",
    "plot_quotation_positions",
    "plot_readability",
    "plot_readability_over_time",
    "plot_reading_ease_scale",
    "plot_reported_speech",
    "plot_sentence_and_word_length",
    "plot_sentence_lengths",
    "plot_speaker_shares",
    "plot_speakers",
    "plot_speakers_over_time",
    "plot_speakers_per_article",
    "plot_topics",
]
