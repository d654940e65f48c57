"""What table 3 and table 4 say in the terms in which the text speaks: groups summed, last year's requests told apart.

Where a cell that a sum needs was not read, the sum is None and nothing is compared with it.
"""

from gongkai.report.model import Report

GROUPS: dict[str, tuple[str, ...]] = {
    "denied": (
        "state_secret",
        "prohibited_by_law",
        "security_stability",
        "third_party",
        "internal_affairs",
        "process_information",
        "enforcement_file",
        "administrative_inquiry",
    ),
    "unavailable": ("not_held", "needs_creation", "still_unclear"),
    "not_processed": ("petition", "repeated", "publication", "excessive", "reissue"),
    "other_outcome": ("not_clarified", "fee_unpaid", "rest"),
}
OUTCOMES = ("granted", "partial", *GROUPS)
_LEGAL = ("commercial", "research", "public_welfare", "legal_service", "other")
SUITS = ("litigation_direct", "litigation_after_reconsideration")

LABELS: dict[str, tuple[str, str]] = {
    "new": ("本年新收", "received this year"),
    "received": ("本年新收", "received this year"),
    "carried_in": ("上年结转", "carried in"),
    "carried_out": ("结转下年度继续办理", "carried over"),
    "handled": ("办理结果总计", "handled"),
    "either": ("本年新收", "received this year"),
    "granted": ("予以公开", "granted"),
    "partial": ("部分公开", "partly granted"),
    "denied": ("不予公开", "refused"),
    "unavailable": ("无法提供", "unable to provide"),
    "not_processed": ("不予处理", "not processed"),
    "other_outcome": ("其他处理", "other outcome"),
    "unavailable.not_held": ("本机关不掌握相关政府信息", "not held"),
    "unavailable.needs_creation": ("没有现成信息需要另行制作", "would have to be made"),
    "unavailable.still_unclear": ("补正后申请内容仍不明确", "still unclear after clarification"),
    "not_processed.petition": ("信访举报投诉类申请", "petition or complaint"),
    "not_processed.repeated": ("重复申请", "repeated request"),
    "not_processed.publication": ("要求提供公开出版物", "published work"),
    "not_processed.excessive": ("无正当理由大量反复申请", "excessive requests"),
    "other_outcome.not_clarified": ("逾期不补正", "clarification overdue"),
    "other_outcome.fee_unpaid": ("逾期未缴费", "fee overdue"),
    "natural": ("自然人申请", "requests by natural persons"),
    "legal": ("法人或其他组织申请", "requests by organisations"),
}


def whole(report: Report, *names: str) -> int | None:
    """Return the sum of cells, None where one of them has no figure."""
    values = [report.value(name) for name in names]
    if any(value is None for value in values):
        return None
    return int(sum(value for value in values if value is not None))


def cells(report: Report, kind: str) -> tuple[str, ...]:
    """Return the cells of table 3 that a kind of statement speaks of, in the report's own format."""
    match kind:
        case "received" | "either":
            return ("requests.new.total",)
        case "natural":
            return ("requests.new.natural_person",)
        case "legal":
            return tuple(f"requests.new.{column}" for column in _LEGAL)
        case "other_outcome" if "requests.other_outcome.total" in report.cells:
            return ("requests.other_outcome.total",)
        case _ if kind in GROUPS:
            return tuple(f"requests.{kind}.{row}.total" for row in GROUPS[kind])
        case _:
            return (f"requests.{kind}.total",)


def figure(report: Report, kind: str) -> int | None:
    """Return what table 3 says of a kind of statement, None where it does not say it for certain."""
    return whole(report, *cells(report, kind))


def allowed(report: Report, kind: str) -> set[int] | None:
    """Return every figure with which a statement of this kind is right, None where the table does not say.

    收到 may include what was carried in, 答复 may leave it out: both are in use and neither is wrong.
    """
    own = figure(report, kind)
    if own is None or kind not in ("received", "handled", "either", "granted"):
        return None if own is None else {own}
    if kind == "granted":
        partial = figure(report, "partial")
        return {own} if partial is None else {own, own + partial}
    return _flows(report, kind)


def _flows(report: Report, kind: str) -> set[int] | None:
    new, brought, handled = (figure(report, one) for one in ("new", "carried_in", "handled"))
    if new is None or brought is None or handled is None:
        return None
    match kind:
        case "received":
            return {new, new + brought}
        case "handled":
            return {handled, handled - brought}
        case _:
            return {new, new + brought, handled, handled - brought}


def disputes(report: Report, *columns: str) -> tuple[int | None, int | None]:
    """Return reconsiderations and suits of table 4, summed over columns such as "total" or "corrected"."""
    reconsiderations = whole(report, *(f"remedies.reconsideration.{column}" for column in columns))
    suits = whole(report, *(f"remedies.{block}.{column}" for block in SUITS for column in columns))
    return reconsiderations, suits
