"""Bytes -> text: the encoding, then what is dropped or unified before any offset into the text exists.

The encoding is told by the byte-order mark, else the pattern of NUL bytes (UTF-16), else UTF-8 when every byte fits,
else what a web page declares, else Windows-1252.
"""

import codecs
import re
import unicodedata

from ..errors import SourceError

MARKS = [(codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
         (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")]  # fmt: skip
NOT_TEXT = [(b"\x89PNG", "a PNG picture"), (b"\xff\xd8\xff", "a JPEG picture"), (b"GIF8", "a GIF picture"),
            (b"%PDF", "a PDF"), (b"PK\x03\x04", "a zip, Word or Excel file"), (b"\x1f\x8b", "a gzip file"),
            (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"), (b"{\\rtf", "an RTF file"), (b"MZ\x90", "a program"),
            (b"\x7fELF", "a program"), (b"SQLite format 3", "a database"), (b"PAR1", "a Parquet file")]  # fmt: skip
MAX_CONTROL_SHARE = 0.05  # more control characters than this, and it is no text
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
TERMINAL_ESCAPE = re.compile(r"\x1b\[[0-9;?]{0,20}[A-Za-z]|[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
NEWLINE = re.compile(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
INVISIBLE = re.compile(r"[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
SPACE = re.compile(r"[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
SURROGATE = re.compile(r"[\ud800-\udfff]")
STRAY_BYTE = re.compile(r"[\udc80-\udcff]")  # how `surrogateescape` shows a byte that is not UTF-8
MAC_MARK = re.compile(rb"[a-z]\xd5[a-z]|\xd2[A-Z]")  # Mac Roman: an apostrophe between letters, an opening mark
WINDOWS_MARK = re.compile(rb"[\x91-\x94\x96\x97]")  # Windows-1252: curly marks and dashes
LEGACY = ("cp", "iso8859", "iso2022", "koi8", "mac", "shift_jis", "euc", "gb", "big5", "tis", "johab")
DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s{0,5}=\s{0,5}[\"']?\s{0,5}([A-Za-z0-9_:.-]{1,40})", re.I)


def decode(data, *, is_page=False):
    """`(text, notes)` of the bytes of a file. Raises SourceError when they are not text, or hold nothing."""
    text, notes = decode_as_written(data, is_page=is_page)
    text, more = clean(text)
    if not text.strip():
        raise SourceError("empty: there is no text in it")
    return text, notes + more


def decode_as_written(data, *, is_page=False):
    """As decode, but nothing is cleaned yet: in a table a tab or a control character may part two cells."""
    kind = next((kind for start, kind in NOT_TEXT if data.startswith(start)), None)
    if kind:
        raise SourceError(f"not a text: it begins like {kind}")
    text, notes = decode_bytes(data, declared_encoding(data) if is_page else None)
    n_controls = len(CONTROL.findall(text))
    if n_controls > MAX_CONTROL_SHARE * len(text):
        raise SourceError(f"not a text: {n_controls / len(text):.0%} of it are control characters")
    if not text.strip():
        raise SourceError("empty: there is no text in it")
    return text, notes


def clean(text):
    """`(text, notes)`: one kind of line end and of space, composed letters, no invisible and no control characters."""
    notes = []
    text, n_controls = TERMINAL_ESCAPE.subn("", text)
    if n_controls:
        notes.append(f"control characters dropped ({n_controls})")
    text = SURROGATE.sub("\ufffd", NEWLINE.sub("\n", text))
    text = INVISIBLE.sub("", SPACE.sub(" ", text))
    return unicodedata.normalize("NFC", text), notes


def decode_bytes(data, declared):
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), []
    encoding = utf16_without_mark(data)
    if encoding:
        return data.decode(encoding, "replace"), []
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError:
        pass
    if declared:
        try:
            return data.decode(declared), []
        except UnicodeDecodeError:
            pass
    return decode_legacy(data)


def utf16_without_mark(data):
    """UTF-16 of mostly Latin text has a NUL in every second byte."""
    sample = data[:4000]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > 0.3 * len(sample) / 2 and even < 0.1 * odd:
        return "utf-16-le"
    if even > 0.3 * len(sample) / 2 and odd < 0.1 * even:
        return "utf-16-be"
    return None


def declared_encoding(data):
    """The encoding a web page declares, when Python knows it and it is not one of those tried anyway."""
    match = DECLARED.search(data[:4000])
    try:
        name = codecs.lookup(match[1].decode("ascii")).name if match else ""
    except LookupError:
        return None
    return name if name.startswith(LEGACY) and name not in ("cp1252", "iso8859-1") else None


def decode_legacy(data):
    """Not UTF-8 throughout: Windows-1252, Mac Roman, or UTF-8 with some Windows-1252 in it."""
    text = data.decode("utf-8", "surrogateescape")
    stray = STRAY_BYTE.findall(text)
    n_good = len(re.findall(r"[^\x00-\x7f\udc80-\udcff]", text))
    if 3 * n_good < len(stray):  # what fits UTF-8 does so by chance
        encoding = "mac-roman" if MAC_MARK.search(data) and not WINDOWS_MARK.search(data) else "cp1252"
        return data.decode(encoding, "replace"), []
    line = text.count("\n", 0, text.index(stray[0])) + 1
    text = STRAY_BYTE.sub(lambda match: bytes([ord(match[0]) - 0xDC00]).decode("cp1252", "replace"), text)
    return text, [f"mixed encodings ({len(stray)} characters read as Windows-1252, the first in line {line})"]
