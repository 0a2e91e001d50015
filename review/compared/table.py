"""The numbers of a comparison as CSV, a row a measure."""

import csv
import io

from formats.csv_table import harmless
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
    """UTF-8 with a mark for spreadsheets, as the other tables."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(COLUMNS)
    coders = "; ".join(coder.address for coder in chosen.coders.values())
    texts = "; ".join(text.text_sha256 for text in chosen.texts)
    for row in measures.all_of(comparison, chosen):
        value, reason, n, interval, _no_interval = row.result
        low, high = interval or ("", "")
        said = (row.name, row.about, *harmless((reason, coders, texts)))
        name, about, reason, people, versions = said
        numbers = ("" if number is None else number for number in (value, low, high, n))
        [name, about] = harmless((name, about))
        writer.writerow(
            [name, about, *numbers, reason, people, versions, release or ""]
        )
    return b"\xef\xbb\xbf" + buffer.getvalue().encode()
