"""`python -m question_bank check|coverage|schema`."""

from question_bank.command import app

if __name__ == "__main__":
    app(prog_name="python -m question_bank")
