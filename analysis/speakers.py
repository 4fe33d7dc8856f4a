"""Who is quoted, and how much: the speakers of a whole collection."""

import pandas as pd

from . import schema

SPEAKERS_NEED = ("article_id", "quotation_id", "speaker_name", "n_words", "kind")


def speakers(quotations, articles=None):
    """Everybody who is quoted, and how much.

    One row per speaker known by name, the one with most quoted words first; the columns are those of schema.SPEAKERS:
    `n_quotations` (the pieces of a divided one count once), `n_words`, `n_articles`, `share_of_quoted_words` (0 to 1,
    of all quoted words, those without a known speaker included), `first_seen` and `last_seen` (the dates come from
    `articles`, else from a `date` column of `quotations`; missing without either). Reported speech without marks does
    not count. People are told apart by their names alone.

    Raises SchemaError when a column is missing.
    """
    schema.require(quotations, SPEAKERS_NEED, "quotations", "Use an.extract_quotations(articles).")
    said = quotations[quotations["kind"].ne("indirect")]
    if articles is not None:
        schema.require(articles, ("article_id", "date"), "articles", "Use an.read_articles(folder).")
        said = said.drop(columns="date", errors="ignore").merge(
            articles[["article_id", "date"]], on="article_id", how="left"
        )
    elif "date" not in said.columns:
        said = said.assign(date=pd.NaT)
    total = said["n_words"].sum()
    table = said.groupby("speaker_name", sort=True).agg(
        n_quotations=("quotation_id", "nunique"),
        n_words=("n_words", "sum"),
        n_articles=("article_id", "nunique"),
        first_seen=("date", "min"),
        last_seen=("date", "max"),
    )
    table = table.reset_index().sort_values("n_words", ascending=False, kind="stable")
    table["share_of_quoted_words"] = table["n_words"] / total
    return schema.table(schema.SPEAKERS, table.to_dict("list"))
