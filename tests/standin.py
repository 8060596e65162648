"""A stand-in for the full TensorRT, for machines that cannot install it.

It is NOT TensorRT. It offers the Python API of one version as the table of that version's real bindings lists it
(tests/tensorrt_api): a name that the version lacks is an AttributeError, a call whose arguments do not fit a
TypeError.

Behind the checks it passes each call on to TensorRT for RTX, which shares the API, so that shapes and types are
inferred by a real TensorRT. Two things are its own: RNNv2, which RTX lacks, is held as data, and a plugin layer too;
both are computed in numpy by evaluate_network as NVIDIA documents them. A network of TensorRT 8 has an implicit batch
if it is created without EXPLICIT_BATCH; what TensorRT documents as refused with one batch or the other
(tests/implicit_batch.py) gives None here too, with the reason in the log. Nothing is built: build_serialized_network
checks its arguments and gives bytes that say what they are.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import tensorrt_rtx

from tests.implicit_batch import why_not_built, why_refused, why_rnn_refused

TABLES = Path(__file__).parent / "tensorrt_api"


def table_versions(module: str) -> tuple[str, ...]:
    """The versions of a TensorRT module that have a table here, oldest first."""
    names = [path.name for path in TABLES.glob(f"{module}-*.json.gz")]
    versions = [name.removeprefix(f"{module}-").removesuffix(".json.gz") for name in names]
    return tuple(sorted(versions, key=lambda version: [int(part) for part in version.split(".")]))


VERSIONS = table_versions("tensorrt")
IGNORED_BY_RTX = {"hardware_compatibility_level"}  # has the property, and does not keep what is set
BYTES = b"not an engine: made by a stand-in for TensorRT"


@cache
def table(version: str) -> dict[str, Any]:
    """Class -> method -> signatures, or "property", of a version's real bindings; rtx is the newest of RTX."""
    name = f"tensorrt_rtx-{table_versions('tensorrt_rtx')[-1]}" if version == "rtx" else f"tensorrt-{version}"
    loaded: dict[str, Any] = json.loads(gzip.decompress((TABLES / f"{name}.json.gz").read_bytes()))
    return loaded


