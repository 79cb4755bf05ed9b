"""Comments are put in and taken out without a change to anything else in the document."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable

import docx as python_docx
import pytest
from lxml import etree

from dossier_builder.ooxml import Package, paragraphs, qn, text_of
from dossier_builder.ooxml.comments import (
    AUTHOR,
    Line,
    Note,
    bearers,
    comments,
    with_comments,
    without_comments,
)

Make = Callable[[str], Package]
DATE = dt.datetime(2026, 11, 23, 21, 40, tzinfo=dt.UTC)
SIGNS = {"commentRangeStart", "commentRangeEnd"}
FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> IF 1 = 1 </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
)
FIELD_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def p(text: str, more: str = "") -> str:
    return f"<w:p><w:pPr><w:jc w:val='left'/></w:pPr>{more}<w:r><w:t>{text}</w:t></w:r></w:p>"


def note(text: str, paragraph: int | None = None) -> Note:
    return Note((Line(f"{text} :", " détail"), Line(text="Pourquoi")), paragraph)


def annotated(package: Package, *notes: Note) -> Package:
    made = with_comments(package, notes, date=DATE)
    assert made is not None
    return Package.from_bytes(made.to_bytes())


def shape(package: Package, rank: int) -> list[str]:
    """The children of the body's paragraph of that rank, « réf » for the run of a reference."""
    element = package.xml(package.document_name)[0][rank]
    names = [etree.QName(child).localname for child in element]
    return [
        "réf" if child.find(qn("w:commentReference")) is not None else name
        for child, name in zip(element, names, strict=True)
    ]


def texts(package: Package) -> list[str]:
    return [text_of(one.element) for one in paragraphs(package.xml(package.document_name))]


def test_the_comment_surrounds_its_paragraph_and_word_finds_it(package: Make) -> None:
    before = package(p("un") + p("deux"))
    after = annotated(before, note("Remarque", 1), note("Résumé"))
    assert texts(after) == texts(before)
    assert shape(after, 0) == ["pPr", "commentRangeStart", "r", "commentRangeEnd", "réf"]
    assert shape(after, 1) == ["pPr", "commentRangeStart", "r", "commentRangeEnd", "réf"]
    assert [c.text for c in comments(after)] == [
        "Résumé : détail\nPourquoi", "Remarque : détail\nPourquoi"
    ]  # fmt: skip
    read = list(python_docx.Document(io.BytesIO(after.to_bytes())).comments)
    assert [(c.author, c.initials, c.comment_id) for c in read] == [
        (AUTHOR, "DB", 0), (AUTHOR, "DB", 1)
    ]  # fmt: skip


def test_taking_them_out_gives_the_document_back(package: Make) -> None:
    before = package(p("un", FIELD) + p("deux") + f"<w:p>{FIELD_END}</w:p>")
    after = without_comments(annotated(before, *(note("x", n) for n in range(3))))
    assert comments(after) == ()
    assert after.part(after.document_name) == etree.tostring(
        before.xml(before.document_name), xml_declaration=True, encoding="UTF-8", standalone=True
    )


def test_several_comments_of_one_paragraph_stay_apart(package: Make) -> None:
    after = annotated(package(p("un")), note("a", 0), note("b", 0))
    assert shape(after, 0) == [
        "pPr", "commentRangeStart", "commentRangeStart", "r",
        "commentRangeEnd", "réf", "commentRangeEnd", "réf",
    ]  # fmt: skip


def test_a_field_that_goes_on_is_not_straddled(package: Make) -> None:
    body = p("un", FIELD) + p("deux") + f"<w:p>{FIELD_END}<w:r><w:t>fin</w:t></w:r></w:p>"
    after = annotated(package(body), note("a", 0), note("b", 1), note("c", 2))
    assert shape(after, 0)[:4] == ["pPr", "commentRangeStart", "commentRangeEnd", "réf"]
    assert shape(after, 1) == ["pPr", "commentRangeStart", "r", "commentRangeEnd", "réf"]
    assert shape(after, 2)[:3] == ["commentRangeStart", "commentRangeEnd", "réf"]


def test_nothing_hangs_in_the_code_of_a_field(package: Make) -> None:
    opened = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    body = p("un") + f"<w:p>{opened}</w:p>" + p("code") + f"<w:p>{FIELD_END}</w:p>" + p("suite")
    after = annotated(package(body), note("a", 2))
    assert shape(after, 2) == ["pPr", "r"]
    assert "réf" in shape(after, 1)


