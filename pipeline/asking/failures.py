"""What went wrong on the way to a server in, an error of ours with its trouble out."""

import json
from contextlib import suppress
from dataclasses import dataclass

import aiohttp
import httpx2
import openai

from pipeline.asking.completion import NoCompletionError
from pipeline.asking.refusals import explain_refusal
from pipeline.errors import EndpointError, Trouble, UnreachableError

# All that openai's client, and what it is given to send with, may raise.
FOREIGN = (openai.OpenAIError, httpx2.HTTPError, httpx2.StreamError, aiohttp.ClientError)

# Of aiohttp's errors these say that nobody was reached; the others, that a line broke.
_NOBODY = (
    aiohttp.ClientConnectorError,
    aiohttp.ConnectionTimeoutError,
    aiohttp.ClientHttpProxyError,
    aiohttp.TooManyRedirects,
    aiohttp.InvalidURL,
    aiohttp.NonHttpUrlClientError,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """Whom errors are about: the ``address`` may be shown, the ``key`` never."""

    address: str
    key: str
    timeout_s: float

    def said(self, data: bytes) -> str:
        """Return what the server said in ``data``: JSON without escapes, and without the key."""
        words = data.decode(errors="replace")
        with suppress(ValueError):
            words = json.dumps(json.loads(words), ensure_ascii=False)
        return self._without_key(words)

    def failure(self, error: Exception) -> EndpointError:
        """Return the error for one of ``FOREIGN``, or for a TimeoutError of our own clock."""
        cause = error.__cause__ if isinstance(error, openai.OpenAIError) else error
        is_late = isinstance(cause, aiohttp.ConnectionTimeoutError)
        if isinstance(cause, TimeoutError) and not is_late:
            words = f"no answer within {self.timeout_s:g} s (timeout_s)"
            return EndpointError(f"{self.address}: {words}", trouble=Trouble.STALLED)
        reason = self._without_key(_reason(cause or error))
        if isinstance(cause, aiohttp.ClientError) and not isinstance(cause, _NOBODY):
            broken = f"{self.address}: the connection broke ({reason})"
            return EndpointError(broken, trouble=Trouble.BROKEN)
        gone = f"{self.address}: nobody answers ({reason})"
        return UnreachableError(gone, trouble=Trouble.GONE)

    def no_completion(self, error: NoCompletionError) -> EndpointError:
        """Return the error for a reply that is no chat completion."""
        if error.said:  # a server that fails in the middle of a stream says so in it
            return explain_refusal(500, self._without_key(error.said), "")
        return EndpointError(f"{self.address}: the reply is no chat completion")

    def _without_key(self, words: str) -> str:
        return words.replace(self.key, "…") if self.key else words


def _reason(error: BaseException) -> str:
    # The words of the system alone: whom we wanted to reach is told beside them.
    words = error.strerror if isinstance(error, aiohttp.ClientConnectorError) else str(error)
    return words or type(error).__name__
