"""Run something in a process of its own that begins with the slow libraries loaded, and without `geo`."""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

PRELOADED = ["geopandas", "hypothesis", "pydantic", "pytest", "typer.testing", "pint", "babel", "streamlit"]
MEMORY_LIMIT = 6 * 2**30
FEW_EXAMPLES = "25"
IDLE_FACTOR = 20
"""What sleeps or waits for a lock is ended after so many times its limit."""

_APART = multiprocessing.get_context("forkserver")
_APART.set_forkserver_preload(PRELOADED)


def run_apart(job: Callable[..., None], arguments: Sequence[Any], limit_s: float) -> int | None:
    """Run a job apart and return its exit code; missing where it had to be ended after the limit.

    The limit is of processor time, so that a busy machine ends nothing.
    """
    process = _APART.Process(target=_limited, args=(int(limit_s), job, tuple(arguments)))
    process.start()
    process.join(max(limit_s * IDLE_FACTOR, 60))
    if process.exitcode is None:
        process.kill()
        process.join()
        return None
    return None if process.exitcode == -signal.SIGXCPU else process.exitcode


def _limited(limit_s: int, job: Callable[..., None], arguments: Sequence[Any]) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (limit_s, limit_s + 5))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    job(*arguments)


def be_quiet(root: Path, scratch: Path) -> None:
    """Prepare this process, which must be one apart, to run tests of a checkout."""
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    os.environ.update(FUZZ_EXAMPLES=FEW_EXAMPLES, HYPOTHESIS_STORAGE_DIRECTORY=str(scratch / "hypothesis"))
    os.chdir(root)
    sys.path.insert(0, str(root))
    sys.dont_write_bytecode = True


def run_pytest(arguments: Sequence[str], scratch: Path, plugins: Sequence[object]) -> int:
    """Run tests in this process, and return pytest's exit code.

    Property tests try few examples, the same in every run, and remember none of their failures.
    """
    import pytest

    quiet = ["-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--hypothesis-seed=1"]
    quiet += ["-o", "tmp_path_retention_policy=none"]
    room = f"--basetemp={scratch / f'tmp-{os.getpid()}'}"
    return int(
        pytest.main([*quiet, room, "-m", "not browser and not texts", *arguments], plugins=list(plugins))
    )
