"""Known issues: lexicons, mentions with their places, and the main issue."""

import tomllib
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import schema
from analysis.errors import LexiconError, SchemaError
from analysis.issues import issue_mentions, issue_terms, main_issue
from analysis.lexicon import load_lexicon

LEXICON = {"water": ["river*", "drinking water", "well"], "roads": ["road", "roads", "toll road", "lorry"]}
FILLER = "Nothing of the kind was said by anybody at the table on that long grey afternoon. "
UN_AREAS = [
    "peace and security",
    "peacekeeping",
    "human rights",
    "humanitarian aid",
    "refugees and migration",
    "development",
    "economy and trade",
    "climate and environment",
    "health",
    "crime and terrorism",
    "women and children",
    "culture and education",
    "international law",
]


def articles(*texts, titles=None):
    frame = pd.DataFrame({"article_id": [f"a{n}" for n in range(len(texts))], "text": list(texts)})
    if titles is not None:
        frame.insert(1, "title", titles)
    return frame


def counts(text, title=None, lexicon=LEXICON):
    frame = issue_mentions(articles(text, titles=[title]), lexicon)
    return dict(zip(frame["issue"], frame["n_mentions"], strict=True))


def found(text, lexicon=LEXICON):
    return list(issue_terms(articles(text), lexicon)["term"])


# ---------------------------------------------------------------- the shipped lexicon


def test_the_shipped_lexicon_has_the_thirteen_areas_each_defined_with_20_to_60_terms():
    path = Path(__file__).parents[1] / "analysis" / "issues.toml"
    entries = tomllib.loads(path.read_text(encoding="utf-8"))
    assert list(entries) == UN_AREAS
    for entry in entries.values():
        assert entry["definition"].endswith(".")
        assert 20 <= len(entry["terms"]) <= 60
        assert len(set(entry["terms"])) == len(entry["terms"])


@pytest.mark.parametrize("word", ["court", "school", "university", "hospital", "important", "Crimea", "surged"])
def test_a_venue_or_a_lookalike_word_is_no_mention(word):
    assert issue_mentions(articles(f"It was near the {word} of the town."))["n_mentions"].sum() == 0


def test_a_trade_war_is_trade_and_not_war():
    frame = issue_mentions(articles("The trade war went on. So did the civil war."))
    met = frame[frame["n_mentions"] > 0].set_index("issue")["n_mentions"]
    assert met.to_dict() == {"peace and security": 1, "economy and trade": 1}


# ---------------------------------------------------------------- terms


def test_headline_and_text_are_counted():
    assert counts("A river, two rivers and a road.", "River news") == {"water": 3, "roads": 1}


def test_case_hyphens_and_a_possessive_s_do_not_matter():
    assert found("The RIVER's bed. Drinking-water. A road’s end.") == ["RIVER's", "Drinking-water", "road’s"]


def test_a_star_stands_for_any_ending_and_without_it_the_word_must_be_whole():
    assert found("riverbank rivers river wells well roadside") == ["riverbank", "rivers", "river", "well"]


def test_the_last_word_of_a_longer_term_may_be_a_prefix():
    text = "Border guard, border guards, border gate."
    assert found(text, {"x": ["border guard*"]}) == ["Border guard", "border guards"]


def test_the_longest_term_counts_and_only_it():
    assert found("The toll road was closed.") == ["toll road"]
    assert counts("The toll road was closed.")["roads"] == 1


def test_a_term_does_not_reach_over_a_full_stop_a_comma_or_a_blank_line():
    for text in ("drinking. Water", "drinking, water", "drinking\n\nwater"):
        assert found(text) == []
    assert found("drinking\nwater") == ["drinking\nwater"]


def test_an_exact_term_goes_before_a_prefix():
    lexicon = {"a": ["river*"], "b": ["riverside"]}
    assert counts("A riverside.", lexicon=lexicon) == {"a": 0, "b": 1}


def test_a_term_of_two_issues_counts_for_both():
    assert counts("One well.", lexicon={"a": ["well"], "b": ["well"]}) == {"a": 1, "b": 1}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["river", "Rivers", "toll", "road", "drinking", "water", "-", ".", "\n\n", "ß", "İ"])))
def test_every_place_is_true_and_no_two_overlap(parts):
    text = " ".join(parts)
    frame = issue_terms(articles(text), LEXICON)
    end = 0
    for row in frame.itertuples():
        assert text[row.start : row.end] == row.term
        assert row.start >= end
        end = row.end
    assert len(frame) == issue_mentions(articles(text), LEXICON)["n_mentions"].sum()


# ---------------------------------------------------------------- issue_mentions


