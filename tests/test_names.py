"""Whose name: from the mention as written to the full name."""

import pandas as pd
import pytest

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
