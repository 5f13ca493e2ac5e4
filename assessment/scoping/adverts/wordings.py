"""One pattern out of several wordings, each on a line of its own so that it can be reviewed."""

import re


def any_of(*wordings: str, exact: bool = False) -> re.Pattern[str]:
    """A pattern for any of `wordings`; `exact` tells capitals from small letters."""
    return re.compile("|".join(f"(?:{w})" for w in wordings), 0 if exact else re.IGNORECASE)
