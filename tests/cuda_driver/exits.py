"""A program with a Session that ends; run by test_cuda_driver.py, over the driver stand-in, with how it ends."""

from __future__ import annotations

import sys
import threading
from pathlib import Path
from tempfile import TemporaryDirectory

from caffe2trt.converter import define_network
from caffe2trt.runtime import Session, engine_backend
from tests.cuda_driver.support import X, engine_over
from tests.networks import lstm_text, random_net

SESSIONS: list[Session] = []


def open_and_step(path: Path) -> None:
    SESSIONS.append(Session(path, cuda_graph=True))
    for x in X[:5]:
        SESSIONS[-1].step(x=x)


def main(how: str) -> None:
    with TemporaryDirectory() as folder:
        network = define_network(random_net(Path(folder), lstm_text(3, 2, 4, 5)), tensorrt="rtx")
        vars(engine_backend)["read_engine"] = lambda path, flavours: engine_over(network)
        path = Path(folder) / "net.engine"
        path.touch()
        open_and_step(path)
        if how == "left open in a thread":
            thread = threading.Thread(target=open_and_step, args=(path,))
            thread.start()
            thread.join()
        if how == "closed":
            SESSIONS.pop().close()
    print(f"{how}: {len(SESSIONS)} sessions")


if __name__ == "__main__":
    main(sys.argv[1])
