"""Tables of articles, on disk (CSV, TSV, JSON, JSON Lines) and in memory (`as_articles`), and saved web pages."""

import datetime
import json
import warnings

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import analysis as an
from analysis import schema

TEXT = (
    "The council of Marren Bay met on Monday to hear what the engineers had found under the old sea wall, and was told "
    "that it would not outlast another winter of storms from the north."
)
SECOND = TEXT.replace("Monday", "Friday")


def table(folder, data, name="a.csv", **options):
    """The articles of a file, and its row in check_folder."""
    (folder / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        return an.read_articles(folder, **options), an.check_folder(folder, **options).iloc[0]


# ------------------------------------------------------------------------ CSV
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_what_parts_the_cells_is_found(tmp_path, delimiter):
    articles, file = table(
        tmp_path,
        f'date{delimiter}headline{delimiter}text\n22/04/2011{delimiter}"Wall, mended; at last"{delimiter}"{TEXT}"\n',
    )
    assert (articles.title[0], articles.text[0], file.outcome) == ("Wall, mended; at last", TEXT, "ok")


@pytest.mark.parametrize(
    "names",
    [
        "text,title,date,outlet,author,url",
        "Body,Headline,publish_date,Source,Byline,article_source_link",
        "content,Article Title,publishedAt,Publication,authors,LINK",
        "articleBody,headline,datePublished,publisher,author,url",
    ],
)
def test_columns_are_known_by_their_usual_names(tmp_path, names):
    articles, _ = table(
        tmp_path, f'{names}\n"{TEXT}",Wall mended,2011-04-22,Bay Post,Ines Holm,https://www.baypost.example/1\n'
    )
    article = articles.iloc[0]
    assert [article.text, article.title, article.outlet, article.author, article.url] == [
        TEXT,
        "Wall mended",
        "Bay Post",
        "Ines Holm",
        "https://www.baypost.example/1",
    ]
    assert article.date == pd.Timestamp("2011-04-22")


def test_rows_without_text_are_listed_by_number_and_not_lost_in_silence(tmp_path):
    rows = [f"Wall,2011-04-22,{text}" for text in (f'"{TEXT}"', "", f'"{SECOND}"', " ", "")]
    articles, file = table(tmp_path, "\n".join(["title,date,text", *rows]))
    assert list(articles.text) == [TEXT, SECOND]
    assert (file.outcome, file.n_articles) == ("warn", 2)
    assert file.reason == "3 rows without text, not read: 3, 5, 6"


def test_a_damaged_table_gives_what_can_be_read_and_names_the_rest(tmp_path):
    articles, file = table(
        tmp_path, f'title,date,text\nOne,2011-04-22,"{TEXT}",more,cells\nTwo\n"never closed,2011-04-22,{SECOND}\n'
    )
    assert list(articles.title) == ["One"]
    for part in ("1 row with more cells than the header: 2", "never closed", "2 rows without text, not read: 3, 4"):
        assert part in file.reason


def test_a_table_without_a_text_column_lists_its_columns(tmp_path):
    articles, file = table(tmp_path, "id,views\n1,200\n")
    assert articles.empty and file.outcome == "skip"
    assert "no column that could be the text: found 'id', 'views'" in file.reason and "as_articles" in file.reason


def test_a_table_of_excel_in_europe(tmp_path):
    articles, file = table(
        tmp_path, f"sep=;\r\ntitle;date;text\r\nCafé shut;03/04/2011;{TEXT}\r\n".encode("cp1252"), date_order="MDY"
    )
    assert (articles.title[0], articles.date[0]) == ("Café shut", pd.Timestamp("2011-03-04"))
    assert file.reason == "ambiguous date (03/04/2011 read as 4 March 2011)"


def test_tabs_and_line_ends_inside_cells_are_the_texts_own(tmp_path):
    articles, _ = table(tmp_path, f'title\tdate\ttext\r\nWall\t2011-04-22\t"{TEXT}\r\n\r\n{SECOND}\tend"\r\n', "a.tsv")
    assert articles.text[0] == f"{TEXT}\n\n{SECOND} end"


def test_copies_inside_a_table_are_noted_and_keep_ids_of_their_own(tmp_path):
    articles, file = table(tmp_path, f'date,text\n2011-04-22,"{TEXT}"\n2011-04-22,"{TEXT}"\n2011-04-23,"{TEXT}"\n')
    assert articles.article_id.is_unique
    assert articles.article_id[1] == articles.article_id[0] + "-2"
    assert file.reason == "same text as an earlier row of this file: 1 of 3 articles"


def test_formulas_are_text(tmp_path):
    articles, _ = table(tmp_path, f'title,date,text\n"=HYPERLINK(""x"")",2011-04-22,"{TEXT}"\n')
    assert articles.title[0] == '=HYPERLINK("x")'


# ----------------------------------------------------------------------- JSON
ONE = {"title": "Wall mended", "date": "2011-04-22", "text": TEXT}


@pytest.mark.parametrize(
    "value",
    [
        ONE,
        [ONE],
        {"articles": [ONE]},
        {"response": {"docs": [ONE]}},
        {"article": ONE},
        {name: [cell] for name, cell in ONE.items()},
        {name: {"0": cell} for name, cell in ONE.items()},
        ONE | {"source": {"name": "Bay Post"}, "author": [{"name": "A. Lee"}]},
    ],
)
def test_the_records_of_a_json_file_are_found(tmp_path, value):
    articles, file = table(tmp_path, json.dumps(value), "a.json")
    assert (list(articles.title), list(articles.text), file.outcome) == (["Wall mended"], [TEXT], "ok")


def test_json_lines_under_the_name_of_json(tmp_path):
    articles, _ = table(tmp_path, json.dumps(ONE) + "\n" + json.dumps(ONE | {"text": SECOND}), "a.json")
    assert list(articles.text) == [TEXT, SECOND]


def test_records_of_the_wrong_type_are_listed_and_the_good_one_is_read(tmp_path):
    articles, file = table(tmp_path, json.dumps([{"text": ["a", "b"]}, {"text": None}, "a string", 7, ONE]), "a.json")
    assert list(articles.text) == [TEXT]
    assert file.reason == "1 record whose text is a list, not read: 1; 3 records without text, not read: 2, 3, 4"


def test_a_broken_line_is_named_and_the_others_are_read(tmp_path):
    articles, file = table(tmp_path, json.dumps(ONE) + '\n\n{"title": "cut', "a.jsonl")
    assert (len(articles), file.reason) == (1, "1 line not valid JSON: 3")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ('{"text": ', "not valid JSON: Expecting value in line 1, column 10"),
        ("[" * 100_000, "nested too deeply"),
        ("[]", "no article"),
        ('{"views": 3}', "no field that could be the text: found 'views'"),
        ("nothing", "not valid JSON"),
        ("7", "no article"),
    ],
)
def test_json_without_articles_is_skipped_with_its_reason(tmp_path, data, reason):
    articles, file = table(tmp_path, data, "a.json")
    assert articles.empty and file.outcome == "skip" and reason in file.reason


