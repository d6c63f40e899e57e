"""The answers of earlier sittings in, how many of them are stale, and why, out."""

from collections.abc import Mapping

from pipeline.running.journal import Journal
from pipeline.running.recipe import Recipe, differences, digest_of

_RECIPES = "recipes"


class Earlier:
    """The answers that a journal has from before, when they were asked by another recipe.

    From now on the journal takes answers for those of ``recipe``; what of the earlier
    ones still fits a request is found out by asking.
    """

    def __init__(self, journal: Journal, recipe: Recipe) -> None:
        journal.recipe = digest_of(recipe)
        known = recipes_of(journal)
        journal.remember(_RECIPES, known | {journal.recipe: dict(recipe)})
        self._journal = journal
        self._given = journal.answers_by_recipe()
        self._changes = changes_since(known, recipe)

    def notes(self, *, is_whole: bool) -> list[str]:
        """Say what has become of them; of a run that is whole it is said once."""
        stale = self._journal.answers_by_recipe()
        if is_whole:
            self._journal.retire_answers()
        return stale_notes(self._given, stale, self._changes)


def recipes_of(journal: Journal) -> dict[str, Recipe]:
    """Return the recipes of all sittings, by their digests."""
    return dict(journal.recall(_RECIPES) or {})


def changes_since(recipes: Mapping[str, Recipe], now: Recipe) -> dict[str, str]:
    """Return what has changed since each of the ``recipes``, in words."""
    return {name: differences(recipe, now) for name, recipe in recipes.items()}


def stale_notes(
    given: Mapping[str, int], stale: Mapping[str, int], changes: Mapping[str, str]
) -> list[str]:
    """Say of each recipe how many answers there were and how many fit no request any more.

    >>> stale_notes({"r": 5}, {"r": 3}, {"r": "model: a → b"})
    ['of 5 earlier answers 3 are stale and 2 still hold (model: a → b)']
    """
    return [
        f"of {count} earlier answers {stale.get(recipe, 0)} are stale and"
        f" {count - stale.get(recipe, 0)} still hold ({changes.get(recipe) or 'other settings'})"
        for recipe, count in given.items()
    ]