def test_every_article_has_a_row_for_every_issue_and_no_mention_is_zero():
    frame = issue_mentions(articles("A river.", "Nothing."), LEXICON)
    assert list(frame["article_id"]) == ["a0", "a0", "a1", "a1"]
    assert list(frame["issue"]) == ["water", "roads"] * 2
    assert list(frame["n_mentions"]) == [1, 0, 0, 0]
    assert list(frame["mentions_per_100_words"]) == [50.0, 0.0, 0.0, 0.0]


def test_an_article_without_words_has_missing_density_and_about_not_zero():
    frame = issue_mentions(articles("", None, float("nan"), "…"), LEXICON)
    assert frame["mentions_per_100_words"].isna().all() and frame["about"].isna().all()
    assert (frame["n_mentions"] == 0).all()


def test_one_passing_mention_is_not_about():
    frame = issue_mentions(articles(FILLER * 5 + "A river ran. " + FILLER * 5), LEXICON)
    assert list(frame["n_mentions"]) == [1, 0]
    assert not frame["about"].any()


def test_two_mentions_in_a_short_article_are_about():
    frame = issue_mentions(articles(FILLER * 5 + "A river ran into a river."), LEXICON)
    assert list(frame["about"]) == [True, False]


def test_a_headline_makes_it_about_in_a_short_article():
    frame = issue_mentions(articles(FILLER * 5, titles=["The river"]), LEXICON)
    assert list(frame["about"]) == [True, False]


# ---------------------------------------------------------------- main_issue


def test_the_densest_issue_is_the_main_one_and_the_headline_weighs_three_times():
    text = FILLER + "A river and a river."
    assert main_issue(articles(text, titles=["Lorry on the road"]), LEXICON)["issue"].tolist() == ["roads"]
    assert main_issue(articles(text, titles=["News"]), LEXICON)["issue"].tolist() == ["water"]


def test_an_article_of_none_of_the_issues_is_other():
    frame = main_issue(articles(FILLER * 4), LEXICON)
    assert frame["issue"].tolist() == ["other"]
    assert 0.5 < frame["confidence"][0] < 1


def test_without_other_an_article_of_no_issue_is_missing():
    frame = main_issue(articles(FILLER * 4), LEXICON, other=False)
    assert frame["issue"].isna().all() and frame["confidence"].isna().all()


def test_an_article_without_words_or_with_too_few_to_tell_is_missing():
    frame = main_issue(articles("", None, "Good morning."), LEXICON)
    assert frame["issue"].isna().all() and frame["confidence"].isna().all()


def test_more_mentions_make_it_surer():
    sure = main_issue(articles(*(FILLER * 4 + "A river. " * n for n in (2, 4, 8))), LEXICON)["confidence"]
    assert sure.is_monotonic_increasing and sure.between(0, 1).all()


def test_a_crime_story_of_the_un_is_crime_first():
    text = (
        "The head of the organisation asked states to act together against organised crime and terrorism.\n\n"
        "Money laundering and trafficking pay for it, she said, and the peacekeeping missions see the results."
    )
    assert main_issue(articles(text, titles=["Call for a joint front against cross-border crime"]))["issue"][0] == (
        "crime and terrorism"
    )


def large_collection():
    """300 articles: 100 of water, 100 of roads, 60 of cheese; 20 each of water and roads without any term."""
    water = "The {} rose. Boats moored at the jetty, anglers mended nets and the ferry waited for high tide."
    roads = "The {} closed. Drivers queued at the junction, asphalt cracked and the tunnel stayed dark for traffic."
    cheese = "The dairy pressed curds into moulds, rubbed rinds with salt and let wheels ripen in a cellar."
    rows = [(water.format("river, the river"), "water")] * 100 + [(roads.format("road, the toll road"), "roads")] * 100
    rows += [(cheese + " " + FILLER * 3, "other")] * 60
    rows += [(water.format("level"), "water")] * 20 + [(roads.format("lane"), "roads")] * 20
    frame = articles(*(f"{text} Item {n}." for n, (text, _) in enumerate(rows)))
    return frame, [issue for _, issue in rows]


def test_in_a_large_collection_an_article_without_any_term_is_found_by_its_other_words():
    frame, wanted = large_collection()
    assert main_issue(frame, LEXICON)["issue"].tolist() == wanted
    alone = main_issue(frame.tail(1), LEXICON)["issue"]
    assert alone.isna().all()


def test_a_large_collection_of_one_text_is_answered():
    frame = articles(*["The river rose."] * 200)
    assert main_issue(frame, LEXICON)["issue"].tolist() == ["water"] * 200


