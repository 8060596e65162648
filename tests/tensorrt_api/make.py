"""Makes the table of a TensorRT version's Python API, which tests/standin.py reads; README.md says what it holds.

    python -m tests.tensorrt_api.make tensorrt_rtx
    python -m tests.tensorrt_api.make tensorrt_bindings --empty-libraries

The second form needs NVIDIA's bindings only (pip install tensorrt-cu12-bindings), a C compiler and binutils: libraries
of empty functions take the place of TensorRT's own. Nothing can be built that way, but the API can be read.
"""

from __future__ import annotations

import argparse
import ctypes
import gzip
import inspect
import json
import re
import subprocess
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FunctionType, ModuleType
from typing import Any

FOLDER = Path(__file__).parent


def table_of(package: ModuleType) -> dict[str, Any]:
    """What the compiled module of a TensorRT package offers. What the package adds in Python is left out."""
    module = sys.modules[package.Builder.__module__]
    return {name: _entry(getattr(module, name)) for name in dir(module) if not name.startswith("__")}


def _entry(value: Any) -> Any:
    """A class's members, a function's signatures, or the type of a value."""
    if not isinstance(value, type):
        return _signatures(value) if callable(value) else type(value).__name__
    members = getattr(value, "__members__", {})
    names = [name for name in dir(value) if name == "__init__" or not (name.startswith("_") or name in members)]
    entry = {name: _member(value, name) for name in names if not _is_pythons(inspect.getattr_static(value, name))}
    return {**entry, "__members__": list(members)} if members else entry


def _is_pythons(member: Any) -> bool:
    return isinstance(member, property) and isinstance(member.fget, FunctionType)


def _member(owner: type, name: str) -> str | list[str]:
    is_property = isinstance(inspect.getattr_static(owner, name), property)
    return "property" if is_property else _signatures(getattr(owner, name))


def _signatures(function: Any) -> list[str]:
    """One for each overload, from the docstring that pybind11 writes; ["?"] where it writes none."""
    lines = [line for line in (function.__doc__ or "").splitlines() if re.match(r"(\d+\. )?\w+\(.*\) -> ", line)]
    lines = [re.sub(r"\b[\w.]*\btensorrt\w*\.", "", line) for line in lines]
    # Python 3.12 and 3.13 have these two types themselves.
    return [re.sub(r"\b[a-z.]+\.(Buffer|CapsuleType)\b", r"typing_extensions.\1", line) for line in lines] or ["?"]


def load_empty_libraries(package: str, folder: Path) -> None:
    """Load libraries of empty functions, made in `folder`, in place of NVIDIA's that the bindings `package` link to."""
    spec = find_spec(package)
    assert spec is not None, f"{package} is not installed"
    (bindings,) = (path for root in spec.submodule_search_locations or () for path in Path(root).glob("*.so"))
    symbols = re.findall(r"^ +U ([^@\s]+)$", _output("nm", "-D", "--undefined-only", bindings), re.MULTILINE)
    here = ctypes.CDLL(None)  # the process: Python's and the C library's own functions are there
    source = folder / "empty.c"
    source.write_text("".join(f"void* {name}(void) {{ return 0; }}\n" for name in symbols if not hasattr(here, name)))
    for library in re.findall(r"\(NEEDED\).*\[(libnv.*)\]", _output("readelf", "-d", bindings)):
        made = folder / library
        _output("cc", "-shared", "-fPIC", f"-Wl,-soname,{library}", "-o", made, source)
        ctypes.CDLL(str(made), mode=ctypes.RTLD_GLOBAL)


def _output(*command: str | Path) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def file_name(package: ModuleType) -> str:
    """tensorrt-10.16.1.json.gz, for example."""
    name = "tensorrt_rtx" if "rtx" in package.__name__ else "tensorrt"
    return f"{name}-{'.'.join(package.__version__.split('.')[:3])}.json.gz"


def main() -> None:
    """Write the table of one package."""
    parser = argparse.ArgumentParser(description="Write the table of a TensorRT package's Python API.")
    parser.add_argument("package", help="tensorrt_rtx, tensorrt, tensorrt_bindings")
    parser.add_argument("--empty-libraries", action="store_true", help="only the bindings are installed")
    parser.add_argument("-o", "--output", type=Path, default=FOLDER, metavar="FOLDER", help="default: this file's")
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        if options.empty_libraries:
            load_empty_libraries(options.package, Path(folder))
        package = import_module(options.package)
    target = options.output / file_name(package)
    text = json.dumps(table_of(package), indent=0, sort_keys=True)
    target.write_bytes(gzip.compress(text.encode(), mtime=0))
    print(target)


if __name__ == "__main__":
    main()
