"""The text of one article -> its parts: headline, date lines, byline, body, trailer.

The shape is that of a saved news item: a short first line, a date and perhaps a byline below it, the body, and perhaps
a block of related stories at the end. What is stated elsewhere (a table's column, a page's metadata) wins.
"""

import datetime
import math
import re

from ..dateline import read_dateline
from ..words import count_words
from .dates import parse_date, read_date_line
from .layout import continues, join_paragraphs, wrap_width
from .limits import MAX_HEADLINE_CHARACTERS
from .notes import has_separator, text_notes

MAX_HEAD_LINES = 12
MAX_HEADLINE_LINES = 4
TRAILER_SURE = re.compile(
    r"(?:news tracker\b.{0,60}|(?:past|previous|earlier|recent) stories\b.{0,40}|"
    r"(?:related|further|similar|recommended) (?:stories|articles?|news|coverage|content|links|reading|topics)|"
    r"more (?:on|about|from|like) (?:this|the) (?:story|stories|issue|topic|subject|article)|"
    r"more (?:stories|news|coverage|from)\b.{0,40}|(?:you may|you might) (?:also )?(?:like|be interested in)|"
    r"(?:most|also) (?:read|popular|viewed)|recommended for you|explore more|around the web)\s*:?", re.I)  # fmt: skip
TRAILER_LIKELY = re.compile(r"(?:related|read more|read also|also read|see also|further reading|read next|"
                            r"in other news)\s*:?", re.I)  # fmt: skip
RELATED_LINE = re.compile(r"(?:related|read more|read also|also read|see also|read next)\s*: ?\S.{0,150}", re.I)
BYLINE = re.compile(r"(?:(?:text|story|report|reporting|written|words) )?by:? +(?P<author>\w.{1,90})", re.I)
LABELLED = re.compile(r"(?P<label>title|headline|author|byline|source|outlet|publication|url|link|place|location)"
                      r"\s?:\s?(?P<value>\S.{0,400})", re.I)  # fmt: skip
LABELS = {"headline": "title", "byline": "author", "source": "outlet", "publication": "outlet", "link": "url",
          "location": "place"}  # fmt: skip
ADDRESS = re.compile(r"https?://\S{3,400}")
ASIDE = re.compile(r"\d{1,3} ?min(?:ute)?s? read|share(?: this)?(?: article| story)?|print|e-?mail", re.I)
PIECES = re.compile(r"\s?[|·•]\s?|\s[–—-]\s|[,;]?\s(?=(?:last )?updated\b)", re.I)
SENTENCE_END = re.compile(r"[.,;]['\"”’)\]]{0,3}$")
ABBREVIATION_END = re.compile(r"(?:\b[A-Z]\.){2,}['\"”’)]?$|\.\.\.$|\b(?:Jr|Sr)\.$")


def read_article(text, known=None, *, date_order="DMY", has_head=True, is_wrapped=None):
    """The article in a text: title, date, outlet, author, place, url, text, trailer, n_words, notes (a list); a dict.

    known: parts stated elsewhere, by the same names (date as text), which win. has_head: whether a headline and a date
    may stand at the top of the text. is_wrapped: whether line ends mean nothing (Markdown); None finds out.
    """
    known = {name: value for name, value in (known or {}).items() if value}
    notes = list(known.pop("notes", []))
    lines = text.split("\n")
    width = wrap_width(lines) if is_wrapped is None else (-math.inf if is_wrapped else 0)
    head, start = read_head(lines, known, width, date_order, has_head)
    day, date_notes = choose_date(known.pop("date", None), head.pop("dates"), date_order)
    cut = trailer_start(lines, start)
    body, trailer = join_paragraphs(lines[start:cut], width), join_paragraphs(lines[cut:], width)
    article = {**head, **known}
    dateline = read_dateline(body)
    if dateline:
        article.setdefault("place", dateline["place"].strip(" ,"))
        if day is None and not date_notes and dateline["date"]:
            day, note = parse_date(dateline["date"], date_order)  # only one with a year is read
            date_notes += [note] if note else []
    article |= {"date": day, "text": body, "trailer": trailer or None, "n_words": count_words(body)}
    if day is None:
        date_notes.insert(0, "undated")
    if has_head and has_separator("\n".join(lines[start:cut])):
        notes.append("perhaps several articles in one file, read as one")
    article["notes"] = notes + date_notes + text_notes(body, article.get("title"), article["n_words"])
    return article


