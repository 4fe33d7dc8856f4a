"""Readability: counts and values worked out by hand, textstat's own values, and what cannot be scored."""

import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import analysis as an
from analysis import schema
from analysis.readability import FORMULAS, LANGUAGES
from analysis.text_counts import COUNTS, EVIDENCE, news_counter
from analysis.textstat_offline import load_textstat

SHARED = [name for name in FORMULAS if name != "dale_chall_1995"]
PLAIN = "The minister of agriculture apologised. Farmers protested loudly in the capital."
NONSENSE = {
    "": "no words",
    "   ": "no words",
    "...": "no words",
    "—": "no words",
    "123 456": "only figures",
    "المجلس يصوت على إصلاح الجدار قبل الشتاء.": "script",
    "议会在冬天之前投票。": "script",
    "a" * 100_000: "giant word",
    "The of and": "function words",
    "Le conseil a voté la réforme du mur avant l’hiver, et les élus sont partis de la salle.": "French",
    "Der Rat hat die Reform der Mauer vor dem Winter beschlossen und ist dann nicht mehr im Saal.": "German",
}


OTHER_LANGUAGES = {  # "The council said yesterday that the schools would open in March …", three sentences in each
    "Spanish": "El consejo dijo ayer que las escuelas abren en marzo. No hay agua en los pueblos. Una comisión va a la zona.",
    "French": "Le conseil a dit hier que les écoles ouvrent en mars. Il n’y a pas d’eau dans les villages. Elle ira sur place.",
    "German": "Der Rat sagte gestern, dass die Schulen im März öffnen. In den Dörfern ist kein Wasser. Sie reist mit ihm an.",
    "Portuguese": "O conselho disse que as escolas abrem em março. Não há água nas aldeias. Uma comissão vai para a região.",
    "Italian": "Il consiglio ha detto che le scuole aprono a marzo. Nei paesi non c’è acqua. Una delegazione andrà nella zona.",
    "Dutch": "De raad zei gisteren dat de scholen in maart opengaan. Er is geen water in het dorp. Een commissie komt naar ons.",
    "Indonesian": "Dewan mengatakan bahwa sekolah itu akan dibuka pada Maret. Tidak ada air di desa. Mereka akan pergi ke sana.",
    "Turkish": "Meclis dün okulların mart ayında açılacağını duyurdu. Köylerde su çok az ve bu da bir sorun. Heyet ise yolda.",
    "Polish": "Rada ogłosiła, że szkoły będą otwarte od marca. We wsiach nie ma wody. Komisja pojedzie na miejsce do wójta.",
    "Swedish": "Rådet sade i går att skolorna öppnar i mars. Det finns inte vatten i byarna. En kommission ska resa till området.",
    "Danish or Norwegian": "Rådet sagde i går, at skolerne åbner i marts. Der er ikke vand i landsbyerne. En gruppe vil tale med dem.",
    "Finnish": "Neuvosto ilmoitti, että koulut avataan. Kylissä ei ole vettä, mutta se on tulossa. Hän on jo siellä ja odottaa.",
    "Czech": "Rada oznámila, že se školy otevřou v březnu. Ve vesnicích není voda. Komise pojede na místo a bude jednat.",
    "Romanian": "Consiliul a spus că școlile se vor deschide. Nu este apă în sate. O comisie va merge în zonă pentru a vorbi.",
    "Hungarian": "A tanács szerint az iskolák márciusban nyitnak. A falvakban nincs víz. Egy bizottság is oda utazik és beszél.",
    "Vietnamese": "Hội đồng cho biết các trường sẽ mở cửa. Không có nước trong các làng. Một ủy ban sẽ đến và nói với họ.",
    "Filipino": "Sinabi ng konseho na magbubukas ang mga paaralan. Walang tubig sa mga nayon. Pupunta siya sa lugar na ito.",
    "Swahili": "Baraza lilisema kwamba shule za bonde zitafunguliwa. Hakuna maji katika vijiji. Tume ya serikali itafika kwa basi.",
}


def articles(*texts):
    return pd.DataFrame({"article_id": [f"a{n}" for n in range(len(texts))], "text": list(texts)})


def scores(text, **options):
    return an.readability(articles(text), **options).iloc[0]


