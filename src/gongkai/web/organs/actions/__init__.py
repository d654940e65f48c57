"""What can be done to organs, people and one's own account. Each action checks who and when, changes, records the event."""

from gongkai.web.organs.actions.objection import Objection
from gongkai.web.organs.actions.start import Started, Top, bootstrap

__all__ = ["Objection", "Started", "Top", "bootstrap"]
