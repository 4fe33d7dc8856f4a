"""Discovered topics: three invented subjects whose words do not meet, so that everybody can see which is which."""

import random

import numpy as np
import pandas as pd
import pytest

from analysis import topics as module
from analysis.boilerplate import clean
from analysis.errors import AnalysisError, SchemaError
from analysis.topics import COVERAGE, TOPICS, fit_topics

SUBJECTS = {
    "bread": "flour yeast dough oven crust loaf baker knead rye wheat sourdough crumb".split(),
    "bells": "bell tower ringer bronze clapper peal foundry chime rope belfry steeple cast".split(),
    "kites": "kite string wind tail meadow spool bamboo paper glide gust loop soar".split(),
}


def collection(n_each=20, seed=1):
    """`n_each` articles of every subject, in turn: ten words of its own, and three of everybody's."""
    chance, rows = random.Random(seed), []
    for number in range(n_each):
        for subject, words in SUBJECTS.items():
            shared = chance.sample(["village", "council", "visitors", "spring"], 3)
            sentence = " ".join(chance.sample(words, 10) + shared)
            rows.append(
                {
                    "article_id": f"{subject}{number}",
                    "title": f"{words[number % 12].capitalize()} {number}",
                    "date": pd.Timestamp("2024-01-15") + pd.DateOffset(months=number % 3),
                    "outlet": "Echo" if subject == "kites" else ["Post", "Echo"][number % 2],
                    "text": sentence + ".",
                }
            )
    return pd.DataFrame(rows)


def subject_of(found):
    """{topic: subject} by the words of the topic."""
    return {
        row.topic: next(name for name, words in SUBJECTS.items() if row.words.split(", ")[0] in words)
        for row in found.topics.itertuples()
    }


@pytest.fixture(scope="module")
def fitted():
    return fit_topics(collection(), n_topics=3)


# ---------------------------------------------------------------- finding topics


def test_subjects_without_common_words_are_found_as_topics(fitted):
    names = subject_of(fitted)
    assert sorted(names.values()) == ["bells", "bread", "kites"]
    main = fitted.coverage["main_topic"].map(names)
    assert [f"{m}" for m in main] == [article.rstrip("0123456789") for article in fitted.coverage["article_id"]]


def test_the_number_of_topics_is_chosen_and_said():
    found = fit_topics(collection())
    assert len(found.topics) == 3
    assert any(note.startswith("3 topics were the most stable") for note in found.notes)


def test_the_table_of_topics_says_how_many_articles_how_stable_and_from_which_outlet(fitted):
    table = fitted.topics
    assert list(table.columns) == list(TOPICS)
    assert list(table["topic"]) == [1, 2, 3] and list(table["n_articles"]) == [20, 20, 20]
    assert np.allclose(table["share"].astype(float), 1 / 3)
    assert (table["stability"] > 0.95).all()
    concentration = {
        name: table.set_index("topic")["outlet_concentration"][topic] for topic, name in subject_of(fitted).items()
    }
    assert concentration == {"bread": 0.5, "bells": 0.5, "kites": 1.0}
    for label, words in zip(table["label"], table["words"], strict=True):
        assert label == ", ".join(words.split(", ")[:3])


def test_a_topic_of_one_outlet_is_warned_of_and_only_that(fitted):
    warnings = {name: fitted.topics.set_index("topic")["warning"][topic] for topic, name in subject_of(fitted).items()}
    assert "100% of its articles are from Echo" in warnings["kites"]
    assert warnings["bread"] == warnings["bells"] == ""


def test_with_one_outlet_in_all_there_is_no_such_warning():
    table = fit_topics(collection().assign(outlet="Echo"), 3).topics
    assert (table["warning"] == "").all() and (table["outlet_concentration"] == 1).all()


def test_without_outlets_concentration_is_missing_not_zero():
    for frame in (collection().drop(columns="outlet"), collection().assign(outlet=None)):
        assert fit_topics(frame, 3).topics["outlet_concentration"].isna().all()


