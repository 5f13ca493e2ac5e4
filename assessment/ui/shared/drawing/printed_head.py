"""What a page says about itself on paper alone, where nothing stands around it."""

from datetime import datetime

from markupsafe import Markup

from assessment.domain.requisition import Requisition
from assessment.ui.shared.drawing.html import put
from assessment.ui.shared.drawing.templating import Macros
from assessment.ui.shared.wording import day, zone, zone_name

_page = Macros("shared/drawing/templates/page.html.j2")


def printed_head(requisition: Requisition, now: datetime, *more: str) -> None:
    """Role, client, requisition and the day of printing, each of `more` on a line below."""
    put(paper_head(requisition, now, *more))


def paper_head(requisition: Requisition, now: datetime, *more: str) -> Markup:
    """The same as the beginning of a drawing."""
    whose = [requisition.title, requisition.client, requisition.id, day(now)]
    lines = [" · ".join(filter(None, whose)), *more, f"Times: {zone_name(zone(), now)}"]
    return _page("paper_head", lines)
