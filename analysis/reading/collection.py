"""A folder, a file or a table -> the table of articles; and what became of each file."""

import hashlib
import os
import warnings
from pathlib import Path
from urllib.parse import urlsplit

from .. import schema
from ..errors import SourceError
from ..words import count_words, paragraphs
from .dates import check_date_order
from .file import read_file
from .walk import find_files

PROJECT = Path(__file__).resolve().parents[2]
VARIABLE = "ANALYSIS_ARTICLES"


def read_articles(source=None, *, date_order="DMY", cache=True):
    """The articles of a folder, a file, or a list of them, as a table.

    One row is one article: `article_id` (from title, date and text, so it does not change when a file is moved),
    `source_path`, `title`, `date`, `outlet`, `author`, `place`, `url`, `text` (paragraphs parted by a blank line, without
    headline, date line and related stories), `trailer` (the related stories), `n_words`, `n_paragraphs`, `notes`.
    What an article does not state is missing; a date is never guessed. The outlet is the one stated, else the host of
    the link, else the name of the sub-folder. A copy of an article is kept and noted, and its id ends in `-2`.

    source: None reads what `$ANALYSIS_ARTICLES` names, else `data/articles/` when there is anything in it, else the
    sample, and says which. Files: .txt .md .html .csv .tsv .json .jsonl, and .gz of these. `check_folder` tells what
    became of each; one warning counts those that were skipped.
    date_order: how 03/04/2011 is read, 'DMY', 'MDY' or 'YMD'. cache: parse a file again only when it has changed.

    Raises SourceError when there is no such folder or file.
    """
    check_date_order(date_order)
    if source is None:
        source, said = default_source()
        print(said)
    files = read_files(source, date_order, cache)
    rows = article_rows(files)
    skipped = [file for file in files if file["outcome"] == "skip"]
    if skipped:
        which = f"{skipped[0]['file']}: {skipped[0]['reason']}" if len(skipped) == 1 else "see an.check_folder()"
        said = f"{len(skipped):,} file{'s were' if len(skipped) > 1 else ' was'} skipped ({which})"
    if not rows:
        warnings.warn(f"no articles in {shown_source(source)}"
                      f"{'; ' + said if skipped else ''}. Put .txt, .html, .md, .csv or .json files there, and run "
                      "this again; an.check_folder() lists what was met.", stacklevel=2)  # fmt: skip
    elif skipped:
        warnings.warn(f"{said}. The other files were read; an.check_folder() lists them all with the reason.",
                      stacklevel=2)  # fmt: skip
    return schema.table(schema.ARTICLES, rows)


def check_folder(source=None, *, date_order="DMY", cache=True):
    """What became of each file of a folder: read, read with a reason to look at it, skipped, or ignored.

    One row is one file, in order of names: `file` (path relative to the folder), `outcome` (`ok`, `warn`, `skip`,
    `ignore`), `reason` (empty for `ok`), `n_articles` read from it. Arguments and errors as for `read_articles`.
    """
    check_date_order(date_order)
    files = read_files(default_source()[0] if source is None else source, date_order, cache)
    article_rows(files)
    columns = {name: [file[name] for file in files] for name in ("file", "outcome", "reason")}
    return schema.table(schema.FILES, columns | {"n_articles": [len(file["articles"]) for file in files]})


def default_source():
    """`(source, sentence that says which)` when none is given."""
    stated = os.environ.get(VARIABLE)
    if stated:
        if not Path(stated).expanduser().exists():
            raise SourceError(f"the variable {VARIABLE} names {stated!r}, and there is no such folder or file (looked for "
                              f"{os.path.abspath(stated)}). Correct it, or take it away to read data/articles/.")  # fmt: skip
        return stated, f"Reading the articles in {stated} (named by {VARIABLE})."
    own, sample = PROJECT / "data" / "articles", PROJECT / "data" / "sample"
    if own.is_dir() and any(outcome != "ignore" for *_, outcome, _ in find_files(own)):
        return own, "Reading your articles in data/articles/."
    if sample.is_dir():
        return sample, "Reading the sample in data/sample/; put your own articles into data/articles/ to read those."
    raise SourceError(f"there are no articles to read by default: neither {own} nor {sample} is there. "
                      "Say what to read: an.read_articles('path of your folder').")  # fmt: skip


def shown_source(source):
    """A source as a message names it."""
    return str(source) if isinstance(source, (str, os.PathLike)) else "the files given"


def read_files(source, date_order, cache):
    """One dict a file: file, outcome, reason, articles (tuple), digest."""
    files = []
    for path, name, outcome, reason in find_files(source):
        file = {"file": name, "outcome": outcome, "reason": reason, "articles": (), "reasons": (), "digest": None}
        if outcome is None:
            file["articles"], file["reasons"], file["digest"] = read_file(path, date_order, cache)
        files.append(file)
    return files


def article_rows(files):
    """The rows of the table of articles; sets the outcome and the reason of each file that was read."""
    rows, first_of, first_file = [], {}, {}
    for file in files:
        if file["outcome"] is not None:
            continue
        if not file["articles"]:
            file["outcome"], file["reason"] = "skip", "; ".join(file["reasons"])
            continue
        repeated = first_file.setdefault(file["digest"], file["file"])
        reasons = list(file["reasons"]) + ([f"the same file as {repeated}"] if repeated != file["file"] else [])
        for article in file["articles"]:
            row = article_row(article, file["file"])
            copies = first_of.setdefault(row["article_id"], [])
            copies.append(row["source_path"])
            if len(copies) > 1:
                row["article_id"] += f"-{len(copies)}"
                row["notes"].append(f"same text as {copies[0]}")
            rows.append(row)
        own = rows[-len(file["articles"]) :]
        reasons += summary(own)
        file["outcome"], file["reason"] = "warn" if reasons else "ok", "; ".join(reasons)
        for row in own:
            row["notes"] = "; ".join(row["notes"])
    return rows


def article_row(article, path):
    """The row of one article: its parts, and what follows from them."""
    text = article["text"]
    return {
        **article,
        "article_id": content_id(article.get("title"), article["date"], text),
        "source_path": path,
        "outlet": article.get("outlet") or outlet_of(article.get("url"), path),
        "n_words": count_words(text),
        "n_paragraphs": len(paragraphs(text)),
        "notes": list(article["notes"]),
    }


def content_id(title, date, text):
    """Twelve hexadecimal digits that depend on title, day and text alone."""
    day = date.isoformat()[:10] if date else ""
    content = "\x1f".join([title or "", day, text or ""])
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def outlet_of(url, path):
    """The host of the link, else the sub-folder; the sub-folder's name also when the host merely spells it."""
    folder = path.split("/")[0] if "/" in path else None
    host = host_of(url)
    return folder if folder and (not host or letters(folder) in letters(host)) else host


def host_of(url):
    """The host of a link without 'www.'; None when there is none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.") or None if url else None
    except ValueError:
        return None


def letters(name):
    return "".join(filter(str.isalnum, name.casefold()))


def summary(rows):
    """The notes on the articles of a file as reasons; of many articles, each kind of note with its count."""
    notes = [note for row in rows for note in row["notes"]]
    if len(rows) == 1:
        return [note for note in notes if not note.startswith("same text as")]
    counts = {}
    for note in notes:
        kind = note.split(" (")[0] if not note.startswith("same text as") else "same text as another"
        counts[kind] = counts.get(kind, 0) + 1
    return [f"{kind}: {count:,} of {len(rows):,} articles" for kind, count in counts.items()]
