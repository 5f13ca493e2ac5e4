"""Templates below `assessment/ui`: found in the package, compiled once, every text escaped."""

from dataclasses import dataclass

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from assessment.ui.shared.drawing.bidi import isolated


def _shown(value: object) -> object:
    """`value` as a template writes it; a right-to-left name reorders nothing beside it."""
    return isolated(value) if isinstance(value, str) and not isinstance(value, Markup) else value


_jinja = Environment(
    loader=PackageLoader("assessment", "ui"),
    autoescape=True,
    undefined=StrictUndefined,
    finalize=_shown,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,
)


def filled(template: str, **values: object) -> Markup:
    """The file `template` below `assessment/ui`, filled with `values`."""
    return Markup(_jinja.get_template(template).render(values))  # noqa: S704  # Jinja escaped it


@dataclass(frozen=True, slots=True)
class Macros:
    """The macros of one file below `assessment/ui`, called by name."""

    file: str

    def __call__(self, macro: str, *args: object, **values: object) -> Markup:
        """What `macro` draws; every text among the arguments is escaped."""
        made = getattr(_jinja.get_template(self.file).module, macro)(*args, **values)
        return Markup(made)  # noqa: S704  # Jinja escaped it


_page = Macros("shared/drawing/templates/page.html.j2")


def style(css: str) -> Markup:
    """A style sheet of ours, as it is put on a page."""
    return _page("style", css)
