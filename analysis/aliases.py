"""The user's own table of who is meant: `as_written`, `name`. It wins over every rule.

as_written,name
the Secretary-General,Ban Ki-moon
Ban Ki Moon,Ban Ki-moon
"""

import unicodedata
from pathlib import Path

import pandas as pd

from . import schema
from .errors import SchemaError, SourceError

COLUMNS = ("as_written", "name")
OWN_FILE = Path(__file__).resolve().parent.parent / "data" / "aliases.csv"
ENCODINGS = ("utf-8-sig", "cp1252")
APOSTROPHES = str.maketrans("’‘ʼ`", "''''")
WAY_OUT = "Its first line must be 'as_written,name', with a mention and the name it stands for on each line below."


def read_aliases(source=None):
    """{mention, folded: name} of the user's own table.

    source: None takes data/aliases.csv when there is one, a path that file, a DataFrame its columns `as_written` and
    `name`; False takes none. A file is UTF-8, else Windows-1252. Rows that are empty are passed over.

    Raises SourceError when a file is not there or is no table, SchemaError when a column is missing, one of the two
    is empty in a row, or a mention is given two names; each says where.
    """
    if source is False or source is None and not OWN_FILE.is_file():
        return {}
    if isinstance(source, pd.DataFrame):
        return _as_mapping(source, "aliases", 0)
    path = OWN_FILE if source is None else _path_of(source)
    return _as_mapping(_read_table(path), str(path), 2)


def folded(written, *, accents=True):
    """A mention or a name reduced to what is compared: no capitals, one kind of apostrophe, single spaces."""
    plain = " ".join(written.translate(APOSTROPHES).split()).casefold()
    if accents:
        return unicodedata.normalize("NFC", plain)
    return "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))


def _path_of(source):
    try:
        return Path(source)
    except TypeError:
        raise SourceError(
            f"aliases must be a path, a table (pandas DataFrame), None or False, not {type(source).__name__}."
        ) from None


def _read_table(path):
    """The file as text, empty lines kept so that row numbers are those of the file."""
    for encoding in ENCODINGS:
        try:
            return pd.read_csv(path, dtype="str", encoding=encoding, keep_default_na=False, skip_blank_lines=False)
        except UnicodeDecodeError:
            continue
        except OSError as error:
            raise SourceError(f"The aliases {path} cannot be read ({error.strerror}). Check the path.") from None
        except ValueError as error:  # pandas' own: no columns, a row with too many
            raise SourceError(f"The aliases {path} are no table ({str(error).strip()}). {WAY_OUT}") from None
    raise SourceError(f"The aliases {path} are neither UTF-8 nor Windows-1252 text. Save the file as CSV UTF-8.")


def _as_mapping(frame, where, first_line):
    """The table as a mapping; `first_line` is the number that the first row has in messages."""
    frame = frame.rename(columns=lambda column: str(column).strip().lower())
    schema.require(frame, COLUMNS, where, WAY_OUT)
    names, lines = {}, {}
    for line, (written, name) in enumerate(zip(frame["as_written"], frame["name"], strict=True), first_line):
        written, name = (" ".join(value.split()) if isinstance(value, str) else "" for value in (written, name))
        if not written and not name:
            continue
        if not written or not name:
            missing = "as_written" if name else "name"
            raise SchemaError(f"{where}, row {line}: {missing} is empty beside {name or written!r}. Fill it in, or "
                              "take the row out.")  # fmt: skip
        key = folded(written)
        if names.setdefault(key, name) != name:
            raise SchemaError(f"{where}, row {line}: {written!r} is {name!r}, but in row {lines[key]} it is "
                              f"{names[key]!r}. Keep one of the two rows.")  # fmt: skip
        lines.setdefault(key, line)
    return names
