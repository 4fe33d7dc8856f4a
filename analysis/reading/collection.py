"""A folder of files -> the table of articles, and the list of what became of each file."""

import hashlib
import os
import warnings
from pathlib import Path

from .. import schema
from ..errors import SourceError
from ..words import paragraphs
from .dates import check_date_order
from .one_file import read_file
from .records import host_of
from .walk import find_files, kind_of, printable

SAME_FILE, UNDATED = "same text as an earlier row of this file", "undated"
PROJECT = Path(__file__).resolve().parents[2]
KINDS_READ = ".txt, .md, .html, .csv, .tsv, .json or .jsonl, each also as .gz"


def read_articles(source=None, *, date_order="DMY", cache=True):
    """The articles of a folder, a file, or a list of either. One row is one article, in the order of the files' paths.

    source: None means `$ANALYSIS_ARTICLES` when it is set, else `data/articles/` when it holds any, else
    `data/sample/`, and a line is printed that says which. date_order: how 03/04/2011 is read, "DMY", "MDY" or "YMD".
    cache: keep what was read in memory, so that only new and changed files are parsed again.

    Columns: `article_id` (made from title, date and text; copies of one article get -2, -3 …), `source_path` (relative
    to the folder), `title`, `date` (the day; missing when none is stated), `outlet` (as stated, else the host of `url`,
    else the sub-folder), `author`, `place` (dateline), `url`, `text` (paragraphs parted by a blank line), `trailer`,
    `n_words`, `n_paragraphs`, `notes` (parted by '; '; missing when there is nothing to note).

    Warns once when files were skipped, with the count: `check_folder` lists them. Raises SourceError when the source
    does not exist or date_order is none of the three.
    """
    source, rows, files = collect(source, date_order, cache)
    n_skipped = sum(file["outcome"] == "skip" for file in files)
    skipped = f"{n_skipped} of {len(files)} files {'was' if n_skipped == 1 else 'were'} skipped: see an.check_folder()."
    empty = f"No articles in {shown(source)}: no file there can be read as one. Put articles there ({KINDS_READ})."
    if n_skipped or not rows:
        warnings.warn(" ".join([empty] * (not rows) + [skipped] * (n_skipped > 0)), stacklevel=2)
    return schema.table(schema.ARTICLES, rows)


def check_folder(source=None, *, date_order="DMY", cache=True):
    """What became of each file. One row is one file met, in the order of the paths.

    Columns: `file` (relative to the folder; unprintable characters escaped), `outcome` (`ok`: read; `warn`: read, with
    a reason to look; `skip`: not read; `ignore`: not an article), `reason` (in plain words; empty for ok),
    `n_articles`. A copy of a file is `warn`; the same article in other bytes, or a page without a date, is in the
    articles' `notes` only.
    Arguments and errors as in `read_articles`; each file is parsed once for both.
    """
    return schema.table(schema.FILES, collect(source, date_order, cache)[2])


def collect(source, date_order, cache):
    """`(source, rows of articles, rows of files)`."""
    check_date_order(date_order)
    source = default_source() if source is None else source
    found = find_files(source)
    is_several = not isinstance(source, (str, os.PathLike)) and len(source) > 1  # then folders' own names stand first
    rows, files, first_with, first_bytes = [], [], {}, {}
    for path, name, outcome, reason in found:
        if outcome:
            files.append({"file": name, "outcome": outcome, "reason": reason, "n_articles": 0})
            continue
        articles, problems, digest = read_file(path, date_order, cache=cache)
        problems = list(problems)
        if digest in first_bytes:
            problems.append(f"byte for byte a copy of {first_bytes[digest]}")
        elif digest:
            first_bytes[digest] = name
        folders = name.split("/")[is_several:-1]
        notes = [article["notes"] for article in articles]
        for number, article in enumerate(articles):
            row = article_row(article, name, folders[0] if folders else None)
            copies = number_copy(row, first_with)
            row["notes"] = "; ".join(notes[number] + copies) or None
            if SAME_FILE in copies:
                notes[number] = notes[number] + copies
            rows.append(row)
        reason = "; ".join(problems + summarise(notes, is_page=kind_of(path.name) == "page"))
        outcome = "skip" if not articles else "warn" if reason else "ok"
        files.append({"file": name, "outcome": outcome, "reason": reason, "n_articles": len(articles)})
    return source, rows, files


def article_row(article, name, folder):
    """A row of the table. `article` may serve for several calls, so nothing in it is changed."""
    row = {column: article.get(column) for column in schema.ARTICLES}
    outlet = article.get("outlet")
    row["outlet"] = (host_of(outlet) or outlet) if outlet else host_of(article.get("url") or "") or folder
    row["source_path"] = name
    row["article_id"] = make_id(article.get("title"), article.get("date"), article["text"])
    row["n_paragraphs"] = len(paragraphs(article["text"]))
    return row


def make_id(title, date, text):
    """12 hexadecimal digits that hang on the content alone."""
    content = "\x1f".join(str(part) if part is not None else "" for part in (title, date, text))
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def number_copy(row, first_with):
    """Make the id of a copy its own (-2, -3 …); the note that says what it is a copy of, in a list."""
    path, n_before = first_with.get(row["article_id"], (row["source_path"], 0))
    first_with[row["article_id"]] = (path, n_before + 1)
    if not n_before:
        return []
    row["article_id"] += f"-{n_before + 1}"
    return [SAME_FILE if path == row["source_path"] else f"same text as {path}"]


def summarise(notes, *, is_page):
    """The notes of a file's articles that call for a look: word for word for one article, else counted by kind."""
    if is_page:  # many pages state no date; that is in the article's notes, and no reason to look at the file
        notes = [[note for note in its_notes if note != UNDATED] for its_notes in notes]
    if len(notes) == 1:
        return notes[0]
    counts = {}
    for its_notes in notes:
        for kind in {note.split(" (")[0]: None for note in its_notes}:
            counts[kind] = counts.get(kind, 0) + 1
    return [f"{kind}: {n} of {len(notes)} articles" for kind, n in counts.items()]


def default_source():
    """The folder read when none is given; prints which."""
    named = os.environ.get("ANALYSIS_ARTICLES")
    own, sample = PROJECT / "data" / "articles", PROJECT / "data" / "sample"
    if named:
        print(f"Reading the articles in {printable(named)} (from $ANALYSIS_ARTICLES).")
        return named
    if has_articles(own):
        print("Reading your articles in data/articles/.")
        return own
    if sample.is_dir():
        print("Reading the sample in data/sample/; put your own articles into data/articles/.")
        return sample
    raise SourceError("No folder of articles was given, and there is neither data/articles/ nor data/sample/ beside "
                      "the package. Give the folder: an.read_articles('my folder').")  # fmt: skip


def has_articles(folder):
    """Whether a folder holds any file that could be an article."""
    return folder.is_dir() and any(outcome != "ignore" for _, _, outcome, _ in find_files(folder))


def shown(source):
    if isinstance(source, str | os.PathLike):
        return printable(str(source))
    return ", ".join(printable(str(one)) for one in source) or "an empty list of sources"
