"""An HTTP client that counts the calls and tokens of whoever uses it."""

import json
from dataclasses import dataclass
from threading import Lock

import httpx2


@dataclass(slots=True)
class Meter:
    """Calls and tokens so far, as the server counts them."""

    calls: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0


def metered_client(meter: Meter, timeout_s: float = 600.0) -> httpx2.Client:
    """Return a client that adds each answer's usage to ``meter``."""
    lock = Lock()

    def count(response: httpx2.Response) -> None:
        usage = json.loads(response.read() or b"{}").get("usage") or {}
        with lock:
            meter.calls += 1
            meter.prompt_tokens += usage.get("prompt_tokens", 0)
            meter.completion_tokens += usage.get("completion_tokens", 0)

    return httpx2.Client(timeout=timeout_s, event_hooks={"response": [count]})
