"""The app cases."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """申请办件."""

    name = "gongkai.web.cases"
    label = "cases"
    verbose_name = "申请办件"

    def ready(self) -> None:
        """Say what waits here sealed, so that a new key reaches it, what waits for whom, and which publications were replies."""
        from gongkai.web.cases import desk, queries
        from gongkai.web.cases.linking import origin
        from gongkai.web.cases.models import Applicant, Opinion
        from gongkai.web.cases.opinions import queries as opinions
        from gongkai.web.organs import boards
        from gongkai.web.publications import origins
        from gongkai.web.vault import rotation

        boards.register(desk.boards)
        origins.register(origin.told)
        rotation.register(
            rotation.Shelf(
                "applicants",
                lambda: Applicant.objects.filter(erased=None).select_related("case"),
                lambda applicant: queries.purpose(applicant.case),
            )
        )
        rotation.register(
            rotation.Shelf(
                "opinions",
                lambda: Opinion.objects.filter(erased=None).select_related("case", "step"),
                opinions.purpose,
            )
        )
