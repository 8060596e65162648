"""What tests see of a Session from outside it: work in another thread, and which arrays are still alive."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any


def in_thread(work: Callable[[], object]) -> None:
    """Run it in another thread, and raise here what it raised there."""
    failed: list[BaseException] = []

    def guarded() -> None:
        try:
            work()
        except BaseException as error:
            failed.append(error)

    thread = threading.Thread(target=guarded)
    thread.start()
    thread.join()
    if failed:
        raise failed[0]


def count_alive(of: type[Any]) -> Any:
    """A subclass that counts in `alive` how many of its objects there are."""

    class Kept(of):  # type: ignore[misc]
        alive = 0

        def __init__(self, *args: Any) -> None:
            super().__init__(*args)
            Kept.alive += 1

        def __del__(self) -> None:
            Kept.alive -= 1

    return Kept