@pytest.mark.parametrize(
    ("text", "n_sentences", "n_words", "n_syllables"),
    [
        # words 6 + 3, each of one syllable
        ("The cat sat on the mat. It was warm.", 2, 9, 9),
        # Mr Ban met the U N chief at 7 p m Monday | We agreed he said; mis-ter, sev-en, Mon-day, a-greed
        ("Mr. Ban met the U.N. chief at 7 p.m. Monday. “We agreed,” he said.", 2, 16, 20),
        # 1.5 is two words, No. 10 ends no sentence; in-fla-tion
        ("Inflation rose to 1.5 per cent in May. No. 10 said so.", 2, 13, 15),
        # a curly apostrophe stays in its word, hyphens and dashes part words; cam-er-a
        ("It’s a well-known, state-of-the-art camera—they don’t sell it.", 1, 13, 15),
        # twen-ty six-teen, U N, three hun-dred fif-ty
        ("In 2016 the UN sent 350 trucks to Chad.", 1, 9, 17),
        # two sentences in one quotation; hon-est, noth-ing, pres-i-dent, no-bod-y a-greed
        ("“Jeff is honest. He did nothing wrong,” the president said. Nobody agreed.", 3, 12, 19),
        # every line is a sentence; har-bour
        ("Storm hits coast\n\nRoads closed:\n- Main Street\n- Harbour Road\n\nThe storm hit at dawn.", 5, 14, 15),
        # two thou-sand men left at twelve zero five
        ("2,000 men left at 12.05.", 1, 7, 1 + 2 + 1 + 1 + 1 + 1 + 3),
        # one vowel or none, at least one syllable a word
        ("Hmm, shh!", 1, 2, 2),
        # min-is-ter, ag-ri-cul-ture, a-pol-o-gised | farm-ers, pro-test-ed, loud-ly, cap-i-tal
        (PLAIN, 2, 11, 25),
    ],
)
def test_sentences_words_and_syllables_are_those_counted_by_hand(text, n_sentences, n_words, n_syllables):
    found = scores(text)
    assert (found.n_sentences, found.n_words, found.n_syllables) == (n_sentences, n_words, n_syllables)
    assert found.words_per_sentence == n_words / n_sentences
    assert found.syllables_per_word == n_syllables / n_words
    ease = 206.835 - 1.015 * n_words / n_sentences - 84.6 * n_syllables / n_words
    assert found.flesch_reading_ease == pytest.approx(ease, abs=1e-9)


def test_every_formula_gives_the_value_worked_out_by_hand():
    # 2 sentences, 11 words, 25 syllables, 68 letters (34 + 34)
    # three syllables: minister, agriculture, apologised, protested, capital; all but capital are not on the list
    # seven letters: minister, agriculture, apologised, farmers, protested, capital
    # not on the list: minister, agriculture, apologised, farmers, protested, loudly; farmers is the plural of one that is
    found = scores(PLAIN)
    for name, value in {
        "flesch_reading_ease": 206.835 - 1.015 * 5.5 - 84.6 * 25 / 11,
        "flesch_kincaid_grade": 0.39 * 5.5 + 11.8 * 25 / 11 - 15.59,
        "gunning_fog": 0.4 * (5.5 + 100 * 4 / 11),
        "smog_index": 1.043 * math.sqrt(30 * 5 / 2) + 3.1291,
        "automated_readability_index": 4.71 * 68 / 11 + 0.5 * 5.5 - 21.43,
        "coleman_liau_index": 0.058 * 100 * 68 / 11 - 0.296 * 100 * 2 / 11 - 15.8,
        "lix": 5.5 + 100 * 6 / 11,
        "rix": 6 / 2,
        "dale_chall_readability_score": 0.1579 * 100 * 6 / 11 + 0.0496 * 5.5 + 3.6365,
        "dale_chall_1995": 64 - 0.95 * 100 * 5 / 11 - 0.69 * 5.5,
    }.items():
        assert found[name] == pytest.approx(value, abs=1e-9), name


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        # Pri-ces rose one five per cent in twen-ty six-teen the ca-fé's own-er said a well known prob-lem
        # letters and figures 6 4 1 1 3 4 2 4 3 5 5 4 1 4 5 7; figures are easy, and 2016 is no long word of four syllables
        # not on the list: prices (but price is), per, café's, problem; seven letters: problem
        (
            "Prices rose 1.5 per cent in 2016, the café’s owner said—“a well-known problem.”",
            {"sentences": 1, "words": 16, "syllables": 23, "characters": 59, "polysyllables": 0, "hard_words": 0}
            | {"long_words": 1, "unlisted_words": 4, "unfamiliar_words": 3},
        ),
        # The U N en-voy said we can-not wait | No-bod-y at the three ho-ur meet-ing in Ge-ne-va dis-a-greed with him
        # letters 3 1 1 5 4 2 6 4 | 6 2 3 5 4 7 2 6 9 4 3; three syllables: nobody, Geneva, disagreed; the first is listed
        # not on the list: U, N, envoy, Geneva, disagreed; seven letters: meeting, disagreed
        (
            "The U.N. envoy said: “We cannot wait.” Nobody at the three-hour meeting in Geneva disagreed with him.",
            {"sentences": 2, "words": 19, "syllables": 29, "characters": 77, "polysyllables": 3, "hard_words": 2}
            | {"long_words": 2, "unlisted_words": 5, "unfamiliar_words": 5},
        ),
        # don't stop don't stop the state of the art run down two ze-ro win
        # letters and figures 4 4 4 4 3 5 2 3 3 3 4 1 1 3: an apostrophe is none
        (
            "DON’T STOP, don't stop: the state-of-the-art, run-down, 2-0 win.",
            {"sentences": 1, "words": 14, "syllables": 15, "characters": 44, "polysyllables": 0, "hard_words": 0}
            | {"long_words": 0},
        ),
    ],
)
def test_every_count_is_that_made_by_hand(text, counts):
    found = dict(zip(COUNTS + EVIDENCE, news_counter()(text), strict=True))
    assert {name: found[name] for name in counts} == counts


