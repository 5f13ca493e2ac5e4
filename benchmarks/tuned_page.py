"""The empty page again, served with the product's own care for garbage collection and settings."""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import streamlit as st


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[dict[str, Any]]:
    gc.collect()
    gc.freeze()
    yield {}


app = st.App(Path(__file__).parent / "empty_page.py", lifespan=lifespan)
