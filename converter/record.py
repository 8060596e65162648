"""What a converted file records about itself: the manifest that is written, and the network that it leads back to."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import fields, replace
from importlib.metadata import version
from math import prod
from pathlib import Path
from typing import Any

from caffe2trt.caffe.errors import ConversionError, FileError
from caffe2trt.converter.formatting import shapes_text
from caffe2trt.converter.net import Net, load
from caffe2trt.converter.program.dims import Dim, varying_axes
from caffe2trt.runtime.manifest import ConversionOptions, Manifest, NamedShape, Profile, Range
from caffe2trt.runtime.session import Session

_NAME = 200  # characters of the network's name that are kept
# Values that say nothing, as None and False: not recorded, they contradict no record.
_UNSAID = ("auto", "native", "caffe")
_REMEDY = (
    "Give the options of its conversion: --input (the shapes before --time-steps and --batch change them), --output, "
    "--stage, --time-steps, --batch, --layout"
)
_LISTS = ("inputs", "outputs", "stages")
_SCALARS = tuple(option.name for option in fields(ConversionOptions) if option.name not in _LISTS)


def made_with(
    net: Net,
    *,
    lstm: str = "auto",
    tile: str = "native",
    half_state: bool = False,
    cont_starts_only: bool = False,
    tensorrt: str | None = None,
    **others: Any,
) -> ConversionOptions | None:
    """The options of a conversion, without those that are the default; None where no options describe the network."""
    form: dict[str, Any] = {"lstm": lstm, "tile": tile, "half_state": half_state, "cont_starts_only": cont_starts_only}
    form = {name: value for name, value in (form | others).items() if _is_said(value)}
    return net.options and replace(net.options, tensorrt=tensorrt, **form)


def manifest_text(
    net: Net,
    options: ConversionOptions | None,
    longest: int,
    *,
    precision: str = "fp32",
    starts_only: bool = False,
    profiles: Sequence[Profile] | None = None,
    implicit_batch: bool = False,
) -> tuple[str, tuple[str, ...]]:
    """The manifest's text, of at most `longest` characters, and what to warn of: options that do not fit are left out.

    Args:
        profiles: of an engine, its optimization profiles after the first.
        implicit_batch: of an engine, whether its shapes have no axis for the streams.

    Raises:
        ConversionError: it is too long without them too. A file that does not know its cont would give wrong numbers.
    """
    cont, index = ({n: role.count for n, role in net.roles.items() if role.kind == kind} for kind in ("cont", "index"))
    manifest = Manifest(net.name[:_NAME], precision, cont, starts_only, version("caffe2trt"), options, index)
    manifest = replace(manifest, random_weights=net.random_weights)
    if net.varying is not None:
        manifest = replace(manifest, time_steps=net.varying.time_steps, batch=net.varying.batch)
    if profiles is not None:
        shapes, further = _open_shapes(net), tuple(profiles)
        manifest = replace(manifest, shapes=shapes, profiles=further, implicit_batch=implicit_batch)
    if net.batch_first is not None:
        manifest = replace(manifest, batch_first=True)
    text = manifest.to_text()
    if len(text) <= longest:
        return text, ()
    text = replace(manifest, options=None).to_text()
    if len(text) <= longest:
        return text, (
            f"the file does not record how it was made: the options take more than its {longest:,} characters; give "
            "them again to compare it (--input, --output, --stage, --time-steps, --batch, --layout, --lstm)",
        )
    if manifest.shapes:
        raise ConversionError(
            f"the engine cannot record which axes of its {len(manifest.shapes)} inputs, outputs and states vary: that "
            f"takes more than its {longest:,} characters",
            "Give them shorter names in the prototxt, convert for one size, or write an ONNX file (-o net.onnx)",
        )
    raise ConversionError(
        f"the file cannot record its inputs {', '.join(f'{name[:20]!r}' for name in (*cont, *index))}, which say where "
        f"sequences start or choose rows of a table: their names take more than its {longest:,} characters",
        "Give them shorter names in the prototxt",
    )


def _open_shapes(net: Net) -> dict[str, NamedShape]:
    """The shapes of inputs, outputs and states with axes that vary, in T and N."""
    states = (value for state in net.program.states for value in (state.input, state.output))
    values = (*net.program.inputs.values(), *net.program.outputs.values(), *states)
    return {
        value.name: tuple(str(length) if isinstance(length, Dim) else length for length in value.shape)
        for value in values
        if varying_axes(value.shape)
    }


def load_with(
    options: ConversionOptions, prototxt: str, caffemodel: str | None, random_weights: int | None = None
) -> Net:
    """The network as a conversion with these options reads it."""
    return load(
        prototxt,
        caffemodel,
        inputs=options.inputs,
        outputs=options.outputs,
        stages=options.stages,
        time_steps=options.time_steps,
        batch=options.batch,
        layout=options.layout or "caffe",
        tie_output_forget=bool(options.tie_output_forget),
        random_weights=random_weights,
    )


def load_like(
    session: Session,
    model: str,
    prototxt: str,
    caffemodel: str | None,
    given: ConversionOptions,
    random_weights: int | None = None,
) -> tuple[Net, ConversionOptions]:
    """The network that the session's file was converted from, and the options of that conversion.

    Raises:
        ConversionError: the file records other options, the network cannot be loaded, or the file was not made from it.
    """
    made = _recorded(session)
    options = _assumed(session, model, given) if made is None else _agreed(model, made, given, session.outputs)
    seed = _agreed_seed(model, session.random_weights, caffemodel, random_weights)
    remedy = f"{model} does not record how it was made. {_REMEDY}"
    if made is not None:
        remedy = f"It was made {_described(made)}, by caffe2trt {session.version}: give the files that it was made from"
    try:
        net = load_with(options, prototxt, caffemodel, seed)
    except FileError:
        raise
    except ConversionError as error:
        error.remedy = f"{error.remedy}. {remedy}" if error.remedy else remedy
        raise
    except MemoryError as error:
        raise ConversionError(f"{model} was made {_described(options)}, which needs too much memory") from error
    _require_fit(net, session, model, remedy)
    return net, options


def _recorded(session: Session) -> ConversionOptions | None:
    """What the file records; nothing where it is damaged: there are more time steps of streams than elements."""
    made = session.options
    shapes = (*session.inputs.values(), *session.outputs.values(), *session.states.values())
    if made is None:
        return None
    steps, streams = (size.min if isinstance(size, Range) else size or 1 for size in (made.time_steps, made.batch))
    return made if steps * streams <= max(map(prod, shapes), default=0) else None


def _assumed(session: Session, model: str, given: ConversionOptions) -> ConversionOptions:
    """The options of a file that records none: those given, and its own shapes and outputs where none are given."""
    form = ConversionOptions(lstm=given.lstm, half_state=given.half_state, tensorrt=given.tensorrt)
    if Path(model).suffix == ".onnx" and (flags := _flags(form)):
        raise ConversionError(f"{flags}: only for engines, but {model} is not an engine", "Leave it out")
    # The file's shapes are those after these.
    is_changed = (given.time_steps, given.batch, given.layout) != (None, None, None)
    inputs = given.inputs if is_changed else {**session.inputs, **given.inputs}
    return replace(given, inputs=inputs, outputs=given.outputs or tuple(session.outputs))


def _agreed(
    model: str, made: ConversionOptions, given: ConversionOptions, outputs: Container[str]
) -> ConversionOptions:
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
        value, own = getattr(given, name), getattr(made, name)
        is_one_of_them = isinstance(own, Range) and isinstance(value, int) and own.min <= value <= own.max
        other[name] = value if _is_said(value) and value != own and not is_one_of_them else None
    if flags := _flags(ConversionOptions(**other)):
        raise ConversionError(
            f"{model} was made {_described(made)}, and {flags} is given here",
            "Leave it out, or convert again with it",
        )
    return replace(made, outputs=given.outputs or made.outputs)


def _agreed_seed(model: str, made: int | None, caffemodel: str | None, given: int | None) -> int | None:
    """The seed of a file's random weights. Raises if it was made with other weights than those given."""
    if given not in (None, made):
        weights = "trained weights" if made is None else f"--random-weights {made}"
        raise ConversionError(f"{model} was made with {weights}, and --random-weights {given} is given", "Leave it out")
    if made is not None and caffemodel is not None:
        raise ConversionError(
            f"{model} was made with --random-weights {made}, and {caffemodel} is given",
            "Leave the caffemodel out, or convert again with it",
        )
    return made


