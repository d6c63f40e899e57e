"""Settings and a model in, how the chunks of a run are asked about out."""

from dataclasses import replace

from pipeline.asking.strategies import AUTO, PROFILES, Strategy, find_strategy, profile_of
from pipeline.asking.templates import ModelOptions, read_prompt, with_extra
from pipeline.asking.user_schemas import load_user_schema
from pipeline.errors import SettingsError
from pipeline.running.probing import known_traits
from pipeline.running.stages import Question
from pipeline.settings import Settings
from schemas.facts import SHAPES


def ask_by(settings: Settings, options: ModelOptions) -> Question:
    """Return the question for the model of ``options``, by strategy, profile or the model.

    Where a probe has found a tokenizer, texts are measured as it counts.  A strategy or
    prompt that does not exist, and a user schema that asks for what cannot be asked, raise
    UsageError.  The file of a user schema is run.
    """
    traits = known_traits(settings, options.model)
    context_tokens = traits.context_tokens if traits else None
    strategy = choose_strategy(settings, options.model, context_tokens)
    if traits and traits.tokens_per_char:
        strategy = replace(strategy, tokens_per_char=traits.tokens_per_char)
    prompt = read_prompt(strategy.prompt, strategy=strategy)
    extra = load_user_schema(settings.user_schema) if settings.user_schema else None
    return Question(with_extra(prompt, extra), options)


def choose_strategy(settings: Settings, model: str, context_tokens: int | None = None) -> Strategy:
    """Return the strategy that the settings name, else that of the profile.

    ``context_tokens`` is the context of the model, where it is known.
    """
    asked = settings.profile
    profile = profile_of(model, context_tokens) if asked == AUTO else asked
    strategy = find_strategy(settings.strategy or PROFILES[profile])
    schema = settings.schema_version or strategy.schema
    if schema not in SHAPES:
        known = ", ".join(SHAPES)
        raise SettingsError(f"schema_version = {schema!r}: must be one of {known}")
    return replace(strategy, prompt=settings.prompt_version or strategy.prompt, schema=schema)
