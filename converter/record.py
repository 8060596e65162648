"""What a converted file records about itself: the manifest's text, and options given later that must agree with it."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace
from importlib.metadata import version
from typing import Any

from caffe2trt.caffe.errors import ConversionError
from caffe2trt.converter.net import Net
from caffe2trt.runtime.manifest import ConversionOptions, Manifest

_NAME = 200  # characters of the network's name that are kept
_UNSAID = (None, False, "auto", "native")  # values that say nothing: they are not recorded, and contradict no record
_SCALARS = ("time_steps", "batch", "lstm", "tile", "half_state", "cont_starts_only", "tensorrt")


def made_with(
    net: Net,
    *,
    lstm: str = "auto",
    tile: str = "native",
    half_state: bool = False,
    cont_starts_only: bool = False,
    tensorrt: str | None = None,
) -> ConversionOptions | None:
    """The options of a conversion, without those that are the default; None where no options describe the network."""
    form: dict[str, Any] = {"lstm": lstm, "tile": tile, "half_state": half_state, "cont_starts_only": cont_starts_only}
    form = {name: value for name, value in form.items() if value not in _UNSAID}
    return net.options and replace(net.options, tensorrt=tensorrt, **form)


def manifest_text(
    net: Net, options: ConversionOptions | None, longest: int, *, precision: str = "fp32", starts_only: bool = False
) -> tuple[str, tuple[str, ...]]:
    """The manifest's text, of at most `longest` characters, and what to warn of: options that do not fit are left out.

    Raises:
        ConversionError: it is too long without them too. A file that does not know its cont would give wrong numbers.
    """
    cont = {name: role.count for name, role in net.roles.items() if role.kind == "cont"}
    manifest = Manifest(net.name[:_NAME], precision, cont, starts_only, version("caffe2trt"), options)
    text = manifest.to_text()
    if len(text) <= longest:
        return text, ()
    text = replace(manifest, options=None).to_text()
    if len(text) <= longest:
        return text, (
            f"the file does not record how it was made: the options take more than its {longest:,} characters; give "
            "them again to compare it (--input, --output, --stage, --time-steps, --batch, --lstm)",
        )
    raise ConversionError(
        f"the file cannot record its inputs {', '.join(f'{name[:20]!r}' for name in cont)}, which say where sequences "
        f"start: their names take more than its {longest:,} characters",
        "Give them shorter names in the prototxt",
    )


def agreed(model: str, made: ConversionOptions, given: ConversionOptions, outputs: Container[str]) -> ConversionOptions:
    """The options that a file was made with, for those of its outputs that are asked for.

    Args:
        model: the file.
        made: what it records.
        given: options that are said to be its own.
        outputs: what it gives.

    Raises:
        ConversionError: it was made with others.
    """
    other: dict[str, Any] = {
        "inputs": {name: shape for name, shape in given.inputs.items() if made.inputs.get(name) != tuple(shape)},
        "outputs": tuple(name for name in given.outputs if name not in made.outputs and name not in outputs),
        "stages": given.stages if set(given.stages) != set(made.stages) else (),
    }
    for name in _SCALARS:
        value = getattr(given, name)
        other[name] = None if value in (*_UNSAID, getattr(made, name)) else value
    if flags := flags_of(ConversionOptions(**other)):
        raise ConversionError(
            f"{model} was made {described(made)}, and {flags} is given here", "Leave that out, or convert again with it"
        )
    return replace(made, outputs=given.outputs or made.outputs)


def described(options: ConversionOptions) -> str:
    """How a file was made, as it follows "was made"."""
    return f"with {flags}" if (flags := flags_of(options)) else "without options"


def flags_of(options: ConversionOptions) -> str:
    """Options as they are written on the command line."""
    words = [f"--input {name}:{','.join(map(str, shape))}" for name, shape in options.inputs.items()]
    words += [f"--output {name}" for name in options.outputs] + [f"--stage {name}" for name in options.stages]
    for name in _SCALARS:
        if (value := getattr(options, name)) not in _UNSAID:
            words.append(f"--{name.replace('_', '-')}" + ("" if value is True else f" {value}"))
    return " ".join(words)
