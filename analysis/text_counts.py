"""What the readability formulas count in a text: once for all formulas, and once for each different word.

`news_counter` counts as a reader of news does, `textstat_counter` as textstat does, to the same number.
"""

import re

from .sentences import sentence_spans
from .syllables import LANGUAGE, syllable_counter
from .textstat_offline import load_textstat
from .words import WORD

COUNTS = (
    "sentences", "words",
    "tokens",  # pieces between white space: what textstat divides the characters by
    "characters", "letters", "syllables",
    "polysyllables",  # words of three syllables or more
    "hard_words",  # those of them that are not on the list of easy words
    "long_words",  # words of seven letters or more
    "unlisted_words",  # words that are not on the list of easy words
    "unfamiliar_words",  # those of them that are no inflection of a word on it
)
TEXTSTAT_SENTENCE = re.compile(r"\b[^.!?]+[.!?]*")
TEXTSTAT_WORD = re.compile(r"\w\S*")  # what is left of a token when its punctuation is taken away
INFLECTIONS = (  # an ending, and what it can have replaced
    ("s", ("",)), ("es", ("",)), ("ies", ("y",)), ("ed", ("", "e")), ("ied", ("y",)), ("ing", ("", "e")),
    ("er", ("", "e")), ("ier", ("y",)), ("est", ("", "e")), ("iest", ("y",)), ("n't", ("",)), ("'s", ("",)),
    ("'", ("",)), ("'d", ("",)), ("'ll", ("",)), ("'ve", ("",)), ("'re", ("",)))
DOUBLING = frozenset("ed ing er est".split())  # "stopped"
BITS = 32  # of each count of a word, in one integer: adding up one integer a word is the quickest sum


def news_counter():
    """A function from a text to its COUNTS, as numbers in that order.

    A word is a run of letters or digits with its inner apostrophes, straight or curly: a hyphen or a dash parts words,
    and so does the point of "1.5". Characters are letters and digits. Figures count as easy words.
    """
    load_textstat()
    from textstat.backend.utils import get_lang_easy_words

    easy, syllables_of, known = get_lang_easy_words(LANGUAGE), syllable_counter(), {}

    def measure(word):
        low, figure = word.lower().replace("’", "'"), word[0].isdigit()
        listed = figure or low in easy
        length, syllables = len(low) - low.count("'"), syllables_of(word)
        return _pack((length, syllables, syllables > 2 and not figure, syllables > 2 and not listed, length > 6,
                      not listed, not listed and not _is_inflected(low, easy)))

    def count(text):
        words = WORD.findall(text)
        for word in set(words).difference(known):
            known[word] = measure(word)
        letters, *sums = _unpack(sum(map(known.__getitem__, words)), 7)
        return (len(sentence_spans(text)), len(words), len(words), letters, letters, *sums)

    return count


def textstat_counter():
    """A function from a text to its COUNTS as textstat 0.7.13 has them, as numbers in that order."""
    load_textstat()
    from textstat.backend.counts import count_syllables
    from textstat.backend.selections import list_words
    from textstat.backend.utils import get_lang_easy_words
    from textstat.backend.validations import is_difficult_word

    easy, known = get_lang_easy_words(LANGUAGE), {}

    def measure(word):
        syllables, unlisted = count_syllables(word, LANGUAGE), is_difficult_word(word, 0, LANGUAGE)
        return _pack((syllables, syllables > 2, is_difficult_word(word, 3, LANGUAGE), unlisted,
                      unlisted and not _is_inflected(word.lower(), easy)))

    def count(text):
        words, pieces = list_words(text), text.split()
        lengths = list(map(len, list_words(text, rm_apostrophe=True)))
        for word in set(words).difference(known):
            known[word] = measure(word)
        syllables, polysyllables, hard, unlisted, unfamiliar = _unpack(sum(map(known.__getitem__, words)), 5)
        return (_textstat_sentences(text), len(words), len(pieces), sum(map(len, pieces)), sum(lengths), syllables,
                polysyllables, hard, sum(length > 6 for length in lengths), unlisted, unfamiliar)

    return count


def _textstat_sentences(text):
    """Sentences as textstat counts them: what stands between . ! and ?, unless it has two words or fewer."""
    return max(1, sum(len(TEXTSTAT_WORD.findall(piece)) > 2 for piece in TEXTSTAT_SENTENCE.findall(text)))


def _is_inflected(word, easy):
    """Whether a word is a regular plural, possessive, verb form, comparison or contraction of an easy one."""
    for ending, replaced in INFLECTIONS:
        if word.endswith(ending):
            stem = word[:-len(ending)]
            if any(stem + letter in easy for letter in replaced):
                return True
            if ending in DOUBLING and len(stem) > 2 and stem[-1] == stem[-2] and stem[:-1] in easy:
                return True
    return False


def _pack(counts):
    return sum(count << BITS * place for place, count in enumerate(counts))


def _unpack(total, n):
    return [total >> BITS * place & (1 << BITS) - 1 for place in range(n)]