def test_an_issue_too_rare_to_be_taught_keeps_what_counting_gave_it():
    frame, wanted = large_collection()
    frame = pd.concat([frame, articles("The zebra met a zebra.").assign(article_id="z")], ignore_index=True)
    answer = main_issue(frame, {**LEXICON, "zebras": ["zebra"]})["issue"].tolist()
    assert answer[-1] == "zebras" and answer[:-1] == wanted


# ---------------------------------------------------------------- tables


@pytest.mark.parametrize(
    "function, columns",
    [
        (issue_mentions, schema.ISSUE_MENTIONS),
        (main_issue, schema.MAIN_ISSUE),
    ],
)
def test_an_empty_table_gives_an_empty_table_of_the_same_columns(function, columns):
    empty, full = function(articles()), function(articles("A river."))
    assert len(empty) == 0 and list(empty.columns) == list(columns)
    assert empty.dtypes.equals(full.dtypes)


@pytest.mark.parametrize("function", [issue_mentions, issue_terms, main_issue])
def test_the_input_is_unchanged_and_a_missing_column_is_named(function):
    frame = articles("A river.", None, titles=["T", None])
    before = frame.copy(deep=True)
    function(frame, LEXICON)
    pd.testing.assert_frame_equal(frame, before)
    with pytest.raises(SchemaError, match="'text'"):
        function(frame.drop(columns="text"), LEXICON)


def test_one_article_alone_is_the_same_as_among_many():
    frame = articles("A river.", "A road and a well.", FILLER * 4)
    for function in (issue_mentions, issue_terms, main_issue):
        many = function(frame, LEXICON)
        one = function(frame.iloc[[1]], LEXICON)
        pd.testing.assert_frame_equal(many[many["article_id"] == "a1"].reset_index(drop=True), one)


def test_any_index_of_the_table_will_do():
    frame = articles("A river.", "A road.").set_index(pd.Index([7, 7]))
    assert main_issue(frame, LEXICON)["issue"].tolist() == ["water", "roads"]


# ---------------------------------------------------------------- lexicons of one's own


def test_a_toml_file_may_be_plain_or_have_definitions(tmp_path):
    path = tmp_path / "mine.toml"
    source = 'rivers = ["river*"]\n["big roads"]\ndefinition = "Roads."\nterms = ["toll road"]\n'
    path.write_text(source, encoding="utf-8")
    assert load_lexicon(path) == load_lexicon(str(path)) == {"rivers": ["river*"], "big roads": ["toll road"]}


@pytest.mark.parametrize(
    "lexicon, words",
    [
        ({}, "no issues"),
        (["river"], "not list"),
        (7, "not int"),
        ({"water": "river"}, "'water' must be a list, not 'river'"),
        ({"water": []}, "'water' has no terms"),
        ({"water": ["river", "*"]}, "'water' has the term '\\*'"),
        ({"water": [3]}, "'water' has the term 3"),
        ({"water": ["ri*er"]}, "'ri\\*er' of issue 'water' has '\\*' inside"),
        ({"other": ["river"]}, "'other' is kept"),
        ({"": ["river"]}, "must have a name"),
    ],
)
def test_a_faulty_lexicon_is_named_by_issue_and_term(lexicon, words):
    with pytest.raises(LexiconError, match=words):
        main_issue(articles("A river."), lexicon)


@pytest.mark.parametrize(
    "source, words",
    [
        ('a = ["x"]\n\nb = ["y", \n  "z*z"]\n', "mine.toml, line 4: term 'z\\*z' of issue 'b'"),
        ('a = ["x"]\n["b c"]\ndefinition = "none"\n', "mine.toml, line 2: issue 'b c' has no terms"),
        ('a = ["x"]\nb = "y"\n', "mine.toml, line 2: the terms of issue 'b' must be a list"),
        ('a = ["x"]\nb = [\n', "mine.toml is not valid TOML.*line"),
        ("", "no issues"),
    ],
)
def test_a_fault_in_a_lexicon_file_is_named_by_line(tmp_path, source, words):
    path = tmp_path / "mine.toml"
    path.write_text(source, encoding="utf-8")
    with pytest.raises(LexiconError, match=words):
        load_lexicon(path)


def test_a_lexicon_file_that_is_not_there_or_not_text_says_so(tmp_path):
    with pytest.raises(LexiconError, match="there is no lexicon file"):
        load_lexicon(tmp_path / "none.toml")
    (tmp_path / "bytes.toml").write_bytes(b'a = ["\xff\xfe"]')
    with pytest.raises(LexiconError, match="cannot be read"):
        load_lexicon(tmp_path / "bytes.toml")


def test_a_lexicon_is_not_changed():
    lexicon = {"water": ("river*", "well")}
    issue_mentions(articles("A well."), lexicon)
    assert lexicon == {"water": ("river*", "well")}
