"""What goes wrong around a network: names, files, interruptions. The message tells what to do, and nothing is lost."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from caffe2trt.caffe.errors import ConversionError
from caffe2trt.converter import load
from caffe2trt.converter.cli.convert import gpu_name
from tests.networks import input_layer
from tests.test_cli import SINE, call

POOL = 'layer {{ name: "{0}" type: "Pooling" bottom: "{1}" top: "{0}" pooling_param {{ kernel_size: 2 }} {2} }}\n'


@pytest.fixture
def sine(tmp_path: Path) -> list[str]:
    """A network's two files, of which a test may spoil what it likes."""
    return [str(shutil.copy(path, tmp_path)) for path in SINE]


def test_no_command_writes_over_what_it_reads(tmp_path: Path, sine: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert call("convert", *sine, "-o", "n.onnx").exit_code == 0
    np.savez("in.npz", data=np.zeros((320, 1)))
    Path("names.txt").write_text("one")
    assert call("run", "n.onnx", "--calls", "1", "--state-out", "s.npz").exit_code == 0
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    prototxt, caffemodel = sine
    Path("page.html").symlink_to(prototxt)
    for arguments in (
        ("run", "n.onnx", "--calls", "1", "-o", "n.onnx"),
        ("run", "n.onnx", "--inputs", "in.npz", "-o", "in.npz"),
        ("run", "n.onnx", "--inputs", "in.npz", "-o", "a.npz", "--state-out", "a.npz"),
        ("run", "n.onnx", "--inputs", "in.npz", "--top", "1", "--labels", "names.txt", "-o", "names.txt"),
        ("run", "n.onnx", "--inputs", "in.npz", "--state-in", "s.npz", "-o", "s.npz"),
        ("expand", *sine, "-o", prototxt, "b.caffemodel"),
        ("expand", *sine, "-o", "a.prototxt", caffemodel),
        ("expand", *sine, "-o", "a.prototxt", "a.prototxt"),
        ("compare", *sine, "--report", "page.html"),
    ):
        result = call(*arguments)
        assert result.exit_code == 2, arguments
        assert "it is one of the files that were given" in result.stderr or "the prototxt comes first" in result.stderr
    assert before.items() <= {path: path.read_bytes() for path in tmp_path.iterdir()}.items()


def test_surgery_overwrites_nothing_without_force(tmp_path: Path, sine: list[str]) -> None:
    out = [str(tmp_path / "out.prototxt"), str(tmp_path / "out.caffemodel")]
    Path(out[1]).write_bytes(b"trained for a week")
    result = call("unroll", *sine, "-o", *out)
    assert result.exit_code == 2
    assert "out.caffemodel exists already. Name another file, or give --force to overwrite it" in result.stderr
    assert Path(out[1]).read_bytes() == b"trained for a week"
    assert not Path(out[0]).exists()
    assert call("unroll", *sine, "-o", *out, "--force").exit_code == 0


@pytest.mark.parametrize("command", ["expand", "unroll", "retime", "roll"])
def test_surgery_makes_no_weights_of_zeros(tmp_path: Path, sine: list[str], command: str) -> None:
    options = ["--batch", "2"] if command == "retime" else []
    result = call(command, sine[0], "-o", tmp_path / "a.prototxt", tmp_path / "a.caffemodel", *options)
    assert result.exit_code == 2
    assert "has weights. Give the caffemodel that holds them" in result.stderr
    assert not (tmp_path / "a.caffemodel").exists()


def test_a_state_that_lacks_a_part(tmp_path: Path, sine: list[str]) -> None:
    assert call("convert", *sine, "-o", tmp_path / "n.onnx").exit_code == 0
    for names, message in (
        (["lstm1__h_in"], "the state 'lstm1__c_in' is missing in"),
        (
            ["lstm1__h_in", "lstm1__c_out"],
            "holds the unknown array 'lstm1__c_out'; the names are lstm1__h_in, lstm1__c_in. Did you mean",
        ),
    ):
        np.savez(tmp_path / "s.npz", **{name: np.zeros((1, 15), np.float32) for name in names})  # type: ignore[arg-type]
        result = call("run", tmp_path / "n.onnx", "--calls", "1", "--state-in", tmp_path / "s.npz")
        assert (result.exit_code, message in result.stderr) == (2, True), result.stderr


def test_a_misspelt_bottom_is_told_before_the_shape_that_it_lacks(tmp_path: Path) -> None:
    text = input_layer("data", 1, 3, 8, 8) + POOL.format("norm1", "data", "") + POOL.format("norm2", "nrom1", "")
    (tmp_path / "n.prototxt").write_text(text)
    result = call("convert", tmp_path / "n.prototxt", "-o", tmp_path / "n.onnx")
    assert result.exit_code == 2
    warning, error = result.stderr.splitlines()
    assert warning.endswith(
        "layer 'norm2' (Pooling) takes 'nrom1', which becomes an input: no layer makes it; is 'norm1' meant?"
    )
    assert "does not give the shape of 'nrom1'" in error


def test_a_layer_that_waits_for_its_stage_is_told(tmp_path: Path) -> None:
    include = 'include { phase: TEST stage: "test-on-test" }'
    text = input_layer("data", 1, 3, 8, 8) + POOL.format("a", "data", include) + POOL.format("b", "a", "")
    (tmp_path / "n.prototxt").write_text(text)
    result = call("convert", tmp_path / "n.prototxt", "-o", tmp_path / "n.onnx")
    reason = "layer 'a' (Pooling) makes it, but is excluded by its include/exclude rules"
    assert f"{reason}; try --stage test-on-test" in result.stderr
    assert call("convert", tmp_path / "n.prototxt", "-o", tmp_path / "n.onnx", "--stage", "test-on-test").exit_code == 0
    other = call("convert", tmp_path / "n.prototxt", "-o", tmp_path / "n.onnx", "--stage", "tset")
    assert other.exit_code == 2
    assert "rule names the stage 'tset'. The stages are: test-on-test" in other.stderr


def test_a_misspelt_field_is_told_before_what_it_causes(tmp_path: Path) -> None:
    layer = 'layer { name: "p" type: "Pooling" bottom: "data" top: "p" pooling_param { kernel_sice: 2 } }'
    (tmp_path / "n.prototxt").write_text(input_layer("data", 1, 3, 8, 8) + layer)
    result = call("convert", tmp_path / "n.prototxt", "-o", tmp_path / "n.onnx")
    assert result.exit_code == 2
    assert "kernel_sice" in result.stderr.splitlines()[0]
    assert result.stderr.splitlines()[-1].startswith("caffe2trt: error: layer 'p'")


def test_what_the_data_layer_did_to_pictures_is_told(tmp_path: Path) -> None:
    (tmp_path / "n.prototxt").write_text(
        'layer { name: "d" type: "Data" top: "data" transform_param { mean_value: 104 mean_value: 117 mean_value: 123 '
        "scale: 0.5 } }" + POOL.format("p", "data", "")
    )
    net = load(tmp_path / "n.prototxt", inputs={"data": (1, 3, 8, 8)})
    assert net.warnings == (
        "layer 'd' (Data) has a transform_param: minus the mean 104, 117, 123, times 0.5; apply it to 'data' yourself",
    )


def test_the_shapes_of_a_network_without_recurrence_are_read_from_the_file(tmp_path: Path) -> None:
    (tmp_path / "n.prototxt").write_text(input_layer("data", 1, 3, 8, 8) + POOL.format("p", "data", ""))
    files = [tmp_path / "n.prototxt"]
    assert call("convert", *files, "-o", tmp_path / "n.onnx", "--input", "data:7,3,6,6").exit_code == 0
    assert call("compare", tmp_path / "n.onnx", *files).exit_code == 0
    assert load(tmp_path / "n.prototxt", batch=2).inputs == {"data": (2, 3, 8, 8)}
    with pytest.raises(ConversionError, match="Give its inputs other shapes instead: --input NAME:DIMS"):
        load(tmp_path / "n.prototxt", time_steps=2)


@pytest.mark.parametrize("text", ["86", "8.6", "sm_86", "SM86", " sm86"])
def test_names_of_gpus(text: str) -> None:
    assert gpu_name(text) == "sm86"


def test_an_interruption_is_no_difference(sine: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("caffe2trt.converter.cli.compare.open_candidate", interrupted)
    result = call("compare", *sine)
    assert (result.exit_code, result.stderr) == (130, "interrupted\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_output_that_goes_nowhere(sine: list[str]) -> None:
    command = [sys.executable, "-m", "caffe2trt.converter.cli.main", "compare", *sine]
    with open("/dev/full", "w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True)
    assert (done.returncode, done.stderr) == (2, "caffe2trt: error: [Errno 28] No space left on device\n")
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        error = process.stderr.read()
    assert (process.returncode, error) == (141, "")


def test_a_reader_that_stops_reading_is_no_difference(tmp_path: Path, sine: list[str]) -> None:
    """Status 1 would say that the comparison found one."""
    command = [sys.executable, "-m", "caffe2trt.converter.cli.main"]
    long = tmp_path / "long.prototxt"  # its table does not fit into the pipe
    layers = (f'layer {{ name: "r{i}" type: "ReLU" bottom: "x" top: "x" }}' for i in range(2000))
    long.write_text("\n".join(['input: "x" input_shape { dim: 1 dim: 4 }', *layers]))
    for arguments in (["compare", *sine], ["inspect", str(long)], ["--help"], ["compare", "--help"]):
        process = subprocess.Popen([*command, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        with process:
            assert process.stdout is not None
            assert process.stderr is not None
            if arguments[0] == "inspect":
                process.stdout.readline()  # as `head -1` does
            process.stdout.close()
            error = process.stderr.read()
        assert (process.returncode, error) == (141, ""), arguments


def test_an_error_that_nobody_reads_has_its_status(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "caffe2trt.converter.cli.main", "inspect", str(tmp_path / "none")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stderr is not None
        process.stderr.close()
    assert process.returncode == 2


def test_a_terminated_command_leaves_no_unfinished_file(tmp_path: Path, sine: list[str]) -> None:
    """SIGTERM arrives when all is written and the file is about to get its name."""
    code = (
        "import os, signal, sys, time\n"
        "os.replace = lambda *paths: (os.kill(os.getpid(), signal.SIGTERM), time.sleep(60))\n"
        "from caffe2trt.converter.cli.main import main\n"
        "main(sys.argv[1:])\n"
    )
    before = sorted(tmp_path.iterdir())
    command = [sys.executable, "-c", code, "convert", *sine, "-o", str(tmp_path / "n.onnx")]
    done = subprocess.run(command, capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (143, "", "terminated\n")
    assert sorted(tmp_path.iterdir()) == before
