"""Settings and a model in, how the chunks of a run are asked about out."""

from dataclasses import replace

from pipeline.asking.fitting import fitted
from pipeline.asking.strategies import AUTO, PROFILES, SMALL, Strategy, find_strategy, profile_of
from pipeline.asking.templates import ModelOptions, Prompt, read_prompt, with_extra
from pipeline.asking.user_schemas import load_user_schema
from pipeline.errors import SettingsError
from pipeline.running.probing import known_traits
from pipeline.running.stages import Question
from pipeline.settings import Settings
from schemas.extra import UserSchema, extended
from schemas.facts import SHAPES, answer_shape


def ask_by(settings: Settings, options: ModelOptions) -> Question:
    """Return the question for the model of ``options``, by strategy, profile or the model.

    Where a probe has found a tokenizer, texts are measured as it counts, and where it has
    found the model's context, no request is made larger.  A strategy or prompt that does
    not exist, and a user schema that asks for what cannot be asked, raise UsageError.  The
    file of a user schema is run.
    """
    traits = known_traits(settings, options.model)
    context_tokens = traits.context_tokens if traits else None
    extra = load_user_schema(settings.user_schema) if settings.user_schema else None
    strategy = choose_strategy(settings, options.model, context_tokens)
    per_char = traits.tokens_per_char if traits else None
    prompt = _prompt(strategy, per_char, extra)
    if context_tokens is not None:
        room = context_tokens - options.spare_tokens
        found = _fitting(prompt, room)
        if found is None and settings.profile == AUTO and settings.strategy is None:
            strategy = choose_strategy(settings.model_copy(update={"profile": SMALL}), "")
            prompt = _prompt(strategy, per_char, extra)
            found = _fitting(prompt, room)
        prompt = replace(prompt, strategy=found or replace(prompt.strategy, max_mentions=1))
    return Question(prompt, options)


def _prompt(strategy: Strategy, per_char: float | None, extra: UserSchema | None) -> Prompt:
    strategy = replace(strategy, tokens_per_char=per_char or strategy.tokens_per_char)
    return with_extra(read_prompt(strategy.prompt, strategy=strategy), extra)


def _fitting(prompt: Prompt, room_tokens: int) -> Strategy | None:
    """Return the strategy of ``prompt`` as far as it fits, nothing where no number fits."""
    shape = answer_shape(["m1"], None, extended(SHAPES[prompt.strategy.schema], prompt.extra))
    return fitted(prompt.strategy, prompt.system, shape, room_tokens)


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
