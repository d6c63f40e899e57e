"""A file's bytes in, its Document out, or one sentence that says why not."""

import hashlib
import re
from pathlib import Path

from pipeline.documents.document import Document, Format
from pipeline.documents.encoding import Decoded, decode
from pipeline.errors import DocumentError

DEFAULT_MAX_MB = 20

# What files that are no text begin with, and what to say they look like.
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a zip archive or an Office document (docx, xlsx)"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\xd0\xcf\x11\xe0", "an old Office document (doc, xls)"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "an image (PNG)"),
    (b"\xff\xd8\xff", "an image (JPEG)"),
    (b"GIF8", "an image (GIF)"),
    (b"II*\0", "an image (TIFF)"),
    (b"MM\0*", "an image (TIFF)"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
)
_HTML_SUFFIXES = frozenset({".html", ".htm"})

# The first thing of a page, after blanks, a byte order mark and an XML line.  It must not
# match a plain text that merely quotes a tag.
_HTML_OPENING = re.compile(
    r"""
    [\s\ufeff]{0,1000}
    (?:<\?xml[^>]{0,200}>\s{0,1000})?
    <(?:!doctype\s+html|html|head|body|meta|div|table|p|h[1-6])\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_VISIBLE = re.compile(r"[^\s\0\ufeff\u200b-\u200f\u2060\ufffd]")


def read_document(
    path: Path,
    *,
    name: str | None = None,
    encoding: str | None = None,
    max_document_mb: float = DEFAULT_MAX_MB,
) -> Document:
    """Read one file; a ``DocumentError`` names the file, what is wrong and what helps.

    Without ``encoding`` it is found from the bytes.  ``name`` defaults to the stem.
    """
    return decode_document(
        _bytes(path, max_document_mb),
        name=path.stem if name is None else name,
        source=str(path),
        encoding=encoding,
    )


def decode_document(
    data: bytes, *, name: str, source: str, encoding: str | None = None
) -> Document:
    """Decode what was read elsewhere, as from standard input; refuse what is no text.

    >>> decode_document("授权396件".encode(), name="a", source="-").raw
    '授权396件'
    """
    if not data:
        raise DocumentError(f"{source}: the file is empty; remove it or fetch it again")
    _refuse_signature(data, source)
    decoded = _decoded(data, source) if encoding is None else _as_given(data, source, encoding)
    if not _VISIBLE.search(decoded.raw):
        raise DocumentError(f"{source}: the file has no text characters; fetch it again")
    return Document(
        name=name,
        source=source,
        digest=hashlib.sha256(data).hexdigest(),
        raw=decoded.raw,
        encoding=decoded.encoding,
        encoding_origin=decoded.encoding_origin,
        format=_format(source, decoded.raw),
    )


def _bytes(path: Path, max_document_mb: float) -> bytes:
    if path.is_dir():
        raise DocumentError(f"{path}: a folder, not a file; name the files in it")
    try:
        size_mb = path.stat().st_size / 1e6
        if size_mb > max_document_mb:
            raise DocumentError(
                f"{path}: {size_mb:.1f} MB is more than max_document_mb = {max_document_mb:g}; "
                "split the file or raise the setting"
            )
        return path.read_bytes()
    except FileNotFoundError as error:
        raise DocumentError(f"{path}: no such file; check the path") from error
    except OSError as error:
        raise DocumentError(f"{path}: cannot be read ({error.strerror}); check it") from error


def _refuse_signature(data: bytes, source: str) -> None:
    for signature, looks_like in _SIGNATURES:
        if data.startswith(signature):
            raise DocumentError(
                f"{source}: looks like {looks_like}, not text; save it as text or HTML first"
            )


def _decoded(data: bytes, source: str) -> Decoded:
    decoded = decode(data)
    if decoded is not None and "\0" not in decoded.raw:
        return decoded
    if b"\0" in data:
        raise DocumentError(
            f"{source}: a binary file (NUL byte at {data.index(0)}); save it as text first"
        )
    raise DocumentError(f"{source}: the encoding cannot be told; name it with encoding")


def _as_given(data: bytes, source: str, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding, "given")
    except LookupError as error:
        raise DocumentError(
            f"{source}: {encoding} is no known encoding; use a name such as gb18030"
        ) from error
    except UnicodeError as error:
        place = f" at byte {error.start}" if isinstance(error, UnicodeDecodeError) else ""
        raise DocumentError(
            f"{source}: not {encoding}{place}; leave the encoding out to have it found"
        ) from error


def _format(source: str, raw: str) -> Format:
    is_html = Path(source).suffix.lower() in _HTML_SUFFIXES or _HTML_OPENING.match(raw)
    return Format.HTML if is_html else Format.PLAIN
