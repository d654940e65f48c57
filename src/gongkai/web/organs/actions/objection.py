"""Why something cannot be done although the person may do it."""


class Objection(ValueError):
    """What stands against an action, as a sentence that says what to do; `field` is the entry it is about."""

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field
