"""Right and wrong answers counted, so that documents add up to totals."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Ratio:
    """``right`` of ``of`` cases; ``share`` is nothing where there is no case.

    >>> (Ratio(1, 2) + Ratio(2, 2)).share
    0.75
    """

    right: int = 0
    of: int = 0

    def __add__(self, other: "Ratio") -> "Ratio":
        return Ratio(self.right + other.right, self.of + other.of)

    @property
    def share(self) -> float | None:
        """Return the part that is right, from 0 to 1."""
        return self.right / self.of if self.of else None


def ratio(cases: Iterable[bool]) -> Ratio:
    """Count the cases that are true.

    >>> ratio([True, False, True])
    Ratio(right=2, of=3)
    """
    listed = list(cases)
    return Ratio(sum(listed), len(listed))


@dataclass(frozen=True, slots=True)
class Counts:
    """Named ratios, in the order in which they are shown."""

    ratios: Mapping[str, Ratio] = field(default_factory=dict)

    def __add__(self, other: "Counts") -> "Counts":
        names = dict.fromkeys((*self.ratios, *other.ratios))
        return Counts({name: self[name] + other[name] for name in names})

    def __getitem__(self, name: str) -> Ratio:
        return self.ratios.get(name, Ratio())

    def f1(self, name: str) -> float | None:
        """Return the F1 of the ratios ``<name> precision`` and ``<name> recall``.

        >>> Counts({"x precision": Ratio(1, 1), "x recall": Ratio(1, 3)}).f1("x")
        0.5
        """
        precision, recall = self[f"{name} precision"], self[f"{name} recall"]
        total = precision.of + recall.of
        return (precision.right + recall.right) / total if total else None
