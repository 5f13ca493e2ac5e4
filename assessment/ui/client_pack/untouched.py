"""Texts in which nothing was recognised: all to read in one list, and one decision for them."""

from collections.abc import Sequence

import streamlit as st

from assessment.services.reading import pack_decisions
from assessment.services.reading.pack_review import TextToReview, all_untouched
from assessment.ui.client_pack.one_text import Reviewer
from assessment.ui.shared.address import url_state
from assessment.ui.shared.drawing.html import put
from assessment.ui.shared.drawing.templating import Macros
from assessment.ui.shared.saving import save

_draw = Macros("client_pack/templates/marked.html.j2")

FEWEST = 2
"""One text alone is decided on by itself."""


def untouched(groups: Sequence[Sequence[TextToReview]], at: Reviewer) -> None:
    """Nothing where there are fewer than FEWEST; each can also be decided on by itself below."""
    clear = [group for group in groups if all_untouched(group)]
    texts = [text for group in clear for text in group]
    if len(texts) < FEWEST:
        return
    with st.expander(f"Nothing marked in {len(texts)} texts", icon=":material/done_all:"):
        st.markdown(
            "No name or code of this role's people, no address and no phone number was found in "
            "these. A nickname or a place can still give away who somebody is, so read them first. "
            "To reword one, use its own field below."
        )
        put(_draw("untouched", [(_where(group), group[0].text.text) for group in clear]))
        shown = [(t.text.key, t.text.text) for t in texts]
        if (seen := url_state.pressed(f"Include these {len(texts)} texts", shown)) is not None:
            save(
                lambda: pack_decisions.include_untouched(
                    at.context.open_uow,
                    at.context.bank,
                    at.context.clock,
                    at.requisition,
                    texts=seen,
                    by=at.by,
                ),
                "Included as they are. Each can be reviewed again under Included.",
            )


def _where(group: Sequence[TextToReview]) -> str:
    first, more = group[0].where, len(group) - 1
    return f"{first}, and {more} more" if more else first
