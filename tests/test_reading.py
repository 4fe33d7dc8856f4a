"""Reading a folder: which files are read, what is said of the others, and how one article looks in every format."""

import csv
import gzip
import json
import os
import random
import socket
import warnings

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import analysis as an
from analysis import schema
from analysis.reading import one_file

TITLE = "Council votes to mend the sea wall"
PARAGRAPHS = [
    "The town council of Marren Bay voted on Tuesday to repair the sea wall before the winter storms arrive.",
    "“We can’t wait another year,” said Ada Quill, the mayor, who has led the council since 2019.",
    "The work will cost 2.4 million pounds, according to a report by Tomas Bell, an engineer.",
    "Work starts in May.",
    "The “old steps” will be kept, Ms. Quill told reporters, and the café on the quay may stay open.",
]
BODY = "\n\n".join(PARAGRAPHS)
TEXT = f"{TITLE}\n\n22 April 2011\n\nBy Ines Holm\n\n{BODY}\n"
PAGE = (
    f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{TITLE} | Bay Post</title>'
    '<meta property="og:site_name" content="Bay Post">'
    '<meta property="article:published_time" content="2011-04-22T09:30:00Z">'
    '<meta name="author" content="Ines Holm"><script>var words = "not an article";</script></head><body>'
    '<nav><a href="/">Home</a><a href="/harbour">Harbour</a></nav>'
    f"<main><article><h1>{TITLE}</h1>{''.join(f'<p>{paragraph}</p>' for paragraph in PARAGRAPHS)}</article>"
    "<aside><h2>Related stories</h2><ul><li>Harbour gets new lights after ten years of dark</li></ul></aside></main>"
    "<footer>© 2024 Bay Post. All rights reserved.</footer></body></html>"
)
RECORD = {"headline": TITLE, "publish_date": "2011-04-22", "body": BODY, "byline": "Ines Holm"}


