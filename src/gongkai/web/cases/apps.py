"""The app cases."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """申请办件."""

    name = "gongkai.web.cases"
    label = "cases"
    verbose_name = "申请办件"

    def ready(self) -> None:
        """Say what waits here sealed, so that a new key reaches it, and which publications were replies."""
        from gongkai.web.cases import queries
        from gongkai.web.cases.linking import origin
        from gongkai.web.cases.models import Applicant, Opinion
        from gongkai.web.cases.opinions import queries as opinions
        from gongkai.web.publications import origins
        from gongkai.web.vault import rotation

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
