"""Reading a PolNeAR checkout for the training scripts."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "benchmarks"))

from polnear import read_marked

TEXT = "Ann Rowe said the bridge was “safe”.\nGus Hale said rain would come."
ANN = (
    "T1\tSource 0 8\tAnn Rowe\nT2\tCue 9 13\tsaid\nT3\tContent 14 35\tthe bridge was “safe”\n"
    "T4\tAttribution 9 13\tsaid\nE1\tAttribution:T4 Content:T3 Cue:T2 Source:T1\n"
    "T5\tSource 37 45\tGus Hale\nT6\tCue 46 50\tsaid\nT7\tContent 51 66\train would come\n"
    "T8\tAttribution 46 50\tsaid\nE2\tAttribution:T8 Content:T7 Cue:T6 Source:T5\n"
)


def test_a_checkout_gives_quotations_with_their_sources_and_reported_speech(tmp_path):
    for kind, name, content in (("text", "paper_2016_a.txt", TEXT), ("attributions", "paper_2016_a_1f.ann", ANN)):
        (tmp_path / "data" / "train" / kind).mkdir(parents=True)
        (tmp_path / "data" / "train" / kind / name).write_text(content, encoding="utf-8")
    (article,) = read_marked(tmp_path)
    (quotation,) = article["quotes"]
    assert TEXT[quotation["start"] : quotation["end"]] == "safe" and quotation["source"] == [[0, 8]]
    assert [a["kind"] for a in article["attributions"]] == ["direct", "indirect"]
    assert article["publisher"] == "paper"
