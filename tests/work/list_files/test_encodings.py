"""Text is read in its own encoding; what is broken is named by line and byte."""

import random

import pytest

from cashboard.trade.receivables_file import UnreadableFile
from cashboard.work.list_files.encodings import encoding_of

pytestmark = pytest.mark.requirement("R98")

TEXT = "Rechnungsnummer;Fälligkeit\nÄ-1;Müller & Söhne\n"


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8-sig"),
        (TEXT.encode("utf-16"), "utf-16"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16"),
        (TEXT.encode("utf-32"), "utf-32"),
        (TEXT.encode("cp1252"), "cp1252"),
        ("Betrag €;Peña y Núñez\n".encode("cp1252"), "cp1252"),
        ("Île-de-France;São Paulo;Ångström\n".encode("latin-1"), "cp1252"),
        ("1;Spółka Kraków;Łódź\n".encode("cp1250"), "cp1250"),
        ("Номер счета;Клиент\n".encode("cp1251"), "cp1251"),
        (b"plain,ascii\n", "utf-8"),
    ],
)
def test_encoding(written, content, encoding):
    path = written(content)
    assert encoding_of(path) == encoding
    assert path.read_text(encoding) == content.decode(encoding)


def test_one_wrong_byte_in_utf8_is_named(written):
    start = "Nr;Name\n1;Müller\n2;".encode()
    with pytest.raises(
        UnreadableFile, match=rf"Line 3 has the byte 0xFC \(at position {len(start) + 1}\).*UTF-8"
    ):
        encoding_of(written(start + b"M\xfcller\n" * 5))


def test_a_wrong_byte_late_in_a_long_file_is_named(written):
    start = "Müller;1\n".encode() * 50_000
    with pytest.raises(
        UnreadableFile, match=rf"Line 50001 has the byte 0xE4 \(at position {len(start) + 1}\)"
    ):
        encoding_of(written(start + b"K\xe4fer;2\n"))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_wrong_byte_after_a_byte_order_mark_is_named(written, encoding):
    start = ("ab;ü\n" * 20_000).encode(encoding)
    wrong = b"\xff\xff" if encoding == "utf-8-sig" else b"\x00\xdc"
    byte = wrong[0]
    with pytest.raises(
        UnreadableFile, match=rf"Line 20001 has the byte 0x{byte:02X} \(at position {len(start)}\)"
    ):
        encoding_of(written(start + wrong + b"\n\n"))


def test_a_byte_that_no_code_page_has_is_named(written):
    with pytest.raises(UnreadableFile, match="Line 2 has the byte 0x81"):
        encoding_of(written(b"Nr;Name\n1;M\x81\x98ller\n"))


def test_binary_is_refused(written):
    with pytest.raises(UnreadableFile, match="not a text file: line 2 has the byte 0x00 at position 7"):
        encoding_of(written(b"a,b\n1,\xc3\x00\x01\x02"))
    with pytest.raises(UnreadableFile, match="not a text file"):
        encoding_of(written(random.Random(1).randbytes(5000)))
    with pytest.raises(UnreadableFile, match="longer than a million bytes"):
        encoding_of(written(b"x" * 3_000_000))
