"""Makes caffe_pb2.py and caffe_pb2.pyi from caffe.proto.

Run after a change: python -m caffe2trt.caffe.schema.generate

protoc's own Python output checks for one range of protobuf runtimes. The module written here carries the same
descriptor and builds its classes through protobuf's public API, so that it imports under every runtime from 4.25 on,
and it registers them in a pool of its own, so that it can live in one process with pycaffe.
"""

from __future__ import annotations

import base64
import textwrap
from importlib import resources
from pathlib import Path
from tempfile import TemporaryDirectory

from google.protobuf.descriptor_pb2 import FileDescriptorProto, FileDescriptorSet

HERE = Path(__file__).parent

MODULE = '''\
"""Caffe's messages. Generated from caffe.proto by generate.py: change those, not this file."""

import base64

from google.protobuf import descriptor_pool, message_factory
from google.protobuf.internal.enum_type_wrapper import EnumTypeWrapper

_SCHEMA = base64.b85decode(
    """\\
{encoded}""".replace("\\n", "")
)
_pool = descriptor_pool.DescriptorPool()
DESCRIPTOR = _pool.AddSerializedFile(_SCHEMA)
{enums}
{classes}
'''


def compile_schema() -> tuple[FileDescriptorProto, str]:
    """caffe.proto as a descriptor, and the type stubs that protoc writes for it. Needs grpcio-tools."""
    from grpc_tools import protoc

    with TemporaryDirectory() as folder:
        include = resources.files("grpc_tools") / "_proto"
        arguments = ["protoc", f"-I{HERE}", f"-I{include}", f"--descriptor_set_out={folder}/set", f"--pyi_out={folder}"]
        if protoc.main([*arguments, str(HERE / "caffe.proto")]) != 0:
            raise SystemExit("caffe.proto does not compile")
        descriptors = FileDescriptorSet.FromString(Path(folder, "set").read_bytes())
        return descriptors.file[0], Path(folder, "caffe_pb2.pyi").read_text()


def module_text(schema: FileDescriptorProto) -> str:
    """The source of caffe_pb2.py for a compiled schema."""
    encoded = base64.b85encode(schema.SerializeToString(deterministic=True)).decode()
    enums = [
        f'{enum.name} = EnumTypeWrapper(_pool.FindEnumTypeByName("{schema.package}.{enum.name}"))'
        for enum in schema.enum_type
    ]
    values = [f'{value.name} = {enum.name}.Value("{value.name}")' for enum in schema.enum_type for value in enum.value]
    classes = [
        f'{m.name} = message_factory.GetMessageClass(_pool.FindMessageTypeByName("{schema.package}.{m.name}"))'
        for m in schema.message_type
    ]
    return MODULE.format(
        encoded="\n".join(textwrap.wrap(encoded, 116)) + "\n",
        enums="\n".join(enums + values),
        classes="\n".join(classes),
    )


def main() -> None:
    schema, stubs = compile_schema()
    (HERE / "caffe_pb2.py").write_text(module_text(schema))
    (HERE / "caffe_pb2.pyi").write_text(stubs)


if __name__ == "__main__":
    main()
