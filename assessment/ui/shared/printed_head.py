"""What a page says about itself on paper alone, where nothing stands around it."""

from datetime import datetime

from assessment.domain.requisition import Requisition
from assessment.ui.shared.html import put
from assessment.ui.shared.templating import Macros
from assessment.ui.shared.wording import day, zone, zone_name

_page = Macros("shared/templates/page.html.j2")


def printed_head(requisition: Requisition, now: datetime, *more: str) -> None:
    """Role, client, requisition and the day of printing, each of `more` on a line below."""
    whose = [requisition.title, requisition.client, requisition.id, day(now)]
    lines = [" · ".join(filter(None, whose)), *more, f"Times: {zone_name(zone(), now)}"]
    put(_page("paper_head", lines))