class Signature:
    """The parameters of one overload."""

    def __init__(self, text: str) -> None:
        inner, _, self.result = text.partition(" -> ")
        inner = inner[inner.index("(") + 1 : inner.rindex(")")]
        inner = re.sub(r"<[^>]*>", "0", re.sub(r"\[[^\[\]]*\]", "", inner))
        parts = [part.strip() for part in inner.split(",") if part.strip()]
        parts = [part for part in parts if not part.startswith("self:")]
        self.names = [part.partition(":")[0].strip() for part in parts]
        self.required = [name for name, part in zip(self.names, parts) if "=" not in part]

    def fits(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> bool:
        """Whether a call's arguments bind to these parameters."""
        if len(args) > len(self.names) or any(name not in self.names[len(args) :] for name in kwargs):
            return False
        given = {*self.names[: len(args)], *kwargs}
        return all(name in given for name in self.required)


class Enumeration:
    """An enumeration of the version; a member is RTX's own where RTX has it."""

    def __init__(self, name: str, members: list[str]) -> None:
        real: Any = getattr(tensorrt_rtx, name, None)
        for index, member in enumerate(members):
            known = real is not None and member in real.__members__
            setattr(self, member, real.__members__[member] if known else Member(name, member, index))


class Member:
    """A member that RTX's enumeration lacks."""

    def __init__(self, kind: str, name: str, value: int) -> None:
        self.kind, self.name, self.value = kind, name, value

    def __int__(self) -> int:
        return self.value

    def __str__(self) -> str:
        return f"{self.kind}.{self.name}"


class ClassToken:
    """A class of the version, for `layer.__class__ = trt.IConvolutionLayer`, `hasattr`, and construction."""

    def __init__(self, module: StandIn, name: str) -> None:
        self.module, self.name = module, name

    def __dir__(self) -> list[str]:
        return [name for name, entry in self.module.table[self.name].items() if entry == "property"]

    def __getattr__(self, member: str) -> Any:
        if member not in self.module.table[self.name]:
            raise AttributeError(f"TensorRT {self.module.__version__}: {self.name} has no {member}")
        return member

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        self.module.check(self.name, "__init__", args, kwargs)
        if self.name == "Builder":
            return Proxy(self.module, "Builder", tensorrt_rtx.Builder(unwrap(args[0])))
        return Proxy(self.module, self.name, getattr(tensorrt_rtx, self.name)(*map(unwrap, args), **kwargs))


class StandIn:
    """The module. `calls` lists every (class, member) that was used."""

    def __init__(self, version: str) -> None:
        self.__version__ = version
        self.__name__ = "tensorrt"
        self.table = table(version)
        self.calls: set[tuple[str, str]] = set()
        self.key = f"standin.tensorrt_{version}"  # where the module of an object's class is found, as of a real one
        sys.modules[self.key] = self  # type: ignore[assignment]

    def __getattr__(self, name: str) -> Any:
        if name == "ILogger":
            return tensorrt_rtx.ILogger
        if name == "IProgressMonitor" and name in self.table:
            return tensorrt_rtx.IProgressMonitor
        if name not in self.table:
            raise AttributeError(f"TensorRT {self.__version__} has no {name}")
        entry = self.table[name]
        if isinstance(entry, dict) and "__members__" in entry:
            value: Any = Enumeration(name, entry["__members__"])
        else:
            value = ClassToken(self, name)
        setattr(self, name, value)
        return value

    def check(self, kind: str, member: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> str:
        """Record a use and raise if the version does not have it so; gives the class of the result."""
        self.calls.add((kind, member))
        entry = self.table.get(kind, {}).get(member)
        if entry is None:
            raise AttributeError(f"TensorRT {self.__version__}: {kind} has no {member}")
        if entry == "property" or entry == ["?"]:
            return ""
        fitting = [signature for signature in map(Signature, entry) if signature.fits(args, kwargs)]
        if not fitting:
            raise TypeError(f"TensorRT {self.__version__}: {kind}.{member} does not take {args} {kwargs}: {entry}")
        return fitting[0].result.strip()


class Proxy:
    """An object of the version; every use of it is checked, then passed on to RTX's object."""

    def __init__(self, module: StandIn, kind: str, real: Any) -> None:
        object.__setattr__(self, "_module", module)
        object.__setattr__(self, "_kind", kind)
        object.__setattr__(self, "_real", real)
        object.__setattr__(self, "_layers", [])
        object.__setattr__(self, "_inputs", [])
        object.__setattr__(self, "_stated", {})

    def __getattr__(self, name: str) -> Any:
        module, kind, real = self._module, self._kind, self._real
        if module.table.get(kind, {}).get(name) == "property":
            module.check(kind, name, (), {})
            if name in self._stated:
                return self._stated[name]
            return wrap(module, getattr(real, name), self)
        return self._method(name)

    def _method(self, name: str) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            result = self._module.check(self._kind, name, args, kwargs)
            if self._stated.get("has_implicit_batch_dimension") and (why := why_refused(name, args)):
                return self._refuse(why)
            own = getattr(self, f"_own_{name}", None)
            if own is not None:
                return own(*args, **kwargs)
            fake = isinstance(self._real, FakeTensorSource)
            if not fake and (not hasattr(self._real, name) or any(isinstance(arg, Member) for arg in args)):
                return None  # TensorRT 8 states what RTX infers: set_output_type, set_flag(FP16)
            value = getattr(self._real, name)(*map(unwrap, args), **{key: unwrap(v) for key, v in kwargs.items()})
            wrapped = wrap(self._module, value, self, result)
            if name.startswith("add_") and isinstance(wrapped, Proxy) and result.endswith("Layer"):
                root(self)._layers.append(root(self)._real.num_layers - 1)
            return wrapped

        if name not in self._module.table.get(self._kind, {}):
            raise AttributeError(f"TensorRT {self._module.__version__}: {self._kind} has no {name}")
        return call

    def __setattr__(self, name: str, value: Any) -> None:
        if name == "__class__":
            object.__setattr__(self, "_kind", value.name)
            real_class = getattr(tensorrt_rtx, value.name, None)
            if real_class is not None and not isinstance(self._real, FakeTensorSource):
                self._real.__class__ = real_class
            return
        self._module.check(self._kind, name, (), {})
        is_kept = hasattr(self._real, name) and name not in IGNORED_BY_RTX
        if is_kept or isinstance(self._real, FakeTensorSource):
            setattr(self._real, name, unwrap(value))
        else:
            self._stated[name] = value

    # What a network definition does differently: it lists layers that RTX does not have, and not their placeholders.

    @property
    def num_layers(self) -> int:
        self._module.check(self._kind, "num_layers", (), {})
        return len(self._layers) if self._kind == "INetworkDefinition" else int(self._real.num_layers)  # or of RNNv2

    @property
    def num_inputs(self) -> int:
        self._module.check(self._kind, "num_inputs", (), {})
        return len(self._inputs) if self._kind == "INetworkDefinition" else int(self._real.num_inputs)  # or of a layer

    def _own_get_input(self, index: int) -> Any:
        real = self._inputs[index] if self._kind == "INetworkDefinition" else self._real.get_input(index)
        return wrap(self._module, real, self, "ITensor")

    def _own_add_input(self, *args: Any, **kwargs: Any) -> Any:
        real = self._real.add_input(*args, **kwargs)
        self._inputs.append(real)
        return wrap(self._module, real, self, "ITensor")

    def _own_get_layer(self, index: int) -> Any:
        layer = self._layers[index]
        return Proxy(self._module, "ILayer", self._real.get_layer(layer)) if isinstance(layer, int) else layer

    def _own_create_network(self, flags: int = 0) -> Any:
        strongly = 1 << int(tensorrt_rtx.NetworkDefinitionCreationFlag.STRONGLY_TYPED)
        made = type("INetworkDefinition", (Proxy,), {"__module__": self._module.key})
        network = made(self._module, "INetworkDefinition", self._real.create_network(strongly))
        # TensorRT 10 and newer know an explicit batch only, and their flag for it does nothing.
        explicit = 1 << int(self._module.NetworkDefinitionCreationFlag.EXPLICIT_BATCH) if network._has_rnn() else 0
        network._stated["has_implicit_batch_dimension"] = network._has_rnn() and not flags & explicit
        network._stated["builder"] = self
        return network

    def _refuse(self, why: str) -> Any:
        """Give None, and the reason to the logger, as TensorRT does."""
        logger = self._real.logger if self._kind == "Builder" else self._stated["builder"]._real.logger
        logger.log(tensorrt_rtx.ILogger.Severity.ERROR, why)
        return None

    def _has_rnn(self) -> bool:
        return "IRNNv2Layer" in self._module.table

    def _own_add_loop(self) -> Any:
        loop = Proxy(self._module, "ILoop", self._real.add_loop())
        object.__setattr__(loop, "_network", self)
        return loop

    def _own_add_rnn_v2(self, data: Any, layer_count: int, hidden_size: int, max_seq_length: int, op: Any) -> Any:
        if why := why_rnn_refused(tuple(data.shape), layer_count, max_seq_length, self.has_implicit_batch_dimension):
            return self._refuse(why)
        layer = Proxy(self._module, "IRNNv2Layer", FakeRNN(self, data, layer_count, hidden_size, max_seq_length, op))
        self._layers.append(layer)
        return layer

    def _own_add_plugin(self, plugin: Any, aot: bool = False) -> Any:
        layer = Proxy(self._module, "IPluginV3Layer", FakePlugin(self, plugin))
        self._layers.append(layer)
        return layer

    def _own_add_plugin_v3(self, inputs: Any, shape_inputs: Any, plugin: Any) -> Any:
        return self._own_add_plugin((inputs[0], plugin))

    def _own_create_timing_cache(self, serialized_timing_cache: bytes) -> Any:
        return Proxy(self._module, "ITimingCache", TimingCache(bytes(serialized_timing_cache)))

    def _own_set_timing_cache(self, cache: Any, ignore_mismatch: bool) -> bool:
        held: TimingCache = unwrap(cache)
        return held.begins_well

    def _own_build_serialized_network(self, network: Any, config: Any) -> Any:
        if network._stated["has_implicit_batch_dimension"]:
            real, flag = config._real, tensorrt_rtx.BuilderFlag.VERSION_COMPATIBLE
            most = self._stated.get("max_batch_size", 1)
            if why := why_not_built(network, most, real.num_optimization_profiles, real.get_flag(flag)):
                return self._refuse(why)
        return BYTES


class TimingCache:
    """Holds what the builder measured, which is nothing here; refuses what it did not write."""

    MARK = b"timing cache of a stand-in"

    def __init__(self, content: bytes) -> None:
        self.begins_well = content[: len(self.MARK)] in (b"", self.MARK)

    def serialize(self) -> bytes:
        return self.MARK


def root(proxy: Proxy) -> Proxy:
    """The network that lists the layers: of a loop, the network it stands in."""
    network: Proxy = proxy.__dict__.get("_network", proxy)
    return network


class FakeTensorSource:
    """A layer that RTX lacks: its outputs come from placeholder inputs of the RTX network, through an identity."""

    def __init__(self, network: Proxy, kind: Any, inputs: list[Any], shapes: list[tuple[int, ...]], dtype: Any) -> None:
        self.type, self.name = kind, f"layer {len(network._layers)}"
        self.inputs = inputs
        names = [f"{self.name} output {index}" for index in range(len(shapes))]
        placeholders = [network._real.add_input(name, dtype, shape) for name, shape in zip(names, shapes)]
        self.outputs = [network._real.add_identity(tensor).get_output(0) for tensor in placeholders]
        self.num_inputs, self.num_outputs = len(inputs), len(shapes)
        self.precision, self.num_ranks = None, 1

    def get_input(self, index: int) -> Any:
        return self.inputs[index]

    def get_output(self, index: int) -> Any:
        return self.outputs[index]

    def set_output_type(self, index: int, dtype: Any) -> None:
        """The placeholder has the type already."""


class FakeRNN(FakeTensorSource):
    """RNNv2: one layer, one direction, data (..., T, E), states (..., 1, H)."""

    def __init__(self, network: Proxy, data: Any, layers: int, hidden: int, steps: int, op: Any) -> None:
        real = unwrap(data)
        *index, time, self.data_length = tuple(real.shape)
        self.state_shape = (*index, layers, hidden)
        self.state_count = 2 if str(op).endswith("LSTM") else 1
        kind = network._module.LayerType.RNN_V2
        shapes = [(*index, time, hidden), *[self.state_shape] * self.state_count]
        super().__init__(network, kind, [real], shapes, real.dtype)
        self.op, self.hidden_size, self.max_seq_length, self.num_layers = op, hidden, steps, layers
        self.hidden_state: Any = None
        self.cell_state: Any = None
        self.seq_lengths: Any = None
        self.direction = network._module.RNNDirection.UNIDIRECTION
        self.input_mode = network._module.RNNInputMode.LINEAR
        self.held: dict[tuple[str, str, bool], np.ndarray[Any, Any]] = {}

    def set_weights_for_gate(self, layer_index: int, gate: Any, is_w: bool, weights: Any) -> None:
        self.held["weights", str(gate), is_w] = np.array(weights.numpy())

    def set_bias_for_gate(self, layer_index: int, gate: Any, is_w: bool, bias: Any) -> None:
        self.held["bias", str(gate), is_w] = np.array(bias.numpy())

    def get_weights_for_gate(self, layer_index: int, gate: Any, is_w: bool) -> Any:
        return self.held["weights", str(gate), is_w]

    def get_bias_for_gate(self, layer_index: int, gate: Any, is_w: bool) -> Any:
        return self.held["bias", str(gate), is_w]


class FakePlugin(FakeTensorSource):
    """A plugin layer with one input: (tensor, output shape)."""

    def __init__(self, network: Proxy, plugin: Any) -> None:
        tensor, shape = plugin
        real = unwrap(tensor)
        super().__init__(network, network._module.LayerType.PLUGIN_V3, [real], [shape], real.dtype)


def unwrap(value: Any) -> Any:
    """RTX's own object behind a proxy."""
    if isinstance(value, Proxy):
        return value._real
    if isinstance(value, (list, tuple)):
        return type(value)(unwrap(item) for item in value)
    return value


def wrap(module: StandIn, value: Any, parent: Proxy, kind: str = "") -> Any:
    """A proxy for RTX's objects; plain values as they are."""
    name = type(value).__name__
    if (
        not type(value).__module__.startswith("tensorrt_rtx")
        or hasattr(type(value), "__members__")
        or name in ("Dims", "Weights", "Permutation")
    ):
        return value
    proxy = Proxy(module, name if name in module.table else kind, value)
    if "_network" in parent.__dict__:
        object.__setattr__(proxy, "_network", parent.__dict__["_network"])
    return proxy
