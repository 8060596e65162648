"""Writes caffe.json: what Caffe's fillers make of net.prototxt. Runs under the Python of a pycaffe, by hand."""

import json
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

caffe: Any = import_module("caffe")  # Caffe's own

folder = Path(__file__).parent
found: dict[str, list[dict[str, Any]]] = {}
nets = []
for seed in range(8):
    caffe.set_random_seed(seed)
    nets.append(caffe.Net(str(folder / "net.prototxt"), caffe.TEST))
for name in nets[0].params:
    for index in range(len(nets[0].params[name])):
        arrays = [net.params[name][index].data for net in nets]
        rows = [array.reshape(len(array), -1).sum(1).mean() if array.ndim else float(array) for array in arrays]
        found.setdefault(name, []).append(
            {
                "shape": list(arrays[0].shape),
                "mean": float(sum(array.mean() for array in arrays) / len(arrays)),
                "std": float(sum(array.std() for array in arrays) / len(arrays)),
                "min": float(min(array.min() for array in arrays)),
                "max": float(max(array.max() for array in arrays)),
                "zeros": float(sum((array == 0).mean() for array in arrays) / len(arrays)),
                "row": float(sum(rows) / len(rows)),
                "values": arrays[0].ravel().tolist() if name.startswith("fixed") and arrays[0].size <= 100 else None,
            }
        )
(folder / "caffe.json").write_text(json.dumps({"caffe": caffe.__version__, "blobs": found}, indent=1) + "\n")
sys.stdout.write(f"{len(found)} layers\n")
