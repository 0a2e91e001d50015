"""The colours of tokens.css: contrast in both themes, hues that all eyes tell apart."""

import itertools
import math
import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).parent.parent / "static/glossator/css/tokens.css"
PAIR = re.compile(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)")
THEMES = {"light": 0, "dark": 1}

#: What may be paler for a moment: what cannot be used, or is being dragged.
PALER = re.compile(r"disabled|dragg|placeholder")
RULE = re.compile(r"([^{}]+)\{[^{}]*\bopacity:")

#: What a red-, green- and blue-blind eye sees of linear red, green and blue.
#: Source: Machado, Oliveira and Fernandes 2009, doi:10.1109/TVCG.2009.113, severity 1.
EYES = {
    "all cones": [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
    "no red": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "no green": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "no blue": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}


def colours(theme, contrast=False):
    """({name: linear rgb}, [the twelve hues]) of a theme."""
    common, more, rest = parts()
    code = common + rest + (more if contrast else "")
    found = [(m[1], linear(m[2 + THEMES[theme]])) for m in PAIR.finditer(code)]
    hues = [colour for name, colour in found if name == "hue-line"]
    return dict(found), hues


def parts():
    """The style sheet before, in and after the rule for high contrast."""
    before, start, rest = css().partition(":root[data-contrast] {")
    assert start
    inside, _, after = rest.partition("}")
    return before, inside, after


def css():
    return TOKENS.read_text(encoding="utf-8")


def linear(code):
    """#rrggbb as linear red, green and blue, each from 0 to 1."""
    parts = [int(code[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in parts
    ]


def contrast(one, other):
    """The ratio of WCAG 2, from 1 to 21."""
    dark, light = sorted(
        0.2126 * red + 0.7152 * green + 0.0722 * blue
        for red, green, blue in (one, other)
    )
    return (light + 0.05) / (dark + 0.05)


def product(matrix, vector):
    return [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]


def oklab(colour):
    """Source: https://bottosson.github.io/posts/oklab/"""
    cones = product(
        [
            [0.4122214708, 0.5363325363, 0.0514459929],
            [0.2119034982, 0.6806995451, 0.1073969566],
            [0.0883024619, 0.2817188376, 0.6299787005],
        ],
        colour,
    )
    return product(
        [
            [0.2104542553, 0.7936177850, -0.0040720468],
            [1.9779984951, -2.4285922050, 0.4505937099],
            [0.0259040371, 0.7827717662, -0.8086757660],
        ],
        [math.cbrt(max(cone, 0)) for cone in cones],
    )


@pytest.mark.parametrize("theme", THEMES)
def test_words_stand_out(theme):
    named, _ = colours(theme)
    for words in ("ink", "ink-2", "accent", "danger", "ok"):
        for ground in ("paper", "paper-2"):
            assert contrast(named[words], named[ground]) >= 4.5, (words, ground)
    assert contrast(named["accent-ink"], named["accent"]) >= 4.5
    assert contrast(named["ink"], named["accent-wash"]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_words_stand_out_more_in_high_contrast(theme):
    named, hues = colours(theme, contrast=True)
    for words in ("ink", "ink-2", "accent", "danger", "ok", "focus"):
        for ground in ("paper", "paper-2"):
            assert contrast(named[words], named[ground]) >= 7, (words, ground)
    assert contrast(named["accent-ink"], named["accent"]) >= 7
    assert contrast(named["ink"], named["accent-wash"]) >= 7
    for line in (named["edge"], named["line"], *hues):
        assert contrast(line, named["paper"]) >= 3


@pytest.mark.parametrize("theme", THEMES)
def test_borders_of_controls_focus_and_hues_stand_out(theme):
    named, hues = colours(theme)
    for line in (named["edge"], named["focus"], *hues):
        assert contrast(line, named["paper"]) >= 3


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("eye", EYES)
def test_all_eyes_tell_the_twelve_hues_apart(theme, eye):
    _, hues = colours(theme)
    assert len(hues) == 12
    seen = [
        oklab([min(max(part, 0), 1) for part in product(EYES[eye], hue)])
        for hue in hues
    ]
    nearest = min(math.dist(a, b) for a, b in itertools.combinations(seen, 2))
    assert nearest >= 0.074


def test_no_words_to_be_read_are_made_paler():
    rules = [
        (sheet.name, selector.strip())
        for sheet in TOKENS.parent.glob("*.css")
        for selector in RULE.findall(sheet.read_text())
    ]
    assert rules
    assert [rule for rule in rules if not PALER.search(rule[1])] == []
