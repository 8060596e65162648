"""Exclusive: an object whose calls run one at a time, whatever thread makes them and whatever interrupts them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from threading import get_ident
from typing import NoReturn, TypeVar

from caffe2trt.runtime.interface import SessionError

Given = TypeVar("Given")
Result = TypeVar("Result")


class Exclusive(ABC):
    """An object that one thread owns and that does one thing at a time.

    `_running` holds the call that runs. `dict.setdefault` looks for it and enters the new one in one atomic operation,
    and the entry is an object of its call alone, made before. So a call that is interrupted at any place can tell
    whether the entry is its own, and removes it. A lock could be taken by a call that is interrupted before it knows.

    Attributes:
        _thread: the thread that owns the object; 0 where none may use it.
    """

    _thread: int

    def __init__(self) -> None:
        self._running: dict[str, list[int]] = {}

    def _alone(self, work: Callable[[Given], Result], given: Given, by_owner: bool = True) -> Result:
        """What `work(given)` gives, while no other such call runs.

        Args:
            by_owner: whether only the owning thread may do it.

        Raises:
            SessionError: another call runs, in another thread or around this one, or the thread is not the owner.
        """
        call = [get_ident()]
        running = self._running
        if by_owner and call[0] != self._thread:
            self._refuse()
        try:
            try:
                if (other := running.setdefault("call", call)) is not call:
                    _refuse_second(other)
                if by_owner and call[0] != self._thread:  # it was claimed in between
                    self._refuse()
                result = work(given)
                del running["call"]
                return result
            except BaseException:
                _end(running, call)
                raise
        except BaseException:  # an interrupt may have kept the inner one from its work
            _end(running, call)
            raise

    @abstractmethod
    def _refuse(self) -> NoReturn:
        """Raise SessionError: the calling thread is not the owner."""


def _end(running: dict[str, list[int]], call: list[int]) -> None:
    if running.get("call") is call:
        del running["call"]


def _refuse_second(other: list[int]) -> NoReturn:
    if other[0] == get_ident():
        raise SessionError("this session is used from inside one of its own calls; wait until that call has returned")
    raise SessionError("a call of this session is running in another thread; wait for it before you use or claim it")
