"""Word, OpenDocument, EPUB: changes, comments, notes, boxes, fields, tables, books."""

import pytest

from corpus.importers import docx, epub, odt
from corpus.importers.plain_text import Unreadable
from tests.corpus import office_files
from tests.corpus.office_files import word_paragraph
from tests.corpus.test_importers_samples import inside, outside


def read_word(body, **parts):
    [reading] = docx.read(office_files.docx(body, **parts))
    return reading


def word(body, **parts):
    return inside(read_word(body, **parts))


def run(words):
    return f"<w:r><w:t>{words}</w:t></w:r>"


def open_document(body):
    [reading] = odt.read(office_files.odt(body))
    return reading


class TestWord:
    def test_tracked_changes_are_accepted(self):
        moved = (
            f"<w:moveFrom>{run('gone')}</w:moveFrom><w:moveTo>{run('here')}</w:moveTo>"
        )
        reading = read_word(word_paragraph(f"{run('It is ')}{moved}"))
        assert inside(reading) == [("paragraph", "It is here")]
        assert "Tracked changes were taken as accepted: 1." in reading.warnings

    def test_a_deleted_paragraph_mark_joins_two_paragraphs(self):
        body = word_paragraph("One ", "<w:rPr><w:del/></w:rPr>") + word_paragraph("two")
        assert word(body) == [("paragraph", "One two")]

    def test_comments_stand_beside_the_text(self):
        reading = read_word(
            word_paragraph(f"{run('Words')}<w:r><w:commentReference w:id='1'/></w:r>"),
            comments=f'<w:comment w:id="1" w:author="Rita">{word_paragraph("Which?")}'
            "</w:comment>",
        )
        assert inside(reading) == [("paragraph", "Words")]
        assert reading.comments == ["Rita: Which?"]

    def test_footnotes_and_endnotes_are_counted_apart(self):
        body = word_paragraph(
            f"{run('One')}<w:r><w:footnoteReference w:id='3'/></w:r>"
            f"{run(' two')}<w:r><w:endnoteReference w:id='3'/></w:r>"
            f"{run(' three')}<w:r><w:footnoteReference w:id='2'/></w:r>"
            f"{run(' four')}<w:r><w:footnoteReference w:customMarkFollows='1'"
            " w:id='1'/>"
            "<w:t>*</w:t></w:r>"
        )
        notes = "".join(
            f'<w:footnote w:id="{number}">{word_paragraph(f"Foot {number}")}'
            "</w:footnote>"
            for number in (1, 2, 3)
        )
        end = f'<w:endnote w:id="3">{word_paragraph("End")}</w:endnote>'
        assert word(body, footnotes=notes, endnotes=end) == [
            ("paragraph", "One[1] two[i] three[2] four[*]"),
            ("footnote", "[1] Foot 3"),
            ("footnote", "[i] End"),
            ("footnote", "[2] Foot 2"),
            ("footnote", "[*] Foot 1"),
        ]

    def test_a_note_that_refers_to_itself_ends(self):
        reference = "<w:r><w:footnoteReference w:id='1'/></w:r>"
        said = word_paragraph(f"{run('Note')}{reference}")
        note = f'<w:footnote w:id="1">{said}</w:footnote>'
        assert word(word_paragraph(reference * 2), footnotes=note) == [
            ("paragraph", "[1][1]"),
            ("footnote", "[1] Note[1]"),
        ]

    def test_a_text_box_is_read_once(self):
        box = f"<w:txbxContent>{word_paragraph('In the box')}</w:txbxContent>"
        body = word_paragraph(
            f"{run('Beside')}<w:r><mc:AlternateContent><mc:Choice><w:drawing>{box}"
            f"</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
            "</mc:AlternateContent></w:r>"
        )
        assert word(body) == [("paragraph", "Beside"), ("paragraph", "In the box")]

    def test_of_a_field_its_result_is_read(self):
        def mark(kind):
            return f"<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>"

        inner = mark("begin") + run("inner") + mark("separate") + run("x") + mark("end")
        field = f"{mark('begin')}{inner}{mark('separate')}{run('12')}{mark('end')}"
        assert word(word_paragraph(f"{run('Page ')}{field}")) == [
            ("paragraph", "Page 12")
        ]

    def test_headings_are_known_by_style_and_by_level(self):
        bodies = ["<w:pStyle w:val='Own'/>", "<w:outlineLvl w:val='0'/>"]
        bodies += ["<w:pStyle w:val='Own'/><w:outlineLvl w:val='9'/>"]
        kinds = [
            kind
            for kind, _text in word("".join(word_paragraph("x", one) for one in bodies))
        ]
        assert kinds == ["heading", "heading", "paragraph"]

    def test_a_table_of_contents_lies_outside(self):
        body = word_paragraph("Part one 1", "<w:pStyle w:val='Verzeichnis1'/>")
        reading = read_word(body + word_paragraph("Words"))
        assert outside(reading) == [("other", "Part one 1")]

    def test_hidden_words_and_pictures_are_left_out_and_said(self):
        reading = read_word(
            word_paragraph(
                "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>"
                f"{run('Seen')}<w:r><w:drawing><pic/></w:drawing></w:r>"
            )
        )
        assert reading.text == "Seen\n"
        assert reading.warnings == [
            "Pictures were left out: 1.",
            "Parts that the file hides were left out: 1.",
        ]

    def test_signs_that_are_elements_are_read(self):
        body = (
            "<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:tab/><w:t>c</w:t></w:r>"
        )
        assert word(word_paragraph(body)) == [("paragraph", "a\u2011b\tc")]

    def test_a_table_for_the_layout_is_read_as_paragraphs(self):
        cells = "<w:tc>{}</w:tc>"
        two = word_paragraph("one") + word_paragraph("two")
        row = cells.format(two) + cells.format(word_paragraph("side"))
        assert word(f"<w:tbl><w:tr>{row}</w:tr></w:tbl>") == [
            ("paragraph", "one"),
            ("paragraph", "two"),
            ("paragraph", "side"),
        ]

    def test_a_file_behind_a_password_is_refused(self):
        with pytest.raises(Unreadable, match="password"):
            docx.read(docx.OLE + b"\x00" * 600)

    def test_a_file_that_is_cut_off_is_refused(self):
        with pytest.raises(Unreadable, match="damaged or cut off"):
            docx.read(office_files.SAMPLE_DOCX[:-400])


