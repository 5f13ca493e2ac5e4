"""Levelset: interviewing people into MES and MOM jobs."""


def version() -> str:
    """The version of Levelset that is installed."""
    # Imported here, because every command imports this package and hardly any needs a version.
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415

    try:
        return version("levelset")
    except PackageNotFoundError:  # a plain checkout that nobody installed
        return "0.1.0"