def test_the_sommaire_is_commented_before_it(package: Make) -> None:
    """LibreOffice loses the text of a comment in it, Word the comment when it fills it anew."""
    toc = FIELD.replace("IF 1 = 1", 'TOC \\o "1-3"')
    body = p("Sommaire") + p("un", toc) + p("deux") + f"<w:p>{FIELD_END}</w:p>" + p("suite")
    made = package(body)
    assert bearers(made) == (0, 0, 0, 0, 4)
    after = annotated(made, note("a", 2), note("b", 4))
    assert [shape(after, n).count("réf") for n in range(5)] == [1, 0, 0, 0, 1]
    assert bearers(package(p("un", toc) + p("deux") + f"<w:p>{FIELD_END}</w:p>")) == (0, 1, 2)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("<w:r><w:t>fin</w:t><w:br w:type='page'/></w:r>", ["S", "E", "réf", "r"]),
        ("<w:r><w:br w:type='page'/></w:r><w:r><w:t>x</w:t></w:r>", ["r", "r", "S", "E", "réf"]),
        ("<w:r><w:t>a</w:t></w:r><w:r><w:br/></w:r>", ["S", "r", "r", "E", "réf"]),
        ("", ["S", "E", "réf"]),
        (
            '<w:hyperlink w:anchor="a"><w:r><w:t>lien</w:t></w:r></w:hyperlink>',
            ["S", "hyperlink", "E", "réf"],
        ),
        (
            '<w:ins w:id="7" w:author="x"><w:r><w:t>mot</w:t></w:r></w:ins>',
            ["S", "ins", "E", "réf"],
        ),
        (
            "<w:sdt><w:sdtContent><w:r><w:t>v</w:t></w:r></w:sdtContent></w:sdt>",
            ["S", "sdt", "E", "réf"],
        ),
    ],
)
def test_where_the_signs_stand(package: Make, content: str, expected: list[str]) -> None:
    """Before a page break (what follows is on another page), outside all that is nested."""
    after = annotated(package(p("autre") + f"<w:p>{content}</w:p>"), note("a", 1))
    names = {"S": "commentRangeStart", "E": "commentRangeEnd"}
    assert shape(after, 1) == [names.get(one, one) for one in expected]


def test_a_text_box_is_commented_from_its_paragraph(package: Make) -> None:
    box = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><w:txbxContent>"
        f"{p('boîte')}</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>"
        f"<w:txbxContent>{p('boîte')}</w:txbxContent></v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    after = annotated(package(f"<w:p>{box}</w:p>"), note("a", 1))
    root = after.xml(after.document_name)
    assert len(list(root.iter(qn("w:commentReference")))) == 1
    assert shape(after, 0) == ["commentRangeStart", "r", "commentRangeEnd", "réf"]


def test_a_control_that_holds_a_value_is_left_alone(package: Make) -> None:
    def control(kind: str, text: str) -> str:
        return f"<w:sdt><w:sdtPr>{kind}</w:sdtPr><w:sdtContent>{p(text)}</w:sdtContent></w:sdt>"

    body = p("Fait le") + control("<w:date/>", "jour") + control("", "libre")
    after = annotated(package(body), note("a", 1), note("b", 2))
    assert "réf" in shape(after, 0)
    controls = list(after.xml(after.document_name).iter(qn("w:sdt")))
    assert [len(list(c.iter(qn("w:commentReference")))) for c in controls] == [0, 1]


def test_the_summary_hangs_on_the_first_paragraph_that_prints(package: Make) -> None:
    after = annotated(package("<w:p/>" + p("titre")), note("Résumé"))
    assert shape(after, 0) == []
    assert "réf" in shape(after, 1)


def test_others_are_kept_and_ours_replaced(docx: Callable[[str], bytes]) -> None:
    document = python_docx.Document(io.BytesIO(docx(p("un") + p("deux"))))
    document.add_comment(document.paragraphs[0].runs, "De la formatrice", "Formatrice", "F")
    buffer = io.BytesIO()
    document.save(buffer)
    first = annotated(Package.from_bytes(buffer.getvalue()), note("avant", 1))
    second = annotated(without_comments(first), note("après", 1), note("Résumé"))
    seen = [(c.author, c.text.split("\n")[0]) for c in comments(second)]
    assert seen == [
        ("Formatrice", "De la formatrice"), (AUTHOR, "Résumé : détail"), (AUTHOR, "après : détail")
    ]  # fmt: skip
    assert len({c.id for c in comments(second)}) == 3
    assert sum(name.endswith("comments.xml") for name in second.names) == 1
    assert second.content_type("word/comments.xml").endswith(".comments+xml")


