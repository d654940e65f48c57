"""What the interface keeps: the tokens of other systems."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy

from gongkai.web.organs.models import Organ, Person


class Scope(models.TextChoices):
    """What a token opens. What a person has to read, review or approve is opened by none."""

    FILE = "cases:file", gettext_lazy("登记申请")
    READ = "cases:read", gettext_lazy("查看办件，不含申请人身份信息和文书")
    STEP = "cases:step", gettext_lazy("登记办理步骤，报送送审稿")
    LETTERS = "letters:read", gettext_lazy("读取通知、答复的正文和文书")
    STATISTICS = "statistics:read", gettext_lazy("读取统计")
    IDENTITY = "identity:read", gettext_lazy("读取申请人身份信息，每次都记入日志")


class Token(models.Model):
    """The token of another system for one organ. Only a keyed digest of it is kept; it is shown once, when it is made.

    `person` is the account in whose name it acts. `valid_until` is the last day on which it opens anything.
    """

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="tokens")
    name = models.CharField(gettext_lazy("对方系统"), max_length=40)
    person = models.OneToOneField(Person, models.PROTECT, related_name="token")
    scopes = models.JSONField(gettext_lazy("权限范围"), default=list)
    secret_digest = models.CharField(max_length=64, unique=True)
    valid_until = models.DateField(gettext_lazy("有效期至"))
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    last_used = models.DateField(gettext_lazy("最近使用"), null=True, blank=True)
    revoked_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["organ", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="a_token_is_revoked_after_it_was_made",
                condition=Q(revoked_at=None) | Q(revoked_at__gte=F("made_at")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.organ_id} {self.name}"
