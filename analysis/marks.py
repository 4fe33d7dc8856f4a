"""Quotation marks: which ones open, which close, and the spans between them.

Marks are paired paragraph by paragraph, so that one bad mark never disturbs the next line. A straight mark
tells its side by its neighbours. A quotation over several paragraphs opens anew in each and closes in the last.
Single marks count where the article quotes in them (British style), never inside double ones.
"""

import re
from typing import NamedTuple

from .words import paragraphs


class Span(NamedTuple):
    """What stands between two marks: offsets in the text, the paragraph's number from 1, and how it is bounded."""

    start: int
    end: int
    paragraph: int
    closed: bool  # False: runs to the end of its paragraph without a closing mark
    continues: bool  # True: a further piece of the quotation that was open at the end of the paragraph before


OPEN, CLOSE, EITHER = 1, -1, 0
TAG = re.compile(r"<[A-Za-z/!][^<>\n]{0,2000}>")
DOUBLE = re.compile(r"''|``|‘‘|’’|[\"“”„‟«»＂]")
SINGLE = re.compile(  # the mark first, then what may stand before it: the search skips from mark to mark
    r"['‘‚](?<![\w'].)(?=[\w“\"(\[…])|['’](?<=[^\s'].)(?![\w'])|‹|›"
)
SINGLE_OPENS = re.compile(r"['‘‚](?<![\w'].)(?=[\w“\"(\[…])|‹")
SPACE = " \t\xa0\u2009\u200a\u202f\u200b\ufeff"
BEFORE_OPENING = SPACE + "([{—–-/‘'"
AFTER_CLOSING = SPACE + ")]},.;:!?—–-/’'"
SENTENCE_END = ".!?…"
LONGEST, LONGEST_UNCLOSED = 3000, 1200  # characters of a quotation within a paragraph; beyond, a mark was lost
SENTENCE_STOP = re.compile(r"(?<=[.!?…])\s")
ATTRIBUTION = re.compile(
    r"(?<=[,?!…])\s+(?:said|says|(?:[A-Z][\w.’'-]*\s+){1,3}(?:said|says)|(?:he|she)\s+(?:said|says))\b"
)
ELIDED = re.compile(r"\d|(?:em|til|tis|twas|cause|n|round|bout|cos)\b", re.IGNORECASE)  # ’90s, ’em, ’til


def quotation_spans(text):
    """Spans of `text` inside quotation marks, in order; none lies within another."""
    lines = paragraphs(text)
    double = _by_paragraph(text, lines, _double_marks)
    if not SINGLE_OPENS.search(text):
        return double
    single = _by_paragraph(text, lines, _single_marks)
    if len(_kept(single, double, within)) <= len(_kept(double, single, within)):
        return double  # single marks are for quotations within quotations
    return sorted(single + _kept(double, single, touching))


def within(span, other):
    """Whether a span lies inside another."""
    return other.start <= span.start and span.end <= other.end


def touching(span, other):
    """Whether two spans share a character."""
    return span.start < other.end and other.start < span.end


def _kept(spans, others, relation):
    """Those `spans` that stand in the relation to none of `others`; both are in order."""
    kept, i = [], 0
    for span in spans:
        while i < len(others) and others[i].end <= span.start:
            i += 1
        j, related = i, False
        while j < len(others) and others[j].start < span.end and not related:
            related = relation(span, others[j])
            j += 1
        if not related:
            kept.append(span)
    return kept


def _by_paragraph(text, lines, find_marks):
    spans, open_before = [], False
    for number, (start, end) in enumerate(lines, 1):
        pieces = _pair(text, find_marks(text, start, end), start, end)
        for i, (a, b, closed) in enumerate(pieces):
            if not closed and (attribution := ATTRIBUTION.search(text, a, b)):
                b = attribution.start()  # the closing mark was forgotten
            if b - a > (LONGEST if closed else LONGEST_UNCLOSED) and (stop := SENTENCE_STOP.search(text, a, b)):
                b = stop.start()  # a mark was lost: nobody is quoted for half a page without a new paragraph
            reopened = i == 0 and open_before and not text[start:a].strip("\"“„‟«'`‘ ")
            spans.append(Span(a, b, number, closed, reopened))
        open_before = bool(pieces) and not pieces[-1][2]
    return spans


