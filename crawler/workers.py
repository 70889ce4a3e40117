"""A pool of processes for what costs time - extraction, cleaning, understanding - so that the reactor never waits.

Each worker is a process of its own with one page at a time, so that one that dies or hangs is known by its page: that
page is lost and counted, the worker replaced, the others never notice. With no workers the work is done in place.
"""

from __future__ import annotations

import asyncio
import ctypes
import gc
import logging
import multiprocessing
import os
import resource
import signal
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from itertools import count
from multiprocessing import forkserver
from typing import Any, ParamSpec, TypeVar

log = logging.getLogger(__name__)

P = ParamSpec("P")
T = TypeVar("T")

PRELOAD = ["crawler.work"]
"""Imported once by the process that workers are forked from, so that they share its memory."""
MOST_MEMORY = 1 << 30
"""Bytes that a worker may take beside what it shares."""
CALLS = 1_000
"""A worker is replaced after so many calls: libraries of others keep what they have seen."""
TRIM = 50
"""Calls after which freed memory is given back: pages are large, and what lies between their remains is not reused."""


class WorkerLost(Exception):
    """A worker died ("died") or took too long ("hung") over its page; `cause` says which."""

    def __init__(self, cause: str) -> None:
        super().__init__(f"the worker {cause}")
        self.cause = cause


class Pool:
    """`size` workers, each given at most `seconds` for one call; 0 workers: calls are made in place."""

    def __init__(self, size: int, seconds: float) -> None:
        self.size, self.seconds = size, seconds
        self._idle: asyncio.LifoQueue[ProcessPoolExecutor | None] = asyncio.LifoQueue()
        """Workers without a call; None stands for one that is to be started when it is needed."""
        for _ in range(size):
            self._idle.put_nowait(None)
        self._workers: set[ProcessPoolExecutor] = set()
        self._calls: Counter[ProcessPoolExecutor] = Counter()
        self._context = multiprocessing.get_context("forkserver") if size else None
        if self._context:
            self._context.set_forkserver_preload(PRELOAD)

    async def run(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The function's result (or exception), from the first worker that is free. Raises WorkerLost."""
        if not self.size:
            return function(*args, **kwargs)
        worker = await self._idle.get()
        try:
            worker = await self._ready(worker)
            future = asyncio.get_running_loop().run_in_executor(worker, _call, function, args, kwargs)
            return await asyncio.wait_for(future, self.seconds)
        except (BrokenExecutor, TimeoutError) as error:
            lost = "hung" if isinstance(error, TimeoutError) else "died"
            log.warning("a worker %s over %s; it is replaced", lost, getattr(function, "__name__", function))
            self._stop(worker)
            worker = None
            raise WorkerLost(lost) from error
        finally:
            self._idle.put_nowait(worker)
            trim()  # here as well: the page has been here

    def rest(self) -> None:
        """End the workers without a call, so that something else has their memory; new ones start when they are needed."""
        idle = [self._idle.get_nowait() for _ in range(self._idle.qsize())]
        for worker in idle:
            self._stop(worker)
            self._idle.put_nowait(None)

    def close(self) -> None:
        """End all workers."""
        for worker in list(self._workers):
            self._stop(worker)

    async def _ready(self, worker: ProcessPoolExecutor | None) -> ProcessPoolExecutor:
        """The worker; a new one where there is none, or where it has had its calls.

        It is waited for in a thread, since what workers are forked from takes seconds to load. Raises BrokenExecutor.
        """
        if worker and self._calls[worker] < CALLS:
            self._calls[worker] += 1
            return worker
        self._stop(worker)
        worker = ProcessPoolExecutor(max_workers=1, mp_context=self._context, initializer=_begin)
        self._workers.add(worker)
        try:
            await asyncio.get_running_loop().run_in_executor(None, _launch, worker)
        except (OSError, EOFError) as error:  # no process, no memory
            self._stop(worker)
            raise BrokenExecutor(f"no worker can be started: {error}") from error
        return worker

    def _stop(self, worker: ProcessPoolExecutor | None) -> None:
        """Kill the worker's process too: one that hangs would be waited for when the program ends."""
        if worker is None:
            return
        self._workers.discard(worker)
        self._calls.pop(worker, None)
        for process in list((worker._processes or {}).values()):
            process.kill()
        worker.shutdown(wait=False, cancel_futures=True)


def _launch(worker: ProcessPoolExecutor) -> None:
    with _launching, _importable(), _without_main():
        worker.submit(int).result()


_launching = threading.Lock()
"""One at a time: the names that are hidden meanwhile are the program's."""


@contextmanager
def _importable() -> Iterator[None]:
    """Where the workers' forefather starts: Python before 3.12 gives it no path of ours, and its preload fails silently."""
    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = os.pathsep.join(dict.fromkeys(path for path in sys.path if path))
    try:
        forkserver.ensure_running()
        yield
    finally:
        os.environ.pop("PYTHONPATH")
        if before is not None:
            os.environ["PYTHONPATH"] = before


@contextmanager
def _without_main() -> Iterator[None]:
    """Where a worker starts: it would import the program that was started, all of Scrapy with it, and share none of that."""
    main: dict[str, Any] = vars(sys.modules["__main__"])
    names: tuple[str, ...] = ("__spec__", "__file__")
    hidden = {name: main.pop(name) for name in names if name in main}
    main["__spec__"] = None
    try:
        yield
    finally:
        main.update(hidden)


def _begin() -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    gc.freeze()  # what came with the fork is not looked through again, and stays shared
    gc.set_threshold(20_000, 20, 50)  # parsing makes many objects and few cycles
    with suppress(ValueError, OSError):  # a page that takes more gets a MemoryError, not the machine
        resource.setrlimit(resource.RLIMIT_DATA, (MOST_MEMORY, MOST_MEMORY))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the crawl, which then ends its workers
    os.nice(1)  # answering servers goes before reading pages


def _end_with_parent() -> None:
    """A crawl that was killed cannot end its workers: they end themselves."""
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(0)


def _call(function: Callable[..., T], args: tuple[Any, ...], kwargs: dict[str, Any]) -> T:
    try:
        return function(*args, **kwargs)
    finally:
        trim()


_trims = count(1)


def trim() -> None:
    """At every `TRIM`th call give freed memory back to the system, where the C library can (glibc)."""
    if next(_trims) % TRIM == 0 and (give_back := getattr(ctypes.CDLL(None), "malloc_trim", None)):
        give_back(0)
