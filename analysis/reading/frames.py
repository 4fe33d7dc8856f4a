"""A table that a user has already -> the table of articles."""

import datetime

import pandas as pd

from .. import schema
from ..errors import SchemaError
from ..words import count_words, paragraphs
from .article_text import choose_date
from .collection import make_id, number_copy
from .dates import check_date_order
from .notes import text_notes
from .records import host_of

WAY_OUT = "Name the column that holds it, as in an.as_articles(frame, text='your column')."
COMPUTED = ("n_words", "n_paragraphs")


def as_articles(
    frame, *, text="text", title=None, date=None, outlet=None, author=None, place=None, url=None, article_id=None,
    date_order="DMY",
):  # fmt: skip
    """The articles in a table of yours. One row is one row of `frame`, in its order.

    text, title, date, outlet, author, place, url, article_id: the column of `frame` that holds each. Where one is not
    given, a column that bears the name already is taken. Columns as in `read_articles`, your further ones behind them.
    `text` stays as it is to the character, empty and missing ones included; what is not a text at all becomes missing.
    `article_id` is kept where there is one, else made from the content. Dates are read as in `read_articles`.
    `n_words` and `n_paragraphs` are counted anew. `frame` is not changed.

    Raises SchemaError when a column is not there, or an article_id stands in two rows.
    """
    check_date_order(date_order)
    given = {"text": "text" if text is None else text, "title": title, "date": date, "outlet": outlet,
             "author": author, "place": place, "url": url, "article_id": article_id}  # fmt: skip
    schema.require(frame, [column for column in given.values() if column is not None], "frame", WAY_OUT)
    columns = {name: name for name in schema.ARTICLES if name in frame.columns and name not in COMPUTED}
    columns |= {name: column for name, column in given.items() if column is not None}
    for column in columns.values():
        if (frame.columns == column).sum() > 1:
            raise SchemaError(f"frame has the column {column!r} more than once: rename or drop one.")
    cells = {name: [cell_or_none(cell) for cell in frame[column]] for name, column in columns.items()}
    n_rows = len(frame)
    texts = cells["text"] = [cell if isinstance(cell, str) else None for cell in cells["text"]]
    for name in ("title", "outlet", "author", "place", "url", "trailer", "source_path", "article_id"):
        if name in cells:
            cells[name] = [cell if cell is None else str(cell) for cell in cells[name]]
    days, date_notes = read_dates(cells.get("date", [None] * n_rows), date_order)
    cells["date"] = days
    outlets, addresses = cells.get("outlet", [None] * n_rows), cells.get("url", [None] * n_rows)
    cells["outlet"] = [one or host_of(address or "") for one, address in zip(outlets, addresses, strict=True)]
    titles = cells.get("title", [None] * n_rows)
    cells["article_id"] = ids(cells.get("article_id", [None] * n_rows), titles, days, texts)
    cells["n_words"] = [count_words(one) for one in texts]
    cells["n_paragraphs"] = [len(paragraphs(one)) for one in texts]
    if "notes" not in cells:
        cells["notes"] = ["; ".join(noted + text_notes(*its_parts)) or None for noted, *its_parts
                          in zip(date_notes, texts, titles, cells["n_words"], strict=True)]  # fmt: skip
    articles = make_table(cells)
    taken = set(columns.values()) | set(schema.ARTICLES)
    further = frame.loc[:, [column not in taken for column in frame.columns]].reset_index(drop=True)
    return pd.concat([articles, further], axis=1)


def make_table(cells):
    """The table. Where pandas keeps texts as UTF-8 it cannot hold half a surrogate pair: the row with one is named."""
    try:
        return schema.table(schema.ARTICLES, cells)
    except UnicodeEncodeError as error:
        row, name = next((row, name) for name, column in cells.items() for row, cell in enumerate(column)
                         if isinstance(cell, str) and not is_encodable(cell))  # fmt: skip
        raise SchemaError(f"row {row} of frame has half a surrogate pair in {name!r}, no character. Replace it: "
                          "text.encode('utf-16', 'surrogatepass').decode('utf-16', 'replace').") from error  # fmt: skip


def is_encodable(text):
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def cell_or_none(cell):
    """A cell, or None when it is missing in any of the ways pandas has."""
    if isinstance(cell, str):
        return cell
    missing = pd.isna(cell)
    return None if isinstance(missing, bool) and missing else cell


def read_dates(cells, date_order):
    """`(days, notes of each)` of a column of dates in any form."""
    days, notes = [], []
    for cell in cells:
        if isinstance(cell, pd.Timestamp | datetime.datetime):
            cell = cell.date()
        elif cell is not None and not isinstance(cell, datetime.date):
            cell = str(cell)
        day, noted = choose_date(cell, [], date_order)
        days.append(day)
        notes.append(noted if day is not None else ["undated", *noted])
    return days, notes


def ids(given, titles, days, texts):
    """The ids as given, else made from the content; each once."""
    seen = set()
    for one in given:
        if one is not None and one in seen:
            raise SchemaError(f"frame has article_id {one!r} in more than one row. Make them different, or drop the "
                              "column and let an.as_articles make them.")  # fmt: skip
        seen.add(one)
    made, first_with = [], {one: (None, 1) for one in seen}
    for one, title, day, text in zip(given, titles, days, texts, strict=True):
        if one is None:
            row = {"article_id": make_id(title, day, text), "source_path": None}
            number_copy(row, first_with)
            one = row["article_id"]
        made.append(one)
    return made
