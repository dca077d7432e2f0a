"""Plain text: decoded, otherwise untouched."""

import codecs
import re

from migkg.errors import UnreadableFileError
from migkg.read.content import Content

# The longer marks first: UTF-32 little-endian begins like UTF-16 little-endian.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


def decode(data: bytes, path: str) -> str:
    """Return the bytes as text, without their byte-order mark.

    UTF-8 with or without a mark, UTF-16 and UTF-32 with one are understood. Raises
    ``UnreadableFileError`` for any other encoding and for binary data.
    """
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        if b"\0" in data:
            raise UnreadableFileError(path, "holds binary data, not text") from error
        if encoding not in ("utf-8", "utf-8-sig"):
            reason = f"is not the {encoding.upper()} that its byte-order mark promises"
            raise UnreadableFileError(path, reason) from error
        line = data.count(b"\n", 0, error.start) + 1
        reason = (
            f"is not UTF-8 (byte 0x{data[error.start]:02x} in line {line}); convert it, for "
            "example: iconv -f WINDOWS-1252 -t UTF-8 OLD > NEW"
        )
        raise UnreadableFileError(path, reason) from error
    if len(_CONTROL.findall(text)) > len(text) // 100 or "\0" in text:
        raise UnreadableFileError(path, "holds binary data, not text")
    return text


def read(data: bytes, path: str) -> Content:
    r"""Return the text as it is; form feeds, where it has some, begin pages.

    >>> read(b"one\ftwo\r\n", "x.txt")
    Content(text='one\x0ctwo\r\n', pages=(0, 4))
    """
    text = decode(data, path)
    ends = tuple(found.end() for found in re.finditer("\f", text))
    return Content(text, (0, *ends) if ends else ())
