"""Who is quoted, and how much: the speakers of a whole collection, and the voices of each article.

A name joins over articles; a description ("a senior official") is somebody else in each of them, and stays a kind of
source. Both tables leave out reported speech without marks.
"""

from collections import Counter, defaultdict

import pandas as pd

from . import schema
from .aliases import folded
from .names import could_be_person, is_name

SPEAKERS_NEED = ("article_id", "quotation_id", "speaker_name", "n_words", "kind")
VOICES_NEED = (*SPEAKERS_NEED, "start")
WAY_OUT = "Use an.extract_quotations(articles)."


def speakers(quotations, articles=None):
    """Everybody who is quoted, and how much.

    One row per speaker, the one with most quoted words first; the columns are those of schema.SPEAKERS: `named`,
    `n_quotations` (the pieces of a divided one count once), `n_words`, `n_articles`, `share_of_quoted_words` (0 to 1,
    of all quoted words, those without a known speaker included), `first_seen` and `last_seen` (the dates come from
    `articles`, else from a `date` column of `quotations`; missing without either). Reported speech without marks does
    not count.

    `named` says whether a row is a name. Where it is False the row is a description ("a senior official", "the
    statement"): a kind of source, not one person, since each article's official is somebody else. Names are told apart
    by their letters alone: capitals, accents and the kind of apostrophe do not count, and the commonest spelling is
    shown. A bare surname ("Roy") is counted with a full name where exactly one person's full name in the whole
    collection ends in it; else it has a row of its own.

    Raises SchemaError when a column is missing.
    """
    schema.require(quotations, SPEAKERS_NEED, "quotations", WAY_OUT)
    said = joined(quotations)
    if articles is not None:
        schema.require(articles, ("article_id", "date"), "articles", "Use an.read_articles(folder).")
        said = said.drop(columns="date", errors="ignore").merge(
            articles[["article_id", "date"]], on="article_id", how="left"
        )
    elif "date" not in said.columns:
        said = said.assign(date=pd.NaT)
    total = said["n_words"].sum()
    table = said.groupby("speaker_name", sort=True).agg(
        named=("named", "first"),
        n_quotations=("quotation_id", "nunique"),
        n_words=("n_words", "sum"),
        n_articles=("article_id", "nunique"),
        first_seen=("date", "min"),
        last_seen=("date", "max"),
    )
    table = table.reset_index().sort_values("n_words", ascending=False, kind="stable")
    table["share_of_quoted_words"] = table["n_words"] / total
    return schema.table(schema.SPEAKERS, table.to_dict("list"))


def voices(quotations, articles=None):
    """Whose voices each article holds.

    One row per article with quotations, in the order of `articles` when given, else of `quotations`; the columns are
    those of schema.VOICES: `n_speakers` (different speakers, named or described), `n_named`, `top_speaker` (most quoted
    words; the first to speak where two have as many) and `top_share` of the article's quoted words,
    `first_speaker` and `last_speaker` (whose the first and the last quotation are; missing where that is not known),
    `unnamed_share` (words of those who are described only) and `unknown_share` (words whose speaker is not known).
    Shares are 0 to 1, and missing where the quotations hold no words; the speakers are those of `speakers`.

    Raises SchemaError when a column is missing.
    """
    schema.require(quotations, VOICES_NEED, "quotations", WAY_OUT)
    said = joined(quotations)
    by_article = {article: group.sort_values("start") for article, group in said.groupby("article_id", sort=False)}
    if articles is None:
        order = list(by_article)
    else:
        schema.require(articles, ("article_id",), "articles", "Use an.read_articles(folder).")
        order = [article for article in articles["article_id"] if article in by_article]
    return schema.table(schema.VOICES, [{"article_id": article} | _voices(by_article[article]) for article in order])


def _voices(said):
    """The columns of one article; `said` are its quotations in order."""
    known = said.dropna(subset="speaker_name")
    words = known.groupby("speaker_name", sort=False)["n_words"].sum()
    row = {
        "n_speakers": len(words),
        "n_named": known.loc[known["named"], "speaker_name"].nunique(),
        "top_speaker": words.idxmax() if len(words) else None,
        "first_speaker": said["speaker_name"].iloc[0],
        "last_speaker": said["speaker_name"].iloc[-1],
    }
    total = said["n_words"].sum()
    if total:
        row |= {
            "top_share": words.max() / total if len(words) else None,
            "unnamed_share": known.loc[~known["named"], "n_words"].sum() / total,
            "unknown_share": said.loc[said["speaker_name"].isna(), "n_words"].sum() / total,
        }
    return row


def joined(quotations):
    """The quotations in marks, `speaker_name` the one spelling for the whole collection, and whether it is `named`."""
    said = quotations[quotations["kind"].ne("indirect")]
    shown = _spellings(Counter(said["speaker_name"].dropna()))
    said = said.assign(speaker_name=said["speaker_name"].map(shown).astype("str"))
    return said.assign(named=[isinstance(name, str) and is_name(name) for name in said["speaker_name"]])


def _spellings(counts):
    """{spelling: the one to show}: the commonest of those that are one name; for a surname the only full name."""
    same = defaultdict(Counter)
    for spelling, n in counts.items():
        same[folded(spelling, accents=False)][spelling] += n
    commonest = {key: max(sorted(spellings), key=spellings.get) for key, spellings in same.items()}
    bearers = defaultdict(set)
    for key, name in commonest.items():
        if " " in key and is_name(name) and could_be_person(tuple(name.split())):
            bearers[key.split()[-1]].add(key)
    full = {key: next(iter(bearers[key])) for key in commonest if len(bearers.get(key, ())) == 1}
    full = {key: person for key, person in full.items() if is_name(commonest[key])}
    return {spelling: commonest[full.get(key, key)] for key, spellings in same.items() for spelling in spellings}