def test_regular_inflections_of_easy_words_are_easy():
    easy = "The boys’ dogs stopped, tried bigger carts, and aren't running."
    assert scores(easy, measures="dale_chall_1995").dale_chall_1995 == pytest.approx(64 - 0.69 * 10)


def parity(text):
    textstat = load_textstat()
    found = scores(text, measures=SHARED, counting="textstat")
    if found[SHARED].isna().all():
        assert found.notes.startswith("not scored")
        return 0
    for name in SHARED:
        assert found[name] == pytest.approx(getattr(textstat, name)(text), abs=1e-9), name
    assert found.n_sentences == textstat.sentence_count(text)
    assert found.n_words == textstat.lexicon_count(text)
    assert found.n_syllables == textstat.syllable_count(text)
    return 1


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,
        "Mr. Tan said at 7 p.m. that prices rose 1.5 per cent. No. 10 said no! Why? Nobody knew, the U.S. envoy said.",
        "They don’t know; he doesn't. 'Tis the men's 'word' for it—so they said. The state-of-the-art hall’s shut.",
        "THE UN'S PLAN WAS SHUT DOWN. It is İstanbul’s café, she said: ΣΑΣ_x of the city.\n\nThe end came.\tIt did.",
        "The cat sat on the mat. " * 40,
    ],
)
def test_textstat_counting_gives_the_values_of_textstat(text):
    assert parity(text)


WORDS = st.sampled_from(
    ["the", "The", "of", "and", "it", "was", "said", "government", "don't", "don’t", "men's", "'s", "'S", "1.5", "U.S.", "No.",
     "10", "-", "—", "state-of-the-art", "word—word", "“yes,”", "why?", "no!", "...", "end.", "\n\n", "\x1c", "café", "_", "Ban"]
)  # fmt: skip


@settings(deadline=None, max_examples=120)
@given(st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=40).map(" ".join)))
def test_textstat_counting_gives_the_values_of_textstat_for_any_text(text):
    parity(text)


@pytest.mark.parametrize("counting", ["news", "textstat"])
@pytest.mark.parametrize(("text", "reason"), NONSENSE.items(), ids=range(len(NONSENSE)))
def test_what_cannot_be_scored_is_missing_with_the_reason(text, reason, counting):
    found = scores(text, counting=counting)
    assert found[[*FORMULAS, "n_syllables", "words_per_sentence", "syllables_per_word"]].isna().all()
    assert reason in found.notes


@pytest.mark.parametrize(("language", "text"), OTHER_LANGUAGES.items(), ids=OTHER_LANGUAGES)
def test_three_sentences_of_another_language_are_not_scored_and_say_which_it_is(language, text):
    assert len(an.split_sentences(articles(text))) == 3
    found = scores(text)
    assert found.notes == f"not scored: not English but {language}"
    assert pd.isna(found.flesch_reading_ease)


def test_every_language_of_the_list_is_tried():
    assert set(OTHER_LANGUAGES) == set(LANGUAGES)


def test_foreign_names_and_words_do_not_make_an_english_text_foreign():
    text = "Ana de la Cruz told El País that Jan van den Berg of De Volkskrant was at Het Loo with the king."
    assert pd.notna(scores(text).flesch_reading_ease)


