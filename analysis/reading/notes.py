"""What a reader should know about an article: damage, length, letters. Each note is `kind` or `kind (detail)`."""

import re

from ..words import count_words
from .limits import SHORT_WORDS

LOST_MARK = re.compile(r'"\?(?=\w)|(?<=\w)"\?')  # a question mark where a curly mark, apostrophe or dash was
WRONGLY_DECODED = re.compile(r"â€[\w™œ˜¦“”\ufffd]?|Ã[¡-¿]|Â[¡-¿]")  # UTF-8 read as Windows-1252
LETTER = re.compile(r"[^\W\d_]")
LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿﬀ-ﬆ]")
SEPARATOR = re.compile(r"\n[=*#~_-]{10,}\n")
SAMPLE_CHARACTERS = 20_000  # enough to tell the script of a text


def text_notes(text, title=None):
    """Notes on the text of an article. A text that is missing or empty has one note, that there is none."""
    if not isinstance(text, str) or not text.strip():
        return ["no body, only a headline"] if isinstance(title, str) and title else ["no text"]
    notes = []
    n_words = count_words(text)
    if n_words < SHORT_WORDS:
        notes.append(f"very short ({n_words} word{'s' if n_words != 1 else ''})")
    sample = text[:SAMPLE_CHARACTERS]
    n_letters = len(LETTER.findall(sample))
    if not n_letters:
        notes.append("no letters")
    elif len(LATIN.findall(sample)) < n_letters / 2:
        notes.append("not mainly Latin letters")
    damage = damage_of(text if not isinstance(title, str) else title + "\n" + text)
    if damage:
        notes.append(f"damaged ({', '.join(damage)})")
    return notes


def damage_of(text):
    """What shows that characters were lost or changed before the text came here."""
    damage = []
    if "\ufffd" in text:
        damage.append(f"{text.count(chr(0xFFFD))} characters lost")
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
    return bool(match) and min(count_words(text[:match.start()]), count_words(text[match.end():])) >= SHORT_WORDS