class TestOpenDocument:
    def test_deleted_words_and_comments_are_no_text(self):
        reading = open_document(
            "<text:tracked-changes><text:changed-region><text:deletion><text:p>gone"
            "</text:p></text:deletion></text:changed-region></text:tracked-changes>"
            "<text:p>It<office:annotation><dc:creator>Rita</dc:creator><text:p>Which?"
            "</text:p></office:annotation> stays.</text:p>"
        )
        assert reading.text == "It stays.\n"
        assert reading.comments == ["Rita: Which?"]
        assert reading.warnings == ["Tracked changes were taken as accepted: 1."]

    def test_spaces_are_as_the_file_says(self):
        reading = open_document(
            "<text:p>a  \n b<text:s text:c='2'/>c<text:tab/>d<text:s/>e</text:p>"
        )
        assert reading.text == "a b  c\td e\n"

    def test_a_frame_follows_its_paragraph(self):
        reading = open_document(
            "<text:p>Beside<draw:frame><draw:text-box><text:p>In the box</text:p>"
            "</draw:text-box></draw:frame></text:p>"
        )
        assert inside(reading) == [("paragraph", "Beside"), ("paragraph", "In the box")]

    def test_hidden_words_are_left_out(self):
        reading = open_document(
            '<text:p>Seen<text:span text:style-name="T1">secret</text:span></text:p>'
        )
        assert reading.text == "Seen\n"

    def test_endnotes_are_counted_apart(self):
        note = (
            '<text:note text:note-class="{0}"><text:note-citation>1'
            "</text:note-citation><text:note-body><text:p>{0}</text:p><text:p>more"
            "</text:p></text:note-body></text:note>"
        )
        both = note.format("footnote") + note.format("endnote")
        assert inside(open_document(f"<text:p>Said{both}</text:p>")) == [
            ("paragraph", "Said[1][i]"),
            ("footnote", "[1] footnote\nmore"),
            ("footnote", "[i] endnote\nmore"),
        ]


class TestBook:
    def test_the_spine_says_the_order_and_pages_are_kept(self):
        page = (
            '<p>{0} <span epub:type="pagebreak" title="{1}"/>words.</p><p>On {1}.</p>'
        )
        book = {"b.xhtml": page.format("First", "xii"), "a.xhtml": "<p>Second.</p>"}
        [reading] = epub.read(office_files.epub(book))
        assert [(block.page, block.text.strip()) for block in reading.blocks] == [
            ("", "First words."),
            ("xii", "On xii."),
            ("xii", "Second."),
        ]

    def test_notes_of_several_chapters_are_counted_through(self):
        chapter = (
            '<p>Said<a epub:type="noteref" href="#n">1</a>.</p>'
            '<aside epub:type="footnote" id="n"><p>Note of {0}.</p></aside>'
        )
        book = {"a.xhtml": chapter.format("a"), "b.xhtml": chapter.format("b")}
        [reading] = epub.read(office_files.epub(book))
        assert [text for _kind, text in inside(reading)] == [
            "Said[1].",
            "Said[2].",
            "[1] Note of a.",
            "[2] Note of b.",
        ]

    def test_translators_are_no_authors(self):
        said = (
            '<dc:creator id="t">Eve Moss</dc:creator>'
            '<meta refines="#t" property="role">trl</meta><dc:date>2022</dc:date>'
        )
        [reading] = epub.read(office_files.epub({"a.xhtml": "<p>x</p>"}, metadata=said))
        assert reading.head["authors"] == ["Reed, Ann", "Birch, Tom"]
        assert reading.head["issued"] == "2022"

    def test_a_locked_book_is_refused(self):
        reference = '<e:CipherReference URI="book/a.xhtml"/>'
        locked = f'<encryption xmlns:e="x">{reference}</encryption>'
        with pytest.raises(Unreadable, match="copy protection"):
            epub.read(office_files.epub({"a.xhtml": "<p>x</p>"}, encryption=locked))

    def test_a_chapter_that_is_not_well_formed_is_read_all_the_same(self):
        [reading] = epub.read(office_files.epub({"a.xhtml": "<p>One<p>two &copy;"}))
        assert [text for _kind, text in inside(reading)] == ["One", "two ©"]
