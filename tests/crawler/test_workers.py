"""The pool: pages are read elsewhere, and nothing that a page does to its worker harms another."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from crawler.workers import Pool, WorkerLost

ROOT = Path(__file__).resolve().parents[2]


class NotToday(Exception):
    pass


def pid() -> int:
    return os.getpid()


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def hang() -> None:
    time.sleep(60)


def fail(message: str) -> None:
    raise NotToday(message)


def gorge() -> int:
    return len(bytearray(4 << 30))


def nap(seconds: float) -> float:
    time.sleep(seconds)
    return time.monotonic()


def loaded() -> bool:
    return "feeds.understand" in sys.modules and "trafilatura" in sys.modules


def test_what_happens_to_one_page_happens_to_no_other() -> None:
    async def main() -> None:
        pool = Pool(2, 1.0)
        try:
            await asyncio.gather(pool.run(pid), pool.run(pid))  # both are up: what follows is not their start
            ends = await asyncio.gather(
                pool.run(pid), pool.run(die), pool.run(hang), pool.run(fail, "no"), pool.run(gorge),
                *(pool.run(pid) for _ in range(6)), return_exceptions=True,
            )  # fmt: skip
        finally:
            pool.close()
        assert isinstance(ends[1], WorkerLost) and ends[1].cause == "died"
        assert isinstance(ends[2], WorkerLost) and ends[2].cause == "hung"
        assert isinstance(ends[3], NotToday) and str(ends[3]) == "no"
        assert isinstance(ends[4], MemoryError)
        assert all(isinstance(end, int) and end != os.getpid() for end in (ends[0], *ends[5:]))

    asyncio.run(main())


def test_no_more_calls_are_under_way_than_there_are_workers_and_the_loop_goes_on() -> None:
    async def main() -> None:
        pool = Pool(2, 20)
        try:
            assert all(await asyncio.gather(pool.run(loaded), pool.run(loaded))), "the preload failed"
            late, calls = 0.0, [asyncio.ensure_future(pool.run(nap, 0.2)) for _ in range(6)]
            while not all(call.done() for call in calls):
                before = time.monotonic()
                await asyncio.sleep(0.01)
                late = max(late, time.monotonic() - before - 0.01)
            ends = sorted(call.result() for call in calls)
        finally:
            pool.close()
        assert ends[-1] - ends[0] > 0.35, "three pairs, one after another"
        assert late < 0.15

    asyncio.run(main())


def test_without_workers_calls_are_made_in_place() -> None:
    async def main() -> None:
        pool = Pool(0, 1)
        assert await pool.run(pid) == os.getpid()
        with pytest.raises(NotToday):
            await pool.run(fail, "no")
        pool.close()

    asyncio.run(main())


def test_workers_that_rest_leave_and_others_come_when_there_is_work_again() -> None:
    async def main() -> None:
        pool = Pool(2, 20)
        try:
            first = set(await asyncio.gather(pool.run(pid), pool.run(pid)))
            under_way = asyncio.ensure_future(pool.run(nap, 0.3))
            await asyncio.sleep(0.1)
            pool.rest()
            assert await under_way > 0, "a call under way is not disturbed"
            again = await asyncio.gather(*(pool.run(pid) for _ in range(4)))
        finally:
            pool.close()
        assert len(set(again)) <= 2 and len(first - set(again)) >= 1

    asyncio.run(main())


ORPHANS = """
import asyncio, os, sys
from crawler.workers import Pool
async def main():
    pool = Pool(2, 9)
    print(*await asyncio.gather(pool.run(os.getpid), pool.run(os.getpid)), flush=True)
    await asyncio.sleep(60)
if __name__ == "__main__":
    asyncio.run(main())
"""


def test_a_crawl_that_is_killed_leaves_no_worker_behind(tmp_path: Path) -> None:
    script = tmp_path / "orphans.py"
    script.write_text(ORPHANS)
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True, env=environ) as crawl:
        assert crawl.stdout
        workers = [int(word) for word in crawl.stdout.readline().split()]
        crawl.kill()
    deadline = time.monotonic() + 10
    while (left := [worker for worker in workers if _lives(worker)]) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert workers and not left


def _lives(process: int) -> bool:
    try:
        return " Z " not in Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return False
