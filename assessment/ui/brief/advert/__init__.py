"""Read an advert: paste or upload it, see what it says and in which words, and fill the brief."""

from assessment.ui.brief.advert.panel import panel

__all__ = ["panel"]
