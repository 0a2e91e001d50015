"""Which actors look alike, and why, without comparing each with every other."""

import pytest

from corpus.identifiers import clean, links
from corpus.lookalikes import Named, find
from tests.work import calls


def reasons(*names, kind="person"):
    actors = [Named(pk, kind, name) for pk, name in enumerate(names)]
    return [pair.reason for pair in find(actors)]


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("Ó Néill, Áine", "O Neill, Aine", "spelling"),
        ("Медведев, Дмитрий", "Medvedev, Dmitry", "spelling"),
        ("Reed, Ann", "Ann Reed", "order"),
        ("Reed, Annabel", "Reed, A.", "initial"),
        ("Harrington, Ann", "Harington, Ann", "spelling"),
        ("Harrington, Ann", "Hartington, Ann", "near"),
    ],
)
def test_what_makes_two_names_alike(one, other, reason):
    assert reasons(one, other) == [reason]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Reed, Ann", "Birch, Ann"),
        ("Reed, Ann", "Reed, Tom"),
        ("Writer, Number 1", "Writer, Number 2"),
    ],
)
def test_what_does_not(one, other):
    assert reasons(one, other) == []


def test_an_alias_that_is_anothers_name_comes_first():
    [pair] = find(
        [
            Named(1, "organisation", "Northern Assembly", ("NA",)),
            Named(2, "organisation", "NA"),
        ]
    )
    assert pair == (1, 2, "alias")


def test_many_of_one_family_cost_no_square():
    actors = [Named(pk, "person", f"Reed, A{pk:05}b") for pk in range(2000)]
    assert calls(find, actors) < 6 * calls(find, actors[::4])


@pytest.mark.parametrize(
    ("register", "typed", "stored"),
    [
        ("orcid", "https://orcid.org/0000-0002-1694-233X", "0000-0002-1694-233X"),
        ("orcid", "0000000218250097", "0000-0002-1825-0097"),
        ("wikidata", "https://www.wikidata.org/wiki/q42", "Q42"),
        ("isni", "0000 0001 2103 2683", "0000000121032683"),
        ("viaf", "", ""),
    ],
)
def test_a_key_is_stored_in_one_way(register, typed, stored):
    assert clean(register, typed) == stored


@pytest.mark.parametrize(
    ("register", "typed"),
    [("orcid", "0000-0002-1825-0096"), ("wikidata", "42"), ("isni", "１" * 16)],
)
def test_a_wrong_key_is_refused(register, typed):
    with pytest.raises(ValueError, match="is no"):
        clean(register, typed)


def test_keys_are_links_that_say_where_to():
    assert links({"wikidata": "Q42"}) == [
        ("Wikidata", "Q42", "https://www.wikidata.org/wiki/Q42")
    ]
