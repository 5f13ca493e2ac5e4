"""The bank that a command works with: the shipped one, and one's own questions beside it."""

import typer

from question_bank import QuestionBank, load_banks
from question_bank.own import left_out


def the_bank() -> QuestionBank:
    """The bank; where one's own questions are left out, stderr says why. Raises BankError."""
    bank = load_banks()
    if bank.own and bank.own.problems:
        typer.echo(left_out(bank.own), err=True)
    return bank