def test_half_a_surrogate_pair_is_replaced_and_noted(tmp_path):
    articles, file = table(tmp_path, json.dumps(ONE | {"text": TEXT + " \ud83d"}), "a.json")
    assert articles.text[0] == TEXT + " \ufffd"
    assert file.reason == "damaged (1 character lost)"


def test_numbers_of_any_length_and_nan_are_no_error(tmp_path):
    data = json.dumps(ONE)[:-1] + ', "score": NaN, "views": ' + "9" * 6_000 + "}"
    assert list(table(tmp_path, data, "a.json")[0].text) == [TEXT]


# ---------------------------------------------------------------------- pages
def page(body, head=""):
    return f"<html><head><title>Wall mended</title>{head}</head><body>{body}</body></html>"


PARAGRAPHS = f"<p>{TEXT}</p><p>{SECOND}</p><p>Short.</p>"


def test_a_page_without_a_stated_date_has_none_though_its_text_has_years(tmp_path):
    articles, file = table(
        tmp_path, page(f"<h1>Wall mended</h1>{PARAGRAPHS}<p>It was built in 2019.</p><footer>© 2024</footer>"), "a.html"
    )
    assert pd.isna(articles.date[0]) and articles.notes[0] == "undated"
    assert file.outcome == "ok"


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2011-04-22T23:00:00-05:00">',
        '<meta name="date" content="22 April 2011">',
        '<script type="application/ld+json">{"datePublished": "2011-04-22"}</script>',
        '<link rel="canonical" href="https://www.baypost.example/2011/04/22/wall">',
    ],
)
def test_the_date_a_page_states_is_read(tmp_path, head):
    assert table(tmp_path, page(f"<h1>Wall mended</h1>{PARAGRAPHS}", head), "a.html")[0].date[0] == pd.Timestamp(
        "2011-04-22"
    )


