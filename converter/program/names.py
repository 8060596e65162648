"""UniqueNames: names that are given out once each."""

from __future__ import annotations

from collections.abc import Iterable


class UniqueNames:
    """Gives each name once: the name asked for, or the first of NAME.1, NAME.2, ... that is free.

    It remembers for each name where its search ended, so that asking for one name n times takes n steps, not n * n / 2.
    """

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)
        # For each name the smallest number that may be free: names are never given back.
        self._numbers: dict[str, int] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._taken

    def reserve(self, name: str) -> None:
        """Keep `name` from being given out."""
        self._taken.add(name)

    def take(self, name: str) -> str:
        """`name`, or the first numbered form that is free; it is taken from now on."""
        if name in self._taken:
            name = self.next(name)
        self._taken.add(name)
        return name

    def next(self, name: str) -> str:
        """What `take` would give for `name`, which stays free."""
        if name not in self._taken:
            return name
        number = self._numbers.get(name, 1)
        while (free := f"{name}.{number}") in self._taken:
            number += 1
        self._numbers[name] = number
        return free