def test_coverage_has_a_row_an_article_in_order_and_its_shares_add_to_one(fitted):
    coverage = fitted.coverage
    assert list(coverage.columns) == [*COVERAGE, "topic_1", "topic_2", "topic_3"]
    assert list(coverage["article_id"]) == list(collection()["article_id"])
    shares = coverage[["topic_1", "topic_2", "topic_3"]].to_numpy(dtype=float)
    assert np.allclose(shares.sum(axis=1), 1, atol=1e-5)
    assert np.array_equal(shares.max(axis=1), coverage["weight"].to_numpy(dtype=float))
    assert np.array_equal(shares.argmax(axis=1) + 1, coverage["main_topic"].to_numpy(dtype=int))


def test_the_same_seed_gives_the_same_answer(fitted):
    again = fit_topics(collection(), n_topics=3)
    pd.testing.assert_frame_equal(again.topics, fitted.topics)
    pd.testing.assert_frame_equal(again.coverage, fitted.coverage)
    assert again.notes == fitted.notes


def test_an_article_without_words_has_no_main_topic_and_missing_weights():
    frame = pd.concat([collection(), pd.DataFrame({"article_id": ["x", "y"], "text": [None, "Zzyzx."]})])
    coverage = fit_topics(frame, 3).coverage
    assert len(coverage) == 62
    assert coverage.tail(2).drop(columns="article_id").isna().all(axis=None)
    assert coverage.head(60).notna().all(axis=None)


def test_the_input_is_unchanged_and_any_index_will_do():
    frame = collection().set_index(pd.Index([3] * 60))
    before = frame.copy(deep=True)
    assert len(fit_topics(frame, 3).coverage) == 60
    pd.testing.assert_frame_equal(frame, before)


def test_past_the_limit_topics_are_found_in_a_sample_of_every_outlet_and_all_are_assigned(monkeypatch):
    monkeypatch.setattr(module, "SAMPLE", 30)
    found = fit_topics(collection(), 3)
    assert any("found in 30 of 60 articles" in note for note in found.notes)
    assert sorted(subject_of(found).values()) == ["bells", "bread", "kites"]
    assert found.topics["n_articles"].sum() == 60


# ---------------------------------------------------------------- small and odd collections


@pytest.mark.parametrize("n", [0, 1, 2, 9])
def test_under_ten_articles_there_are_no_topics_but_distinctive_words(n):
    found = fit_topics(collection().head(n))
    assert len(found.topics) == 0 and len(found.coverage) == n
    assert found.coverage["main_topic"].isna().all()
    assert any(note.startswith("No topics: fewer than 10 different articles") for note in found.notes)
    assert sum(note.startswith("Distinctive words of") for note in found.notes) == n


def test_the_distinctive_words_are_those_of_the_article_and_not_of_all():
    texts = ["Bells bells council", "Kites kites council", "Bread bread council"]
    notes = fit_topics(pd.DataFrame({"article_id": ["a", "b", "c"], "text": texts, "title": ["A", "B", "C"]})).notes
    assert "Distinctive words of “A”: bells, council." in notes


def test_under_fifty_articles_topics_are_called_hints():
    assert any("no more than hints" in note for note in fit_topics(collection(5)).notes)
    assert not any("no more than hints" in note for note in fit_topics(collection(20)).notes)


@pytest.mark.parametrize("text", ["One bell rang over the meadow.", "The of and is it was.", "", "bell", "<p></p>"])
def test_thirty_times_one_text_gives_an_answer_without_topics(text):
    found = fit_topics(pd.DataFrame({"article_id": range(30), "text": [text] * 30}))
    assert len(found.topics) == 0 and len(found.coverage) == 30


def test_thirty_texts_of_one_word_each_give_an_answer():
    texts = ["bell", "kite", "bread"] * 10
    assert len(fit_topics(pd.DataFrame({"article_id": range(30), "text": texts})).coverage) == 30
    titled = pd.DataFrame({"article_id": range(30), "title": [f"No {n}" for n in range(30)], "text": texts})
    assert len(fit_topics(titled).coverage) == 30


def test_asking_for_more_topics_than_there_are_says_how_many_were_found():
    texts = [f"{' '.join(words)} {words[0]}{letter * 3}" for words in SUBJECTS.values() for letter in "abcde"]
    found = fit_topics(pd.DataFrame({"article_id": range(15), "text": texts}), 12)
    assert len(found.topics) == 3
    assert any(note.startswith("12 topics were asked for, but only 3") for note in found.notes)
    assert found.topics["stability"].notna().all()


