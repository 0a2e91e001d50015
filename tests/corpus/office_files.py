"""Word, OpenDocument and EPUB files made of their XML, and the samples made by them.

    python -m tests.corpus.office_files

writes the samples in fixtures/samples anew; the bytes come out the same each time.
"""

import io
import zipfile
from pathlib import Path

SAMPLES = Path(__file__).parents[2] / "fixtures" / "samples"

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
COMPATIBLE = "http://schemas.openxmlformats.org/markup-compatibility/2006"
CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/'
    'metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<dc:title>On asking for help</dc:title><dc:creator>Ann Reed; Tom Birch"
    "</dc:creator><dc:language>en-GB</dc:language></cp:coreProperties>"
)
STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="Normal">
<w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/>
<w:basedOn w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Own"/>
<w:basedOn w:val="Own"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Zitat"><w:name w:val="Quote"/></w:style>
<w:style w:type="paragraph" w:styleId="Verzeichnis1"><w:name w:val="toc 1"/></w:style>
"""


def packed(parts, first=("mimetype",)):
    """The bytes of a package; the parts in ``first`` are not compressed."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, (2022, 1, 7, 0, 0, 0))
            entry.external_attr = 0o644 << 16
            if name not in first:
                entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return file.getvalue()


def docx(body, **parts):
    """A Word file: the XML in its body, and of footnotes, endnotes, comments."""

    def part(name, content):
        return (
            f'<w:{name} xmlns:w="{WORD}" xmlns:mc="{COMPATIBLE}">{content}</w:{name}>'
        )

    styles = parts.pop("styles", STYLES)
    relations = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/{name}" Target="{name}.xml"/>'
        for name in ("styles", *parts)
    )
    return packed(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="a"'
            f' Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
            "</Relationships>",
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{RELATIONS}">'
            f"{relations}</Relationships>",
            "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
            "word/styles.xml": part("styles", styles),
            "docProps/core.xml": CORE,
            **{
                f"word/{name}.xml": part(name, content)
                for name, content in parts.items()
            },
        }
    )


def word_paragraph(words, form=""):
    """A paragraph of Word; without markup in the words they become one run."""
    run = words if words.startswith("<") else f"<w:r><w:t>{words}</w:t></w:r>"
    return f"<w:p><w:pPr>{form}</w:pPr>{run}</w:p>"


ODF = "urn:oasis:names:tc:opendocument:xmlns"
NAMESPACES = (
    f'xmlns:office="{ODF}:office:1.0" xmlns:text="{ODF}:text:1.0"'
    f' xmlns:table="{ODF}:table:1.0" xmlns:draw="{ODF}:drawing:1.0"'
    f' xmlns:style="{ODF}:style:1.0" xmlns:meta="{ODF}:meta:1.0"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
ODT_STYLES = """
<style:style style:name="Quotations" style:family="paragraph"/>
<style:style style:name="P1" style:family="paragraph"
 style:parent-style-name="Quotations"/>
<style:style style:name="T1" style:family="text">
<style:text-properties text:display="none"/>
</style:style>
"""


def odt(body, styles=""):
    """An OpenDocument text: the XML in its body, and of more styles."""
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {NAMESPACES}>"
            f"<office:automatic-styles>{ODT_STYLES}{styles}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body>"
            "</office:document-content>",
            "meta.xml": f"<office:document-meta {NAMESPACES}><office:meta>"
            "<dc:title>On asking for help</dc:title><meta:initial-creator>Ann Reed; Tom"
            " Birch</meta:initial-creator><dc:language>en-GB</dc:language>"
            "</office:meta></office:document-meta>",
        }
    )


def epub(chapters, contents="", metadata="", encryption=""):
    """A book: the XHTML in the body of each chapter, by file name."""
    items = "".join(
        f'<item id="c{number}" href="{name}" media-type="application/xhtml+xml"/>'
        for number, name in enumerate(chapters)
    )
    order = "".join(f'<itemref idref="c{number}"/>' for number in range(len(chapters)))
    if contents:
        items += (
            '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml"'
            ' properties="nav"/>'
        )
        order = '<itemref idref="nav"/>' + order
        chapters = {**chapters, "nav.xhtml": contents}
    parts = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": "<container><rootfiles>"
        '<rootfile full-path="book/all.opf"/></rootfiles></container>',
        "book/all.opf": '<package xmlns="http://www.idpf.org/2007/opf"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>'
        "<dc:title>On asking for help</dc:title>"
        '<dc:creator id="a">Ann Reed</dc:creator><dc:creator>Tom Birch</dc:creator>'
        f"<dc:language>en-GB</dc:language>{metadata}</metadata>"
        f"<manifest>{items}</manifest><spine>{order}</spine></package>",
        **{
            f"book/{name}": '<!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"'
            ' xmlns:epub="http://www.idpf.org/2007/ops"><head><title/></head>'
            f"<body>{body}</body></html>"
            for name, body in chapters.items()
        },
    }
    if encryption:
        parts["META-INF/encryption.xml"] = encryption
    return packed(parts)


NUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
NESTED = '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>'
RIGHT_TO_LEFT = "طلب الرئيس المساعدة من جيرانه."

SAMPLE_DOCX = docx(
    word_paragraph("Who may ask", '<w:pStyle w:val="berschrift1"/>')
    + word_paragraph(
        "<w:r><w:t>A government may ask, says Art.\u00a02,</w:t></w:r><w:r>"
        '<w:footnoteReference w:id="7"/></w:r><w:ins w:author="b"><w:r><w:t'
        ' xml:space="preserve"> while it governs \U0001f54a.</w:t></w:r></w:ins>'
        "<w:del><w:r><w:delText> always.</w:delText></w:r></w:del>"
    )
    + word_paragraph("Nobody asked, he said.", '<w:pStyle w:val="Zitat"/>')
    + word_paragraph("Consent", NUMBERED)
    + word_paragraph("given freely", NESTED)
    + word_paragraph("Need", NUMBERED)
    + "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>State</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r>"
    "<w:t>Troops</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    + word_paragraph("What follows", '<w:outlineLvl w:val="1"/>')
    + word_paragraph(RIGHT_TO_LEFT, "<w:bidi/>")
    + word_paragraph("<w:r><w:t>One line</w:t><w:br/><w:t>and another.</w:t></w:r>"),
    footnotes='<w:footnote w:id="7"><w:p><w:r><w:footnoteRef/><w:t>See the'
    " treaty.</w:t></w:r></w:p></w:footnote>",
    numbering='<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start'
    ' w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl><w:lvl'
    ' w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
)
SAMPLE_ODT = odt(
    '<text:h text:outline-level="1">Who may ask</text:h>'
    "<text:p>A government may ask, says Art.\u00a02,<text:note"
    ' text:note-class="footnote"><text:note-citation>1</text:note-citation>'
    "<text:note-body><text:p>See the treaty.</text:p></text:note-body></text:note>"
    " while it governs \U0001f54a.</text:p>"
    '<text:p text:style-name="P1">Nobody asked, he said.</text:p>'
    '<text:list text:style-name="L1"><text:list-item><text:p>Consent</text:p>'
    "<text:list><text:list-item>"
    "<text:p>given freely</text:p></text:list-item></text:list></text:list-item>"
    "<text:list-item><text:p>Need</text:p></text:list-item></text:list>"
    "<table:table><table:table-row><table:table-cell><text:p>State</text:p>"
    "</table:table-cell><table:table-cell><text:p>Troops</text:p></table:table-cell>"
    "</table:table-row></table:table>"
    '<text:h text:outline-level="2">What follows</text:h>'
    f"<text:p>{RIGHT_TO_LEFT}</text:p>"
    "<text:p>One line<text:line-break/>and another.</text:p>",
    '<text:list-style style:name="L1"><text:list-level-style-number text:level="1"'
    ' style:num-format="1" style:num-suffix="."/><text:list-level-style-bullet'
    ' text:level="2" text:bullet-char="-"/></text:list-style>',
)
SAMPLE_EPUB = epub(
    {
        "one.xhtml": "<h1>Who may ask</h1><p>A government may ask, says Art.&nbsp;2,"
        '<a epub:type="noteref" href="notes.xhtml#n1">1</a> while it governs'
        " \U0001f54a.</p><blockquote><p>Nobody asked, he said.</p></blockquote>"
        "<ol><li>Consent<ul><li>given freely</li></ul></li><li>Need</li></ol>"
        "<table><tr><td>State</td><td>Troops</td></tr></table>",
        "two.xhtml": "<p class='big'>What follows</p>"
        f"<p dir='rtl'>{RIGHT_TO_LEFT}</p><p>One line<br/>and another.</p>",
        "notes.xhtml": '<aside epub:type="footnote" id="n1"><p>See the treaty.</p>'
        "</aside>",
    },
    contents='<nav epub:type="toc"><ol><li><a href="one.xhtml">Who may ask</a></li>'
    '<li><a href="two.xhtml">What follows</a></li></ol></nav>',
)


def main():
    for name, data in (
        ("sample.docx", SAMPLE_DOCX),
        ("sample.odt", SAMPLE_ODT),
        ("sample.epub", SAMPLE_EPUB),
    ):
        (SAMPLES / name).write_bytes(data)


if __name__ == "__main__":
    main()
