"""Readability of single sentences: what is counted in each of them, and which are hard."""

from . import schema
from .readability import not_scored
from .sentences import sentence_spans
from .text_counts import COUNTS, EVIDENCE, news_counter
from .words import WORD

HARD = 10  # long words; as many have one in six sentences of news
LONG = 7  # letters of a long word


def sentence_readability(articles, *, hard=HARD):
    """What makes each sentence hard to read, with its text.

    One row per sentence, in the order of `articles` and of the text: `article_id`, `sentence`, `start`, `end`,
    `n_words` as `split_sentences` has them, then `n_syllables`, `n_long_words` (words of seven letters or more),
    `n_unfamiliar_words` (neither on Dale and Chall's list of easy words nor an inflection of one), `hard` and
    `sentence_text`, which is `text[start:end]`.

    `hard` is True for a sentence of `hard` long words or more (10). The number of long words is the RIX of Anderson
    (1983) for a text of one sentence: the one formula among those of `readability` that grows with the length of the
    sentence and that of its words alike and stays steady for short ones, where all that divide by its few words leap
    (Flesch–Kincaid gives "Extraordinary." the grade 56). It is a guide to what to read again and no more: it was made
    for the mean of many sentences, names and titles are long words that nobody stumbles over, and a list of things
    may be long and easy.

    Syllables, unfamiliar words and `hard` are for English: they are missing in articles that `readability` does not
    score. Raises SchemaError when `articles` lacks `article_id` or `text`, or names an article twice.
    """
    schema.require_articles(articles)
    count = news_counter(lambda sentence: 1)
    columns = {name: [] for name in schema.SENTENCE_READABILITY}
    for article_id, text in zip(articles["article_id"], articles["text"], strict=True):
        spans = sentence_spans(text)
        texts = [text[start:end] for start, end in spans]
        counts = dict(zip(COUNTS + EVIDENCE, zip(*map(count, texts), strict=True), strict=True)) if spans else {}
        english = bool(spans) and not not_scored(text, {name: sum(values) for name, values in counts.items()})
        unknown = [None] * len(spans)
        for name, values in {
            "article_id": [article_id] * len(spans),
            "sentence": range(1, len(spans) + 1),
            "start": [start for start, _ in spans],
            "end": [end for _, end in spans],
            "n_words": counts.get("words", ()),
            "n_syllables": counts["syllables"] if english else unknown,
            "n_long_words": counts.get("long_words", ()),
            "n_unfamiliar_words": counts["unfamiliar_words"] if english else unknown,
            "hard": [n >= hard for n in counts["long_words"]] if english else unknown,
            "sentence_text": texts,
        }.items():
            columns[name] += values
    return schema.table(schema.SENTENCE_READABILITY, columns)


def count_long_words(text):
    """Words of seven letters or figures or more, apostrophes not counted: by them a sentence is hard or not."""
    return sum(len(word) - word.count("'") - word.count("’") >= LONG for word in WORD.findall(text))
