"""The user's own table of who is meant: as_written -> name. It wins over every rule."""

import unicodedata

APOSTROPHES = str.maketrans("’‘ʼ`", "''''")


def folded(written, *, accents=True):
    """A mention or a name reduced to what is compared: no capitals, one kind of apostrophe, single spaces."""
    plain = " ".join(written.translate(APOSTROPHES).split()).casefold()
    if accents:
        return plain
    return "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
