"""Tables of articles (CSV, TSV, JSON, JSON Lines) -> one article a row. Columns are known by their usual names."""

import csv
import io
import json
import re
import threading
from urllib.parse import urlsplit

from ..errors import SourceError
from .article_text import read_article
from .decode import clean
from .fields import has_text_field, known_fields
from .limits import MAX_CELL_CHARACTERS

DELIMITERS = ",;\t|"
SHOWN_ROWS = 5
SHOWN_COLUMNS = 10
FIELD_LIMIT = threading.Lock()  # csv has one limit for the whole process


def read_csv(text, date_order, delimiter=None):
    """`(articles, problems)` of a CSV file. Rows are counted as a spreadsheet counts them: the header is row 1."""
    if text[:4] == "sep=" and text[5:6] in ("\r", "\n"):  # how Excel says what parts the cells
        delimiter, text = text[4], text[6:].lstrip("\r\n")
    header, *rows = parse_cells(text, delimiter or find_delimiter(text)) or [[]]
    require_text(header, "column")
    problems = []
    long_rows = [number for number, row in enumerate(rows, 2) if len(row) > len(header) and any(row[len(header) :])]
    if long_rows:
        problems.append(f"{count(long_rows, 'row')} with more cells than the header: {some(long_rows)}")
    if text.count('"') % 2:
        problems.append('a quotation mark " is opened and never closed, so that rows may be joined')
    records = [(number, dict(zip(header, row, strict=False))) for number, row in enumerate(rows, 2)]
    articles, more = read_records(records, "row", date_order)
    return articles, problems + more


def read_tsv(text, date_order):
    """As read_csv, for cells parted by tabs."""
    return read_csv(text, date_order, "\t")


def read_json(text, date_order):
    """`(articles, problems)` of a JSON file: one article, a list of them, or a list under some name."""
    try:
        value = load_json(text)
    except json.JSONDecodeError as error:
        first, _, rest = text.lstrip().partition("\n")
        if error.msg == "Extra data" and rest.strip() and first.rstrip().endswith("}"):
            return read_json_lines(text, date_order)  # JSON Lines by another name
        raise SourceError(f"not valid JSON: {error.msg} in line {error.lineno}, column {error.colno}") from None
    records = find_records(value)
    if not records:
        raise SourceError(f"no article in this JSON: it holds {describe(value)}")
    return articles_of(list(enumerate(records, 1)), "record", [], date_order)


def read_json_lines(text, date_order):
    """`(articles, problems)` of a file with one JSON object a line."""
    records, broken = [], []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            records.append((number, load_json(line)))
        except (ValueError, RecursionError):
            broken.append(number)
    if not records:
        raise SourceError("no line of it is valid JSON")
    problems = [f"{count(broken, 'line')} not valid JSON: {some(broken)}"] if broken else []
    return articles_of(records, "line", problems, date_order)


def articles_of(records, unit, problems, date_order):
    names = list(dict.fromkeys(name for _, record in records if isinstance(record, dict) for name in record))
    require_text(names, "field")
    articles, more = read_records(records, unit, date_order)
    return articles, problems + more


def read_records(records, unit, date_order):
    """`(articles, problems)` of numbered dicts; the problems name by number those that have no text."""
    articles, faults = [], {}
    for number, record in records:
        fields, fault = known_fields(record) if isinstance(record, dict) else ({}, None)
        text, notes = clean(fields.pop("text", ""))
        if text.strip():
            articles.append(read_article(text, fields | {"notes": notes}, date_order=date_order, has_head=False))
        else:
            faults.setdefault(fault or "without text", []).append(number)
    return articles, [f"{count(numbers, unit)} {fault}, not read: {some(numbers)}" for fault, numbers in faults.items()]


def require_text(names, unit):
    """Raise SourceError, which lists the names, unless one of them is usual for the text."""
    if not has_text_field(names):
        shown = ", ".join(repr(str(name)[:40]) for name in names[:SHOWN_COLUMNS]) or "none"
        more = f" and {len(names) - SHOWN_COLUMNS} more" if len(names) > SHOWN_COLUMNS else ""
        raise SourceError(f"no {unit} that could be the text: found {shown}{more}. Name one of them 'text', "
                          "or read the table with pandas and use an.as_articles(frame, text='…')")  # fmt: skip


def host_of(address):
    """`bbc.co.uk` of `https://www.bbc.co.uk/news/1`; None when it is no address."""
    try:
        host = urlsplit(address.strip()).hostname if re.match(r"\s*(?:https?:)?//", address, re.I) else None
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def find_delimiter(text):
    """What parts the cells: that which makes a header with a text column, else with the most columns."""
    start = text[:20_000]
    headers = {mark: next(iter(parse_cells(start, mark, n_rows=1)), []) for mark in DELIMITERS}
    return max(DELIMITERS, key=lambda mark: (has_text_field(headers[mark]), len(headers[mark])))


def parse_cells(text, delimiter, n_rows=None):
    """The rows of a delimited text as lists of texts, without blank ones at the end."""
    with FIELD_LIMIT:
        before = csv.field_size_limit(MAX_CELL_CHARACTERS)
        try:
            reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
            rows = [row for row, _ in zip(reader, range(n_rows), strict=False)] if n_rows else list(reader)
        finally:
            csv.field_size_limit(before)
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows.pop()
    return rows


def load_json(text):
    """The value of a JSON text; numbers stay as written (5,000 digits are no error), NaN and Infinity are None."""
    return json.loads(text, strict=False, parse_int=str, parse_float=str, parse_constant=lambda name: None)


def find_records(value):
    """The list of records in a JSON value: itself, the one article it is, a list under some name, or columns."""
    if isinstance(value, list):
        return value
    if not isinstance(value, dict):
        return []
    text = next((part for name, part in value.items() if has_text_field([name])), None)
    if isinstance(text, dict) and has_text_field(text):  # {"article": {"text": …}}
        return [text]
    if isinstance(text, dict):  # {column: {row: cell}}, as pandas writes it
        return [{name: cells.get(row) for name, cells in value.items() if isinstance(cells, dict)} for row in text]
    if isinstance(text, list) and text and not any(isinstance(item, dict) for item in text):  # {column: [cells]}
        columns = {name: cells for name, cells in value.items() if isinstance(cells, list) and len(cells) == len(text)}
        return [dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True)]
    if text is not None and not isinstance(text, list):
        return [value]
    for item in value.values():
        if isinstance(item, list) and any(isinstance(record, dict) for record in item):
            return item
    for item in value.values():  # {"response": {"docs": [...]}}
        if isinstance(item, dict):
            found = next((inner for inner in item.values() if isinstance(inner, list) and inner), None)
            if found:
                return found
    return [value]


def describe(value):
    return {dict: "no records", list: "an empty list", str: "a text"}.get(type(value), "a single value")


def count(numbers, unit):
    return f"{len(numbers)} {unit}{'s' if len(numbers) != 1 else ''}"


def some(numbers):
    """The first few numbers of a list: `5, 12, 40 …`."""
    return ", ".join(map(str, numbers[:SHOWN_ROWS])) + (" …" if len(numbers) > SHOWN_ROWS else "")
