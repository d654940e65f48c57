"""Who may come in where: every address of the office, by its name, and what opens it. A new route belongs in here.

The access of a route is one of the following, and the role walk tries each of them with everybody.

* PUBLIC: anybody.
* TOKEN: whoever holds an address that cannot be guessed; a made-up one opens nothing.
* CODE: whoever has given the query code in this session; no post of anybody's opens it.
* SIGNED_IN: everybody who works here.
* a verb of `permissions.TABLE`: who may do it in the organ that the address belongs to.
* ANYWHERE + a verb: who may do it in any organ; the page shows only what is theirs.
* SYSTEM: a token with the scope that `scopes` names for the method, and no session of anybody's; see `test_token_walk`.
* TOP + a verb: who may do it in the top organ, for which the site speaks.
"""

from dataclasses import dataclass, field

PUBLIC, TOKEN, CODE, SIGNED_IN, ANYWHERE, TOP = "public", "token", "code", "signed in", "anywhere:", "top:"
SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Route:
    """What opens an address, and what stands in it: names of things of the walk's world, or plain values."""

    access: str
    arguments: dict[str, object] = field(default_factory=dict)
    scopes: dict[str, str] = field(default_factory=dict)


def _organ(access: str, **more: object) -> Route:
    return Route(access, {"code": "organ.code", **more})


def _number(access: str, thing: str = "colleague.pk") -> Route:
    return Route(access, {"number": thing})


def _case(access: str = CODE, **more: object) -> Route:
    return Route(access, {"number": "case.number", **more})


def _system(arguments: dict[str, object] | None = None, **scopes: str) -> Route:
    return Route(SYSTEM, arguments or {}, scopes)


