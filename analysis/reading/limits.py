"""Every limit on what is read, in one place. A file past a limit is skipped, and the message names the limit."""

MAX_FILES = 100_000  # files of one folder
MAX_TEXT_BYTES = 10_000_000  # one article or web page, unpacked
MAX_TABLE_BYTES = 50_000_000  # one table of articles (CSV, TSV, JSON, JSON Lines), unpacked
MAX_CELL_CHARACTERS = MAX_TABLE_BYTES  # one cell of a table
MAX_HEADLINE_CHARACTERS = 150  # a first line longer than this is body, not headline
MIN_PAGE_WORDS = 5  # a web page with fewer words has no article in it
SHORT_WORDS = 30  # an article with fewer words is noted as very short


def megabytes(n_bytes):
    """A size as people say it: `12.3 MB`."""
    return f"{n_bytes / 1_000_000:,.1f} MB".replace(".0 MB", " MB")
