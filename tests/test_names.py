"""Whose name: from the mention as written to the full name."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.names import names_of
from analysis.quotations import extract_quotations


def names(text):
    table = extract_quotations(pd.DataFrame({"article_id": ["a"], "text": [text]}))
    return [None if pd.isna(name) else name for name in table.speaker_name]


def test_a_surname_with_an_honorific_takes_the_full_name():
    assert names("Ivo Petrak opened the talks.\n\n“We have time,” said Mr. Petrak.") == ["Ivo Petrak"]


def test_a_name_that_begins_with_the_family_name_is_joined_too():
    assert names("Secretary-General Ban Ki-moon arrived.\n\n“We have time,” Mr. Ban said.") == ["Ban Ki-moon"]


def test_a_pronoun_takes_the_latest_subject_of_that_gender():
    text = (
        "Ms. Clara Nunes met Mr. Ivo Petrak in Oslo. Mr. Petrak left early, and he was angry.\n\n"
        "“The paper is ready,” she said.\n\n“It is not,” he said."
    )
    assert names(text) == ["Clara Nunes", "Ivo Petrak"]


@pytest.mark.parametrize(
    "introduction", ["Mayor Tomas Vell walked the pier.", "Tomas Vell, the mayor, walked the pier."]
)
def test_a_role_takes_the_name_beside_which_it_stands(introduction):
    assert names(f"{introduction}\n\n“The pier will hold,” the mayor said.") == ["Tomas Vell"]


def test_two_people_who_share_a_surname_stay_two():
    text = (
        "Ms. Wei Tan and Mr. Joseph Tan spoke on Monday.\n\n“The reef is dying,” said Ms. Tan.\n\n"
        "“The clinic is full,” said Mr. Tan."
    )
    assert names(text) == ["Wei Tan", "Joseph Tan"]


def test_an_unnamed_source_stays_as_written():
    assert names("“There was no plan at all,” a senior official said.") == ["a senior official"]


def test_a_pronoun_that_nothing_resolves_has_no_name():
    assert names("“It was over by noon,” she said.") == [None]


def test_an_acronym_takes_what_it_was_introduced_for():
    text = "The Harbour Safety Authority (HSA) met on Friday.\n\n“Every lamp was checked,” the HSA said."
    assert names(text) == ["Harbour Safety Authority"]


def test_a_given_name_that_is_also_a_word_is_kept():
    assert names("“They know the place,” said Per Lund, the miller.") == ["Per Lund"]
    assert names("In Oslo the miller spoke. “They know the place,” Will Hale said.") == ["Will Hale"]


def test_a_pronoun_is_not_the_object_of_the_sentence_before():
    text = "Ana Roy wrote to Eva Lund on Monday.\n\n“The paper is ready,” she said."
    assert names(text) == ["Ana Roy"]


def test_a_new_subject_in_the_paragraph_wins_over_the_last_speaker():
    text = "“It is late,” said Eva Lund.\n\nAna Roy opened the shed. “The paper is ready,” she said."
    assert names(text) == ["Eva Lund", "Ana Roy"]


def test_a_given_name_says_which_of_two_people_a_pronoun_means():
    text = "Tomas Vell arrived.\n\nClara Nunes spoke first. “It is late,” he said. “It is not,” she said."
    assert names(text) == ["Tomas Vell", "Clara Nunes"]


def test_a_place_or_a_first_word_is_nobody():
    assert names("Kelso was wet. Rain fell in Kelso. Sailors left.\n\n“It was over by noon,” she said.") == [None]


def test_a_pronoun_takes_the_unnamed_person_who_has_just_spoken():
    text = "A fisherman said “the net is torn”.\n\n“It is old,” he added."
    assert names(text) == ["A fisherman", "A fisherman"]


def test_it_takes_the_organisation_that_has_just_spoken():
    text = "“Every lamp was checked,” the Harbour Council said. It promised “a new wall”."
    assert names(text) == ["Harbour Council", "Harbour Council"]


@pytest.mark.parametrize("pronoun", ["we", "I", "you"])
def test_the_reporters_own_pronouns_are_nobodys_name(pronoun):
    assert names(f"Ana Roy came.\n\n“The pier will hold,” {pronoun} said.") == [None]


def test_a_role_that_stands_beside_no_name_is_the_one_who_has_just_spoken():
    text = "“The pier will hold,” Tomas Vell said.\n\n“So will the wall,” the envoy added."
    assert names(text) == ["Tomas Vell", "Tomas Vell"]


def test_a_role_is_the_unnamed_person_introduced_with_it():
    text = "A senior official of the port shrugged.\n\n“The pier will hold,” the official said."
    assert names(text) == ["A senior official"]


def test_a_generic_organisation_takes_the_name_with_that_word():
    text = "The Northern Harbour Council met on Friday.\n\n“The pier will hold,” the council said."
    assert names(text) == ["Northern Harbour Council"]


def test_a_statement_stays_as_described():
    assert names("Ana Roy came.\n\n“The pier will hold,” the statement said.") == ["the statement"]


def test_a_genitive_is_not_its_owner():
    assert names("Mr. Ivo Petrak came.\n\n“He is ill,” Mr. Petrak's lawyer said.") == ["Mr. Petrak's lawyer"]


def test_a_surname_that_is_never_given_in_full_stays_one():
    assert names("“The pier will hold,” said Mr. Petrak.") == ["Petrak"]


def test_an_acronym_takes_the_name_that_has_its_initials():
    text = "The Ministry of Harbours met on Friday.\n\n“Every lamp was checked,” the MH said."
    assert names(text) == ["Ministry of Harbours"]


def test_two_forms_of_a_full_name_are_one_person_under_the_commoner():
    text = "Ana B. Roy came. “It is late,” Ana Roy said. “It is not,” said Ana Roy. “Oh,” said Ana B. Roy."
    assert set(names(text)) == {"Ana Roy"}


def test_an_office_before_a_name_is_no_part_of_it():
    assert names("“It is late,” Secretary of State John Lund said.\n\n“It is,” said Mr. Lund.") == ["John Lund"] * 2


def test_reported_speech_leaves_the_names_of_quotations_as_they_are():
    text = "Ana Roy came. Eva Lund said that the pier would hold.\n\n“It will,” she said. “It must,” she added."
    articles = pd.DataFrame({"article_id": ["a"], "text": [text]})
    both = extract_quotations(articles, indirect=True)
    assert list(both.speaker_name[both.kind != "indirect"]) == list(extract_quotations(articles).speaker_name)


def test_names_are_found_with_their_offsets_titles_and_tokens():
    text = "But Mr. Ivo Petrak’s aide left Oslo. Bank of the South fell."
    assert [(text[n.start : n.end], n.titles, n.tokens) for n in names_of(text)] == [
        ("Ivo Petrak", ("but", "mr"), ("Ivo", "Petrak")),
        ("Oslo", (), ("Oslo",)),
        ("Bank of the South", (), ("Bank", "of", "the", "South")),
    ]


@given(st.text(alphabet="AbÉé .,’'“”-\n1", max_size=120))
def test_every_name_is_a_piece_of_the_text_after_the_one_before(text):
    end = 0
    for name in names_of(text):
        assert end <= name.start < name.end <= len(text) and name.tokens
        end = name.end


@given(
    st.text(alphabet="ABab .,’'“”\n", max_size=80), st.sampled_from(["he said", "it said", "the chief said", "A said"])
)
def test_any_text_is_resolved_without_an_error(text, attribution):
    names(f"{text} “It is late,” {attribution}. {text}")


def test_a_dateline_is_neither_a_speaker_nor_a_person():
    text = "TARSK, Velmoria, 5 November (Meridian) - The mayor, Ana Roy, said the bridge was “safe”. Roy left."
    assert list(names(text)) == ["Ana Roy"]


def test_a_description_that_is_somebody_takes_the_name():
    text = "Their commander is Ruth Abel. “I sleep above the radio,” she said."
    assert list(names(text)) == ["Ruth Abel"]


def test_who_is_the_head_of_what_stands_before_it():
    text = "A trader on the beach, who declined to be named, said the soup “spoils the appetite”."
    assert list(names(text)) == ["A trader"]


def test_the_same_words_are_read_anew_where_they_open_a_sentence():
    text = "They met Per Lund. Per Lund left, as did But Roy. But Roy came back."
    found = [(text[name.start : name.end], name.tokens) for name in names_of(text)]
    assert found == [
        ("Per Lund", ("Per", "Lund")),
        ("Lund", ("Lund",)),
        ("But Roy", ("But", "Roy")),
        ("Roy", ("Roy",)),
    ]


def test_a_role_is_found_beside_a_name_also_where_lower_case_is_longer():
    for place in ("Oslo", "İzmir"):
        (row,) = names(f"Ana Roy, the mayor of {place}, left. “It is late,” the mayor said.")
        assert row == "Ana Roy"


def test_a_word_that_opens_a_sentence_after_a_quotation_is_no_part_of_a_name():
    assert names("“Yes.” Then Ana Roy, who met Bo Lund, said “No”.")[-1] == "Ana Roy"
