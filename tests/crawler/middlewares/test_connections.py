"""Connections are kept for the next request, but not one for each of thousands of hosts."""

from __future__ import annotations

from typing import Any

from twisted.internet.task import Clock
from twisted.web.client import HTTPConnectionPool

from crawler.middlewares.connections import IDLE, IDLE_SECONDS, Connections


class Connection:
    """As much of one as a pool looks at."""

    state = "QUIESCENT"

    def __init__(self) -> None:
        self.open = True
        self.transport = self

    def loseConnection(self) -> None:  # noqa: N802
        self.open = False


def test_the_oldest_idle_connections_are_closed() -> None:
    clock: Any = Clock()
    pool: Any = Connections(HTTPConnectionPool(clock), None, None)
    connections = [Connection() for _ in range(IDLE + 50)]
    for number, connection in enumerate(connections):
        pool._putConnection((b"https", b"%d.org" % number, 443), connection)
    assert [connection.open for connection in connections] == [False] * 50 + [True] * IDLE
    again: list[Any] = []
    pool.getConnection((b"https", b"%d.org" % (IDLE + 49), 443), None).addCallback(again.append)
    assert again, "the newest is used again"
    clock.advance(IDLE_SECONDS + 1)
    assert not any(connection.open for connection in connections[:-1])
    assert pool._connections.keys() <= {(b"https", b"%d.org" % (IDLE + 49), 443)}, "nothing is left of the others"
