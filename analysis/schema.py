"""Every table of the package: its columns in order, the type of each, and what it means.

Texts are `str` (missing: NaN), counts `Int64`, shares and scores `Float64`, dates `datetime64[us]`; a number
that cannot be measured is missing, never 0. A table may carry further columns of the user's own behind these.
"""

import pandas as pd

from .errors import SchemaError

ARTICLES = {
    "article_id": ("str", "unique and stable: made from the content, not from the path"),
    "source_path": ("str", "the file it came from, relative to the folder read"),
    "title": ("str", "headline"),
    "date": ("datetime64[us]", "day of publication; missing when none is stated"),
    "outlet": ("str", "publication: as stated, else from the link, else the sub-folder's name"),
    "author": ("str", "byline"),
    "place": ("str", "dateline, as in 'NAIROBI, 3 May -'"),
    "url": ("str", "address of the page"),
    "text": ("str", "body, paragraphs parted by a blank line; headline and trailer are not in it"),
    "trailer": ("str", "related-stories block below the article, kept apart and out of every count"),
    "n_words": ("Int64", "words of `text`"),
    "n_paragraphs": ("Int64", "paragraphs of `text`"),
    "notes": ("str", "what a reader should know, parted by '; ': undated, very short, damaged"),
}

FILES = {
    "file": ("str", "path relative to the folder"),
    "outcome": ("str", "ok (read), warn (read, with a reason to look), skip (not read), ignore (not an article)"),
    "reason": ("str", "why, in plain words; empty for ok"),
    "n_articles": ("Int64", "articles read from the file"),
}

QUOTATIONS = {
    "article_id": ("str", "the article it stands in"),
    "quotation_id": ("str", "article_id and a running number; pieces of one quotation share it"),
    "start": ("Int64", "offset in `text` of the first character inside the marks"),
    "end": ("Int64", "offset just past the last character inside the marks"),
    "quotation": ("str", "`text[start:end]`"),
    "n_words": ("Int64", "words of the quotation"),
    "kind": ("str", "direct (stands as a sentence), partial (a fragment in the reporter's sentence), indirect"),
    "paragraph": ("Int64", "number of the paragraph, from 1"),
    "speaker": ("str", "the mention of the speaker as written, as in 'Mr. Ban' or 'she'; missing when none is found"),
    "speaker_start": ("Int64", "offset in `text` of that mention"),
    "speaker_end": ("Int64", "offset just past it"),
    "speaker_name": ("str", "who that is, as in 'Ban Ki-moon'; missing when the text does not show it"),
    "cue": ("str", "the word that shows it is speech, as in 'said'; missing when there is none"),
}

DENSITY = {
    "article_id": ("str", "the article"),
    "n_words": ("Int64", "words of `text`"),
    "n_quoted_words": ("Int64", "words inside quotations; nested ones count once"),
    "quoted_share": ("Float64", "n_quoted_words / n_words, 0 to 1; missing where there are no words"),
    "n_quotations": ("Int64", "quotations; the pieces of a divided one count once"),
    "n_speakers": ("Int64", "different speakers known by name"),
    "quotations_per_1000_words": ("Float64", "missing where there are no words"),
    "longest_quotation": ("Int64", "words of the longest quotation; missing where there is none"),
    "indirect_share": ("Float64", "words of reported speech without marks / n_words; missing unless it was asked for"),
}

SPEAKERS = {
    "speaker_name": ("str", "the speaker"),
    "named": ("boolean", "whether that is a name; False: a description, a kind of source and not one person"),
    "n_quotations": ("Int64", "quotations by this speaker"),
    "n_words": ("Int64", "words quoted from this speaker"),
    "n_articles": ("Int64", "articles in which this speaker is quoted"),
    "share_of_quoted_words": ("Float64", "n_words / all quoted words, those without a known speaker included, 0 to 1"),
    "first_seen": ("datetime64[us]", "date of the first such article; missing when no dates are given"),
    "last_seen": ("datetime64[us]", "date of the last such article; missing when no dates are given"),
}

VOICES = {
    "article_id": ("str", "an article with quotations"),
    "n_speakers": ("Int64", "different speakers, named or described"),
    "n_named": ("Int64", "those of them who are named"),
    "top_speaker": ("str", "the speaker with most quoted words; missing when no speaker is known"),
    "top_share": ("Float64", "that speaker's part of the article's quoted words, 0 to 1; missing as top_speaker is"),
    "first_speaker": ("str", "whose the first quotation is; missing when not known"),
    "last_speaker": ("str", "whose the last quotation is; missing when not known"),
    "unnamed_share": ("Float64", "part of the quoted words by speakers who are described but not named, 0 to 1"),
    "unknown_share": ("Float64", "part of the quoted words whose speaker is not known, 0 to 1"),
}

