"""The closed vocabularies that answers, facts and annotations have in common."""

from enum import StrEnum


class Kind(StrEnum):
    """What sort of statistic a number states."""

    VALUE = "value"
    CHANGE = "change"
    GROWTH = "growth"
    POINT_CHANGE = "point_change"
    SHARE = "share"
    RANK = "rank"
    MULTIPLE = "multiple"
    DURATION = "duration"


class Bound(StrEnum):
    """How exactly a number was stated."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"


class NonFact(StrEnum):
    """Why a number in the text states no statistic."""

    DATE = "date"
    PERIOD = "period"
    SPAN_OF_YEARS = "span_of_years"
    CLOCK_TIME = "clock_time"
    PHONE = "phone"
    POSTCODE = "postcode"
    ADDRESS = "address"
    LICENCE = "licence"
    DOCUMENT_NUMBER = "document_number"
    LAW_ARTICLE = "law_article"
    STANDARD = "standard"
    MODEL_NAME = "model_name"
    HEADING_NUMBER = "heading_number"
    PAGE_FURNITURE = "page_furniture"
    WEB_ADDRESS = "web_address"
    MARKUP = "markup"
    NAME = "name"
    ORDINAL_NAME = "ordinal_name"
    IDIOM = "idiom"
    PER_UNIT = "per_unit"
    TARGET = "target"
    HYPOTHETICAL = "hypothetical"
    DENIED = "denied"
    POLICY_LIMIT = "policy_limit"
    THRESHOLD = "threshold"
    INSTRUCTION = "instruction"
    OTHER = "other"