def put(folder, name, data):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def read(source, **options):
    """The articles, whatever is skipped."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        return an.read_articles(source, **options)


def outcomes(folder):
    return {row.file: (row.outcome, row.reason) for row in an.check_folder(folder).itertuples()}


def csv_of(records, delimiter=","):
    rows = [list(records[0])] + [list(record.values()) for record in records]
    return "\r\n".join(delimiter.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows) + "\r\n"


FORMATS = {
    "a.txt": TEXT,
    "a.md": f"---\ntitle: {TITLE}\ndate: 2011-04-22\nauthor: Ines Holm\n---\n\n# {TITLE}\n\n{BODY}\n",
    "a.markdown": f"# {TITLE}\n\n*22 April 2011*\n\nBy Ines Holm\n\n{BODY}\n",
    "a.html": PAGE,
    "a.csv": csv_of([RECORD]),
    "a.tsv": csv_of([RECORD], "\t"),
    "a.json": json.dumps([RECORD]),
    "a.jsonl": json.dumps(RECORD) + "\n",
}


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("packed", [False, True])
def test_every_format_gives_the_same_article(tmp_path, name, packed):
    data = FORMATS[name].encode()
    put(tmp_path, name + ".gz" if packed else name, gzip.compress(data) if packed else data)
    articles = an.read_articles(tmp_path)
    assert len(articles) == 1
    article = articles.iloc[0]
    assert article.title == TITLE
    assert article.text == BODY
    assert article.author == "Ines Holm"
    assert article.date == pd.Timestamp("2011-04-22")
    assert article.n_paragraphs == 5
    assert pd.isna(article.trailer) and pd.isna(article.notes)
    assert outcomes(tmp_path) == {articles.source_path[0]: ("ok", "")}


def test_the_id_hangs_on_the_content_not_on_the_path_or_the_format(tmp_path):
    for name, data in FORMATS.items():
        put(tmp_path, f"folder {name}/{name}", data)
    ids = list(an.read_articles(tmp_path).article_id)
    assert len(set(ids)) == len(ids) == len(FORMATS)
    assert {one.split("-")[0] for one in ids} == {ids[0]}
    assert sorted(one.partition("-")[2] for one in ids) == ["", *map(str, range(2, len(ids) + 1))]


def test_tables_have_the_columns_and_types_of_the_schema(tmp_path):
    put(tmp_path, "a.txt", TEXT)
    for table, name in ((an.read_articles(tmp_path), "ARTICLES"), (an.check_folder(tmp_path), "FILES")):
        expected = schema.table(getattr(schema, name), [])
        assert list(table.columns) == list(expected.columns)
        assert (table.dtypes == expected.dtypes).all()


def test_files_are_read_in_the_order_of_their_paths(tmp_path):
    for name in ("b.txt", "a/z.txt", "c.txt", "a/b.txt"):
        put(tmp_path, name, TEXT.replace("Tuesday", name))
    assert list(an.read_articles(tmp_path).source_path) == ["a/b.txt", "a/z.txt", "b.txt", "c.txt"]


def test_the_outlet_is_stated_else_the_host_of_the_link_else_the_sub_folder(tmp_path):
    link = RECORD | {"link": "https://www.baypost.example/1"}
    put(tmp_path, "one/a.json", json.dumps([link | {"source": "Bay Post"}, link, RECORD]))
    put(tmp_path, "b.txt", TEXT)
    outlets = an.read_articles(tmp_path).outlet
    assert pd.isna(outlets[0])
    assert list(outlets[1:]) == ["Bay Post", "baypost.example", "one"]


def test_a_copied_file_is_listed_and_both_articles_keep_an_id_of_their_own(tmp_path):
    put(tmp_path, "a.txt", TEXT)
    put(tmp_path, "b.txt", TEXT)
    articles = an.read_articles(tmp_path)
    assert articles.article_id[1] == articles.article_id[0] + "-2"
    assert articles.notes[1] == "same text as a.txt"
    assert outcomes(tmp_path)["b.txt"] == ("warn", "byte for byte a copy of a.txt")


# ------------------------------------------------------------------- sources
def test_a_path_that_is_not_there_says_what_was_looked_for(tmp_path):
    with pytest.raises(an.SourceError, match="no folder or file .*nowhere"):
        an.read_articles(tmp_path / "nowhere")


@pytest.mark.parametrize("source", [3, pd.DataFrame({"text": ["a"]}), [3], ""])
def test_what_is_no_path_is_refused_with_a_way_out(source):
    with pytest.raises(an.SourceError, match="source must"):
        an.read_articles(source)


def test_an_unknown_date_order_is_refused(tmp_path):
    with pytest.raises(an.SourceError, match="'DMY', 'MDY', 'YMD'"):
        an.read_articles(tmp_path, date_order="dmy")


def test_a_folder_without_articles_gives_the_empty_table_and_one_warning(tmp_path):
    with pytest.warns(UserWarning, match="No articles in") as caught:
        articles = an.read_articles(tmp_path)
    assert len(caught) == 1
    assert articles.empty and list(articles.columns) == list(schema.ARTICLES)
    assert an.check_folder(tmp_path).empty


def test_skipped_files_are_warned_of_once_with_their_count(tmp_path):
    put(tmp_path, "a.txt", TEXT)
    put(tmp_path, "b.pdf", b"%PDF-1.7")
    put(tmp_path, "c.txt", b"")
    with pytest.warns(UserWarning, match=r"2 of 3 files were skipped: see an\.check_folder\(\)") as caught:
        assert len(an.read_articles(tmp_path)) == 1
    assert len(caught) == 1


def test_several_sources_are_read_in_turn_and_no_file_twice(tmp_path):
    put(tmp_path, "one/a.txt", TEXT)
    put(tmp_path, "two/sub/a.txt", TEXT.replace("Tuesday", "Friday"))
    articles = an.read_articles([tmp_path / "two", str(tmp_path / "one"), tmp_path / "one" / "a.txt"])
    assert list(articles.source_path) == ["two/sub/a.txt", "one/a.txt"]
    assert articles.outlet[0] == "sub" and pd.isna(articles.outlet[1])


def test_a_single_file_is_a_source(tmp_path):
    path = put(tmp_path, "README.md", FORMATS["a.md"])
    assert list(an.read_articles(path).source_path) == ["README.md"]
    assert outcomes(tmp_path)["README.md"][0] == "ignore"  # among others it is a note about the folder


def test_without_a_source_the_named_folder_is_read_and_said(tmp_path, monkeypatch, capsys):
    put(tmp_path, "a.txt", TEXT)
    monkeypatch.setenv("ANALYSIS_ARTICLES", str(tmp_path))
    assert len(an.read_articles()) == 1
    assert str(tmp_path) in capsys.readouterr().out


def test_without_a_source_own_articles_come_before_the_sample(tmp_path, monkeypatch, capsys):
    monkeypatch.delenv("ANALYSIS_ARTICLES", raising=False)
    monkeypatch.setattr("analysis.reading.collection.PROJECT", tmp_path)
    with pytest.raises(an.SourceError, match="data/articles/"):
        an.read_articles()
    put(tmp_path, "data/sample/s.txt", TEXT)
    put(tmp_path, "data/articles/.gitkeep", b"")
    put(tmp_path, "data/articles/README.md", "Put articles here.")
    assert list(an.read_articles().source_path) == ["s.txt"]
    assert capsys.readouterr().out.count("\n") == 1
    put(tmp_path, "data/articles/own.txt", TEXT)
    assert list(an.read_articles().source_path) == ["own.txt"]
    assert "data/articles/" in capsys.readouterr().out


# --------------------------------------------------------------------- cache
def test_only_new_and_changed_files_are_parsed_again(tmp_path, monkeypatch):
    parsed = []
    original = one_file.read_article
    monkeypatch.setattr(
        one_file, "read_article", lambda text, *rest, **more: parsed.append(text) or original(text, *rest, **more)
    )
    first = put(tmp_path, "a.txt", TEXT)
    an.read_articles(tmp_path)
    an.check_folder(tmp_path)
    assert len(parsed) == 1
    put(tmp_path, "b.txt", TEXT.replace("Tuesday", "Friday"))
    first.write_text(TEXT.replace("Tuesday", "Sunday afternoon"), encoding="utf-8")
    assert "Sunday" in an.read_articles(tmp_path).text[0]
    assert len(parsed) == 3
    an.read_articles(tmp_path, cache=False)
    assert len(parsed) == 5


def test_reading_twice_gives_the_same_table(tmp_path):
    for name, data in FORMATS.items():
        put(tmp_path, name, data)
    pd.testing.assert_frame_equal(an.read_articles(tmp_path), an.read_articles(tmp_path))
    pd.testing.assert_frame_equal(an.read_articles(tmp_path), an.read_articles(tmp_path, cache=False))


# ---------------------------------------------------------------- which files
def test_links_out_of_the_folder_pipes_and_sockets_are_never_opened(tmp_path):
    folder = tmp_path / "in"
    outside = put(tmp_path, "secret.txt", TEXT)
    put(folder, "a.txt", TEXT)
    (folder / "out.txt").symlink_to(outside)
    (folder / "nothing.txt").symlink_to("nowhere.txt")
    (folder / "loop").symlink_to(".")
    (folder / "device.txt").symlink_to("/dev/zero")
    os.mkfifo(folder / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as server:
        here = os.getcwd()
        os.chdir(folder)  # the address of a socket may have a hundred characters only
        server.bind("socket.txt")
        os.chdir(here)
        found = outcomes(folder)
    assert found.pop("a.txt") == ("ok", "")
    assert found.pop("loop")[0] == "ignore"
    assert {name: outcome for name, (outcome, _) in found.items()} == dict.fromkeys(
        ["out.txt", "nothing.txt", "device.txt", "pipe.txt", "socket.txt"], "skip"
    )
    assert "link" in found["out.txt"][1] and "pipe" in found["pipe.txt"][1]


def test_files_of_systems_and_offices_are_ignored(tmp_path):
    names = [".DS_Store", "Thumbs.db", "~$report.docx", "._a.txt", "notes.xyz", "README.txt", "noext"]
    for name in names:
        put(tmp_path, name, TEXT)
    put(tmp_path, ".git/a.txt", TEXT)
    found = outcomes(tmp_path)
    assert set(found) == {*names, ".git"}
    assert {outcome for outcome, _ in found.values()} == {"ignore"}


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.rtf", "a.odt", "a.eml", "a.epub", "a.xlsx", "a.xml", "a.zip"])
def test_a_kind_that_is_not_read_yet_says_what_to_do(tmp_path, name):
    put(tmp_path, name, b"anything")
    outcome, reason = outcomes(tmp_path)[name]
    assert outcome == "skip"
    assert "not read yet" in reason and ("save it as" in reason or "unpack" in reason)


def test_names_are_shown_without_anything_that_breaks_a_line_or_a_terminal(tmp_path):
    put(tmp_path, "new\nline\x1b[31m.txt", TEXT)
    (tmp_path / os.fsdecode(b"latin_\xe9.txt")).write_text(TEXT.replace("Tuesday", "Friday"), encoding="utf-8")
    found = list(an.read_articles(tmp_path).source_path)
    assert found == ["latin_\\xe9.txt", "new\\nline\\x1b[31m.txt"]
    assert found == sorted(outcomes(tmp_path))


def test_limits_are_named_in_the_reason(tmp_path, monkeypatch):
    monkeypatch.setattr(one_file, "MAX_TEXT_BYTES", 10_000)
    put(tmp_path, "large.txt", "word " * 3_000)
    put(tmp_path, "bomb.txt.gz", gzip.compress(b"a" * 3_000_000))
    put(tmp_path, "cut.txt.gz", gzip.compress(random.Random(0).randbytes(5_000))[:2_000])
    found = outcomes(tmp_path)
    assert found["large.txt"][0] == found["bomb.txt.gz"][0] == found["cut.txt.gz"][0] == "skip"
    assert "too large" in found["large.txt"][1] and "too large" in found["bomb.txt.gz"][1]
    assert "gz" in found["cut.txt.gz"][1]


def test_more_files_than_the_limit_are_said_and_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr("analysis.reading.walk.MAX_FILES", 3)
    for number in range(9):
        put(tmp_path, f"{number}/a.txt", TEXT.replace("Tuesday", f"day {number}"))
    table = an.check_folder(tmp_path)
    assert (table.outcome == "skip").sum() == 1
    assert "too large" in table.reason[table.outcome == "skip"].iloc[0]
    assert table.n_articles.sum() < 9


def test_a_fault_of_a_parser_is_that_files_reason_and_stops_no_other(tmp_path, monkeypatch):
    put(tmp_path, "a.txt", TEXT)
    put(tmp_path, "b.md", TEXT)
    put(tmp_path, "c.html", PAGE)

    def fail(*arguments):
        raise ZeroDivisionError("no\nreason")

    def exhaust(*arguments):
        raise MemoryError

    monkeypatch.setattr(one_file, "read_markdown", fail)
    monkeypatch.setattr(one_file, "read_page", exhaust)
    found = outcomes(tmp_path)
    assert found["a.txt"] == ("ok", "")
    assert found["b.md"] == ("skip", "not readable as Markdown: ZeroDivisionError: no\\nreason")
    assert found["c.html"] == ("skip", "too large for the memory of this computer")


@given(data=st.binary(max_size=600))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.parametrize(
    "name", ["a.txt", "a.md", "a.json", "a.jsonl", "a.csv", "a.tsv", "a.html", "a.txt.gz", "a.pdf"]
)
def test_no_bytes_ever_raise(tmp_path, name, data):
    put(tmp_path, name, data)
    articles, files = read(tmp_path, cache=False), an.check_folder(tmp_path, cache=False)
    assert len(articles) == files.n_articles.sum()
    assert list(files.file) == [name]
    assert files.reason[0].isprintable()


LINES = st.lists(
    st.sampled_from(
        [
            "{",
            "}",
            '"',
            '"text":',
            "[",
            "]",
            ",",
            "\n",
            "\r",
            "\t",
            "<p>",
            "</p>",
            "<h1>",
            "By A. Lee",
            "22 May 2011",
            "Related stories",
            "---",
            "# ",
            "“",
            "”",
            "\0",
            "\ud800",
            "é",
            "Word and more words.",
            "text",
            "title",
            "<article>",
            "&amp;",
            "=" * 12,
        ]
    ),
    max_size=60,
)


@given(parts=LINES)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.json", "a.jsonl", "a.csv", "a.html"])
def test_no_mixture_of_marks_ever_raises_and_texts_are_clean(tmp_path, name, parts):
    put(tmp_path, name, " ".join(parts).encode("utf-8", "surrogatepass"))
    for text in read(tmp_path, cache=False).text:
        assert "\n\n\n" not in text and text == text.strip()
        assert not set(text) & {"\r", "\0", "\ud800", "\t"}
        assert all(len(part.split("\n")) == 1 for part in text.split("\n\n"))


def test_reading_leaves_the_limit_of_the_csv_module_as_it_was(tmp_path):
    before = csv.field_size_limit()
    put(tmp_path, "a.csv", csv_of([RECORD | {"body": "word " * 60_000}]))
    assert an.read_articles(tmp_path).n_words[0] == 60_000
    assert csv.field_size_limit() == before
