"""How often other systems may call. Wrong query codes are counted with those of the public's pages."""

from gongkai.web.organs.attempts import Limit, Span

CALLS = Limit("calls", 300, Span.MINUTE)
"""Calls with one token in a minute."""

WRONG_TOKENS = Limit("wrong_tokens", 100)
"""Tokens from one address in an hour that open nothing."""