def test_the_date_printed_under_the_headline_is_read_and_not_in_the_text(tmp_path):
    articles, _ = table(tmp_path, page(f"<h1>Wall mended</h1><p>22 April 2011</p>{PARAGRAPHS}"), "a.html")
    assert articles.date[0] == pd.Timestamp("2011-04-22")
    assert articles.text[0] == f"{TEXT}\n\n{SECOND}\n\nShort."


def test_a_page_in_another_encoding_than_it_says(tmp_path):
    data = page(f"<p>{TEXT}</p><p>“Café,” she said.</p>", '<meta charset="utf-8">').encode("cp1252")
    assert "“Café,” she said." in table(tmp_path, data, "a.html")[0].text[0]


def test_a_page_that_declares_its_encoding(tmp_path):
    russian = "Совет города проголосовал за ремонт стены до начала зимы. " * 3
    data = page(f"<p>{russian}</p>", '<meta charset="windows-1251">').encode("cp1251")
    assert table(tmp_path, data, "a.html")[0].text[0] == russian.strip()


@pytest.mark.parametrize(
    "body", ["<nav><a href=/>Home</a></nav>", "", "<script>var words = 'one two three four five six seven';</script>"]
)
def test_a_page_without_an_article_is_skipped(tmp_path, body):
    file = table(tmp_path, page(body), "a.html")[1]
    assert (file.outcome, file.reason[:21]) == ("skip", "no article text found")


def test_script_in_a_headline_stays_text(tmp_path):
    data = (
        f"<html><head><title>Fire &lt;script&gt;x&lt;/script&gt; at dock</title></head><body>{PARAGRAPHS}</body></html>"
    )
    articles, _ = table(tmp_path, data, "a.html")
    assert articles.title[0] == "Fire <script>x</script> at dock" and articles.text[0].startswith(TEXT)


def test_a_page_saved_as_txt_is_read_as_a_page(tmp_path):
    assert "<p>" not in table(tmp_path, "<!DOCTYPE html>" + page(PARAGRAPHS), "a.txt")[0].text[0]


# ---------------------------------------------------------------- as_articles
def test_text_stays_as_it_is_to_the_character():
    texts = ["  a\r\n\tb ", "", None, float("nan"), "\x1b[31m“\u200b", "x" * 10, "e\u0301"]
    articles = an.as_articles(pd.DataFrame({"text": texts}, index=range(5, 12)))
    assert [text for text in articles.text if isinstance(text, str)] == [
        text for text in texts if isinstance(text, str)
    ]
    assert list(articles.text.isna()) == [False, False, True, True, False, False, False]
    assert list(articles.index) == list(range(7))
    assert list(articles.n_words) == [2, 0, 0, 0, 1, 1, 1]


def test_named_columns_are_taken_and_further_ones_kept_behind():
    frame = pd.DataFrame(
        {
            "section": ["news", "sport"],
            "body": [TEXT, SECOND],
            "head": ["A", "B"],
            "when": ["03/04/2011", "2011-04-22"],
            "link": ["https://www.baypost.example/1", None],
            "place": ["TARSK", None],
            "views": [1, 2],
        }
    )
    before = frame.copy(deep=True)
    articles = an.as_articles(frame, text="body", title="head", date="when", url="link", date_order="MDY")
    pd.testing.assert_frame_equal(frame, before)
    assert list(articles.columns) == [*schema.ARTICLES, "section", "views"]
    assert list(articles.text) == [TEXT, SECOND] and list(articles.title) == ["A", "B"]
    assert list(articles.date) == [pd.Timestamp("2011-03-04"), pd.Timestamp("2011-04-22")]
    assert articles.outlet[0] == "baypost.example" and pd.isna(articles.outlet[1])
    assert articles.place[0] == "TARSK" and "ambiguous date" in articles.notes[0]
    assert articles.views.dtype == frame.views.dtype


