"""The components among the installed packages, which Streamlit looks for whenever a page begins.

It reads every package's metadata for that, which was half of what a page took that is run alone.
"""

import functools

from streamlit.components.v2 import manifest_scanner


def look_once() -> None:
    """Lets this process look for them once: what is installed does not change while tests run."""
    once = functools.cache(manifest_scanner.scan_component_manifests)
    manifest_scanner.scan_component_manifests = once
    once()
