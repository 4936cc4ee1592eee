"""What comes into the library as a document: recognised by its content, kept as it came, and unable to act."""

import hashlib
import io

import pytest

from news import intake
from news.intake import documents, packages
from news.storage import serving

from .files import PDF, WORD, docx, office, open_document, photo, written, xlsx, zipped


def ending(content, name):
    return intake.document(io.BytesIO(content), name).ending


def refusal(content, name):
    with pytest.raises(intake.Refused) as refused:
        intake.document(io.BytesIO(content), name)
    return str(refused.value)


TEXT = "Күні;Өңірі\n12.10.2026;Ұлытау облысы\n"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (PDF, "pdf"),
        (PDF + b"\r\n" * 400, "pdf"),
        (docx(), "docx"),
        (xlsx(), "xlsx"),
        (open_document("text"), "odt"),
        (open_document("spreadsheet"), "ods"),
        (TEXT.encode(), "csv"),
        (TEXT.encode("utf-8-sig"), "csv"),
        ("Дата;Область\n".encode("cp1251"), "csv"),
        (TEXT.encode(), "txt"),
        ("2 < 3, a <b> c: бәрі мәтін".encode(), "txt"),
    ],
)
def test_a_document_is_kept_as_it_came(content, expected):
    kept = intake.document(io.BytesIO(content), f"күн тәртібі.{expected}")
    assert (kept.ending, kept.content) == (expected, content)
    assert kept.checksum == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize(
    ("content", "name", "expected"),
    [
        (PDF, "хаттама.docx", "pdf"),
        (docx(), "хаттама.PDF", "docx"),
        (xlsx(), "кесте.csv", "xlsx"),
        (PDF, "хаттама", "pdf"),
    ],
)
def test_a_wrong_ending_is_put_right_by_the_content(content, name, expected):
    assert ending(content, name) == expected


@pytest.mark.parametrize("name", ["хаттама.pdf.html", "хаттама.exe", "хаттама.doc", "хаттама.docm", "хаттама.svg"])
def test_a_document_under_a_name_of_something_else_is_refused(name):
    assert f"“.{name.rpartition('.')[2]}”" in refusal(PDF, name)


ACTION = b"%PDF-1.7\n1 0 obj <</OpenAction <</S /"
RATHER = "new PDF"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (PDF[:-8], "not complete"),
        (PDF + b"\0" * 3000, "not complete"),
        (PDF.replace(b"/Root", b"/Encrypt 5 0 R /Root"), "protected"),
        (ACTION + b"JavaScript /JS (app.alert\\(1\\))>> >>\n%%EOF", RATHER),
        (ACTION + b"Launch /F (a.exe)>> >>\n%%EOF", RATHER),
        (ACTION + b"J#61vaScr#69pt /JS (1)>> >>\n%%EOF", RATHER),
        (b"<!doctype html>%PDF-1.7 %%EOF", "not what its name says"),
    ],
)
def test_a_pdf_that_is_broken_locked_or_acts_is_refused(content, words):
    assert words in refusal(content, "хаттама.pdf")


@pytest.mark.parametrize("word", [b"/JavaScripts", b"/LaunchPad", b"/Encrypted", b"JavaScript", b"/JS"])
def test_a_pdf_that_only_speaks_of_such_things_is_let_in(word):
    assert ending(PDF.replace(b"/Type", word + b" /Type"), "хаттама.pdf") == "pdf"


