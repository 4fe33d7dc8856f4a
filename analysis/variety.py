"""Variety of an article: how far its sentences differ in length, and how often its words come again."""

import numpy as np

from . import schema
from .errors import AnalysisError
from .sentences import sentence_spans
from .words import WORD, count_words

WINDOW = 100  # words


def variety(articles, *, window=WINDOW):
    """How varied each article is in the length of its sentences and in its words.

    One row per article, in the order of `articles`: `article_id`, `n_sentences`, `n_words`; of the words per sentence
    the standard deviation `sentence_length_sd` (of these sentences, not of a larger population) and the quartiles
    `sentence_length_q1`, `sentence_length_median`, `sentence_length_q3`; and `mattr`.

    `mattr` is the moving-average type-token ratio (Covington and McFall 2010): in each stretch of `window` words (100)
    the number of different words / `window`, averaged over all stretches; 0 to 1, in news about .65 to .80. Unlike
    different words / all words it does not fall as a text grows longer, so articles of unlike length can be compared,
    but only with the same window. Words are compared in small letters, inflections are words of their own.

    Missing: lengths where there are no sentences, the deviation for fewer than two, `mattr` for fewer than `window`
    words. Raises AnalysisError for a window under 1, SchemaError when `articles` lacks `article_id` or `text`, or names
    an article twice.
    """
    if window < 1:
        raise AnalysisError(f"variety() needs a window of 1 word or more, not {window}. 100 suits news.")
    schema.require_articles(articles)
    rows = []
    for article_id, text in zip(articles["article_id"], articles["text"], strict=True):
        words = WORD.findall(text.lower().replace("’", "'")) if isinstance(text, str) else []
        lengths = np.array([count_words(text[start:end]) for start, end in sentence_spans(text)], dtype=float)
        q1, median, q3 = np.percentile(lengths, [25, 50, 75]) if len(lengths) else (None, None, None)
        rows.append(
            {
                "article_id": article_id,
                "n_sentences": len(lengths),
                "n_words": len(words),
                "sentence_length_sd": lengths.std() if len(lengths) > 1 else None,
                "sentence_length_q1": q1,
                "sentence_length_median": median,
                "sentence_length_q3": q3,
                "mattr": _mattr(words, window),
            }
        )
    return schema.table(schema.VARIETY, rows)


def _mattr(words, window):
    """Mean share of different words in all stretches of `window` words; None where there is no such stretch.

    A word counts in those stretches that hold it and begin behind its last occurrence, so one pass is enough.
    """
    last_stretch = len(words) - window
    if last_stretch < 0:
        return None
    seen, different = {}, 0
    for at, word in enumerate(words):
        first = max(seen.get(word, -1) + 1, at - window + 1)
        different += max(0, min(at, last_stretch) - first + 1)
        seen[word] = at
    return different / window / (last_stretch + 1)
