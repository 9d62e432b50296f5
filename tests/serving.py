"""A server for a data folder: the real page in a process of its own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent
_START_SECONDS = 60


@dataclass(frozen=True)
class Server:
    """The page of one data folder, served by a process of its own."""

    address: str
    log: Path
    process: subprocess.Popen[bytes]

    @contextmanager
    def held(self) -> Iterator[None]:
        """Answer nothing for a while."""
        self.process.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self.process.send_signal(signal.SIGCONT)


@contextmanager
def serve(log: Path, environment: Mapping[str, str]) -> Iterator[Server]:
    """Serve the page on a free port. `environment` is added to what this process has."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    own = {name: value for name, value in os.environ.items() if not name.startswith("CORRIDORS_")}
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port", str(port)]
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*command, "--server.address", "127.0.0.1"],
            cwd=ROOT,
            env={**own, **environment},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    server = Server(f"http://127.0.0.1:{port}", log, process)
    try:
        _await_health(server)
        yield server
    finally:
        process.terminate()
        process.wait(20)


def _await_health(server: Server) -> None:
    pause = Event()
    for _ in range(_START_SECONDS * 20):
        try:
            with urlopen(f"{server.address}/_stcore/health", timeout=5) as answer:
                if answer.status == 200:
                    return
        except (URLError, OSError):
            pause.wait(0.05)
        if server.process.poll() is not None:
            break
    raise RuntimeError(f"the server did not start:\n{server.log.read_text(encoding='utf-8')}")
