"""The server cuts a paragraph as the annotator does: one shared fixture."""

import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from annotations.cut import cut

FIXTURE = Path(__file__).parents[1] / "js" / "fixtures" / "cut.json"
CASES = json.loads(FIXTURE.read_text(encoding="utf-8"))["cases"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_cut(case):
    start, text = case["paragraph"]["start"], case["paragraph"]["text"]
    spans = [SimpleNamespace(**span) for span in case["spans"]]
    assert [
        {
            "start": segment.start,
            "end": segment.end,
            "text": text[segment.start - start : segment.end - start],
            "ids": [span.id for span in segment.spans],
        }
        for segment in cut(start, start + len(text), spans)
    ] == case["segments"]