def _require_fit(net: Net, session: Session, model: str, remedy: str) -> None:
    """Raise unless the file takes the network's inputs, gives its outputs (perhaps others too), and has its states."""
    if net.varying is not None and session.ranges:
        net = net.varying.at(*net.varying.best())
    shapes = {**session.outputs, **session.states}
    if net.inputs == session.inputs:
        if all(shapes.get(name) == shape for name, shape in {**net.outputs, **net.states}.items()):
            return
        if net.states and not session.states:
            raise ConversionError(
                f"the file has no state, but the network has {shapes_text(net.states)}: every call starts from zeros",
                "Convert the network with caffe2trt",
            )
    raise ConversionError(
        f"{model} does not match this prototxt and caffemodel: "
        f"it takes {shapes_text(session.inputs)}, gives {shapes_text(session.outputs)} and carries "
        f"{shapes_text(session.states)}; the network takes {shapes_text(net.inputs)}, gives {shapes_text(net.outputs)} "
        f"and carries {shapes_text(net.states)}",
        remedy,
    )


def _is_said(value: Any) -> bool:
    return value is not None and value is not False and value not in _UNSAID


def _described(options: ConversionOptions) -> str:
    """How a file was made, as it follows "was made"."""
    return f"with {flags}" if (flags := _flags(options)) else "without options"


def _flags(options: ConversionOptions) -> str:
    """Options as they are written on the command line."""
    words = [f"--input {name}:{','.join(map(str, shape))}" for name, shape in options.inputs.items()]
    words += [f"--output {name}" for name in options.outputs] + [f"--stage {name}" for name in options.stages]
    for name in _SCALARS:
        if _is_said(value := getattr(options, name)):
            words.append(f"--{name.replace('_', '-')}" + ("" if value is True else f" {value}"))
    return " ".join(words)
