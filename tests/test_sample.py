"""The sample against its marking by hand. The floors are what is reached; raise them when it gets better."""

from pathlib import Path

import pandas as pd
import pytest

import analysis as an

DATA = Path(__file__).resolve().parent.parent / "data"


@pytest.fixture(scope="module")
def articles():
    return an.read_articles(DATA / "sample")


@pytest.fixture(scope="module")
def marked(articles):
    table = pd.read_csv(DATA / "sample_marked.csv", dtype="str")
    ids = articles[["source_path", "title", "article_id"]].rename(columns={"source_path": "file"})
    return table.merge(ids, on=["file", "title"], how="left", validate="many_to_one")


@pytest.fixture(scope="module")
def matched(articles, marked):
    """Marked quotations beside the found ones, matched by article and words; both indexed in text order."""
    found = an.extract_quotations(articles)
    keys = ["article_id", "quotation"]
    by_hand = marked.dropna(subset=["quotation"])
    both = by_hand.merge(found, on=keys, how="outer", suffixes=("_marked", ""), indicator=True)
    return both.drop_duplicates([*keys, "paragraph_marked", "start"])


def same(left, right):
    return left.fillna("").str.casefold().eq(right.fillna("").str.casefold())


def test_every_marked_article_is_read(articles, marked):
    assert marked["article_id"].notna().all()
    assert set(marked["article_id"]) == set(articles["article_id"])


def test_the_sample_is_what_its_readme_says(articles):
    assert len(articles) == 55
    assert articles["outlet"].value_counts().to_dict() == {
        "Meridian Wire": 20,
        "Nations Bulletin": 18,
        "Longshore Review": 17,
    }
    assert articles["date"].isna().sum() == 1


def test_the_marked_quotations_are_found_and_few_others(matched):
    found = (matched["_merge"] == "both").sum()
    assert found / (matched["_merge"] != "right_only").sum() >= 0.99
    assert found / (matched["_merge"] != "left_only").sum() >= 0.97


def test_speakers_and_names_are_mostly_right(matched):
    both = matched[matched["_merge"] == "both"]
    assert same(both["speaker"], both["speaker_marked"]).mean() >= 0.85
    assert same(both["speaker_name"], both["speaker_name_marked"]).mean() >= 0.8


def test_the_main_issue_is_mostly_right(articles, marked):
    by_hand = marked.drop_duplicates("article_id").set_index("article_id")["issue"]
    found = an.main_issue(articles).set_index("article_id")["issue"]
    assert (found == by_hand.reindex(found.index)).mean() >= 0.9
