"""An answer that has been read in, one claim for each mention it speaks of out."""

from collections.abc import Mapping

from pipeline.asking.chunk import Chunk
from pipeline.proving.fact import Claim
from schemas.facts import Meaning, mention_id

NO_MENTION = -1


def read_claims(
    parsed: Mapping[str, Meaning], chunk: Chunk, model: str, request_key: str
) -> tuple[Claim, ...]:
    """Return the claims of one answer, in the order given.

    An id that the chunk does not have becomes a claim about ``NO_MENTION``, so that it
    is kept and refused later; an id that is missing becomes nothing.
    """
    ids = {mention_id(place): mention for place, mention in enumerate(chunk.mentions)}
    return tuple(
        _claim(ids.get(name, NO_MENTION), meaning, model, request_key)
        for name, meaning in parsed.items()
    )


def _claim(mention: int, meaning: Meaning, model: str, request_key: str) -> Claim:
    return Claim(
        mention=mention,
        is_statistic=meaning.is_statistic,
        echo=meaning.echo.strip(),
        indicator=meaning.indicator.strip() or None,
        kind=meaning.kind,
        period=meaning.period.strip() or None,
        region=meaning.region.strip() or None,
        why=meaning.why.value if meaning.why else None,
        model=model,
        request_key=request_key,
    )
