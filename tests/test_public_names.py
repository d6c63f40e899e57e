"""The names the package promises."""

import pipeline


def test_every_promised_name_is_there_in_order() -> None:
    """``__all__`` is sorted and each of its names can be had."""
    assert list(pipeline.__all__) == sorted(pipeline.__all__)
    for name in pipeline.__all__:
        assert getattr(pipeline, name) is not None
