"""A table of articles (CSV, TSV, JSON, JSON Lines) -> its articles, and what is wrong with the rest of its rows."""

import csv
import io
import json

from ..errors import SourceError
from .article_text import read_article
from .decode import clean, decode_as_written
from .fields import has_text_field, known_fields
from .limits import MAX_CELL_CHARACTERS
from .walk import printable

DELIMITERS = ",;\t|"
MAX_SHOWN = 5  # row numbers in a reason
MAX_SHOWN_COLUMNS = 20
MAX_DIGITS = 30  # a longer whole number is kept as text: it is no date and no count
UNITS = {"csv": ("row", "row"), "tsv": ("row", "row"), "json": ("record", "index"), "jsonl": ("line", "line")}


def read_table(data, kind, date_order):
    """`(articles, reasons)` of the bytes of a table. Raises SourceError when there is no table of articles in them.

    A row without a text is no article: each kind of fault is one reason, with the count and the first row numbers.
    Rows count from 1, the header being row 1; lines from 1; the records of a JSON list from 0.
    """
    text, reasons = decode_as_written(data)
    records, faults = PARSERS[kind](text)
    if not records:
        shown = describe(faults, kind)
        raise SourceError("; ".join(["empty: there are no rows in the table" if not shown else "no articles", *shown]))
    if not any(has_text_field(name for name, _ in pairs) for _, pairs in records):
        names = list(dict.fromkeys(str(name) for _, pairs in records for name, _ in pairs))
        shown = ", ".join(repr(printable(name)[:40]) for name in names[:MAX_SHOWN_COLUMNS]) or "none"
        raise SourceError(f"no column that could be the text of an article; the columns are {shown}"
                          f"{' …' if len(names) > MAX_SHOWN_COLUMNS else ''}. Name one of them 'text'")  # fmt: skip
    articles = []
    for number, pairs in records:
        article, fault = read_record(pairs, date_order)
        if fault:
            faults.append((fault, number))
        else:
            articles.append(article)
    reasons += describe(faults, kind)
    if not articles:
        raise SourceError("; ".join(["no articles", *reasons]))
    return articles, reasons


def read_record(pairs, date_order):
    """`(article, None)`, or `(None, what is wrong)`."""
    fields, fault = known_fields(pairs)
    text, notes = clean(fields.pop("text", ""))
    if not text.strip():
        return None, fault or "without text"
    article = read_article(text, fields | {"notes": notes}, date_order=date_order, has_head=False)
    return (article, None) if article["text"] else (None, "without text")


def describe(faults, kind):
    """One reason a kind of fault: '17 rows without text (row 12, 31, 40, 77, 90 …)'."""
    unit, label = UNITS[kind]
    numbers = {}
    for fault, number in sorted(faults, key=lambda fault: fault[1]):
        numbers.setdefault(fault, []).append(number)
    return [f"{len(found):,} {unit}{'s' if len(found) > 1 else ''} {fault} "
            f"({label} {', '.join(map(str, found[:MAX_SHOWN]))}{' …' if len(found) > MAX_SHOWN else ''})"
            for fault, found in numbers.items()]  # fmt: skip


