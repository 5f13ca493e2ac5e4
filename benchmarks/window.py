"""An interviewer's window as the server sees it: Streamlit's own protocol over a websocket."""

import asyncio
import json
from contextlib import suppress
from typing import Any, NamedTuple

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from assessment.domain.ids import SheetKey
from assessment.ui.shared.viewer import COOKIE

COMPONENT = "levelset_live_screen"
REFRESH = json.dumps([{"event": "refresh", "value": 1}])


class Given(NamedTuple):
    """What the live screen was given to work with."""

    token: str
    items: tuple[str, ...]


class Window:
    """One open live screen; it can ask for a redraw and reads whatever the server sends."""

    def __init__(self, url: str, sheet: SheetKey, remembered: str) -> None:
        self._url, self._query = url, f"interview={sheet.interview}"
        self._cookie = f"{COOKIE}={remembered}"
        self._page = self._fragment = self._component = ""
        self._first_run = asyncio.Event()
        self.given = Given("", ())
        self.asked = self.drawn = 0
        """Redraws; the server may answer several requests with one run."""

    async def open(self) -> None:
        """Connects and waits for the whole page."""
        self._socket = await websockets.connect(
            self._url.replace("http", "ws", 1) + "/_stcore/stream",
            subprotocols=[websockets.Subprotocol("streamlit")],
            origin=websockets.Origin(self._url),
            additional_headers={"Cookie": self._cookie},
            max_size=None,
            compression=None,
            open_timeout=None,  # a server that is slow to answer is measured, not given up
            ping_interval=None,
        )
        self._reading = asyncio.create_task(self._read())
        await self._socket.send(self._rerun().SerializeToString())
        drawn = asyncio.create_task(self._first_run.wait())
        await asyncio.wait({drawn, self._reading}, return_when=asyncio.FIRST_COMPLETED)
        if self._reading.done():
            drawn.cancel()
            self._reading.result()
        if not self.given.token:
            raise RuntimeError(f"{self._query}: the page came without a live screen")

    async def redraw(self) -> None:
        """What `setTriggerValue` of the component sends: its fragment runs again."""
        message = self._rerun()
        message.rerun_script.fragment_id = self._fragment
        trigger = message.rerun_script.widget_states.widgets.add()
        trigger.id = f"$$STREAMLIT_INTERNAL_KEY_{self._component}__events"
        trigger.json_trigger_value = REFRESH
        self.asked += 1
        await self._socket.send(message.SerializeToString())

    async def close(self) -> None:
        await self._socket.close()
        self._reading.cancel()
        with suppress(asyncio.CancelledError, websockets.ConnectionClosed):
            await self._reading

    def _rerun(self) -> BackMsg:
        message = BackMsg()
        run = message.rerun_script
        run.query_string, run.page_name = self._query, "interview"
        run.page_script_hash = self._page
        run.widget_states.SetInParent()
        run.context_info.url = f"{self._url}/interview?{self._query}"
        return message

    async def _read(self) -> None:
        async for raw in self._socket:
            message = ForwardMsg.FromString(raw)
            kind = message.WhichOneof("type")
            if kind == "navigation":
                self._page = message.navigation.page_script_hash
            elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
                self._look_at(message.delta)
            elif kind == "script_finished":
                self.drawn += self._first_run.is_set()
                self._first_run.set()

    def _look_at(self, delta: Delta) -> None:
        element = delta.new_element
        kind = element.WhichOneof("type")
        if kind in {"exception", "alert"}:
            raise RuntimeError(f"{self._query}: the page shows {element}")
        component = element.bidi_component
        if kind != "bidi_component" or component.component_name != COMPONENT:
            return
        if not self._component:
            self._component, self._fragment = component.id, delta.fragment_id
            data: dict[str, Any] = json.loads(component.json)
            self.given = Given(data["token"], tuple(q["id"] for q in data["questions"]))
