"""Bytes of all kinds and the encodings they are found to be in."""

import pytest

from pipeline.documents.encoding import decode

SIMPLIFIED = "2022年,全市专利授权量396件,同比增长25.71%,位居全省第三。"
TRADITIONAL = "2022年,全市專利授權量396件,同比增長25.71%,位居全省第三。"

READ_BACK = [
    (SIMPLIFIED, "utf-8", "utf-8", "utf-8"),
    (SIMPLIFIED, "utf-8-sig", "utf-8-sig", "bom"),
    (SIMPLIFIED, "utf-16", "utf-16", "bom"),
    (SIMPLIFIED, "utf-32", "utf-32", "bom"),
    (SIMPLIFIED, "gb2312", "gb18030", "scored"),
    (SIMPLIFIED, "gbk", "gb18030", "scored"),
    (SIMPLIFIED, "gb18030", "gb18030", "scored"),
    (SIMPLIFIED, "utf-16-le", "utf-16-le", "scored"),
    (SIMPLIFIED, "utf-16-be", "utf-16-be", "scored"),
    (TRADITIONAL, "utf-8", "utf-8", "utf-8"),
    (TRADITIONAL, "gbk", "gb18030", "scored"),
    (TRADITIONAL, "big5", "big5hkscs", "scored"),
    (TRADITIONAL, "big5hkscs", "big5hkscs", "scored"),
    ("授权12件", "gb18030", "gb18030", "scored"),
    ("Patents: 396", "ascii", "utf-8", "utf-8"),
]


@pytest.mark.parametrize(("text", "written", "found", "origin"), READ_BACK)
def test_text_is_read_back_from_its_encoding(
    text: str, written: str, found: str, origin: str
) -> None:
    """The characters come back, with the codec's name and how it was found."""
    decoded = decode(text.encode(written))

    assert decoded is not None
    assert (decoded.raw, decoded.encoding, decoded.encoding_origin) == (text, found, origin)


def test_every_beginning_of_a_report_is_told() -> None:
    """A report cut after any character of its first lines is still read as GB18030."""
    for length in range(8, len(SIMPLIFIED)):
        decoded = decode(SIMPLIFIED[:length].encode("gb18030"))

        assert decoded is not None
        assert decoded.raw == SIMPLIFIED[:length]


def test_one_broken_byte_does_not_change_the_encoding() -> None:
    """UTF-8 with one bad byte is UTF-8 with one lost character, not mojibake."""
    data = bytearray((SIMPLIFIED * 20).encode())
    data[8] = 0xFF

    decoded = decode(bytes(data))

    assert decoded is not None
    assert (decoded.encoding, decoded.encoding_origin) == ("utf-8", "scored")
    assert "全市专利授权量396件" in decoded.raw
    assert "\ufffd" in decoded.raw


def test_newlines_are_left_as_they_are() -> None:
    """Decoding never touches line ends, so that offsets count the file's characters."""
    decoded = decode("一\r\n二\r三\n".encode())

    assert decoded is not None
    assert decoded.raw == "一\r\n二\r三\n"


def test_bytes_that_are_no_text_are_not_decoded() -> None:
    """Bytes without any likely reading have no encoding."""
    assert decode(bytes(range(256)) * 8) is None