def parse_csv(text, delimiter=None):
    """`(records, faults)`: records as `(row number, [(column, cell), …])`, faults as `(what is wrong, row number)`."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff\n")
    if text[:4].casefold() == "sep=" and text[5:6] == "\n":  # how Excel states the delimiter
        delimiter, text = text[4], text[6:]
    rows = csv_rows(text, delimiter or sniff_delimiter(text))
    header = [" ".join(name.split()) for name in next(rows, [])]
    records, faults, cells = [], [], header
    for number, cells in enumerate(rows, start=2):
        if not cells:  # a blank line is no row
            continue
        if len(cells) > len(header):
            faults.append(("with more cells than the header", number))
        records.append((number, list(zip(header, cells, strict=False))))
    if text.count('"') % 2 and records and len(cells) < len(header):
        faults.append(("with a quotation mark that is not closed", records[-1][0]))
    return records, faults


def csv_rows(text, delimiter):
    """The rows of a CSV text. The limit on a cell is a setting of the whole `csv` module: it is put back at the end."""
    before = csv.field_size_limit(MAX_CELL_CHARACTERS)
    try:
        return iter(list(csv.reader(io.StringIO(text, newline="\n"), delimiter=delimiter)))
    except csv.Error as error:
        raise SourceError(f"not readable as a table: {error}") from None
    finally:
        csv.field_size_limit(before)


def sniff_delimiter(text):
    """The delimiter by which the first line has a column of text, else the most columns."""
    line = text.split("\n", 1)[0][:10_000]
    headers = {delimiter: next(csv.reader([line], delimiter=delimiter), []) for delimiter in DELIMITERS}
    return max(DELIMITERS, key=lambda delimiter: (has_text_field(headers[delimiter]), len(headers[delimiter])))


def parse_json(text):
    """As parse_csv, for one JSON value: a list of records, one record, or an object with such a list in it."""
    repeated = []
    try:
        value = load(text, repeated)
    except json.JSONDecodeError as error:
        if error.msg == "Extra data" and error.lineno > 1:  # JSON Lines under the name of JSON
            return parse_jsonl(text)
        raise SourceError(f"not valid JSON: {error.msg} (line {error.lineno}, column {error.colno})") from None
    except RecursionError:
        raise SourceError("not readable as JSON: it is nested too deep") from None
    items = find_records(value)
    records = [(index, list(item.items())) for index, item in enumerate(items) if isinstance(item, dict)]
    faults = [("that are no objects", index) for index, item in enumerate(items) if not isinstance(item, dict)]
    return records, faults + [("with a name given twice, of which the last counts", index) for index, item
                              in enumerate(items) if any(item is twice for twice in repeated)]  # fmt: skip


def parse_jsonl(text):
    """As parse_csv, for one JSON object a line."""
    records, faults, repeated = [], [], []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            item = load(line, repeated)
        except json.JSONDecodeError as error:
            faults.append((f"not valid JSON, column {error.colno}", number))
        except RecursionError:
            faults.append(("not readable as JSON, nested too deep", number))
        else:
            if isinstance(item, dict):
                records.append((number, list(item.items())))
            else:
                faults.append(("that are no objects", number))
            if any(item is twice for twice in repeated):
                faults.append(("with a name given twice, of which the last counts", number))
    return records, faults


def load(text, repeated):
    """The value of a JSON text; numbers that are none (NaN, Infinity) are missing. Objects that repeat a name are
    appended to `repeated`."""

    def one_object(pairs):
        value = dict(pairs)
        if len(value) < len(pairs):
            repeated.append(value)
        return value

    def whole_number(digits):
        return int(digits) if len(digits) <= MAX_DIGITS else digits

    return json.loads(text, strict=False, parse_constant=lambda _: None, parse_int=whole_number,
                      object_pairs_hook=one_object)  # fmt: skip


def find_records(value, depth=0):
    """The list of records in a JSON value."""
    if isinstance(value, list):
        return value
    if not isinstance(value, dict):
        raise SourceError("no articles: the JSON is a single value, not a list of records")
    if has_text_field(value) or depth == 3:
        return [value]
    lists = [part for part in value.values() if isinstance(part, list) and any(isinstance(item, dict) for item in part)]
    if lists:
        return max(lists, key=len)
    inner = [part for part in value.values() if isinstance(part, dict)]
    if len(inner) == 1:
        return find_records(inner[0], depth + 1)
    return inner if inner and all(map(has_text_field, inner)) else [value]


PARSERS = {"csv": parse_csv, "tsv": lambda text: parse_csv(text, "\t"), "json": parse_json, "jsonl": parse_jsonl}