LOCKED = "<m:encryption-data m:checksum='x'/>"
MACRO = WORD.replace(
    "openxmlformats-officedocument.wordprocessingml.document.main", "ms-word.document.macroEnabled.main"
)
TEMPLATE = WORD.replace("document.main", "template.main")
SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
LAUGHS = '<!DOCTYPE t [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><Types>&b;</Types>'
FOREIGN = '<!DOCTYPE t [<!ENTITY a SYSTEM "file:///etc/hostname">]><Types>&a;</Types>'


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (docx(**{"word/vbaProject.bin": "x"}), "macros"),
        (docx(**{"word/VBAPROJECT.BIN": "x"}), "macros"),
        (docx(**{"word\\vbaProject.bin": "x"}), "macros"),
        (xlsx(**{"xl/macrosheets/sheet1.xml": "x"}), "macros"),
        (xlsx(**{"xl/activeX/activeX1.xml": "x"}), "macros"),
        (open_document("text", **{"Basic/Standard/Module1.xml": "x"}), "macros"),
        (open_document("text", **{"Scripts/python/a.py": "x"}), "macros"),
        (open_document("text", LOCKED), "password"),
        (office(MACRO, "word/document.xml"), "not a Word or Excel"),
        (office(TEMPLATE, "word/document.xml"), "not a Word or Excel"),
        (office(SLIDES, "ppt/presentation.xml"), "not a Word or Excel"),
        (open_document("presentation"), "not a Word or Excel"),
        (docx().replace(b"word/document.xml", b"word/d0cument.xml"), "not a Word or Excel"),
        (zipped({"a.txt": "x"}), "not a Word or Excel"),
        (zipped({"[Content_Types].xml": LAUGHS}), "damaged"),
        (zipped({"[Content_Types].xml": FOREIGN}), "damaged"),
        (zipped({"[Content_Types].xml": "<Types"}), "damaged"),
        (docx()[:-40], "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "password"),
        (b"{\\rtf1 x}", "not what its name says"),
        (written(photo()), "not what its name says"),
    ],
)
def test_a_word_or_excel_file_that_is_broken_locked_or_acts_is_refused(content, words):
    assert words in refusal(content, "хаттама.docx")


def test_a_package_that_is_locked_part_by_part_is_refused():
    content = bytearray(docx())
    for sign, flags in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        at = content.find(sign)
        while at >= 0:
            content[at + flags] |= 1
            at = content.find(sign, at + 1)
    assert "password" in refusal(bytes(content), "хаттама.docx")


def test_a_package_that_swells_when_it_is_opened_is_refused(monkeypatch):
    monkeypatch.setattr(packages, "MOST_UNPACKED", 90_000)
    assert ending(docx(**{"word/a.xml": b"0" * 80_000}), "хаттама.docx") == "docx"
    assert "too large" in refusal(docx(**{"word/a.xml": b"0" * 90_000}), "хаттама.docx")


def test_a_package_of_countless_parts_is_refused_before_they_are_listed(monkeypatch):
    monkeypatch.setattr(packages, "MOST_PARTS", 4)
    assert ending(docx(a="x", b="x"), "хаттама.docx") == "docx"
    assert "damaged" in refusal(docx(a="x", b="x", c="x"), "хаттама.docx")


@pytest.mark.parametrize(
    "content",
    [
        b"<!DOCTYPE html><p>x",
        b"a;b\n<script>alert(1)</script>",
        b"  <svg onload=alert(1)>",
        b"<?php echo 1; ?>",
        b"#!/bin/sh\nrm x",
        b"a;<iframe src=x>",
    ],
)
@pytest.mark.parametrize("name", ["кесте.csv", "мәтін.txt"])
def test_a_page_or_a_program_is_no_table_and_no_text(content, name):
    assert "web page or a program" in refusal(content, name)


@pytest.mark.parametrize("content", [b"a;b\0c", TEXT.encode("utf-16"), b"\x98\xff", b"MZ\x90\0\3"])
def test_what_nobody_can_read_is_no_text(content):
    assert "UTF-8" in refusal(content, "кесте.csv")


def test_text_under_the_name_of_a_pdf_is_refused():
    assert "not what its name says" in refusal(TEXT.encode(), "хаттама.pdf")


def test_every_kind_that_is_let_in_is_served_as_what_it_is():
    assert set(documents.ENDINGS) == set(serving.SAVED)