def test_one_topic_is_the_whole_and_its_stability_is_missing():
    found = fit_topics(collection(), 1)
    assert list(found.topics["n_articles"]) == [60] and found.topics["stability"].isna().all()


@pytest.mark.parametrize("n_topics", [0, -1, 2.5, "many", None, True])
def test_a_number_of_topics_that_is_none_is_refused(n_topics):
    with pytest.raises(AnalysisError, match="n_topics must be 'auto' or a whole number from 1"):
        fit_topics(collection(), n_topics)


def test_a_missing_column_is_named():
    with pytest.raises(SchemaError, match="'text'"):
        fit_topics(collection().drop(columns="text"))


# ---------------------------------------------------------------- cleaning


def test_an_exact_copy_counts_once_in_fitting_and_is_assigned_all_the_same():
    frame = pd.concat([collection(), collection().head(1).assign(article_id="copy", title="Another headline")])
    found = fit_topics(frame, 3)
    assert "Cleaning: exact copies of other articles (1) did not count in finding topics." in found.notes
    assert found.coverage["main_topic"].iloc[-1] == found.coverage["main_topic"].iloc[0]


def test_a_sentence_of_three_articles_is_boilerplate_and_of_two_it_is_not():
    line = "Follow us on every channel."
    texts = [f"{first} one. {line} {first} two." for first in ("Bell", "Kite", "Bread")]
    cleaned, shared, notes = clean(texts)
    assert cleaned == ["Bell one.\nBell two.", "Kite one.\nKite two.", "Bread one.\nBread two."]
    assert list(shared) == [line]
    assert notes == [
        "Cleaning: 1 sentence that stands in 3 or more articles left out of 3 articles; "
        "the most frequent is “Follow us on every channel.”, in 3."
    ]
    assert clean(texts[:2])[0] == texts[:2]


def test_markup_links_and_agency_tags_are_left_out_and_said():
    cleaned, _, notes = clean(["<b>Bells</b> &amp; ropes (AFP, Reuters) https://example.org/a?b=c end", "Plain text."])
    assert cleaned[0].split() == ["Bells", "ropes", "end"] and cleaned[1] == "Plain text."
    assert notes == [
        "Cleaning: HTML or links left out of 1 article.",
        "Cleaning: news agency tags left out of 1 article.",
    ]


def test_a_near_copy_keeps_its_sentences():
    texts = [f"The bell rang at noon. The rope was new. Item {n}." for n in range(3)]
    assert clean(texts)[0] == texts


def test_a_text_that_is_missing_is_cleaned_to_an_empty_one():
    assert clean([None, float("nan"), ""])[0] == ["", "", ""]


# ---------------------------------------------------------------- what a Topics can do


def test_new_articles_are_assigned_to_the_topics_found_and_old_ones_as_before(fitted):
    new = pd.DataFrame({"article_id": ["n1", "n2"], "text": ["Dough, flour and yeast in the oven.", "Quartz."]})
    table = fitted.transform(new)
    assert list(table.columns) == list(fitted.coverage.columns)
    assert subject_of(fitted)[table["main_topic"][0]] == "bread" and pd.isna(table["main_topic"][1])
    pd.testing.assert_frame_equal(fitted.transform(collection()), fitted.coverage)


def test_over_time_counts_the_articles_of_each_month(fitted):
    table = fitted.over_time()
    assert table["period"].unique().tolist() == [pd.Timestamp(f"2024-0{month}-01") for month in (1, 2, 3)]
    assert list(table["n_articles"]) == [7] * 6 + [6] * 3
    assert list(table["n_all"]) == [21] * 6 + [18] * 3
    assert np.allclose(table["share"].astype(float), 1 / 3)


def test_a_month_without_articles_stands_there_with_zero_and_a_missing_share():
    frame = collection()
    frame.loc[frame["date"].dt.month == 2, "date"] = pd.Timestamp("2024-04-30")
    table = fit_topics(frame, 3).over_time()
    february = table[table["period"] == "2024-02-01"]
    assert list(february["n_articles"]) == [0, 0, 0] and february["share"].isna().all()


