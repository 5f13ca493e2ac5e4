"""Every use case takes the person who acts and asks the table of permissions.

A public function of a service that opens a transaction is a use case. It has a keyword `by` and
goes through `acting`, which notes what was denied; and it, or what it calls in its own module,
asks a `permit` function. Exceptions are listed here, each with its reason.
"""

import ast
import importlib
import inspect
import pkgutil

import pytest

from assessment import services

PROVED_OTHERWISE = {
    "access.seat_links.opened": "the address of the link is the proof",
    "access.seat_links.note_opened": "the link that the proof above gave",
    "access.seat_links.device": "the signed cookie of a link is the proof",
    "access.seat_links.held_by": "the signed cookie of a link is the proof",
    "access.seat_links.page_holds": "the signed token of a page is the proof",
    "access.sign_in.standing": "the signed cookie of a sign-in is the proof",
    "access.sign_in.end_sign_in": "whoever holds the sign-in ends it",
    "access.sign_in.note_sign_in": "the sign-in that was proved just before",
    "access.sign_in.note_refusal": "about somebody who got nothing",
    "access.people.own_name": "the actor's own name",
    "placement.board_inbox.record_board_events": "the signed token of the board is the proof",
    "placement.boards.interview_of": "the code in the candidate's link is the proof",
    "placement.boards.note_opened": "the interview that the code above gave",
    "placement.boards.open_board": "for a browser whose code opened this interview's board",
    "recording.inbox.receive": "asked by the two inboxes, after they checked a token",
    "recording.sheet_inbox.record_sheet_events": "the signed token of the page is the proof; "
    "whether an event counts is decided one by one",
    "store.generation.current_generation": "names no data, only which database this is",
    "drafts.form_drafts.ending": "wraps the transaction of the use case that saves a form",
}
TOKENS = "access.tokens."
"""Signs and checks; reads the key and no data of a requisition."""
ASKS = {
    *("permit", "permit_anywhere", "permit_candidate", "permit_interview", "permit_sheet"),
    *("may", "role_in", "role_anywhere", "requisition_file", "seen_by"),
}


def modules():
    for found in pkgutil.walk_packages(services.__path__, f"{services.__name__}."):
        yield importlib.import_module(found.name)


def named(function):
    return f"{function.__module__}.{function.__qualname__}".removeprefix(f"{services.__name__}.")


def use_cases():
    for module in modules():
        if module.__name__.endswith(("store.ports", "store.permits")):
            continue
        for name, found in vars(module).items():
            own = inspect.isfunction(found) and found.__module__ == module.__name__
            public = own and not name.startswith("_")
            if public and "open_uow" in inspect.signature(found).parameters:
                yield found


def calls_of(function):
    tree = ast.parse(inspect.getsource(function))
    calls = (n.func for n in ast.walk(tree) if isinstance(n, ast.Call))
    return {f.id if isinstance(f, ast.Name) else getattr(f, "attr", "") for f in calls}


def asks(function, seen=()):
    """Whether it, or a function of services that it calls, asks the table."""
    called = calls_of(function)
    if called & ASKS:
        return True
    module = inspect.getmodule(function)
    helpers = [vars(module).get(name) for name in called]
    for part in vars(module).values():  # `kit_drafts.change`, `form_drafts.keep`
        if inspect.ismodule(part) and part.__name__.startswith(services.__name__):
            helpers += [vars(part).get(name) for name in called]
    return any(
        asks(h, (*seen, function))
        for h in helpers
        if inspect.isfunction(h)
        and h.__module__.startswith(services.__name__)
        and h not in seen
        and h is not function
    )


EVERY = [f for f in use_cases() if not named(f).startswith(TOKENS)]
CHECKED = [f for f in EVERY if named(f) not in PROVED_OTHERWISE]


def test_the_list_of_exceptions_names_nothing_that_is_gone():
    assert set(PROVED_OTHERWISE) <= {named(f) for f in EVERY}
    assert len(CHECKED) > 60


@pytest.mark.parametrize("use_case", CHECKED, ids=named)
def test_a_use_case_takes_the_actor_and_asks_for_permission(use_case):
    by = inspect.signature(use_case).parameters.get("by")

    assert by is not None, "takes nobody"
    assert by.default is inspect.Parameter.empty, "acts for somebody by default"
    assert by.kind is inspect.Parameter.KEYWORD_ONLY
    assert asks(use_case), "asks for no permission"


@pytest.mark.parametrize("use_case", CHECKED, ids=named)
def test_a_use_case_opens_its_transaction_so_that_a_denial_is_noted(use_case):
    tree = ast.parse(inspect.getsource(use_case))
    plain = [
        call
        for node in ast.walk(tree)
        if isinstance(node, ast.With)
        for item in node.items
        if isinstance(call := item.context_expr, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id == "open_uow"
    ]

    assert plain == []
