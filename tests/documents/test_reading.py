"""Files in, documents or one clear sentence out."""

import hashlib
import json
from pathlib import Path

import pytest

from pipeline.documents.document import Document, Format
from pipeline.documents.finding import find_documents
from pipeline.documents.reading import decode_document, read_document
from pipeline.errors import DocumentError

ROOT = Path(__file__).parents[2]
GOLD = sorted((ROOT / "tests" / "gold").glob("*.jsonl"))


def documents() -> dict[str, Document]:
    """Read every annotated document under its name."""
    folders = [str(ROOT / "seeds" / "*.txt"), str(ROOT / "tests" / "gold" / "*" / "docs" / "*")]
    found = find_documents(folders)
    return {name: read_document(path, name=name) for name, path in found.files}


def test_every_annotated_quote_stands_where_it_was_annotated() -> None:
    """In all annotated documents, ``raw[start:end]`` is the quote, whatever the encoding."""
    read = documents()

    for path in GOLD:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if "quote" in row:
                assert read[row["doc"]].raw[row["start"] : row["end"]] == row["quote"]


def test_document_knows_its_bytes(tmp_path: Path) -> None:
    """Name, source, digest and encoding identify what was read."""
    path = tmp_path / "报告.txt"
    data = "授权３９６件\r\n".encode("gb18030")
    path.write_bytes(data)

    document = read_document(path)

    assert document == Document(
        name="报告",
        source=str(path),
        digest=hashlib.sha256(data).hexdigest(),
        raw="授权３９６件\r\n",
        encoding="gb18030",
        encoding_origin="scored",
        format=Format.PLAIN,
    )


def test_given_encoding_is_used(tmp_path: Path) -> None:
    """A name given wins over what the bytes look like."""
    path = tmp_path / "a.txt"
    path.write_bytes("專利".encode("big5"))

    document = read_document(path, name="b", encoding="big5")

    assert (document.name, document.raw) == ("b", "專利")
    assert (document.encoding, document.encoding_origin) == ("big5", "given")


FORMATS = [
    ("a.html", "授权396件", Format.HTML),
    ("a.HTM", "授权396件", Format.HTML),
    ("a.txt", "<!DOCTYPE html>\n<html><p>授权396件", Format.HTML),
    ("-", "\ufeff \n<html lang='zh'>授权396件", Format.HTML),
    ("a.txt", "<div class='x'>授权396件</div>", Format.HTML),
    ("a.txt", "授权<5件", Format.PLAIN),
    ("a.txt", "<专利法>授权396件", Format.PLAIN),
    ("a.md", "# 授权396件", Format.PLAIN),
]


@pytest.mark.parametrize(("source", "text", "expected"), FORMATS)
def test_format_is_told_by_suffix_or_opening(source: str, text: str, expected: Format) -> None:
    """A web page is one by its name or by how it begins."""
    assert decode_document(text.encode(), name="a", source=source).format is expected


NOT_TEXT = [
    (b"", "the file is empty"),
    (b" \n\t\xef\xbb\xbf", "no text characters"),
    (b"%PDF-1.7\n...", "a PDF document"),
    (b"PK\x03\x04....", "docx"),
    (b"\xd0\xcf\x11\xe0....", "an old Office document"),
    (b"\x89PNG\r\n", "an image (PNG)"),
    (b"\xff\xd8\xff\xe0", "an image (JPEG)"),
    ("授权396件\0\0\0".encode(), "NUL byte at 12"),
    (b"\0\1\2\3\4\5\6\7" * 40, "NUL byte at 0"),
    (bytes(range(128, 256)) * 8, "the encoding cannot be told"),
]


@pytest.mark.parametrize(("data", "says"), NOT_TEXT)
def test_what_is_no_text_is_refused_by_what_it_looks_like(
    tmp_path: Path, data: bytes, says: str
) -> None:
    """The error names the file, what it looks like, and what to do."""
    path = tmp_path / "a.txt"
    path.write_bytes(data)

    with pytest.raises(DocumentError) as caught:
        read_document(path)

    assert str(caught.value).startswith(f"{path}: ")
    assert says in str(caught.value)


def test_wrong_encoding_is_refused_with_its_byte(tmp_path: Path) -> None:
    """What does not decode in the encoding given says where it stops."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"abc\xff")

    with pytest.raises(DocumentError, match="not utf-8 at byte 3"):
        read_document(path, encoding="utf-8")


def test_unknown_encoding_is_refused(tmp_path: Path) -> None:
    """An encoding nobody knows is named in the error."""
    path = tmp_path / "a.txt"
    path.write_text("abc", encoding="utf-8")

    with pytest.raises(DocumentError, match="gb19999 is no known encoding"):
        read_document(path, encoding="gb19999")


def test_missing_file_and_folder_are_refused(tmp_path: Path) -> None:
    """A path that is no file says so."""
    with pytest.raises(DocumentError, match="no such file"):
        read_document(tmp_path / "a.txt")
    with pytest.raises(DocumentError, match="a folder, not a file"):
        read_document(tmp_path)


def test_file_over_the_limit_is_refused_with_its_size(tmp_path: Path) -> None:
    """The error names the size and the setting that would allow it."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"a" * 3_000_000)

    with pytest.raises(DocumentError, match=r"3\.0 MB is more than max_document_mb = 2;"):
        read_document(path, max_document_mb=2)
