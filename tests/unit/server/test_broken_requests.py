"""What the server's own refusals are replaced by."""

import sys
from types import ModuleType, SimpleNamespace

import pytest
from uvicorn.protocols.http.h11_impl import H11Protocol
from websockets.server import ServerProtocol

from assessment.server import broken_requests

FASTER = "uvicorn.protocols.http.httptools_impl"
"""uvicorn's other implementation, where `httptools` is installed."""


@pytest.mark.parametrize("there", [True, False])
def test_each_implementation_of_http_answers_alike_and_closes(monkeypatch, there):
    other = type("HttpToolsProtocol", (), {})
    module = ModuleType(FASTER)
    module.HttpToolsProtocol = other
    monkeypatch.setitem(sys.modules, FASTER, module if there else None)

    broken_requests.install()

    for protocol in (H11Protocol, other) if there else (H11Protocol,):
        done = []
        transport = SimpleNamespace(write=done.append, close=lambda done=done: done.append("end"))
        protocol.send_400_response(SimpleNamespace(transport=transport), "why")
        assert done == [broken_requests.answer(), "end"]


def test_a_handshake_that_is_refused_has_each_header_once_however_often_it_is_installed():
    broken_requests.install()
    broken_requests.install()
    response = ServerProtocol().reject(400, "No.")

    for name, value in broken_requests.HEADERS.items():
        assert response.headers.get_all(name) == [value]
