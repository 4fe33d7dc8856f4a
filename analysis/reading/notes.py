"""What a reader should know about an article: damage, length, letters. Each note is `kind` or `kind (detail)`."""

import re

from ..words import count_words
from .limits import SHORT_WORDS

LOST_MARK = re.compile(r'"\?(?=\w)|(?<=\w)"\?')  # a question mark where a curly mark, apostrophe or dash was
WRONGLY_DECODED = re.compile(r"â€[\w™œ˜¦“”\ufffd]?|Ã[¡-¿]|Â[¡-¿]")  # UTF-8 read as Windows-1252
LETTER = re.compile(r"[^\W\d_]")
LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿﬀ-ﬆ]")
SEPARATOR = re.compile(r"\n[=*#~_-]{10,}\n")
SAMPLE_CHARACTERS = 3_000  # enough to tell the script of a text


def text_notes(text, title, n_words):
    """Notes on the text of an article of so many words; that there is none, when it is missing or empty."""
    if not isinstance(text, str) or not text.strip():
        return ["no body, only a headline"] if isinstance(title, str) and title else ["no text"]
    notes = []
    if n_words < SHORT_WORDS:
        notes.append(f"very short ({n_words} word{'s' if n_words != 1 else ''})")
    sample = text[:SAMPLE_CHARACTERS]
    if not LETTER.search(text):
        notes.append("no letters")
    elif not sample.isascii() and len(LATIN.findall(sample)) < len(LETTER.findall(sample)) / 2:
        notes.append("not mainly Latin letters")
    damage = damage_of(text if not isinstance(title, str) else title + "\n" + text)
    if damage:
        notes.append(f"damaged ({', '.join(damage)})")
    return notes


def damage_of(text):
    """What shows that characters were lost or changed before the text came here."""
    damage = []
    if "\ufffd" in text:
        n_lost = text.count("\ufffd")
        damage.append(f"{n_lost} character{'s' if n_lost != 1 else ''} lost")
    match = WRONGLY_DECODED.search(text)
    if match:
        damage.append(f"wrongly decoded, as in {match[0]}")
    n_lost = len(LOST_MARK.findall(text))
    if n_lost:
        damage.append(f'{n_lost} times "? for a mark')
    return damage


def has_separator(text):
    """Whether a line such as ======== parts the text, with a fair amount of text on both sides."""
    match = SEPARATOR.search(text)
    return bool(match) and min(count_words(text[: match.start()]), count_words(text[match.end() :])) >= SHORT_WORDS
