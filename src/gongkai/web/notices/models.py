"""What is sent and has been sent, and which regular work was done on which day."""

from django.db import models
from django.utils.translation import gettext_lazy


class Message(models.Model):
    """An e-mail or SMS. To whom and what it says is encrypted while it waits, and forgotten once it was sent.

    `key` names what it tells whom, without saying who that is: the same key is never queued twice. `about` is the number
    of the case it concerns, or empty.
    """

    class Kind(models.TextChoices):
        EMAIL = "email", gettext_lazy("电子邮件")
        SMS = "sms", gettext_lazy("短信")

    class State(models.TextChoices):
        QUEUED = "queued", gettext_lazy("待发送")
        SENT = "sent", gettext_lazy("已发送")
        FAILED = "failed", gettext_lazy("发送失败")

    key = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=10, choices=Kind)
    about = models.CharField(max_length=60, blank=True, db_index=True)
    sealed = models.BinaryField(blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    made_at = models.DateTimeField()
    due_at = models.DateTimeField(help_text="此时之前不发送；失败后为下一次尝试的时间。")
    attempts = models.PositiveSmallIntegerField(default=0)
    fault = models.CharField(max_length=60, blank=True, help_text="最近一次失败的原因，不含收件人。")
    ended_at = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True, help_text="失败已告知工作人员的时间。")

    class Meta:
        indexes = [models.Index(fields=["state", "due_at"])]

    def __str__(self) -> str:
        return f"{self.pk} {self.kind} {self.state}"


class Round(models.Model):
    """Regular work of a day, done once however many workers there are. Unfinished, it may be begun again after a while."""

    name = models.CharField(max_length=40)
    day = models.DateField()
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "day"], name="a_round_once_a_day")]

    def __str__(self) -> str:
        return f"{self.name} {self.day}"
