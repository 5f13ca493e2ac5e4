"""What a page says about itself on paper alone, where nothing stands around it."""

from datetime import datetime

from assessment.domain.requisition import Requisition
from assessment.ui.shared.html import put, text
from assessment.ui.shared.wording import day, zone, zone_name


def printed_head(requisition: Requisition, now: datetime, *more: str) -> None:
    """Role, client, requisition and the day of printing, each of `more` on a line below."""
    whose = [requisition.title, requisition.client, requisition.id, day(now)]
    lines = [" · ".join(filter(None, whose)), *more, f"Times: {zone_name(zone(), now)}"]
    put(f'<div class="lv-paper">{"".join(f"<div>{text(line)}</div>" for line in lines)}</div>')
