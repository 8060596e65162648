"""The work of a call as CUDA graphs."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from contextlib import suppress

from caffe2trt.runtime.device import Device, DeviceError


class Graphs:
    """Two graphs, one for each set of states that a call begins from.

    A graph holds the copies from and to pinned memory and the engine's own work, all at addresses that do not change.
    If calls copy other arrays than the graphs do, because an input is now on the GPU, or have another size, the graphs
    are freed and made again: they hold only while the execution context stays as it was ("Modifying the context from
    which the graph was captured will result in undefined behavior", as NVIDIA says).

    Attributes:
        why_not: why nothing is recorded any more; None while it is.
    """

    def __init__(self, device: Device, stream: int, *, varies: bool = False) -> None:
        """`varies`: whether calls may have several sizes."""
        self.device, self.stream = device, stream
        self._third = "the third call of the same size" if varies else "the third call"
        self.why_not: str | None = None
        self._copied: Hashable = None  # the arrays that the graphs copy, and the size of the call
        self._graphs: dict[int, int] = {}
        self._was_run: set[int] = set()
        self._is_recording = False

    @property
    def text(self) -> str:
        """For people: whether a graph runs, and why not."""
        if self.why_not is not None:
            return f"no CUDA graph: {self.why_not}"
        return "CUDA graph" if self._graphs else f"no CUDA graph yet: it is recorded from {self._third} on"

    def run(self, which: int, copied: Hashable, work: Callable[[], None]) -> None:
        """Do the work of a call that begins from set `which`: by its graph, or as it is.

        `copied` tells the calls that may share a graph: the arrays that are copied, and the size.

        It is recorded when it comes for the second time: TensorRT does work of its own at the first.
        """
        if copied != self._copied:
            if self._graphs:
                self.device.synchronize(self.stream)  # a graph that is freed must not be running
                self.close()
            self._was_run.clear()
            self._copied = copied
        if which not in self._graphs and not (which in self._was_run and self._record(which, work)):
            work()
            self._was_run.add(which)
            return
        self.device.launch_graph(self._graphs[which], self.stream)

    def _record(self, which: int, work: Callable[[], None]) -> bool:
        if self.why_not is not None:
            return False
        try:
            self._is_recording = True
            self.device.begin_capture(self.stream)
            work()
            self._graphs[which] = self.device.end_capture(self.stream)
            self._is_recording = False
        except DeviceError as error:  # loops whose trips the GPU decides, for one, cannot be recorded
            self.stop_recording()
            if error.is_lost:
                raise
            self.why_not = str(error)
            return False
        except BaseException:
            self.stop_recording()  # in this thread: CUDA lets no other end it
            raise
        return True

    def stop_recording(self) -> None:
        """End a recording that failed or was interrupted; what was recorded is not used."""
        if self._is_recording:
            with suppress(DeviceError):  # none had begun, or it cannot be replayed
                self.device.destroy_graph(self.device.end_capture(self.stream))
            self._is_recording = False

    def close(self) -> None:
        """Free the graphs."""
        while self._graphs:
            _, graph = self._graphs.popitem()
            self.device.destroy_graph(graph)
