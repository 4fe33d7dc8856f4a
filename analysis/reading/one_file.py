"""One file -> its articles, kept in memory until the file changes. What goes wrong is a reason, never a traceback."""

import gzip
import hashlib
import os
import re
import zlib
from functools import lru_cache

from ..errors import SourceError
from .article_text import read_article
from .decode import decode, decode_as_written
from .limits import MAX_FILES, MAX_TABLE_BYTES, MAX_TEXT_BYTES, megabytes
from .markdown import read_markdown
from .records import read_csv, read_json, read_json_lines, read_tsv
from .walk import kind_of, printable
from .web_page import read_page

PIECE = 1_000_000
PAGE_START = re.compile(r"\s{0,100}(?:<!doctype html|<html\b)", re.I)
TABLES = {"csv": read_csv, "tsv": read_tsv, "json": read_json, "jsonl": read_json_lines}
KIND_NAMES = {"text": "a text", "markdown": "Markdown", "page": "a web page", "csv": "a table", "tsv": "a table",
              "json": "JSON", "jsonl": "JSON Lines"}  # fmt: skip


def read_file(path, date_order, *, cache=True):
    """`(articles, problems, digest)` of a file that is to be read: dicts as from `read_article`, reasons in plain
    words, and the digest of its bytes. A file that cannot be read has no articles, and one reason.
    """
    kind = kind_of(path.name)
    parse = parse_file if cache else parse_file.__wrapped__
    try:
        status = path.stat()
        return parse(os.path.abspath(path), kind, status.st_size, status.st_mtime_ns, date_order)
    except SourceError as error:
        reason = str(error)
    except RecursionError:
        reason = f"not readable as {KIND_NAMES[kind]}: nested too deeply"
    except MemoryError:
        reason = "too large for the memory of this computer"
    except PermissionError:
        reason = "no permission to read it"
    except OSError as error:
        reason = f"cannot be opened: {error.strerror or error}"
    except Exception as error:  # a fault of any parser must not stop the other files
        reason = f"not readable as {KIND_NAMES[kind]}: {type(error).__name__}: {str(error)[:200]}"
    return (), (printable(reason),), None


@lru_cache(maxsize=MAX_FILES)
def parse_file(path, kind, size, mtime_ns, date_order):
    """The file's articles; mtime_ns is there so that a changed file is parsed again. Errors are not kept."""
    data = read_bytes(path, size, MAX_TABLE_BYTES if kind in TABLES else MAX_TEXT_BYTES)
    digest = hashlib.sha256(data).hexdigest()
    if kind in TABLES:
        text, notes = decode_as_written(data)
        articles, problems = TABLES[kind](text, date_order)
        return tuple(articles), tuple(map(printable, notes + problems)), digest
    text, notes = decode(data, is_page=kind == "page")
    if kind == "page" or PAGE_START.match(text):  # a page may have been saved under another name
        article = read_page(text, date_order)
        article["notes"] = notes + article["notes"]
    elif kind == "markdown":
        article = read_markdown(text, notes, date_order)
    else:
        article = read_article(text, {"notes": notes}, date_order=date_order)
    return (article,), (), digest


def read_bytes(path, size, limit):
    """The bytes of a file, unpacked when it is gzipped; never more of them than the limit allows."""
    too_large = f"too large: more than {megabytes(limit)}"
    if size == 0:
        raise SourceError("empty: the file has no bytes")
    if size > limit:
        raise SourceError(f"too large: {megabytes(size)}, the limit is {megabytes(limit)}; split it")
    if not path.lower().endswith(".gz"):
        with open(path, "rb") as file:
            data = file.read(limit + 1)
        if len(data) > limit:
            raise SourceError(too_large)
        return data
    pieces, total = [], 0
    try:
        with gzip.open(path, "rb") as file:
            while piece := file.read(PIECE):
                total += len(piece)
                if total > limit:
                    raise SourceError(too_large + " when unpacked")
                pieces.append(piece)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise SourceError(f"not a whole gz file: {error}") from error
    return b"".join(pieces)
