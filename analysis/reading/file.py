"""One file -> its articles, parsed once a session; whatever is wrong with a file becomes a reason, never a traceback."""

import gzip
import hashlib
import io
import os
import zlib
from functools import lru_cache

from ..errors import SourceError
from .article_text import read_article
from .decode import decode
from .limits import MAX_FILES, MAX_TABLE_BYTES, MAX_TEXT_BYTES, megabytes
from .walk import kind_of, printable

MAX_REASON_CHARACTERS = 300


def read_file(path, date_order, cache):
    """`(articles, reasons, digest)`; articles are dicts that must not be changed, as they are kept for the next call.

    A file that cannot be read has no articles, and one reason. digest: a hash of its bytes; None when it was not read.
    """
    try:
        status = os.stat(path)
        parse = parse_file if cache else parse_file.__wrapped__
        return parse(os.fspath(path), status.st_size, status.st_mtime_ns, status.st_ctime_ns, date_order)
    except SourceError as error:
        reason = str(error)
    except PermissionError:
        reason = "no permission to read it"
    except OSError as error:
        reason = f"cannot be opened: {error.strerror or error}"
    except RecursionError:
        reason = "cannot be read: nested too deep"
    except MemoryError:
        reason = "too large for the memory of this computer"
    except Exception as error:  # a parser's own failure must not stop the other files
        reason = f"cannot be read: {type(error).__name__}: {error}"
    return (), (printable(reason)[:MAX_REASON_CHARACTERS],), None


@lru_cache(maxsize=MAX_FILES)
def parse_file(path, size, modified, changed, date_order):
    """`(articles, reasons, digest)` of a file; size and times are there to tell a changed file. Failures are raised."""
    kind = kind_of(path)
    limit = MAX_TEXT_BYTES if kind in ("text", "markdown", "page") else MAX_TABLE_BYTES
    data = read_bytes(path, limit)
    digest = hashlib.sha256(data).digest()
    if not data.strip():
        raise SourceError("empty: there is no text in it")
    if kind in ("csv", "tsv", "json", "jsonl"):
        from .records import read_table

        articles, reasons = read_table(data, kind, date_order)
        return tuple(articles), tuple(reasons), digest
    text, notes = decode(data, is_page=kind == "page")
    if kind == "page":
        from .web_page import read_page

        article = read_page(text, date_order)
        article["notes"] = notes + article["notes"]
    elif kind == "markdown":
        from .markdown import read_markdown

        article = read_markdown(text, notes, date_order)
    else:
        article = read_article(text, {"notes": notes}, date_order=date_order)
    if not article["text"] and not article.get("title"):
        raise SourceError("empty: there is no article text in it")
    return (article,), (), digest


def read_bytes(path, limit):
    """The bytes of a file, unpacked when it is a gz; SourceError when they are more than `limit`."""
    too_large = f"too large: more than {megabytes(limit)}"
    with open(path, "rb") as file:
        data = file.read(limit + 1)
    if len(data) > limit:
        raise SourceError(too_large)
    if not path.casefold().endswith(".gz"):
        return data
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
            data = file.read(limit + 1)
    except (EOFError, OSError, zlib.error) as error:
        raise SourceError(f"a damaged gz file: {error}") from None
    if len(data) > limit:
        raise SourceError(f"{too_large} unpacked")
    return data
