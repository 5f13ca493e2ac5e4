"""Levelset: interviewing people into MES and MOM jobs."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("levelset")
except PackageNotFoundError:  # a plain checkout that nobody installed
    __version__ = "0.1.0"