_NUMBER: dict[str, object] = {"number": "case.number"}
ROUTES: dict[str, Route] = {
    "health": Route(PUBLIC),
    "language": Route(PUBLIC),
    "organs:desk": Route(SIGNED_IN),
    "organs:permissions": Route(SIGNED_IN),
    "organs:sign_in": Route(PUBLIC),
    "organs:sign_out": Route(SIGNED_IN),
    "organs:single_sign_on": Route(TOKEN),
    "organs:single_sign_on_return": Route(TOKEN),
    "organs:account": Route(SIGNED_IN),
    "organs:change_password": Route(SIGNED_IN),
    "organs:second_factor_check": Route(SIGNED_IN),
    "organs:second_factor_enrol": Route(SIGNED_IN),
    "organs:second_factor_drop": Route(SIGNED_IN),
    "organs:recovery_codes": Route(SIGNED_IN),
    "organs:organs": Route(SIGNED_IN),
    "organs:organ": _organ("organs.read"),
    "organs:new_organ": _organ("organs.edit_tree"),
    "organs:edit_organ": _organ("organs.edit"),
    "organs:contact_checked": _organ("organs.check_contact"),
    "organs:end_organ": _organ("organs.edit_tree"),
    "organs:move_organ": _organ("organs.edit_tree"),
    "organs:options": _organ("organs.read"),
    "organs:choose": _organ("organs.edit", name="receipt_day"),
    "organs:end_choice": _organ("organs.edit", name="receipt_day"),
    "organs:settings": _organ("organs.edit"),
    "organs:new_person": _organ("people.edit"),
    "organs:act_for": _organ("people.delegate"),
    "organs:end_acting": _number("people.edit", "acting.pk"),
    "organs:people": Route(SIGNED_IN),
    "organs:person": _number("people.read"),
    "organs:edit_person": _number("people.edit"),
    "organs:give_post": _number("people.edit"),
    "organs:switch": _number("people.edit"),
    "organs:reset_password": _number("people.edit"),
    "organs:reset_second_factor": _number("people.edit"),
    "organs:end_post": _number("people.edit", "post.pk"),
    "organs:events": Route(ANYWHERE + "events.read"),
    "tokens:listing": Route(ANYWHERE + "api.manage"),
    "tokens:new": Route(ANYWHERE + "api.manage"),
    "tokens:revoke": Route("api.manage", {"key": "token.pk"}),
    "api:reference": Route(PUBLIC),
    "api:openapi": Route(PUBLIC),
    "api:organs": Route(PUBLIC),
    "api:organ": Route(PUBLIC, {"code": "organ.code"}),
    "api:reply_kinds": Route(PUBLIC),
    "api:applicant_kinds": Route(PUBLIC),
    "api:calendar": Route(PUBLIC),
    "api:calendar_year": Route(PUBLIC, {"year": 2026}),
    "api:status": Route(PUBLIC),
    "api:nothing": Route(TOKEN),
    "api:cases": _system(get="cases:read", post="cases:file"),
    "api:case": _system(_NUMBER, get="cases:read"),
    "api:deadline": _system(_NUMBER, get="cases:read"),
    "api:applicant": _system(_NUMBER, get="identity:read"),
    "api:steps": _system(_NUMBER, get="cases:read", post="cases:step"),
    "api:letters": _system(_NUMBER, get="letters:read"),
    "api:letter": _system({**_NUMBER, "key": "letter.pk"}, get="letters:read"),
    "api:versions": _system(_NUMBER, get="cases:step", post="cases:step"),
    "api:statistics_year": _system({"year": 2025}, get="statistics:read"),
    "api:statistics_month": _system({"year": 2026, "month": 11}, get="statistics:read"),
    "cases:inbox": Route(ANYWHERE + "cases.read"),
    "cases:register": Route(ANYWHERE + "cases.register"),
    "cases:case": _case("cases.read"),
    "cases:registered": _case("cases.read"),
    "cases:receipt": _case("cases.read"),
    "cases:new_code": _case("cases.register"),
    "cases:identity": _case("cases.open_identity"),
    "cases:step": _case("cases.handle", kind="clarification_asked"),
    "cases:file": _case("cases.read", key="letter.pk"),
    "cases:reviews": Route(ANYWHERE + "cases.read"),
    "cases:write": _case("cases.handle", purpose="reply"),
    "cases:versions": _case("cases.read"),
    "cases:version": _case("cases.read", purpose="reply", version=1),
    "cases:submit": _case("cases.handle", purpose="reply", version=1),
    "cases:withdraw": _case("cases.handle", purpose="reply", version=1),
    "cases:issue": _case("cases.handle", purpose="reply", version=1),
    "cases:withdraw_evidence": _case("cases.handle", key="evidence.pk"),
    "cases:paper": _case("cases.read", key="attached.pk"),
    "cases:link": _case("cases.handle"),
    "cases:unlink": _case("cases.handle", key="tie.pk"),
    "cases:split": _case("cases.register"),
    "cases:split_done": _case("cases.read"),
    "cases:merge": _case("cases.handle"),
    "cases:convert": _case("cases.handle"),
    "cases:overview": Route(ANYWHERE + "cases.read"),
    "cases:people": _case("cases.read"),
    "cases:assign": _case("cases.assign"),
    "cases:claim": _case("cases.handle"),
    "cases:ask_help": _case("cases.assign"),
    "cases:end_part": _case("cases.assign", key="part.pk"),
    "cases:calendar": Route(ANYWHERE + "calendar.read"),
    "cases:calendar_import": Route(TOP + "calendar.take_over"),
    "cases:calendar_pack": Route(ANYWHERE + "calendar.read", {"year": 2026}),
    "cases:take_over": Route(ANYWHERE + "cases.take_over"),
    "cases:take_over_template": Route(ANYWHERE + "cases.take_over"),
    "cases:opening": Route(ANYWHERE + "cases.take_over"),
    "cases:intake": Route("cases.take_over", {"key": "intake.pk"}),
    "cases:intake_confirm": Route("cases.take_over", {"key": "intake.pk"}),
    "cases:intake_go_on": Route("cases.take_over", {"key": "intake.pk"}),
    "cases:intake_drop": Route("cases.take_over", {"key": "intake.pk"}),
    "cases:intake_refused": Route("cases.take_over", {"key": "intake.pk"}),
    "cases:figures": Route(ANYWHERE + "figures.read"),
    "cases:figures_below": Route(ANYWHERE + "figures.read"),
    "cases:figure": Route(ANYWHERE + "figures.read"),
    "cases:figures_file": Route(ANYWHERE + "figures.read", {"form": "xlsx"}),
    "cases:registry": Route(ANYWHERE + "figures.read"),
    "cases:registry_print": Route(ANYWHERE + "figures.read"),
    "cases:registry_file": Route(ANYWHERE + "figures.read", {"form": "csv"}),
    "cases:opinion": Route("cases.read", {"number": "consulting.number", "ordinal": "consulted.ordinal"}),
    "cases:opinion_link": Route("cases.handle", {"number": "consulting.number", "ordinal": "consulted.ordinal"}),
    "cases:opinion_close": Route("cases.handle", {"number": "consulting.number", "ordinal": "consulted.ordinal"}),
    "cases:opinion_told": Route("cases.read", {"number": "consulting.number", "ordinal": "consulted.ordinal"}),
    "cases:my_calendar": Route(ANYWHERE + "cases.read"),
    "cases:renew_feed": Route(ANYWHERE + "cases.read"),
    "cases:stop_feed": Route(ANYWHERE + "cases.read"),
    "cases:feed": Route(TOKEN, {"token": "made-up"}),
    "cases:keeping": Route(ANYWHERE + "cases.erase"),
    "cases:erase": _organ("cases.erase"),
    "cases:erase_one": _case("cases.erase"),
    "cases:retain": _case("cases.erase"),
    "drafts:listing": Route(ANYWHERE + "publications.read"),
    "drafts:new": _organ("publications.edit"),
    "drafts:draft": _number("publications.read", "draft.pk"),
    "drafts:edit": _number("publications.edit", "draft.pk"),
    "drafts:release": _number("publications.release", "draft.pk"),
    "drafts:cancel": _number("publications.release", "draft.pk"),
    "drafts:drop": _number("publications.edit", "draft.pk"),
    "drafts:file": Route("publications.read", {"number": "draft.pk", "key": "paper.pk"}),
    "reporting:listing": Route(ANYWHERE + "reports.read"),
    "reporting:report": _organ("reports.read", year=2026),
    "reporting:file": _organ("reports.read", year=2026, kind="xlsx"),
    "reporting:freeze": _organ("reports.freeze", year=2025),
    "reporting:explain": _organ("reports.explain", year=2025),
    "reporting:uncounted": _organ("reports.read", year=2026),
    "reporting:cell": _organ("reports.read", year=2026, cell="requests.new.total"),
    "reporting:cell_csv": _organ("reports.read", year=2026, cell="requests.new.total"),
    "reporting:sum": _organ("reports.sum", year=2026),
    "reporting:sum_cell": _organ("reports.sum", year=2026, cell="requests.new.total"),
    "reporting:sum_file": _organ("reports.sum", year=2026, kind="xlsx"),
    "publications:listing": Route(PUBLIC),
    "publications:item": Route(TOKEN, {"code": "organ.code", "serial": 999}),
    "publications:file": Route(TOKEN, {"code": "organ.code", "serial": 999, "key": 1}),
    "portal:home": Route(PUBLIC),
    "portal:check": Route(PUBLIC),
    "portal:sample": Route(PUBLIC, {"name": "heqiao-zhen-2025.txt"}),
    "portal:checked": Route(TOKEN, {"token": "made-up"}),
    "portal:discard_check": Route(PUBLIC, {"token": "made-up"}),
    "portal:apply": Route(PUBLIC),
    "portal:matches": Route(PUBLIC),
    "portal:confirm": Route(TOKEN, {"key": "made-up"}),
    "portal:filed": Route(TOKEN, {"key": "made-up"}),
    "portal:filed_receipt": Route(TOKEN, {"key": "made-up"}),
    "portal:follow": Route(PUBLIC),
    "portal:leave": Route(PUBLIC),
    "portal:case": _case(),
    "portal:answer": _case(),
    "portal:withdraw": _case(),
    "portal:rate": _case(),
    "portal:case_receipt": _case(),
    "portal:letter": _case(key="letter.pk"),
    "portal:opinion": Route(TOKEN, {"token": "made-up"}),
    "portal:opinion_confirm": Route(TOKEN, {"token": "made-up"}),
    "portal:organs": Route(PUBLIC),
    "portal:organ": Route(PUBLIC, {"code": "organ.code"}),
}
