"""Words, paragraphs and sentences of a text, each with its offsets; the text itself is never rewritten."""

import re

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")  # a run of letters or digits, inner apostrophes included
PARAGRAPH = re.compile(r"\S(?:[^\n\r\u2028\u2029]*\S)?")  # one line, from its first to its last visible character


def count_words(text):
    """Number of words of a text. A text that is missing has none."""
    return len(WORD.findall(text)) if isinstance(text, str) else 0


def paragraphs(text):
    """`(start, end)` of each paragraph: a line that is not blank, without the white space at its ends."""
    return [match.span() for match in PARAGRAPH.finditer(text)] if isinstance(text, str) else []