@pytest.mark.parametrize(
    "days",
    [
        pd.to_datetime(["2011-04-22 23:00", None]),
        pd.to_datetime(["2011-04-22 23:00", None]).tz_localize("Asia/Tokyo"),
        [datetime.date(2011, 4, 22), None],
        [np.datetime64("2011-04-22"), None],
        ["22 April 2011", "soon"],
    ],
)
def test_dates_in_any_form_are_days(days):
    articles = an.as_articles(pd.DataFrame({"text": [TEXT, SECOND], "date": days}))
    assert articles.date[0] == pd.Timestamp("2011-04-22") and pd.isna(articles.date[1])
    assert articles.date.dtype == "datetime64[us]" and "undated" in articles.notes[1]


def test_ids_are_kept_or_made_from_the_content():
    kept = an.as_articles(pd.DataFrame({"article_id": [7, "b"], "text": [TEXT, TEXT]}))
    assert list(kept.article_id) == ["7", "b"]
    made = an.as_articles(pd.DataFrame({"text": [TEXT, TEXT, SECOND]})).article_id
    alone = an.as_articles(pd.DataFrame({"text": [SECOND]})).article_id
    assert made[1] == made[0] + "-2" and made[2] == alone[0] and len(made[0]) == 12


def test_an_id_that_stands_twice_is_refused():
    with pytest.raises(an.SchemaError, match="article_id '7' in more than one row"):
        an.as_articles(pd.DataFrame({"article_id": [7, "7"], "text": [TEXT, TEXT]}))


@pytest.mark.parametrize("options", [{}, {"text": "words"}, {"text": "body", "title": "words"}])
def test_a_column_that_is_not_there_is_named_with_those_that_are(options):
    with pytest.raises(an.SchemaError, match="frame has no column .*it has 'body', 'when'.*an.as_articles"):
        an.as_articles(pd.DataFrame({"body": [TEXT], "when": [1]}), **options)


def test_what_is_no_table_is_refused():
    with pytest.raises(an.SchemaError, match="must be a table"):
        an.as_articles([TEXT])


def test_an_empty_table_gives_the_empty_table_of_the_schema():
    articles = an.as_articles(pd.DataFrame({"text": []}))
    pd.testing.assert_frame_equal(articles, schema.table(schema.ARTICLES, []))


def test_articles_read_are_articles_again(tmp_path):
    articles, _ = table(tmp_path, f'title,date,text\nOne,2011-04-22,"{TEXT}"\nTwo,,"{SECOND}"\n')
    pd.testing.assert_frame_equal(an.as_articles(articles), articles)


def test_half_a_surrogate_pair_stays_or_its_row_is_named():
    texts = ["fine", "half \ud83d"]
    try:
        articles = an.as_articles(pd.DataFrame({"text": pd.Series(texts, dtype=object)}))
    except an.SchemaError as error:  # pandas keeps texts as UTF-8 where pyarrow is installed
        assert "row 1" in str(error)
    else:
        assert list(articles.text) == texts


@given(st.lists(st.one_of(st.none(), st.text(), st.integers(), st.floats(), st.binary()), max_size=8))
@settings(max_examples=60, deadline=None)
def test_any_cells_give_as_many_rows_in_the_same_order(cells):
    frame = pd.DataFrame(
        {"text": pd.Series(cells, dtype=object), "title": pd.Series(cells[::-1], dtype=object), "n": range(len(cells))}
    )
    articles = an.as_articles(frame)
    assert list(articles.n) == list(range(len(cells)))
    assert articles.article_id.is_unique
    assert [one if isinstance(one, str) else None for one in cells] == [
        one if isinstance(one, str) else None for one in articles.text
    ]
