"""The names by which tables and pages call the parts of an article -> the names used here."""

import re
from functools import lru_cache

from .decode import clean

NAMES = {  # the better name first: it wins where a record has both; compared by letters and digits only
    "text": "text body articletext articlebody fulltext maintext bodytext contenttext storytext content articlecontent "
            "article story",
    "title": "title headline articletitle heading storytitle webtitle hed",
    "date": "date publishdate publicationdate publisheddate datepublished datepublish pubdate publishedat published "
            "publishedon publishtime publishedtime articledate dateofpublication datetime timestamp",
    "outlet": "outlet publication publisher newspaper sourcename sitename newsoutlet mediaoutlet source site domain "
              "sourcedomain",
    "author": "author authors byline writer reporter creator",
    "place": "place dateline location",
    "url": "url link articlesourcelink articleurl articlelink sourceurl weburl pageurl permalink sourcelink href",
}  # fmt: skip
RANK = {name: (field, rank) for field, names in NAMES.items() for rank, name in enumerate(names.split())}
NOT_NAME_CHARACTER = re.compile(r"[\W_]+")


def known_fields(record):
    """`(fields, fault)`: the parts of an article that a record states, by the names used here, as clean texts.

    fault says what is wrong with the text, when it is there and is no text; else it is None.
    """
    named = [(RANK.get(plain_name(str(key)[:100])), value) for key, value in record.items()]
    ranked = sorted((rank, as_text(value)) for rank, value in named if rank and as_text(value) is not None
                    and (rank[0] != "text" or isinstance(value, str)))  # fmt: skip
    fields = {}
    for (field, _), value in ranked:
        if value.strip():
            fields.setdefault(field, value)
    for field in fields.keys() - {"text"}:
        fields[field] = " ".join(clean(fields[field])[0].split())
    if "text" in fields:
        return fields, None
    wrong = [value for rank, value in named if rank and rank[0] == "text" and value and not isinstance(value, str)]
    return fields, f"whose text is a {type(wrong[0]).__name__}" if wrong else None


def has_text_field(names):
    """Whether one of the names is one by which tables call the text of an article."""
    return any(RANK.get(plain_name(str(name)[:100]), ("",))[0] == "text" for name in names)


@lru_cache(maxsize=10_000)
def plain_name(name):
    return NOT_NAME_CHARACTER.sub("", name.casefold())


def as_text(value):
    """A value as text: a list of names is joined, a named object gives its name; None when it is no text."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return value["name"] if isinstance(value.get("name"), str) else None
    if isinstance(value, list):
        parts = [as_text(part) for part in value[:50] if not isinstance(part, list)]
        return ", ".join(part for part in parts if part) or None
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else None
