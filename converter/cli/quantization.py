"""The options of int8 and fp8, which convert and compare share, and what they do to a network."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from caffe2trt.caffe.errors import ConversionError
from caffe2trt.caffe.files import require_writable
from caffe2trt.caffe.text import printable
from caffe2trt.converter.choices import METHODS
from caffe2trt.converter.cli.options import F, given_options, together
from caffe2trt.converter.cli.output import echo, watched
from caffe2trt.converter.net import Net
from caffe2trt.converter.program.quantized import KINDS

if TYPE_CHECKING:
    from caffe2trt.converter.comparison.layerwise import LayerDifference
    from caffe2trt.converter.quantization.search import LayerNoise

QUANTIZATION = ("calibrate", "method", "percentile", "keep", "quantize_recurrent", "scales", "save_scales", "search")
_DEFAULTS = {"int8": "percentile", "fp8": "minmax"}  # fp8 has small steps near 0, so that outliers cost it less
PICTURES = ("mean", "scale", "rgb")


def quantization_options(function: F) -> F:
    """--calibrate --method --percentile --keep --quantize-recurrent --scales --save-scales --search."""
    return together(
        function,
        click.option(
            "--calibrate",
            metavar="PATH",
            help="For int8 and fp8: inputs as they are in use, an npz file or a folder of pictures.",
        ),
        click.option(
            "--method",
            type=click.Choice(METHODS),
            help="How calibration chooses the range of a blob. Default: percentile for int8, minmax for fp8.",
        ),
        click.option(
            "--percentile",
            type=click.FloatRange(0, 100, min_open=True),
            metavar="P",
            help="With --method percentile: P percent of the values are within the range. Default: 99.99.",
        ),
        click.option("--keep", multiple=True, metavar="LAYER", help="Layer that stays in fp16."),
        click.option(
            "--quantize-recurrent",
            is_flag=True,
            help="Also quantize the products of LSTM and RNN layers with their inputs. The recurrence stays in fp16.",
        ),
        click.option(
            "--scales",
            metavar="FILE",
            help="Use these scales instead of calibration: a file of --save-scales, or a CalibrationTable of TensorRT.",
        ),
        click.option("--save-scales", metavar="FILE", help="Write the scales that calibration found, as JSON."),
        click.option(
            "--search",
            type=click.FloatRange(0, min_open=True),
            metavar="ERROR",
            help="Keep the noisiest layers in fp16, one after the other, until the outputs are off by at most this "
            "part of their largest element on the calibration data.",
        ),
    )


@dataclass
class Quantizer:
    """Quantizes a network as the command line says; one of another precision stays as it is.

    Attributes:
        kind: int8, fp8, or another precision.
        options: by name.
        pictures: --mean, --scale and --rgb.
        files: what must not be overwritten.
        calls: the calibration data, once it has been read.
    """

    kind: str
    options: dict[str, Any]
    pictures: dict[str, Any]
    files: tuple[str | None, ...] = ()
    calls: Any = None

    @staticmethod
    def of(form: dict[str, Any], files: tuple[str | None, ...], pictures: dict[str, Any] | None = None) -> Quantizer:
        """Take the options out of `form`, a command's parameters.

        Args:
            form: they are removed from it. It keeps `precision`.
            files: what the command was given.
            pictures: --mean, --scale and --rgb; by default they are taken out of `form` too.

        Raises:
            ConversionError: they do not fit each other.
        """
        own = {name: form.pop(name) for name in PICTURES} if pictures is None else pictures
        options = {name: form.pop(name) for name in QUANTIZATION}
        quantizer = Quantizer(form["precision"] or "fp32", options, own, files)
        quantizer._require_fitting()
        if pictures is None and not quantizer.reads_pictures and (given := given_options(PICTURES)):
            raise ConversionError(
                f"{', '.join(given)}: only for pictures, and --calibrate is not a folder of them", "Leave it out"
            )
        return quantizer

    @property
    def is_on(self) -> bool:
        """Whether the network is to be quantized."""
        return self.kind in KINDS

    @property
    def reads_pictures(self) -> bool:
        """Whether the calibration data is a folder of pictures."""
        return self.options["calibrate"] is not None and Path(self.options["calibrate"]).is_dir()

    def __call__(self, net: Net) -> Net:
        """The quantized network. Prints what was kept."""
        if not self.is_on:
            return net
        from caffe2trt.converter.quantization.calibrate import calibrate
        from caffe2trt.converter.quantization.quantize import quantize
        from caffe2trt.converter.quantization.scales import read_scales
        from caffe2trt.converter.quantization.search import search

        net.require_weights()
        o = self.options
        if o["calibrate"] is not None:
            self.calls = self._read_calls(net)
        if o["scales"] is not None:
            scales = read_scales(o["scales"])
        else:
            method = o["method"] or _DEFAULTS[self.kind]
            percentile = {} if o["percentile"] is None else {"percentile": o["percentile"]}
            scales = calibrate(net, self.calls, method, watched=watched, **percentile)
        keep = list(dict.fromkeys(o["keep"]))
        quantized = quantize(net, scales, self.kind, keep=keep, recurrent=o["quantize_recurrent"])
        if o["search"] is not None:
            quantized = search(net, quantized, scales, self.calls, o["search"], watched=watched)
        if o["save_scales"] is not None:
            scales.write(o["save_scales"])
        return quantized

    def _read_calls(self, net: Net) -> Any:
        from caffe2trt.converter.comparison.images import Preparation, image_inputs, read_mean
        from caffe2trt.converter.comparison.inputs import npz_inputs

        if net.varying is not None:
            net = net.varying.at(*net.varying.best())
        if not self.reads_pictures:
            return npz_inputs(net, self.options["calibrate"])
        p = self.pictures
        return image_inputs(net, self.options["calibrate"], Preparation(read_mean(p["mean"]), p["scale"], p["rgb"]))

    def _require_fitting(self) -> None:
        o = self.options
        if not self.is_on:
            if given := given_options(QUANTIZATION):
                raise ConversionError(
                    f"{', '.join(given)}: only for --precision int8 and fp8, not {self.kind}", "Leave it out"
                )
            return
        if o["calibrate"] is None and o["scales"] is None:
            raise ConversionError(
                f"--precision {self.kind} needs data to calibrate with, or scales",
                "Give inputs as they are in use: --calibrate in.npz, or a folder of pictures; or --scales FILE",
            )
        if o["scales"] is not None and (given := given_options(("method", "percentile"))):
            raise ConversionError(f"{', '.join(given)}: --scales gives the ranges", "Leave one of them out")
        is_measured = o["search"] is not None or click.get_current_context().params.get("cost")
        if o["scales"] is not None and o["calibrate"] is not None and not is_measured:
            raise ConversionError(
                "--calibrate: --scales gives the ranges, and nothing is measured on the data", "Leave one of them out"
            )
        if o["percentile"] is not None and (o["method"] or _DEFAULTS[self.kind]) != "percentile":
            raise ConversionError("--percentile: only for --method percentile", "Add --method percentile")
        if o["method"] == "distribution" and self.kind != "fp8":
            raise ConversionError("--method distribution: only for fp8", "Use entropy, percentile or minmax")
        if o["search"] is not None and o["calibrate"] is None:
            raise ConversionError("--search needs data to measure with", "Give --calibrate too")
        if o["save_scales"] is not None:
            require_writable(o["save_scales"], (*self.files, o["scales"], o["calibrate"]))


def summary(net: Net) -> str:
    """How many layers are quantized, and which of them are kept, in a line for people."""
    assert net.quantization is not None
    q, count = net.quantization, len(net.quantization.layers)
    method = f", scales by {q.method}" if q.method else ""
    kept = f"; kept: {', '.join(map(printable, q.keep))}" if q.keep else ""
    return f"  {q.kind:8} {count} {'layer' if count == 1 else 'layers'}{method}{kept}"


def quantization_keys(net: Net, noises: Sequence[LayerNoise] | None) -> dict[str, Any] | None:
    """The same for JSON; None for a network that is not quantized."""
    q = net.quantization
    if q is None:
        return None
    measured = None if noises is None else [{"layer": n.layer, "type": n.type, "decibels": n.decibels} for n in noises]
    return {"kind": q.kind, "layers": sorted(q.layers), "keep": q.keep, "method": q.method or None, "noise": measured}


def echo_noise(differences: list[LayerDifference], kind: str, layers: Container[str] | None = None) -> list[LayerNoise]:
    """Print the noise of each quantized layer, the noisiest first; gives it back too.

    Args:
        differences: of every layer.
        layers: the quantized layers, where they are known.
    """
    from caffe2trt.converter.quantization.search import layer_noise

    noises = [noise for noise in layer_noise(differences) if layers is None or noise.layer in layers]
    if not noises:
        return noises
    echo(f"  noise    signal to noise of each layer in {kind}, the noisiest first: the first to keep (--keep)")
    width = max(len(noise.layer) for noise in noises)
    for noise in noises:
        echo(f"    {noise.layer:{width}}  {noise.type:13} {noise.decibels:5.1f} dB")
    return noises
