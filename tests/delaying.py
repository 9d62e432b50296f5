"""A slow line: what is sent to a server and back arrives later."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from functools import partial
from threading import Thread
from urllib.parse import urlsplit

_CHUNK = 65_536


async def _pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, delay_s: float) -> None:
    """Pass on what comes, each piece `delay_s` after it came."""
    loop = asyncio.get_running_loop()
    waiting: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()

    async def deliver() -> None:
        content = b"."
        while content:
            due, content = await waiting.get()
            await asyncio.sleep(max(0.0, due - loop.time()))
            writer.write(content)
            await writer.drain()
        writer.close()

    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(deliver())
        while content := await reader.read(_CHUNK):
            waiting.put_nowait((loop.time() + delay_s, content))
        waiting.put_nowait((loop.time() + delay_s, b""))


async def _serve(port: int, delay_s: float, opened: Future[tuple[int, Callable[[], object]]]) -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        from_server, to_server = await asyncio.open_connection("127.0.0.1", port)
        try:
            await asyncio.gather(_pass_on(reader, to_server, delay_s), _pass_on(from_server, writer, delay_s))
        except (ConnectionError, asyncio.CancelledError):
            pass  # a browser may leave at any time, and at the end some are still there
        finally:
            to_server.transport.abort()
            writer.transport.abort()

    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
        opened.set_result((server.sockets[0].getsockname()[1], partial(loop.call_soon_threadsafe, stop.set)))
        await stop.wait()


@contextmanager
def delayed(address: str, delay_ms: float) -> Iterator[str]:
    """Return the address of a line to a server on which each way takes `delay_ms` longer."""
    opened: Future[tuple[int, Callable[[], object]]] = Future()
    serving = _serve(urlsplit(address).port or 80, delay_ms / 1000, opened)
    thread = Thread(target=asyncio.run, args=(serving,), daemon=True)
    thread.start()
    port, stop = opened.result(timeout=10)
    yield f"http://127.0.0.1:{port}"
    stop()
    thread.join()
