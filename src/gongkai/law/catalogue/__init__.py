"""What must be published unasked: the items of Art. 20 and 21 by kind of organ, and the columns they are published in.

`items` holds the statutory items and their limits, `column` the statutory column of a website with its guide and
catalogue, `directory` the standard directory of the grass roots with its 26 fields, `upkeep` what is missing or stale.
"""

from gongkai.law.catalogue.column import (
    Element,
    Module,
    Renewal,
    catalogue_elements,
    functions,
    guide_elements,
    metadata,
    modules,
    renewal,
)
from gongkai.law.catalogue.directory import (
    Channel,
    Choice,
    Column,
    Field,
    Incomplete,
    channels,
    directory_columns,
    fields,
    incomplete,
)
from gongkai.law.catalogue.items import Item, Limit, OrganKind, Part, UnknownItem, counted, item, items, limit
from gongkai.law.catalogue.upkeep import Entry, Gap, Overdue, missing, stale

__all__ = [
    "Channel",
    "Choice",
    "Column",
    "Element",
    "Entry",
    "Field",
    "Gap",
    "Incomplete",
    "Item",
    "Limit",
    "Module",
    "OrganKind",
    "Overdue",
    "Part",
    "Renewal",
    "UnknownItem",
    "catalogue_elements",
    "channels",
    "counted",
    "directory_columns",
    "fields",
    "functions",
    "guide_elements",
    "incomplete",
    "item",
    "items",
    "limit",
    "metadata",
    "missing",
    "modules",
    "renewal",
    "stale",
]