def read_head(lines, known, width, date_order, has_head):
    """`(parts, number of the first line of the body)`: headline, date lines, byline and the like, in any order."""
    title = known.get("title")
    parts, dates, start = {}, [], 0
    n_taken = 0
    for number, line in enumerate(map(str.strip, lines)):
        if not line:
            continue
        if number < start:  # the second line of a headline
            continue
        if n_taken == MAX_HEAD_LINES:
            break
        found = head_line(line, date_order, title)
        if title and same_words(line, title) and "repeated" not in parts:
            parts["repeated"] = True  # once: a second such line is body
        elif has_head and found is not None:
            dates += found.pop("dates", [])
            title = title or found.get("title")
            parts = {**found, **parts}
        elif has_head and not title:
            end = headline_end(lines, number, width, date_order)
            if not end:
                break
            title = parts["title"] = " ".join(part.strip() for part in lines[number:end])
            start = end
            n_taken += 1
            continue
        else:
            break
        start = number + 1
        n_taken += 1
    parts.pop("repeated", None)
    return {**parts, "dates": dates}, start


def head_line(line, date_order, title):
    """The parts that a line of the head states, whole or in pieces parted by bars or dashes; else None."""
    if len(line) > 420:
        return None
    pieces = [piece.strip() for piece in PIECES.split(line) if piece.strip()] if len(line) <= 200 else []
    found = [head_piece(piece, date_order, title) for piece in pieces]
    if len(pieces) < 2 or None in found:
        return head_piece(line, date_order, title)
    merged = {"dates": []}
    for piece in found:
        merged["dates"] += piece.get("dates", [])
        merged = {**piece, **merged}
    return merged


def head_piece(piece, date_order, title):
    dated = read_date_line(piece, date_order)
    if dated:
        day, note, is_update, place = dated
        return {"dates": [(day, note, is_update)], **({"place": place} if place else {})}
    match = BYLINE.fullmatch(piece)
    if (
        match
        and title
        and match["author"][0].isupper()
        and len(piece.split()) <= 14
        and (not SENTENCE_END.search(piece) or ABBREVIATION_END.search(piece))
    ):
        return {"author": match["author"]}
    match = LABELLED.fullmatch(piece)
    if match:
        label = match["label"].lower()
        name = LABELS.get(label, label)
        return None if name == "title" and title else {name: match["value"]}
    if ADDRESS.fullmatch(piece):
        return {"url": piece}
    return {} if title and ASIDE.fullmatch(piece) else None


def headline_end(lines, number, width, date_order):
    """Number of the line after the headline that begins at line `number`; None when that line is body, not headline."""
    end = number + 1
    while end < len(lines) and continues(lines[end - 1], lines[end], width):
        if head_line(lines[end].strip(), date_order, "known"):
            break
        end += 1
        if end - number > MAX_HEADLINE_LINES:
            return None
    line = " ".join(part.strip() for part in lines[number:end])
    if len(line) > MAX_HEADLINE_CHARACTERS or (SENTENCE_END.search(line) and not ABBREVIATION_END.search(line)):
        return None
    if end - number > 1 and not any(part.strip() for part in lines[end:]):
        return None  # a wrapped paragraph, and nothing else
    return None if TRAILER_SURE.fullmatch(line) else end


def same_words(line, title):
    """Whether two lines say the same but for case, marks and spaces."""
    if abs(len(line) - len(title)) > 40:
        return False
    return re.findall(r"\w+", line.casefold()) == re.findall(r"\w+", title.casefold())


def choose_date(stated, dates, date_order):
    """`(day, notes)`: the date stated elsewhere, else the line that says published, else any other line."""
    if stated:
        day, note = parse_date(stated, date_order) if not isinstance(stated, datetime.date) else (stated, None)
        if day is None and note is None:
            note = f"date not understood ({stated[:40]})"
        return day, [note] if note else []
    for day, note, _ in sorted(dates, key=lambda date: (date[0] is None, date[2])):
        return day, [note] if note else []
    return None, []


def trailer_start(lines, start):
    """Number of the line at which the block of related stories begins; the number of lines when there is none."""
    sizes = [len(line.split()) for line in lines]
    total, before = sum(sizes[start:]), 0
    ends = [number for number, line in enumerate(lines) if SENTENCE_END.search(line.rstrip()[-8:])]
    last_sentence = ends[-1] if ends else 0
    for number in range(start, len(lines)):
        line = lines[number].strip()
        if before and line:
            share = before / total
            if share >= 0.3 and TRAILER_SURE.fullmatch(line) or share >= 0.5 and TRAILER_LIKELY.fullmatch(line):
                return number
            if share >= 0.5 and number > last_sentence and RELATED_LINE.fullmatch(line):
                return number  # links to the end, and no more text
        before += sizes[number]
    return len(lines)
