"""The user's own table of who is meant."""

import pandas as pd
import pytest

from analysis import aliases as aliases_module
from analysis.aliases import folded, read_aliases
from analysis.errors import AnalysisError, SchemaError, SourceError
from analysis.quotations import extract_quotations


def names(text, aliases):
    table = extract_quotations(pd.DataFrame({"article_id": ["a"], "text": [text]}), aliases=aliases)
    return [None if pd.isna(name) else name for name in table.speaker_name]


def table(*rows):
    return pd.DataFrame(rows, columns=["as_written", "name"])


def test_a_mention_as_written_takes_the_users_name():
    assert names("“We have time,” the Pilot said.", table(("The pilot", "Ivo Petrak"))) == ["Ivo Petrak"]


def test_a_resolved_name_takes_the_users_name():
    assert names("Ana Roy spoke. “We have time,” Roy said.", table(("Ana Roy", "Ana Roy-Lund"))) == ["Ana Roy-Lund"]


def test_a_pronoun_takes_the_users_name_of_its_person():
    text = "Ms. Ana Roy spoke.\n\n“We have time,” she said."
    assert names(text, table(("Ana Roy", "Ana Roy-Lund"))) == ["Ana Roy-Lund"]


def test_the_mention_as_written_wins_over_the_resolved_name():
    text = "Ana Roy spoke. “We have time,” Ms. Roy said."
    assert names(text, table(("Ms. Roy", "Eva Roy"), ("Ana Roy", "Ana Roy-Lund"))) == ["Eva Roy"]


def test_capitals_apostrophes_and_spaces_do_not_count():
    assert folded("  The  HARBOUR’s\tboard ") == folded("the harbour's board")


def test_without_a_table_nothing_changes():
    text = "“We have time,” the pilot said."
    assert names(text, False) == names(text, table()) == ["the pilot"]


def test_the_users_file_is_taken_when_it_is_there(tmp_path, monkeypatch):
    monkeypatch.setattr(aliases_module, "OWN_FILE", tmp_path / "aliases.csv")
    assert read_aliases() == {}
    (tmp_path / "aliases.csv").write_text("as_written,name\nthe pilot,Ivo Petrak\n", encoding="utf-8")
    assert names("“We have time,” the pilot said.", None) == ["Ivo Petrak"]
    assert names("“We have time,” the pilot said.", False) == ["the pilot"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_file_of_any_usual_encoding_is_read(tmp_path, encoding):
    path = tmp_path / "own.csv"
    path.write_bytes("as_written,name\r\nthe pilot’s aunt,Zoë Åkesson\r\n".encode(encoding))
    assert read_aliases(path) == {"the pilot's aunt": "Zoë Åkesson"}
    assert read_aliases(str(path)) == read_aliases(path)


def test_empty_rows_and_further_columns_are_passed_over(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("note,As_Written, name\n,,\n\nx,the pilot,Ivo Petrak\n,the pilot,Ivo Petrak\n", encoding="utf-8")
    assert read_aliases(path) == {"the pilot": "Ivo Petrak"}


def test_a_name_may_read_as_missing_or_as_a_number():
    assert read_aliases(table(("NA", "None"), ("007", "1"))) == {"na": "None", "007": "1"}


def test_a_missing_column_is_named(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("mention;name\nx;y\n", encoding="utf-8")
    with pytest.raises(SchemaError, match="own.csv has no column 'as_written', 'name'; it has 'mention;name'"):
        read_aliases(path)


def test_two_names_for_one_mention_are_told_with_both_rows(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("as_written,name\nThe pilot,Ivo Petrak\n\nthe pilot,Ana Roy\n", encoding="utf-8")
    with pytest.raises(SchemaError, match="row 4: 'the pilot' is 'Ana Roy', but in row 2 it is 'Ivo Petrak'"):
        read_aliases(path)


def test_a_half_empty_row_is_told(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("as_written,name\nthe pilot,\n", encoding="utf-8")
    with pytest.raises(SchemaError, match="row 2: name is empty beside 'the pilot'"):
        read_aliases(path)


@pytest.mark.parametrize("content", [None, b"", b"a,b\n1,2,3\n4,5,6,7\n", b"\x81\x8d,\xff\n\x90"])
def test_what_is_no_table_is_told_with_its_path(tmp_path, content):
    path = tmp_path / "own.csv"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(AnalysisError, match="own.csv"):
        read_aliases(path)


def test_another_type_is_told():
    with pytest.raises(SourceError, match="not int"):
        read_aliases(5)
