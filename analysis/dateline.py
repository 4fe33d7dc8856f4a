"""The dateline that opens a news item: “MOSCOW, 22 April (Reuters) –”. It names a place and an agency, and no speaker."""

import re

DATELINE = re.compile(
    r"(?P<place>[^\W\d_][^\d()\n:;!?–—]{1,60}?)"
    r"(?:,? (?P<date>\d{1,2} [A-Za-z]{3,9}\.?(?:,? \d{4})?|[A-Za-z]{3,9}\.? \d{1,2}(?:, \d{4})?))?"
    r"(?: ?\((?P<agency>[A-Z][^()\n]{1,40})\))? ?(?:[–—]|--|(?<= )-(?= ))"
)


def read_dateline(text, start=0, end=None):
    """The match of a dateline at `start`, with the groups place, date and agency; None where there is none."""
    match = DATELINE.match(text, start, len(text) if end is None else end)
    return match if match and is_dateline(match) else None


def dateline_end(text, start, end):
    """Where a paragraph begins behind its dateline; `start` where it has none."""
    match = read_dateline(text, start, end)
    return match.end() if match else start


def is_dateline(match):
    """A place in capitals, or one followed by a date or an agency: else the dash is an ordinary one."""
    place = match["place"].strip(" ,")
    words = place.replace(",", " ").split()
    if not words or len(words) > 7 or not all(word[0].isupper() or word in ("of", "the", "de") for word in words):
        return False
    town = place.split(",")[0]
    return town.isupper() and len(town) > 3 or bool(match["date"] or match["agency"])
