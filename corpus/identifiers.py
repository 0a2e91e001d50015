"""Keys of actors in public registers: checked, and turned into links. No call is made.

Source of the check digit of ORCID and ISNI: ISO 7064, MOD 11-2.
"""

import re
from typing import NamedTuple


class Register(NamedTuple):
    label: str
    #: What a key looks like, once spaces, hyphens and an address are gone.
    pattern: str
    address: str
    example: str


REGISTERS = {
    "orcid": Register(
        "ORCID", r"\d{15}[\dX]", "https://orcid.org/{}", "0000-0002-1825-0097"
    ),
    "wikidata": Register(
        "Wikidata", r"Q[1-9]\d{0,11}", "https://www.wikidata.org/wiki/{}", "Q42"
    ),
    "isni": Register(
        "ISNI", r"\d{15}[\dX]", "https://isni.org/isni/{}", "0000000121032683"
    ),
    "viaf": Register("VIAF", r"[1-9]\d{0,21}", "https://viaf.org/viaf/{}", "49224511"),
    "gnd": Register(
        "GND", r"[\dX]{2,11}(-[\dX])?", "https://d-nb.info/gnd/{}", "118540238"
    ),
}
#: Registers whose last sign is computed from those before.
CHECKED = {"orcid", "isni"}


def clean(register: str, value: str) -> str:
    """A key as it is stored, from what somebody typed or pasted; "" stays empty.

    Raises:
        ValueError: it is no key of this register; the message is one whole sentence.
    """
    known = REGISTERS[register]
    key = value.strip().rstrip("/").rpartition("/")[2].upper()
    if register != "gnd":
        key = re.sub(r"[\s\-‐–]", "", key)
    if not key:
        return ""
    if not key.isascii() or not re.fullmatch(known.pattern, key):
        raise ValueError(
            f"“{value.strip()[:60]}” is no {known.label}; it looks like"
            f" {known.example}."
        )
    if register in CHECKED and key[-1] != check_sign(key[:-1]):
        raise ValueError(
            f"“{value.strip()[:60]}” is no {known.label}: its last sign does not fit"
            " the others. Look for a slip."
        )
    if register == "orcid":
        key = "-".join(key[place : place + 4] for place in range(0, 16, 4))
    return key


def check_sign(digits: str) -> str:
    """The sign that must follow, by ISO 7064 MOD 11-2."""
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    rest = (12 - total % 11) % 11
    return "X" if rest == 10 else str(rest)


def links(identifiers: dict) -> list[tuple[str, str, str]]:
    """(register's name, key, address) of each key that is known, in a fixed order."""
    return [
        (register.label, identifiers[name], register.address.format(identifiers[name]))
        for name, register in REGISTERS.items()
        if identifiers.get(name)
    ]
