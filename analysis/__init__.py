"""How news is written: quotation density, readability and topic coverage of a collection of articles."""

from .article_view import show_article
from .errors import AnalysisError, ArticleNotFoundError, LexiconError, SchemaError, SourceError
from .issues import issue_mentions, main_issue
from .plot import (
    in_words,
    plot_articles_over_time,
    plot_first_and_last_voices,
    plot_formula_agreement,
    plot_issues,
    plot_issues_by_outlet,
    plot_issues_over_time,
    plot_lengths,
    plot_named_sources,
    plot_narration_and_quotations,
    plot_quotation_density,
    plot_quotation_density_by_length,
    plot_quotation_density_over_time,
    plot_quotation_positions,
    plot_readability,
    plot_readability_over_time,
    plot_reading_ease_scale,
    plot_reported_speech,
    plot_sentence_and_word_length,
    plot_sentence_lengths,
    plot_speaker_shares,
    plot_speakers,
    plot_speakers_over_time,
    plot_speakers_per_article,
    plot_topics,
)
from .quotations import extract_quotations, quotation_density
from .readability import readability
from .reading import as_articles, check_folder, read_articles
from .sentence_readability import sentence_readability
from .sentences import split_sentences
from .speakers import speakers, voices
from .topics import Topics, fit_topics
from .variety import variety

__version__ = "0.1.0"

__all__ = [
    "AnalysisError",
    "ArticleNotFoundError",
    "LexiconError",
    "SchemaError",
    "SourceError",
    "Topics",
    "as_articles",
    "check_folder",
    "extract_quotations",
    "fit_topics",
    "in_words",
    "issue_mentions",
    "main_issue",
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
    "quotation_density",
    "read_articles",
    "readability",
    "sentence_readability",
    "show_article",
    "speakers",
    "split_sentences",
    "variety",
    "voices",
]