SENTENCES = {
    "article_id": ("str", "the article it stands in"),
    "sentence": ("Int64", "number of the sentence in the article, from 1"),
    "start": ("Int64", "offset in `text` of its first character"),
    "end": ("Int64", "offset just past its last character"),
    "n_words": ("Int64", "words of the sentence"),
}

SENTENCE_READABILITY = SENTENCES | {
    "n_syllables": ("Int64", "syllables of the sentence; missing where the article is not scored"),
    "n_long_words": ("Int64", "words of seven letters or more: the RIX of this one sentence"),
    "n_unfamiliar_words": (
        "Int64",
        "words that are not easy and no inflection of an easy one; missing as n_syllables is",
    ),
    "hard": ("boolean", "whether it has so many long words that it is hard; missing as n_syllables is"),
    "sentence_text": ("str", "`text[start:end]`"),
}

READABILITY = {  # one column a measure (Float64) stands between `syllables_per_word` and `notes`
    "article_id": ("str", "the article"),
    "n_sentences": ("Int64", "sentences counted"),
    "n_words": ("Int64", "words counted"),
    "n_syllables": ("Int64", "syllables counted"),
    "words_per_sentence": ("Float64", "mean sentence length"),
    "syllables_per_word": ("Float64", "mean word length"),
    "notes": ("str", "why scores are missing, or to be read with care"),
}

VARIETY = {
    "article_id": ("str", "the article"),
    "n_sentences": ("Int64", "sentences of `text`"),
    "n_words": ("Int64", "words of `text`"),
    "sentence_length_sd": ("Float64", "standard deviation of words per sentence; missing for fewer than two sentences"),
    "sentence_length_q1": (
        "Float64",
        "a quarter of the sentences have at most so many words; missing without sentences",
    ),
    "sentence_length_median": ("Float64", "half of the sentences have at most so many words"),
    "sentence_length_q3": ("Float64", "three quarters of the sentences have at most so many words"),
    "mattr": ("Float64", "different words / words, mean over all windows of equal length, 0 to 1; missing if shorter"),
}

ISSUE_MENTIONS = {
    "article_id": ("str", "the article"),
    "issue": ("str", "an issue of the lexicon"),
    "n_mentions": ("Int64", "terms of the issue met in headline and text"),
    "mentions_per_100_words": ("Float64", "missing where there are no words"),
    "about": (
        "boolean",
        "whether the article is about the issue, not merely touching it; missing where there are no words",
    ),
}

MAIN_ISSUE = {
    "article_id": ("str", "the article"),
    "issue": ("str", "the issue it is mainly about; 'other' when it is none of them; missing without evidence"),
    "confidence": ("Float64", "how sure that is, 0 to 1; missing where issue is"),
}

TABLES = {
    "articles": ARTICLES,
    "files": FILES,
    "quotations": QUOTATIONS,
    "density": DENSITY,
    "speakers": SPEAKERS,
    "voices": VOICES,
    "sentences": SENTENCES,
    "sentence_readability": SENTENCE_READABILITY,
    "readability": READABILITY,
    "variety": VARIETY,
    "issue_mentions": ISSUE_MENTIONS,
    "main_issue": MAIN_ISSUE,
}


def table(schema, rows):
    """A DataFrame with the columns and types of `schema`; `rows` is a list of dicts, or a dict of columns.

    A column that `rows` does not give is missing throughout. No rows give an empty table of the same types.
    """
    frame = pd.DataFrame(rows, columns=list(schema), dtype=object)
    return frame.astype({name: dtype for name, (dtype, _) in schema.items()})


def require(frame, columns, name, way_out):
    """Raise SchemaError unless `frame` is a DataFrame that has `columns`; the message says what to do."""
    if not isinstance(frame, pd.DataFrame):
        raise SchemaError(f"{name} must be a table (pandas DataFrame), not {type(frame).__name__}. {way_out}")
    missing = [column for column in columns if column not in frame.columns]
    if missing:
        have = ", ".join(map(repr, frame.columns)) or "no columns"
        raise SchemaError(f"{name} has no column {', '.join(map(repr, missing))}; it has {have}. {way_out}")


def require_articles(articles, columns=("article_id", "text")):
    """Raise SchemaError unless `articles` has the columns that a measure needs, each article once."""
    way_out = "Use an.read_articles(folder), or an.as_articles(frame, text='your column')."
    require(articles, columns, "articles", way_out)
    if articles["article_id"].duplicated().any():
        twice = articles["article_id"][articles["article_id"].duplicated()].iloc[0]
        raise SchemaError(f"articles has article_id {twice!r} more than once. {way_out}")
