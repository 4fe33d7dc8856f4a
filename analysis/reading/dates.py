"""Dates as newspapers print them -> a day. Only shapes known here are read, so that a date is never invented."""

import datetime
import re
from functools import lru_cache

from ..errors import SourceError

ORDERS = ("DMY", "MDY", "YMD")  # how 03/04/2011 is read; a year that stands first is always read year, month, day
MAX_DATE_CHARACTERS = 100
MIN_YEAR = 1500  # 0001-01-01 and the like stand for no date
MONTHS = {
    name: number
    for number, names in enumerate(
        ["january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sept sep", "october oct", "november nov", "december dec"], start=1)
    for name in names.split()
}  # fmt: skip
MONTH = "(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
YEAR = r"(?P<year>\d{4})"
SHAPES = [
    re.compile(rf"{DAY}[ -]?(?:of )?{MONTH},?[ -]?{YEAR}", re.I),  # 22 April 2011, 22nd of April, 2011, 22-Apr-2011
    re.compile(rf"{MONTH} ?{DAY},? ?{YEAR}", re.I),  # April 22, 2011
    re.compile(rf"{YEAR}[ -]{MONTH}[ -]{DAY}", re.I),  # 2011 April 22
    re.compile(r"(?P<year>\d{4})([-/.])(?P<month>\d{1,2})\2(?P<day>\d{1,2})"),  # 2011-04-22, 2017/2/7
    re.compile(r"(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)"),  # 20110422
]
FIGURES = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})")  # 22/04/2011: its order is a matter of setting
LABEL = re.compile(
    r"(?P<updated>(?:last |first )?(?:updated|modified|revised|edited)(?: on| at)?)\b|"
    r"(?:(?:first |date )?(?:published|posted|issued|released|created)|(?:publication |release )?date)\b"
    r"(?: on\b| at\b)?",
    re.I,
)
WEEKDAY = re.compile(r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,?", re.I)
TIME = re.compile(r"(?<![\d./-])\b(?:at )?\d{1,2}[:.h]\d{2}(?:[:.]\d{2}(?:[.,]\d{1,9})?)?(?: ?[ap]\.?m\b\.?)?"
                  r"(?![\d/.-])", re.I)  # fmt: skip
ISO_TIME = re.compile(r"(?<=\d)(?:T\d{2}:?| \d{2}:)\d{2}(?::?\d{2}(?:[.,]\d{1,9})?)?(?: ?[+-]\d{2}:?\d{2}$)?", re.I)
HOUR = re.compile(r"\b\d{1,2} ?[ap]\.?m\b\.?", re.I)
OFFSET = re.compile(r"(?<= )[+-]\d{2}:?\d{2}$")
ZONE = re.compile(r"\(?\b(?:utc|msk|[ecmp][sd]?t|(?-i:(?!OCT|SEPT)[A-Z]{1,4}T))"
                  r"(?: ?[+-]\d{1,2}(?::?\d{2})?)?\b\)?|(?<=\d|\s)Z$", re.I)  # fmt: skip
PLACE_BEFORE = re.compile(r"(?P<place>[^\W\d_][^\d,:;.!?]{1,39}(?:, [^\W\d_][^\d,:;.!?]{1,29})?), (?P<rest>\S.*)")


def check_date_order(date_order):
    """Raise SourceError unless `date_order` is one of DMY, MDY, YMD."""
    if date_order not in ORDERS:
        raise SourceError(f"date_order must be one of {', '.join(map(repr, ORDERS))}, not {date_order!r}: "
                          "it says how 03/04/2011 is read.")  # fmt: skip


def parse_date(text, date_order="DMY"):
    """`(day, note)` of a text that holds one date and nothing else, time and zone dropped.

    day is a `datetime.date`, or None. note says in plain words what a reader should know about it, or is None.
    `(None, None)`: the text is not in the shape of a date.
    """
    day, note, _ = read_date(text, date_order)
    return day, note


@lru_cache(maxsize=10_000)
def read_date(text, date_order):
    """`(day, note, is_update)`: as parse_date, and whether the text says 'Updated' or the like."""
    shown = " ".join(text.split())
    if not shown or len(shown) > MAX_DATE_CHARACTERS or not any(character.isdigit() for character in shown):
        return None, None, False
    label = LABEL.match(shown)
    bare = shown[label.end() :].lstrip(" :") if label else shown
    for part in (ISO_TIME, TIME, HOUR, ZONE, OFFSET, WEEKDAY):  # each goes from the text, so that the day alone is left
        bare = part.sub(" ", bare).strip(" ,")
    bare = " ".join(bare.replace("(", " ").replace(")", " ").split()).strip(" ,.;|-–—")
    day, note = read_day(bare, date_order)
    return day, note, bool(label and label["updated"])


def read_day(bare, date_order):
    """`(day, note)` of a date without weekday, time or zone."""
    match = next(filter(None, (shape.fullmatch(bare) for shape in SHAPES)), None)
    if match:
        month = MONTHS.get(match["month"].lower()) or int(match["month"])
        return make_day(int(match["year"]), month, int(match["day"]), bare)
    match = FIGURES.fullmatch(bare)
    if not match:
        return None, None
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    day, month = (second, first) if date_order == "MDY" else (first, second)
    if month > 12 >= day:  # only the other reading is a date
        day, month = month, day
    found, note = make_day(year, month, day, bare)
    if found and not note and first != second and first <= 12 and second <= 12:
        note = f"ambiguous date ({bare} read as {found.day} {found:%B} {found.year})"
    return found, note


def make_day(year, month, day, shown):
    """`(day, note)`; a day that no calendar has is None, one that is still to come is noted."""
    try:
        found = datetime.date(year, month, day)
    except ValueError:
        return None, f"no such day ({shown})"
    if year < MIN_YEAR:
        return None, f"no such day ({shown})"
    if found > datetime.date.today() + datetime.timedelta(days=1):  # a day's grace for time zones
        return found, f"date in the future ({found})"
    return found, None


def read_date_line(line, date_order):
    """`(day, note, is_update, place)` of a line that is a date, as in 'Rome, 2 May 2011'; None of any other."""
    day, note, is_update = read_date(line, date_order)
    if day or note:
        return day, note, is_update, None
    match = PLACE_BEFORE.fullmatch(line) if len(line) <= MAX_DATE_CHARACTERS else None
    if match and all(word[0].isupper() or word in ("of", "and", "the", "de") for word in match["place"].split()):
        day, note, is_update = read_date(match["rest"], date_order)
        if day and not is_update:
            return day, note, False, match["place"]
    return None