def test_a_missing_text_has_no_words_and_no_score():
    table = an.readability(pd.DataFrame({"article_id": ["a", "b"], "text": [float("nan"), PLAIN]}))
    assert table.n_words.tolist() == [0, 11]
    assert table.flesch_reading_ease.isna().tolist() == [True, False]


def test_short_and_damaged_texts_are_scored_with_a_note():
    assert "100" in scores(PLAIN, measures="lix").notes
    long = PLAIN + " The minister left. " * 40
    assert pd.isna(scores(long).notes)
    for damage in ("He didn\ufffdt go.", 'The house"?was shut.', "Itâ€™s the end."):
        found = scores(f"{long} {damage}")
        assert "damaged" in found.notes
        assert not pd.isna(found.flesch_reading_ease)
    assert pd.isna(scores(long + ' Was it "over"? It was.').notes)


def test_smog_is_flagged_under_thirty_sentences_only_when_it_is_asked_for():
    text = "The minister left the room and nobody in the hall said a word to him. " * 10
    assert "SMOG" in scores(text).notes
    assert pd.isna(scores(text, measures=["lix", "rix"]).notes)


def test_the_columns_are_the_measures_asked_for():
    every = an.readability(articles(PLAIN))
    front = ["article_id", "n_sentences", "n_words", "n_syllables", "words_per_sentence", "syllables_per_word"]
    assert list(every.columns) == [*front, *FORMULAS, "notes"]
    assert (every[list(FORMULAS)].dtypes == "Float64").all()
    assert list(an.readability(articles(PLAIN), measures=["rix", "lix", "rix"]).columns) == [
        *front,
        "rix",
        "lix",
        "notes",
    ]


def test_no_articles_give_an_empty_table_of_the_same_types():
    for counting in ("news", "textstat"):
        empty = an.readability(articles(), counting=counting)
        assert empty.empty
        assert empty.dtypes.equals(an.readability(articles(PLAIN)).dtypes)


@pytest.mark.parametrize(
    ("options", "valid"),
    [
        ({"measures": ["flesh"]}, "flesch_reading_ease"),
        ({"counting": "spacy"}, "textstat"),
        ({"of": "headline"}, "narration"),
    ],
)
def test_an_unknown_option_names_those_that_are_known(options, valid):
    with pytest.raises(an.AnalysisError, match=valid):
        an.readability(articles(PLAIN), **options)


def test_a_missing_column_is_named():
    with pytest.raises(an.SchemaError, match="'text'"):
        an.readability(pd.DataFrame({"article_id": ["a"]}))


def test_narration_and_quotations_share_out_the_words_of_an_article():
    text = (
        "“The harbour is shut. We are angry,” said Ann Lee. The port is old.\n\nShe called it “a very sad day” for all."
    )
    frame = articles(text)
    spans = [(1, 36), (text.index("a very"), text.index("” for"))]
    quotations = pd.DataFrame(
        [{"article_id": "a0", "start": start, "end": end, "kind": "direct"} for start, end in spans]
    )
    inside = an.readability(frame, of="quotations", quotations=quotations).iloc[0]
    outside = an.readability(frame, of="narration", quotations=quotations).iloc[0]
    assert inside.n_words == 7 + 4  # The harbour is shut | We are angry | a very sad day
    assert outside.n_words == 3 + 4 + 3 + 2  # said Ann Lee | The port is old | She called it … for all
    assert inside.n_words + outside.n_words == scores(text).n_words
    assert inside.n_sentences == 3
    assert outside.n_sentences == 3


def test_an_article_without_quotations_has_no_score_for_them():
    found = an.readability(articles(PLAIN), of="quotations")
    assert found.flesch_reading_ease.isna().all()
    assert "no words" in found.notes[0]


@pytest.mark.parametrize("counting", ["news", "textstat"])
def test_the_input_is_not_changed_and_other_articles_do_not_matter(counting):
    frame = articles(PLAIN, "", "The of and", "It was late. “We must go,” she said to the men in the hall.", PLAIN)
    frame.index = [7, 7, 3, 1, 0]
    before = frame.copy(deep=True)
    together = an.readability(frame, counting=counting)
    pd.testing.assert_frame_equal(frame, before)
    alone = [an.readability(frame.iloc[[n]], counting=counting) for n in range(len(frame))]
    pd.testing.assert_frame_equal(together, pd.concat(alone, ignore_index=True))


# ---------------------------------------------------------------- sentences