def _double_marks(text, start, end):
    """(start, end, side) of each double mark of a paragraph; marks inside a tag are no quotation marks."""
    line = text[start:end]
    tags = [match.span() for match in TAG.finditer(line)] if "<" in line else []
    found, i = [], 0
    for match in DOUBLE.finditer(line):
        a, b = match.span()
        while i < len(tags) and tags[i][1] <= a:
            i += 1
        if i == len(tags) or a < tags[i][0]:
            found.append((start + a, start + b, _side(line, a, b)))
    return found


def _side(line, a, b):
    mark = line[a:b]
    before = line[a - 1] if a else " "
    after = line[b] if b < len(line) else " "
    opens = before in BEFORE_OPENING and after not in SPACE
    closes = before not in SPACE and after in AFTER_CLOSING
    if mark in ("“", "„", "«", "``", "‘‘"):
        return CLOSE if closes and not opens and before not in BEFORE_OPENING else OPEN
    if mark in ("”", "»", "’’"):
        return OPEN if opens and not closes and after.isalnum() and before in SPACE else CLOSE
    if opens == closes:
        return EITHER
    if before.isdigit() and mark in '"＂' and closes:
        return EITHER  # inches, or the end of a quotation that ends in a number
    return OPEN if opens else CLOSE


def _single_marks(text, start, end):
    """(start, end, side) of the single marks of a paragraph that can be quotation marks and not apostrophes."""
    line = text[start:end]
    marks = [m for m in SINGLE.finditer(line) if not (_opens(m) and ELIDED.match(line, m.end()))]
    found = []
    for i, match in enumerate(marks):
        a, b = match.span()
        if not _opens(match) and line[a - 1] in "sS" and line[b : b + 1] == " " and line[b + 1 : b + 2].islower():
            # a plural possessive, if a later mark can close what is open
            following = marks[i + 1] if i + 1 < len(marks) else None
            if following is None or not _opens(following):
                continue
        found.append((start + a, start + b, OPEN if _opens(match) else CLOSE))
    return found


def _opens(match):
    mark, line, a = match.group(), match.string, match.start()
    if mark in "‘‚‹":
        return True
    return mark == "'" and (a == 0 or not (line[a - 1].isalnum() or line[a - 1] in ".,!?…;"))


def _pair(text, marks, start, end):
    """(start, end, closed) of the spans between `marks` in the paragraph text[start:end]."""
    closers_left = sum(side == CLOSE for _, _, side in marks)
    openers_left = sum(side == OPEN for _, _, side in marks)
    spans, opened, depth = [], None, 0
    for a, b, side in marks:
        closers_left -= side == CLOSE
        openers_left -= side == OPEN
        if opened is None:
            if side == OPEN or (side == EITHER and not (a > start and text[a - 1].isdigit())):
                opened, depth = b, 0
        elif side == OPEN:
            if closers_left >= openers_left + 2 + depth:
                depth += 1  # a pair within the pair
            else:  # the earlier mark was never closed
                before = text[opened:a].rstrip()
                if before and before[-1] in SENTENCE_END:
                    spans.append((opened, opened + len(before), False))  # re-opened where a paragraph break was lost
                opened, depth = b, 0
        elif depth and side == CLOSE:
            depth -= 1
        elif side == CLOSE or closers_left == 0 or closers_left <= openers_left:
            spans.append((opened, a, True))
            opened = None
    if opened is not None:
        spans.append((opened, end, False))
    return [(a, b, closed) for a, b, closed in spans if any(map(str.isalnum, text[a:b]))]
