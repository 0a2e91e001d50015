"""Static files as ``collectstatic`` leaves them."""

import re

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage

from config.staticfiles import ModuleStaticFilesStorage


@pytest.fixture
def collected(tmp_path):
    """Collect files, given as name and text; answer the text served for a name."""

    def collect(**texts):
        files = FileSystemStorage(tmp_path / "sources")
        storage = ModuleStaticFilesStorage(location=tmp_path / "collected")
        paths = {}
        for name, text in texts.items():
            path = f"glossator/{name}.js"
            files.save(path, ContentFile(text))
            storage.save(path, ContentFile(text))
            paths[path] = (files, path)
        for *_, problem in storage.post_process(paths):
            assert not isinstance(problem, Exception), problem
        return lambda name: (
            storage.open(storage.stored_name(f"glossator/{name}.js")).read().decode()
        )

    return collect


def test_an_import_names_the_hashed_module(collected):
    text = collected(
        page='import { cut } from "./cut.js";', cut="export const cut = 1;"
    )
    assert re.search(r'from "./cut\.[0-9a-f]{12}\.js"', text("page"))


def test_types_of_two_modules_may_name_each_other(collected):
    line = '/** @type {import("./%s.js").Thing} */'
    text = collected(one=line % "two", two=line % "one")
    assert '"./two.js"' in text("one")


def test_tests_need_no_collected_files():
    storage = ModuleStaticFilesStorage()
    assert storage.url("glossator/x.js") == f"{settings.STATIC_URL}glossator/x.js"


def test_a_module_asked_for_later_is_the_hashed_one_too(collected):
    text = collected(
        page='const { find } = await import("./find.js");',
        find="export const find = 1;",
    )
    assert re.search(r'await import\("./find\.[0-9a-f]{12}\.js"\)', text("page"))
