"""The errors a user can meet. Each message says what is wrong, what was found, and what to do about it."""


class AnalysisError(ValueError):
    """Base of every error that this package raises on purpose."""


class SchemaError(AnalysisError):
    """A table lacks a column that a function needs, or holds the wrong kind of thing in it."""


class SourceError(AnalysisError):
    """A folder or file to read does not exist, or cannot be opened at all."""


class LexiconError(AnalysisError):
    """An issue lexicon is not in the form `{issue: [terms]}`."""


class ArticleNotFoundError(AnalysisError):
    """The article asked for is not in the table."""
