"""Which files of a folder are read, and why the others are not. Nothing is opened here, and no link out is followed."""

import os
import stat
from pathlib import Path

from ..errors import SourceError
from .limits import MAX_FILES

KINDS = {"txt": "text", "text": "text", "md": "markdown", "markdown": "markdown", "html": "page", "htm": "page",
         "xhtml": "page", "csv": "csv", "tsv": "tsv", "json": "json", "jsonl": "jsonl", "ndjson": "jsonl"}  # fmt: skip
AS_TEXT, AS_TABLE, UNPACK = "save it as .txt or .html", "save it as .csv", "unpack it into the folder"
NOT_READ = {
    **dict.fromkeys(("pdf", "docx", "doc", "rtf", "odt", "pages", "eml", "msg", "mbox", "epub", "xml", "rss", "atom",
                     "mht", "mhtml", "warc", "webarchive"), AS_TEXT),
    **dict.fromkeys(("xlsx", "xls", "ods", "numbers", "parquet", "feather"), AS_TABLE),
    **dict.fromkeys(("zip", "tar", "tgz", "7z", "rar", "bz2", "xz", "zst"), UNPACK),
}  # fmt: skip
SYSTEM_FILES = ("thumbs.db", "desktop.ini")
ABOUT_FOLDER = ("readme", "license", "licence")  # notes about a folder, not articles in it


def find_files(source):
    """`(path, name, outcome, reason)` of each file met, in order of names; outcome is None for a file to be read.

    source: a folder, a file, or several. name: relative to the folder, with `/` and without unprintable characters;
    among several sources each folder's own name stands before it. Raises SourceError when there is no such place.
    """
    roots = source_paths(source)
    found, seen = [], set()
    for root in roots:
        files = walk(root, root.name + "/" if len(roots) > 1 else "") if root.is_dir() else [named_file(root)]
        for file in files:
            place = os.path.abspath(file[0])
            if place not in seen:  # given twice, or a file and also its folder
                seen.add(place)
                found.append(file)
    return found


def source_paths(source):
    """The paths of a source, each of which exists."""
    single = isinstance(source, (str, os.PathLike))
    if not single and not isinstance(source, (list, tuple, set, frozenset)):
        way_out = " For a table use an.as_articles(frame)." if hasattr(source, "columns") else ""
        raise SourceError("source must be a folder, a file or a list of them, "
                          f"not {type(source).__name__}.{way_out}")  # fmt: skip
    paths = []
    for item in [source] if single else list(source):
        if not isinstance(item, (str, os.PathLike)) or not os.fspath(item):
            raise SourceError(f"source must name a folder or a file; found {item!r}.")
        path = Path(os.fsdecode(item)).expanduser()
        try:
            os.stat(path)
        except FileNotFoundError:
            raise SourceError(f"there is no folder or file {printable(str(item))!r} (looked for "
                              f"{printable(os.path.abspath(path))}). Check the spelling, or give the full path; "
                              "None reads data/articles/.") from None  # fmt: skip
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or error
            raise SourceError(f"{printable(str(item))!r} cannot be opened: {reason}. Check its name and that you "
                              "may read it.") from None  # fmt: skip
        paths.append(path)
    return paths


def walk(root, prefix=""):
    """The files of a folder and of the folders in it, as `find_files` gives them."""
    found, base = [], root.resolve()

    def add(path, outcome, reason):
        name = prefix + printable(path.relative_to(root).as_posix())
        found.append((path, name, outcome, reason))

    def refused(error):  # a folder that may not be listed
        add(Path(error.filename), "skip", f"the folder cannot be opened: {(error.strerror or '').lower()}")

    for folder, subfolders, files in os.walk(root, onerror=refused):
        folder = Path(folder)
        for name in list(subfolders):
            path = folder / name
            if path.is_symlink():
                add(path, "ignore", "a link to a folder, which is not followed")
            elif name.startswith((".", "__MACOSX")):
                add(path, "ignore", "a hidden folder")
                subfolders.remove(name)
            elif kind_of(name):
                add(path, "ignore", "a folder named like a file; what is in it is read")
        for name in files:
            add(folder / name, *judge(folder / name, base))
        if len(found) > MAX_FILES:
            add(folder, "skip", f"too large: more than {MAX_FILES:,} files; the rest of the folder is not read")
            break
    return sorted(found, key=lambda file: file[1])


def named_file(path):
    """A file that is itself the source is read whatever its name, when it is of a kind that is read."""
    return (path, printable(path.name), *(not_read(path.name) or not_regular(path.stat()) or (None, "")))


def judge(path, base):
    """`(outcome, reason)` of a file met in a folder; `(None, "")` when it is to be read."""
    name = path.name.casefold()
    if name.startswith("~$"):
        return "ignore", "a lock file of Word or Excel"
    if name.startswith("."):
        return "ignore", "a hidden file"
    if name in SYSTEM_FILES:
        return "ignore", "a file of the system"
    if name.split(".")[0] in ABOUT_FOLDER:
        return "ignore", "a note about the folder, not an article"
    problem = not_read(name)
    if problem and problem[0] == "ignore":
        return problem
    try:
        if path.is_symlink():
            target = Path(os.path.realpath(path))
            if not target.exists():
                return "skip", "a link to nothing"
            if not target.is_relative_to(base):
                return "skip", "a link to a file outside the folder is not followed; copy the file here"
        return not_regular(path.stat()) or problem or (None, "")
    except (OSError, ValueError) as error:
        return "skip", f"cannot be opened: {(getattr(error, 'strerror', None) or str(error)).lower()}"


def kind_of(name):
    """The kind of a file that is read, by the end of its name ('x.txt.gz' is a text); None for any other."""
    return KINDS.get(suffix_of(name))


def suffix_of(name):
    name = name.casefold().removesuffix(".gz")
    return name.rpartition(".")[2] if "." in name else ""


def not_read(name):
    """`(outcome, reason)` of a kind of file that is not read; None for one that is."""
    suffix = suffix_of(name)
    if suffix in KINDS:
        return None
    if suffix in NOT_READ:
        return "skip", f"{suffix} files are not read yet; {NOT_READ[suffix]}"
    shown = f".{printable(suffix)[:20]}" if suffix else "no suffix"
    return "ignore", f"not a kind of file that holds articles ({shown})"


def not_regular(status):
    """`(outcome, reason)` of what is no ordinary file, and might never end when it is read; None for a file."""
    if stat.S_ISREG(status.st_mode):
        return None
    return "skip", "a pipe, not a file" if stat.S_ISFIFO(status.st_mode) else "a device or socket, not a file"


def printable(text):
    """A text in which line ends, control characters and undecodable bytes show as `\\n`, `\\x1b`, `\\xe9`."""
    if text.isprintable():
        return text
    return "".join(character if character.isprintable() else
                   f"\\x{ord(character) - 0xDC00:02x}" if "\udc80" <= character <= "\udcff" else
                   character.encode("unicode_escape").decode("ascii") for character in text)  # fmt: skip
