"""Readability: how hard a text is to read, by the formulas of textstat, from counts that fit news."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict

import pandas as pd

from . import schema
from .errors import AnalysisError
from .sentences import sentence_spans
from .text_counts import COUNTS, EVIDENCE, news_counter, textstat_counter
from .words import WORD

# Each formula from the counts of text_counts.py, a column each. Sources stand in the docstring of `readability`.
FORMULAS = {
    "flesch_reading_ease": lambda c: 206.835 - 1.015 * c.words / c.sentences - 84.6 * c.syllables / c.words,
    "flesch_kincaid_grade": lambda c: 0.39 * c.words / c.sentences + 11.8 * c.syllables / c.words - 15.59,
    "gunning_fog": lambda c: 0.4 * (c.words / c.sentences + 100 * c.hard_words / c.words),
    "smog_index": lambda c: 1.043 * (30 * c.polysyllables / c.sentences) ** 0.5 + 3.1291,
    "automated_readability_index": lambda c: 4.71 * c.characters / c.pieces + 0.5 * c.words / c.sentences - 21.43,
    "coleman_liau_index": lambda c: 5.8 * c.letters / c.words - 29.6 * c.sentences / c.words - 15.8,
    "lix": lambda c: c.words / c.sentences + 100 * c.long_words / c.words,
    "rix": lambda c: c.long_words / c.sentences,
    "dale_chall_readability_score": lambda c: (
        0.1579 * 100 * c.unlisted_words / c.words
        + 0.0496 * c.words / c.sentences
        + 3.6365 * (100 * c.unlisted_words / c.words > 5)
    ),
    "dale_chall_1995": lambda c: 64 - 0.95 * 100 * c.unfamiliar_words / c.words - 0.69 * c.words / c.sentences,
}
COUNTINGS = {"news": news_counter, "textstat": textstat_counter}
PARTS = ("article", "narration", "quotations")
SPANS_NEED = ("article_id", "start", "end", "kind")

FEW_WORDS = 100  # below this one long word moves a score visibly
SMOG_SENTENCES = 30  # McLaughlin's formula is made for samples of thirty
ENGLISH = 0.35  # share of common words that few English texts stay below; Danish reaches .26 by chance
NOT_ENGLISH = 0.12  # share of them that no English prose of JUDGED_FROM words stays below
JUDGED_FROM = 30
FOREIGN = 0.15  # share of another language's commonest words, in FOREIGN_FROM words or more
FOREIGN_FROM = 8
LANGUAGES = {  # commonest words, few of them common in English too
    "Spanish": "el la los las de del y que en por para con una es se su al más como pero ha sus lo",
    "French": "le la les de des du et que qui en pour dans une est au aux sur il elle ne pas par plus avec ce sont",
    "German": "der die das den dem des und zu mit von für auf ist nicht ein eine einen sich auch wird werden im zum",
    "Portuguese": "o os as de do da dos das e que em por para com uma um é não se no na ao mais foi",
    "Italian": "il lo la gli le di del della che e un una per con è non si nel alla sono dei da più",
    "Dutch": "de het een en van dat niet op te zijn voor met aan er door naar bij ook wordt maar",
    "Indonesian": "yang dan di dari untuk dengan pada ini itu tidak akan dalam ke oleh juga telah adalah",
    "Turkish": "ve bir bu da de için ile olarak daha çok olan ne gibi kadar sonra ancak",
    "Polish": "na do się że nie to jest jak po przez od za dla są ale który oraz był ze",
    "Swedish": "och att det som en på är av för med den till inte har ett de om var",
    "Danish or Norwegian": "i at for og det er en til på af av som den der med ikke har de et vil også fra blev ble kan",
    "Finnish": "ja on ei se että oli hän mutta myös ovat kun sen joka ole kuin jo sekä mukaan",
    "Czech": "se na je že ve do by pro jako ale od po jsou není bude byl při podle který si to",
    "Romanian": "și de la în cu pe că nu din se care pentru este mai un o au fost să va sunt",
    "Hungarian": "a az és hogy nem is egy csak de meg volt ez már még van el szerint nincs vagy",
    "Vietnamese": "và là của có không trong các cho được người này đã với những một để sẽ đến rằng",
    "Filipino": "ang ng sa na mga ay at si ni kay para hindi ito nang may mula siya niya ayon",
    "Swahili": "na ya wa kwa katika ni za la kuwa hiyo hilo ili cha vya pia baada kwamba hakuna huyo",
}
LANGUAGES = {language: frozenset(words.split()) for language, words in LANGUAGES.items()}
LETTERS = re.compile(r"[^\W\d_]+")
EDGES = " \t\"“”„'‘’«»‹›`"
DAMAGE = (  # what is lost cannot be counted: what to say, a sign that is quick to look for, and what makes it sure
    ("characters lost (U+FFFD)", ("\ufffd",), re.compile("\ufffd")),
    ('characters turned into "?', ('"?',), re.compile(r'"\?(?:(?=\w)|(?<![\w)%]"\?))')),
    ("mojibake (UTF-8 read as another encoding)", ("â€", "Ã", "Â"), re.compile("â€|Ã[\x80-¿]|Â[\xa0-¿]")),
)


def readability(articles, *, measures=None, counting="news", of="article", quotations=None):
    """How hard each article is to read.

    One row per article, in the order of `articles`: `n_sentences`, `n_words`, `n_syllables`, `words_per_sentence`,
    `syllables_per_word`, one column a measure under textstat's own name, and `notes`.

    - `flesch_reading_ease`: about 20 (hard) to 80 (easy) in news. Flesch 1948
    - `flesch_kincaid_grade`: US school grade. Kincaid and others 1975
    - `gunning_fog`: school grade; hard words have three syllables and are not on Dale and Chall's list. Gunning 1952
    - `smog_index`: school grade. McLaughlin 1969
    - `automated_readability_index`: school grade, from letters instead of syllables. Smith and Senter 1967
    - `coleman_liau_index`: school grade, from letters instead of syllables. Coleman and Liau 1975, as in textstat
    - `lix`, `rix`: about 30 to 65 and 2 to 9, higher is harder. Björnsson 1968, Anderson 1983
    - `dale_chall_readability_score`: about 7 to 12, higher is harder; inflections of easy words count as hard, as in
      textstat. Dale and Chall 1948
    - `dale_chall_1995`: about 0 (hard) to 50 (easy), an expected cloze score: 64 - 0.95 * (% of unfamiliar words)
      - 0.69 * (words per sentence); a regular inflection of an easy word is easy. Chall and Dale, "Readability
      Revisited", 1995

    measures: names from this list; all of them when not given.
    counting: "news" takes sentences from `split_sentences`, words as everywhere in this package, and syllables from
        the CMU dictionary (text_counts.py, syllables.py). "textstat" counts as textstat does, to its very values.
    of: "article" scores the whole text; "narration" only the words outside quotations, "quotations" only those inside.
        What one sentence has of either counts as a sentence, so fragments in the reporter's sentence count as short
        ones; filter `quotations` by `kind` for whole sentences only.
    quotations: from extract_quotations; worked out when needed and not given.

    No score depends on other articles. A text that cannot be scored has missing scores, the reason in `notes`: no
    words, only figures, another script or language, only function words, or mostly one giant word. Its `n_sentences`
    and `n_words` are given, by the news counting. Scored, and flagged in `notes`: fewer than 100 words, SMOG from
    fewer than 30 sentences, damaged text. `notes` is missing where there is nothing to say.

    Raises AnalysisError for an unknown measure, counting or part, SchemaError when a column is missing.
    """
    measures = _check(measures, counting, of)
    schema.require_articles(articles)
    texts = _parts(articles, of, quotations)
    evidence_of = news_counter()
    counts_of = evidence_of if counting == "news" else textstat_counter()
    rows, notes = [], []
    for text in texts:
        evidence = dict(zip(COUNTS + EVIDENCE, evidence_of(text), strict=True))
        reason = not_scored(text, evidence, of)
        if reason:
            rows.append({"n_sentences": evidence["sentences"], "n_words": evidence["words"]})
            notes.append(reason)
            continue
        counts = evidence if counts_of is evidence_of else dict(zip(COUNTS, counts_of(text), strict=False))
        rows.append(counts | {"n_" + name: counts[name] for name in ("sentences", "words", "syllables")})
        notes.append("; ".join(_cautions(text, counts, measures)) or None)
    return _table(articles["article_id"], rows, notes, measures)


def _check(measures, counting, of):
    """The measures asked for, each once; raises AnalysisError for a name that is none."""
    measures = list(FORMULAS) if measures is None else [measures] if isinstance(measures, str) else measures
    asked = (("measures", measures, FORMULAS), ("counting", [counting], COUNTINGS), ("of", [of], PARTS))
    for what, names, valid in asked:
        unknown = [name for name in names if name not in valid]
        if unknown:
            raise AnalysisError(
                f"readability() does not know {what}={', '.join(map(repr, unknown))}. Choose from: {', '.join(valid)}."
            )
    return list(dict.fromkeys(measures))


def _table(article_ids, rows, notes, measures):
    """The scores of schema.READABILITY, with one more column a measure before `notes`."""
    counts = pd.DataFrame(rows, columns=["n_sentences", "n_words", "n_syllables", *COUNTS], dtype="float64")
    *front, last = schema.READABILITY.items()
    columns = dict(front) | {name: ("Float64", "") for name in measures} | dict([last])
    scores = {name: FORMULAS[name](counts) for name in measures}
    return schema.table(
        columns,
        scores
        | {
            "article_id": article_ids.to_numpy(),
            "n_sentences": counts.n_sentences,
            "n_words": counts.n_words,
            "n_syllables": counts.n_syllables,
            "words_per_sentence": counts.words / counts.sentences,
            "syllables_per_word": counts.syllables / counts.words,
            "notes": notes,
        },
    )


def _parts(articles, of, quotations):
    """The text to be scored of each article."""
    texts = [text if isinstance(text, str) else "" for text in articles["text"]]
    if of == "article":
        return texts
    if quotations is None:
        from .quotations import extract_quotations

        quotations = extract_quotations(articles)
    schema.require(quotations, SPANS_NEED, "quotations", "Use an.extract_quotations(articles).")
    spans, marked = defaultdict(list), quotations[quotations["kind"] != "indirect"]
    for article_id, start, end in zip(marked["article_id"], marked["start"], marked["end"], strict=True):
        spans[article_id].append((start, end))
    return [
        _part(text, sorted(spans[article_id]), of == "quotations")
        for article_id, text in zip(articles["article_id"], texts, strict=True)
    ]


def _part(text, quoted, inside):
    """What stands inside (or else outside) the spans `quoted`, a line for each sentence that has any of it."""
    runs, reached = [], 0  # the spans wanted, in order and apart
    for start, end in quoted:
        start, end = max(start, reached), min(end, len(text))
        if start < end:
            runs.append((start, end) if inside else (reached, start))
            reached = end
    if not inside:
        runs.append((reached, len(text)))
    starts, ends, lines = [start for start, _ in runs], [end for _, end in runs], []
    for first, last in sentence_spans(text):
        met = runs[bisect_right(ends, first) : bisect_left(starts, last)]
        pieces = (text[max(start, first) : min(end, last)].strip(EDGES) for start, end in met)
        lines.append(" ".join(filter(WORD.search, pieces)))
    return "\n".join(filter(None, lines))


def not_scored(text, evidence, of="article"):
    """Why no formula can score a text of which `evidence` gives the counts; None when one can."""
    if not evidence["words"]:
        return "not scored: no words" if of == "article" else f"not scored: no words in its {of}"
    lettered, latin = evidence["lettered_words"], evidence["latin_letters"]
    if not lettered:
        return "not scored: no letters, only figures"
    if latin <= evidence["other_letters"]:
        return "not scored: another script than Latin"
    if 2 * evidence["stray_letters"] > latin:
        return "not scored: mostly one giant word"
    common = evidence["common_words"]
    if common == lettered:
        return "not scored: only function words"
    if common >= ENGLISH * lettered:
        return None
    language = _other_language(text, common, lettered)
    if language:
        return f"not scored: not English but {language}"
    if common < NOT_ENGLISH * lettered and lettered >= JUDGED_FROM:
        return "not scored: not English, or no running text"
    return None


def _other_language(text, common, lettered):
    """The language whose commonest words outnumber the `common` English ones of a text; None when none does."""
    if lettered < FOREIGN_FROM:
        return None
    words = LETTERS.findall(text.lower())
    found = {language: sum(map(known.__contains__, words)) for language, known in LANGUAGES.items()}
    best = max(found, key=found.get)
    return best if found[best] > common and found[best] >= FOREIGN * len(words) else None


def _cautions(text, counts, measures):
    """What a reader of the scores should know of this text."""
    words, sentences = counts["words"], counts["sentences"]
    if words < FEW_WORDS:
        yield f"few words ({words}, under {FEW_WORDS}): scores are rough"
    if "smog_index" in measures and sentences < SMOG_SENTENCES:
        yield f"few sentences for SMOG ({sentences}, under {SMOG_SENTENCES})"
    for what, signs, pattern in DAMAGE:
        if any(sign in text for sign in signs) and pattern.search(text):
            yield f"damaged: {what}"
