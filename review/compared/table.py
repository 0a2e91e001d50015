"""The numbers of a comparison as CSV, a row a measure."""

from formats import spreadsheet
from review.compared import measures

COLUMNS = (
    "measure",
    "about",
    "value",
    "interval_low",
    "interval_high",
    "n",
    "reason",
    "coders",
    "texts",
    "codebook_release",
)


def written(chosen, comparison, release) -> bytes:
    lines: list[tuple] = [COLUMNS]
    coders = "; ".join(coder.address for coder in chosen.coders.values())
    texts = "; ".join(text.text_sha256 for text in chosen.texts)
    for row in measures.all_of(comparison, chosen):
        value, reason, n, interval, _no_interval = row.result
        low, high = interval or ("", "")
        numbers = (value, low, high, n)
        lines.append(
            (row.name, row.about, *numbers, reason, coders, texts, release or "")
        )
    return spreadsheet.whole(lines)
