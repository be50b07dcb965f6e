"""Which encoding a text file is in, checked over the whole file before any row is believed."""

import codecs
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import charset_normalizer

from cashboard.work.list_files.unreadable import UnreadableFile

_BOMS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}  # in this order: the UTF-32 mark begins with the UTF-16 one
_LEGACY = ["cp1252", "latin_1", "cp1250", "cp1251"]
# Letters of Central Europe look like these signs inside words when they are read as cp1252: "Spó³ka".
_NOT_WESTERN = re.compile(r"[^\W\d_][¹³¿£¯¼¾][^\W\d_]")
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_CHUNK = 1 << 16
_LONGEST_LINE = 1 << 20
_SAMPLE = 1 << 16
_SAVE_AS_UTF8 = 'Open it in the program it came from and save it as "CSV UTF-8", then import that file.'


def encoding_of(path: Path) -> str:
    """Python's name of the encoding of the text in `path`.

    A byte order mark decides; then UTF-8 if the whole file is UTF-8; then a Windows code page by its letters.
    Raises UnreadableFile, naming line and byte, when the file is binary or mixes encodings. Memory is
    constant.
    """
    with path.open("rb") as file:
        start = file.read(4)
        file.seek(0)
        for mark, encoding in _BOMS.items():
            if start.startswith(mark):
                _check_marked(file, encoding)
                return encoding
        return _unmarked(file)


def _check_marked(file: BinaryIO, encoding: str) -> None:
    decoder = codecs.getincrementaldecoder(encoding)()
    offset, line = 0, 1
    while True:
        chunk = file.read(_CHUNK)
        pending = len(decoder.getstate()[0])
        try:
            text = decoder.decode(chunk, final=not chunk)
        except UnicodeDecodeError as error:
            # error.object is what the decoder had kept back, followed by this chunk.
            line += error.object[: error.start].decode(encoding, "ignore").count("\n")
            raise _broken(line, offset - pending + error.start, error.object[error.start], encoding) from None
        if "\0" in text:
            raise _binary(line + text[: text.index("\0")].count("\n"), offset, 0)
        if not chunk:
            return
        line += text.count("\n")
        offset += len(chunk)


def _unmarked(file: BinaryIO) -> str:
    utf8 = False
    broken: tuple[int, int, int] | None = None
    sample = bytearray()
    offset = 0
    for line, content in enumerate(_physical_lines(file), start=1):
        if control := _CONTROL.search(content):
            _refuse_binary(content, control, line, offset)
        if not content.isascii():
            try:
                content.decode("utf-8")
                utf8 = True
            except UnicodeDecodeError as error:
                broken = broken or (line, offset + error.start, content[error.start])
                sample += content[: _SAMPLE - len(sample)]
        offset += len(content)
    if broken and utf8:
        raise _broken(*broken, "UTF-8")
    return _code_page(bytes(sample), broken) if broken else "utf-8"


def _physical_lines(file: BinaryIO) -> Iterator[bytes]:
    rest, number = b"", 1
    while chunk := file.read(_CHUNK):
        lines = (rest + chunk).splitlines(keepends=True)
        rest = lines.pop()
        yield from lines
        number += len(lines)
        if len(rest) > _LONGEST_LINE:
            raise UnreadableFile(f"Line {number} is longer than a million bytes: this is not a list of rows.")
    yield rest


def _refuse_binary(content: bytes, control: re.Match[bytes], line: int, offset: int) -> None:
    """A single odd control character is one cell's fault; a zero byte, or a line full of them, is no text."""
    zero = content.find(b"\0")
    if zero >= 0:
        raise _binary(line, offset + zero, 0)
    if len(_CONTROL.findall(content)) * 20 > len(content):
        raise _binary(line, offset + control.start(), content[control.start()])


def _code_page(sample: bytes, broken: tuple[int, int, int]) -> str:
    """Windows-1252 wherever it fits: charset-normalizer rates its neighbours equal on lists of names."""
    matches = charset_normalizer.from_bytes(sample, cp_isolation=_LEGACY, enable_fallback=False)
    best = matches.best()
    western = any("cp1252" in match.could_be_from_charset for match in matches)
    if western and not _NOT_WESTERN.search(sample.decode("cp1252", "ignore")):
        encoding = "cp1252"
    else:
        encoding = best.encoding if best else "cp1252"
    try:
        text = sample.decode(encoding)
    except UnicodeDecodeError:
        raise _broken(*broken, "UTF-8 and Windows-1252") from None
    if any("\x80" <= character < "\xa0" for character in text):
        raise _broken(*broken, "UTF-8 and Windows-1252")
    return encoding


def _binary(line: int, offset: int, byte: int) -> UnreadableFile:
    return UnreadableFile(
        f"This is not a text file: line {line} has the byte 0x{byte:02X} at position {offset}. "
        "Export the list as CSV or XLSX and import that file."
    )


def _broken(line: int, offset: int, byte: int, encoding: str) -> UnreadableFile:
    return UnreadableFile(
        f"Line {line} has the byte 0x{byte:02X} (at position {offset}), which is not "
        f"{encoding.removesuffix('-sig')} like the rest of the file. {_SAVE_AS_UTF8}"
    )