def test_the_counts_of_a_sentence_are_those_made_by_hand():
    # min-is-ter, ag-ri-cul-ture, a-pol-o-gised: 3 long, all unfamiliar | farm-ers protest-ed loud-ly cap-i-tal
    table = an.sentence_readability(articles(PLAIN))
    assert table["n_words"].tolist() == [5, 6]
    assert table["n_syllables"].tolist() == [1 + 3 + 1 + 4 + 4, 2 + 3 + 2 + 1 + 1 + 3]
    assert table["n_long_words"].tolist() == [3, 3]
    assert table["n_unfamiliar_words"].tolist() == [3, 2]  # farmers is the plural of an easy word
    assert table["sentence_text"].tolist() == PLAIN.replace(". ", ".|").split("|")
    assert table["hard"].tolist() == [False, False]
    assert an.sentence_readability(articles(PLAIN), hard=3)["hard"].tolist() == [True, True]


def test_sentences_stand_as_split_sentences_has_them_and_add_up_to_the_article():
    frame = articles(PLAIN, "", "Monday.People came. It’s “1.5 per cent”, said No. 10—well-known.", float("nan"))
    table = an.sentence_readability(frame)
    pd.testing.assert_frame_equal(table[list(schema.SENTENCES)], an.split_sentences(frame))
    whole = an.readability(frame)
    for name in ("n_words", "n_syllables"):
        assert (
            table.groupby("article_id")[name].sum().to_dict()
            == whole.set_index("article_id")[name][["a0", "a2"]].to_dict()
        )


def test_the_sentences_of_an_article_that_is_not_scored_are_counted_but_not_judged():
    table = an.sentence_readability(articles(OTHER_LANGUAGES["German"]))
    assert len(table) == 3
    assert table[["n_words", "n_long_words"]].notna().all(axis=None)
    assert table[["n_syllables", "n_unfamiliar_words", "hard"]].isna().all(axis=None)


def test_no_articles_give_an_empty_table_of_sentences():
    empty = an.sentence_readability(articles())
    assert empty.empty and empty.dtypes.equals(an.sentence_readability(articles(PLAIN)).dtypes)


# ---------------------------------------------------------------- variety


def test_sentence_lengths_spread_as_counted_by_hand():
    # 2, 4, 6 and 8 words: mean 5, squared distances 9 1 1 9
    text = "It rained. The road was shut. Two men came with a boat. They took the old and the sick away."
    found = an.variety(articles(text)).iloc[0]
    assert (found.n_sentences, found.n_words) == (4, 20)
    assert found.sentence_length_sd == pytest.approx(math.sqrt(20 / 4))
    assert (found.sentence_length_q1, found.sentence_length_median, found.sentence_length_q3) == (3.5, 5, 6.5)


def test_mattr_is_the_mean_share_of_different_words_in_every_window():
    # the cat the | cat the dog | the dog It's | dog It's it's: 2, 3, 3 and 2 different words of three
    text = "The cat, the dog: It’s it's"
    assert an.variety(articles(text), window=3).mattr[0] == pytest.approx((2 + 3 + 3 + 2) / 3 / 4)


def test_mattr_is_missing_for_a_text_shorter_than_its_window():
    table = an.variety(articles("word " * 99, "word " * 100))
    assert pd.isna(table.mattr[0])
    assert table.mattr[1] == 1 / 100


@settings(deadline=None)
@given(st.lists(st.sampled_from("abcdef"), max_size=40), st.integers(1, 12))
def test_mattr_is_that_of_all_windows_counted_one_by_one(words, window):
    found = an.variety(articles(" ".join(words)), window=window).mattr[0]
    stretches = [words[at : at + window] for at in range(len(words) - window + 1)]
    if not stretches:
        assert pd.isna(found)
    else:
        assert found == pytest.approx(sum(len(set(stretch)) for stretch in stretches) / window / len(stretches))


def test_what_has_no_spread_is_missing():
    table = an.variety(articles("", float("nan"), "One sentence."))
    assert table.n_words.tolist() == [0, 0, 2] and table.n_sentences.tolist() == [0, 0, 1]
    assert table.sentence_length_sd.isna().all()
    assert table.sentence_length_median.isna().tolist() == [True, True, False]
    empty = an.variety(articles())
    assert empty.empty and empty.dtypes.equals(table.dtypes)


def test_a_window_without_a_word_says_what_to_do():
    with pytest.raises(an.AnalysisError, match="100 suits news"):
        an.variety(articles(PLAIN), window=0)
