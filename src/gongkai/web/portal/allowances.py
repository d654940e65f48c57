"""How often one address may do what the public's pages offer."""

from gongkai.web.organs.attempts import Limit, Span

FILING = Limit("filing", 40, Span.DAY)
"""Requests filed from one address in a day. A village's one connection may carry many people, so it is wide."""

DRAFTING = Limit("drafting", 300, Span.DAY)
"""Forms sent from one address in a day, filed or not."""

QUESTION_FROM = 5
"""From how many requests of a day on an address has to answer a small sum."""

LINK = Limit("link", 20)
"""Links to give an opinion that opened nothing, from one address in an hour."""

CHECKING = Limit("checking", 60)
"""Reports handed in for a check from one address in an hour."""
