"""What the readability formulas count in a text: once for all formulas, and once for each different piece of text.

`news_counter` counts as a reader of news does, `textstat_counter` as textstat does, to the same number.
"""

import re
import struct
from functools import cache

from .sentences import sentence_spans
from .syllables import LANGUAGE, LONGEST, syllable_counter
from .textstat_offline import load_textstat
from .words import WORD

COUNTS = (
    "sentences",
    "words",
    "pieces",  # what white space parts: textstat divides the characters by them
    "characters",
    "letters",
    "syllables",
    "polysyllables",  # words of three syllables or more
    "hard_words",  # those of them that are not on the list of easy words
    "long_words",  # words of seven letters or more
    "unlisted_words",  # words that are not on the list of easy words
    "unfamiliar_words",  # those of them that are no inflection of a word on it
)
EVIDENCE = (  # whether a text can be scored at all
    "lettered_words",  # words with a letter in them
    "common_words",  # words that every English text is full of
    "latin_letters",
    "other_letters",
    "stray_letters",  # letters of words too long to be one
)
COMMON_WORDS = frozenset(
    "the of and to in a that is was for on it with as he be by at his this had not are but from or have an they which "
    "one you were her all she there would their we him been has when who will more no if out so said what up its about "
    "into than them can only other new some could time these two may then do first any my now such like our over me "
    "even most after also did many before must through back where much your how well down should because i "
    "says".split()
)
ROW = struct.Struct(f"<{len(COUNTS) - 1 + len(EVIDENCE)}I")  # the counts of a word, and of a text but for its sentences
PIECES_KEPT = 2**17  # from one call to the next: those of some thousand articles, 40 MB
AROUND = "\"“”‘’'.,:;?!()"  # what mostly stands around a word
LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ]")
TEXTSTAT_SENTENCE = re.compile(r"\b[^.!?]+[.!?]*")
TEXTSTAT_WORD = re.compile(r"\w\S*")  # what is left of a piece when its punctuation is taken away


def news_counter(count_sentences=lambda text: len(sentence_spans(text))):
    """A function from a text to its COUNTS and EVIDENCE, as numbers in that order.

    A word is a run of letters or digits with its inner apostrophes, straight or curly: a hyphen or a dash parts words,
    and so does the point of "1.5". Sentences are those of `split_sentences`, syllables as in syllables.py. Characters
    are letters and digits, and pieces are words. Figures count as easy words.
    """
    if _news_pieces().cache_info().currsize > PIECES_KEPT:
        _news_pieces.cache_clear()
    return _counter(_news_pieces(), count_sentences)


@cache
def _news_pieces():
    """A function from a piece of text to its counts by the news counting, packed; it keeps the pieces that come again."""
    load_textstat()
    from textstat.backend.utils import get_lang_easy_words

    easy, syllables_of = get_lang_easy_words(LANGUAGE), syllable_counter()
    familiar = _familiar_words()

    @cache
    def measure_word(word):
        low, figure = word.lower().replace("’", "'"), word[0].isdigit()
        syllables, unlisted = syllables_of(word), not (figure or low in easy)
        length = letters = latin = len(low)
        if not (low.isascii() and low.isalpha()):
            length -= low.count("'")
            letters, latin = sum(map(str.isalpha, low)), len(LATIN.findall(low))
        return _pack(
            1,
            1,
            length,
            length,
            syllables,
            syllables > 2 and not figure,
            syllables > 2 and unlisted,
            length > 6,
            unlisted,
            unlisted and low not in familiar,
            letters > 0,
            low in COMMON_WORDS,
            latin,
            letters - latin,
            letters if letters > LONGEST else 0,
        )

    @cache
    def measure(piece):
        word = piece.strip(AROUND)
        if word.isalpha():
            return measure_word(word if word.isupper() else word.lower())  # "US" is not "us"
        return sum(map(measure_word, WORD.findall(piece)))

    return measure


def textstat_counter():
    """A function from a text to its COUNTS as textstat 0.7.13 has them, as numbers in that order; no EVIDENCE."""
    load_textstat()
    from textstat.backend.counts import count_syllables
    from textstat.backend.selections import list_words
    from textstat.backend.validations import is_difficult_word

    familiar = _familiar_words()

    @cache
    def measure_word(word):
        syllables, unlisted = count_syllables(word, LANGUAGE), is_difficult_word(word, 0, LANGUAGE)
        return _pack(
            1,
            0,
            0,
            0,
            syllables,
            syllables > 2,
            is_difficult_word(word, 3, LANGUAGE),
            0,
            unlisted,
            unlisted and word.lower() not in familiar,
            0,
            0,
            0,
            0,
            0,
        )

    @cache
    def measure(piece):
        lengths = list(map(len, list_words(piece, rm_apostrophe=True)))
        n_long = sum(length > 6 for length in lengths)
        of_piece = _pack(0, 1, len(piece), sum(lengths), 0, 0, 0, n_long, 0, 0, 0, 0, 0, 0, 0)
        return of_piece + sum(map(measure_word, list_words(piece)))

    return _counter(measure, _textstat_sentences)


def _counter(measure, count_sentences):
    """A function from a text to its sentences and the counts that `measure` packs for each piece of it."""

    def count(text):
        total = sum(map(measure, text.split()))
        return (count_sentences(text), *ROW.unpack(total.to_bytes(ROW.size, "little")))

    return count


@cache  # most words have the counts of many others: one integer for all of them
def _pack(*counts):
    """Counts side by side in one integer: one sum adds up all of them."""
    return int.from_bytes(ROW.pack(*counts), "little")


def _textstat_sentences(text):
    """Sentences as textstat counts them: what stands between . ! and ?, unless it has two words or fewer."""
    return max(1, sum(len(TEXTSTAT_WORD.findall(piece)) > 2 for piece in TEXTSTAT_SENTENCE.findall(text)))


@cache
def _familiar_words():
    """The easy words, and their regular plurals, possessives, verb forms, comparisons and contractions."""
    from textstat.backend.utils import get_lang_easy_words

    forms = set(get_lang_easy_words(LANGUAGE))
    for word in get_lang_easy_words(LANGUAGE):
        stem = word.removesuffix("e")
        verb = {stem + "ed", stem + "ing", stem + "er", stem + "est"}
        if word[-1:] == "y":
            verb |= {word[:-1] + ending for ending in ("ies", "ied", "ier", "iest")}
        if word[-1:].isalpha() and word[-1] not in "aeiouwxy":
            verb |= {word + word[-1] + ending for ending in ("ed", "ing", "er", "est")}
        forms |= verb | {word + ending for ending in ("s", "es", "n't", "'s", "'", "s'", "'d", "'ll", "'ve", "'re")}
    return forms