def test_threads_follow(docx: Callable[[str], bytes]) -> None:
    """Entries of ours go, an answer to one of ours stays on its own, new ones get theirs."""
    w15 = "http://schemas.microsoft.com/office/word/2012/wordml"
    cid = "http://schemas.microsoft.com/office/word/2016/wordml/cid"
    base = annotated(Package.from_bytes(docx(p("un"))), note("ancien", 0))
    numbered = (
        base.part("word/comments.xml")
        .replace(b"<w:comments ", b'<w:comments xmlns:w14="%s" ' % _W14)
        .replace(b'<w:r><w:t xml:space="preserve">Pourquoi', b"<w:r><w:t>Pourquoi")
    )
    root = etree.fromstring(numbered)
    root[0][-1].set(f"{{{_W14.decode()}}}paraId", "00000001")
    answer = etree.fromstring(etree.tostring(root[0]))
    answer.set(qn("w:id"), "9")
    answer.set(qn("w:author"), "Alex")
    answer[-1].set(f"{{{_W14.decode()}}}paraId", "00000002")
    root.append(answer)
    links = base.part("word/_rels/document.xml.rels").replace(
        b"</Relationships>",
        b'<Relationship Id="x1" Type="http://x/commentsExtended" Target="commentsExtended.xml"/>'
        b'<Relationship Id="x2" Type="http://x/commentsIds" Target="commentsIds.xml"/>'
        b"</Relationships>",
    )
    threaded = base.with_parts(
        {
            "word/comments.xml": etree.tostring(root),
            "word/_rels/document.xml.rels": links,
            "word/commentsExtended.xml": (
                f'<a:commentsEx xmlns:a="{w15}"><a:commentEx a:paraId="00000001" a:done="0"/>'
                '<a:commentEx a:paraId="00000002" a:paraIdParent="00000001" a:done="0"/>'
                "</a:commentsEx>"
            ).encode(),
            "word/commentsIds.xml": (
                f'<a:commentsIds xmlns:a="{cid}">'
                '<a:commentId a:paraId="00000001" a:durableId="11111111"/></a:commentsIds>'
            ).encode(),
        }
    )
    after = annotated(without_comments(threaded), note("neuf", 0))
    entries = list(after.xml("word/commentsExtended.xml"))
    assert entries[0].get(f"{{{w15}}}paraId") == "00000002"
    assert all(e.get(f"{{{w15}}}paraIdParent") is None for e in entries)
    ours = after.xml("word/comments.xml")[-1]
    assert entries[-1].get(f"{{{w15}}}paraId") == ours[-1].get(f"{{{_W14.decode()}}}paraId")
    assert len(after.xml("word/commentsIds.xml")) == 1
    assert [c.author for c in comments(after)] == ["Alex", AUTHOR]


_W14 = b"http://schemas.microsoft.com/office/word/2010/wordml"


def test_a_document_without_a_paragraph_bears_none(package: Make) -> None:
    assert with_comments(package(""), [note("a")]) is None


def test_dates_of_parts_are_kept_when_asked(docx: Callable[[str], bytes]) -> None:
    """They tell that another program wrote the text after Word's own record."""
    import zipfile

    source = io.BytesIO(docx(p("un")))
    dated = io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(dated, "w") as new:
        for entry in old.infolist():
            kept = zipfile.ZipInfo(entry.filename, (2026, 11, 2, 8, 0, 0))
            new.writestr(kept, old.read(entry))
    made = with_comments(Package.from_bytes(dated.getvalue()), [note("a", 0)])
    assert made is not None
    with zipfile.ZipFile(io.BytesIO(made.to_bytes(keep_dates=True))) as archive:
        assert archive.getinfo("word/document.xml").date_time == (2026, 11, 2, 8, 0, 0)
        assert archive.getinfo("word/comments.xml").date_time[0] == 1980
