"""`python -m assessment`: the command line."""

from assessment.cli import main

__all__ = ["main"]

if __name__ == "__main__":
    main()