def test_undated_articles_are_left_out_of_time_and_without_any_date_the_table_is_empty():
    frame = collection()
    frame.loc[:2, "date"] = pd.NaT
    assert fit_topics(frame, 3).over_time()["n_articles"].sum() == 57
    assert len(fit_topics(frame.drop(columns="date"), 3).over_time()) == 0


def test_a_week_begins_on_its_first_day(fitted):
    first = fitted.over_time("W")["period"].iloc[0]
    assert first <= pd.Timestamp("2024-01-15") < first + pd.Timedelta(days=7)


def test_an_unknown_period_is_named(fitted):
    with pytest.raises(AnalysisError, match="'fortnights'"):
        fitted.over_time("fortnights")


def test_by_counts_for_each_value_of_a_column(fitted):
    table = fitted.by("outlet")
    assert list(table["outlet"]) == ["Echo"] * 3 + ["Post"] * 3
    kites = next(topic for topic, name in subject_of(fitted).items() if name == "kites")
    assert dict(zip(table["outlet"], table["n_all"], strict=True)) == {"Echo": 40, "Post": 20}
    assert list(table[table["topic"] == kites]["n_articles"]) == [20, 0]
    with pytest.raises(SchemaError, match="'desk'"):
        fitted.by("desk")


def test_by_takes_a_column_of_any_name_and_keeps_its_type():
    found = fit_topics(collection().assign(n=[0, 1, 1] * 20, share=0.5), 3)
    table = found.by("n")
    assert table["n"].tolist() == [0, 0, 0, 1, 1, 1] and table["n"].dtype == "int64"
    assert table["n_all"].tolist() == [20] * 3 + [40] * 3
    with pytest.raises(SchemaError, match="'share' has the name"):
        found.by("share")


def test_dates_as_text_or_with_a_time_zone_count_as_dates():
    for dates in (["2024-05-02", "no date"] * 30, pd.Series(["2024-05-02", None] * 30).astype("datetime64[us, UTC]")):
        table = fit_topics(collection().assign(date=dates), 3).over_time()
        assert table["period"].tolist() == [pd.Timestamp("2024-05-01")] * 3 and table["n_all"].tolist() == [30] * 3


def test_examples_are_the_heaviest_articles_of_the_topic(fitted):
    table = fitted.examples(1, n=2)
    own = fitted.coverage[fitted.coverage["main_topic"] == 1]
    assert len(table) == 2 and table["weight"][0] == own["weight"].max()
    assert table["title"][0] == fitted.topics["example"][0]
    with pytest.raises(AnalysisError, match="no topic 9; they are numbered 1 to 3"):
        fitted.examples(9)


def test_without_a_headline_an_example_shows_how_the_text_begins():
    found = fit_topics(collection().drop(columns="title"), 3)
    texts = list(collection()["text"])
    assert all(any(text.startswith(example) for text in texts) for example in found.topics["example"])


def test_rename_gives_a_new_topics_and_leaves_the_old_one(fitted):
    before = fitted.topics.copy()
    named = fitted.rename({2: "Second"})
    assert named.topics["label"][1] == "Second" and named.topics["label"][0] == before["label"][0]
    assert set(named.coverage.loc[named.coverage["main_topic"] == 2, "label"]) == {"Second"}
    assert "Second" in set(named.over_time()["label"]) and "Second" in set(named.transform(collection())["label"])
    pd.testing.assert_frame_equal(fitted.topics, before)
    with pytest.raises(AnalysisError, match="no topic 4"):
        fitted.rename({4: "Fourth"})


def test_every_table_has_its_columns_and_types_when_there_are_no_topics(fitted):
    none = fit_topics(collection().head(0))
    for empty, full in (
        (none.topics, fitted.topics),
        (none.over_time(), fitted.over_time()),
        (none.by("outlet"), fitted.by("outlet")),
    ):
        assert len(empty) == 0 and empty.dtypes.equals(full.dtypes)
    assert list(none.coverage.columns) == list(COVERAGE)
    assert len(none.transform(collection())) == 60
    assert repr(none) == "Topics(0 topics of 0 articles)"
