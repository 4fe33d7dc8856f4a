"""A Markdown file -> the article in it: what its front matter states, and its text without the marks of emphasis."""

import re

from .article_text import read_article
from .fields import known_fields

MAX_FRONT_MATTER_LINES = 100
ENTRY = re.compile(r"([A-Za-z][\w .-]{0,60}?)\s*:(?:\s+(\S.*)|\s*)")
HEADING = re.compile(r"^ {0,3}#{1,6} +(\S.*)$", re.M)
LIST_ITEM = re.compile(r"^ {0,8}(?:[-*+]|\d{1,3}[.)]) +(?=\S)", re.M)
UNDERLINE = re.compile(r"^[=-]{3,}$", re.M)  # below a heading, or a line across the page
QUOTE_MARK = re.compile(r"^ {0,3}> ?", re.M)
IMAGE = re.compile(r"!\[[^\[\]\n]{0,300}\]\([^()\s]{0,500}(?: [^()\n]{0,200})?\)")
LINK = re.compile(r"\[([^\[\]\n]{1,300})\]\([^()\s]{0,500}(?: [^()\n]{0,200})?\)")
STRONG = re.compile(r"(?<![\w*_])(\*\*|__)(?=\S)([^*_\n]{1,500})(?<=\S)\1(?![\w*_])")
EMPHASIS = re.compile(r"(?<![\w*_])([*_])(?=\S)([^*_\n]{1,500})(?<=\S)\1(?![\w*_])")
ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!>$-])")


def read_markdown(text, notes, date_order):
    """The article of a Markdown text, as a dict."""
    stated, body = front_matter(text)
    fields, _ = known_fields(stated)
    fields.pop("text", None)
    body = QUOTE_MARK.sub("", UNDERLINE.sub("", body))
    body = HEADING.sub(lambda match: f"\n{match[1].rstrip(' #')}\n", LIST_ITEM.sub("\n", body))
    body = LINK.sub(r"\1", IMAGE.sub("", body))
    body = ESCAPE.sub(r"\1", EMPHASIS.sub(r"\2", STRONG.sub(r"\2", body)))
    return read_article(body, fields | {"notes": notes}, date_order=date_order, is_wrapped=True)


def front_matter(text):
    """`(entries, rest)`: the `name: value` lines between two lines of `---` at the top of a text."""
    lines = text.lstrip("\n").split("\n")
    if lines[0].strip() != "---":
        return {}, text
    end = next((number for number, line in enumerate(lines[1 : MAX_FRONT_MATTER_LINES + 1], start=1)
                if line.strip() in ("---", "...")), None)  # fmt: skip
    if end is None:
        return {}, text
    entries, name = {}, None
    for line in lines[1:end]:
        entry = ENTRY.fullmatch(line)
        if entry:
            name = entry[1]
            entries.setdefault(name, []).extend(values(entry[2] or ""))
        elif name and line.strip().startswith("- "):
            entries[name].extend(values(line.strip()[2:]))
        elif name and line[:1] == " ":  # a value that goes on in the next line
            entries[name].append(line.strip())
    return {name: ", ".join(parts) for name, parts in entries.items()}, "\n".join(lines[end + 1 :])


def values(text):
    """The value of an entry, or the values of a list in brackets, without the marks around them."""
    text = text.strip()
    if text in ("", "|", ">", "|-", ">-", "null", "~"):
        return []
    parts = text[1:-1].split(",") if text[0] == "[" and text[-1] == "]" else [text]
    return [unquoted(part.strip()) for part in parts if part.strip()]


def unquoted(text):
    if len(text) < 2 or text[0] != text[-1] or text[0] not in "\"'":
        return text
    inner = text[1:-1]
    return inner.replace('\\"', '"').replace("\\\\", "\\") if text[0] == '"' else inner.replace("''", "'")
