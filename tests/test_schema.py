"""The checked-in schema module."""

from __future__ import annotations

from google.protobuf.descriptor_pb2 import FileDescriptorProto

from caffe2trt.caffe.schema import caffe_pb2, generate


def test_module_is_made_from_the_proto_file() -> None:
    """If this fails: python -m caffe2trt.caffe.schema.generate."""
    schema, _ = generate.compile_schema()
    committed = FileDescriptorProto.FromString(caffe_pb2._SCHEMA)  # type: ignore[attr-defined]
    for message in (schema, committed):  # protoc notes JSON names in some versions and not in others
        for kind in message.message_type:
            for field in kind.field:
                field.ClearField("json_name")
    assert committed == schema


def test_mainline_numbers() -> None:
    fields = caffe_pb2.LayerParameter.DESCRIPTOR.fields_by_name
    assert (fields["name"].number, fields["type"].number, fields["blobs"].number) == (1, 2, 7)
    assert fields["recurrent_param"].number == 146
    assert fields["lstm_param"].number >= 20000  # a fork's: any number that no Caffe uses
    assert caffe_pb2.NetParameter.DESCRIPTOR.fields_by_name["layer"].number == 100
    assert caffe_pb2.PoolingParameter().pool == caffe_pb2.PoolingParameter.MAX
