"""Reads TensorBoard's event files with Debian's protobuf, and compares what they hold with what was to be written.

Usage: events.py EXPECTED.json FILE...: the first tells, for each event with a summary, {step, scalars: {tag: value},
images: {tag: [width, height]}, histograms: {tag: [values]}, curves: {tag: [[tp, fp, fn, tn] by threshold]}}.

The messages are described here by hand, and the checks of the records are computed here: nothing of TensorFlow is needed.
"""
import json
import math
import struct
import sys
import zlib

import numpy
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

from agreement import apart

POLYNOMIAL = 0x82F63B78  # Castagnoli's, reflected
FLOAT_TOLERANCE = 1e-6
DT_FLOAT = 1
DATA_CLASS_TENSOR = 2
SESSION_START = 1

FIELD = descriptor_pb2.FieldDescriptorProto
# Message: (field, number, type or the name of a message, whether repeated).
MESSAGES = {
    "SessionLog": [("status", 1, FIELD.TYPE_INT32, False)],
    "Image": [("height", 1, FIELD.TYPE_INT32, False), ("width", 2, FIELD.TYPE_INT32, False),
              ("colorspace", 3, FIELD.TYPE_INT32, False), ("encoded_image_string", 4, FIELD.TYPE_BYTES, False)],
    "HistogramProto": [("min", 1, FIELD.TYPE_DOUBLE, False), ("max", 2, FIELD.TYPE_DOUBLE, False),
                       ("num", 3, FIELD.TYPE_DOUBLE, False), ("sum", 4, FIELD.TYPE_DOUBLE, False),
                       ("sum_squares", 5, FIELD.TYPE_DOUBLE, False), ("bucket_limit", 6, FIELD.TYPE_DOUBLE, True),
                       ("bucket", 7, FIELD.TYPE_DOUBLE, True)],
    "PluginData": [("plugin_name", 1, FIELD.TYPE_STRING, False), ("content", 2, FIELD.TYPE_BYTES, False)],
    "PrCurvePluginData": [("version", 1, FIELD.TYPE_INT32, False), ("num_thresholds", 2, FIELD.TYPE_UINT32, False)],
    "SummaryMetadata": [("plugin_data", 1, "PluginData", False), ("data_class", 4, FIELD.TYPE_INT32, False)],
    "Dim": [("size", 1, FIELD.TYPE_INT64, False)],
    "TensorShapeProto": [("dim", 2, "Dim", True)],
    "TensorProto": [("dtype", 1, FIELD.TYPE_INT32, False), ("tensor_shape", 2, "TensorShapeProto", False),
                    ("tensor_content", 4, FIELD.TYPE_BYTES, False)],
    "Value": [("tag", 1, FIELD.TYPE_STRING, False), ("simple_value", 2, FIELD.TYPE_FLOAT, False),
              ("image", 4, "Image", False), ("histo", 5, "HistogramProto", False),
              ("tensor", 8, "TensorProto", False), ("metadata", 9, "SummaryMetadata", False)],
    "Summary": [("value", 1, "Value", True)],
    "Event": [("wall_time", 1, FIELD.TYPE_DOUBLE, False), ("step", 2, FIELD.TYPE_INT64, False),
              ("file_version", 3, FIELD.TYPE_STRING, False), ("summary", 5, "Summary", False),
              ("session_log", 7, "SessionLog", False)],
}


def message_classes():
    """A class for each message; proto2, so that a field that was written is told from one that was not."""
    file = descriptor_pb2.FileDescriptorProto(name="events.proto", package="events", syntax="proto2")
    for name, fields in MESSAGES.items():
        message = file.message_type.add(name=name)
        for field, number, kind, repeated in fields:
            added = message.field.add(name=field, number=number,
                                      label=FIELD.LABEL_REPEATED if repeated else FIELD.LABEL_OPTIONAL)
            if isinstance(kind, str):
                added.type, added.type_name = FIELD.TYPE_MESSAGE, f".events.{kind}"
            else:
                added.type = kind
                if repeated:
                    added.options.packed = True
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file) if not hasattr(pool, "AddSerializedFile") else pool.AddSerializedFile(file.SerializeToString())
    make = getattr(message_factory, "GetMessageClass", None) or message_factory.MessageFactory(pool).GetPrototype
    return {name: make(pool.FindMessageTypeByName(f"events.{name}")) for name in MESSAGES}


CLASSES = message_classes()


def crc_table():
    table = []
    for value in range(256):
        for _ in range(8):
            value = value >> 1 ^ (POLYNOMIAL if value & 1 else 0)
        table.append(value)
    return table


TABLE = crc_table()


def masked_crc(data):
    crc = 0xFFFFFFFF
    for byte in data:
        crc = TABLE[(crc ^ byte) & 0xFF] ^ crc >> 8
    crc ^= 0xFFFFFFFF
    return ((crc >> 15 | crc << 17) + 0xA282EAD8) & 0xFFFFFFFF


def require(condition, message):
    if not condition:
        sys.exit(message)


def records(path):
    """The data of each record; every check must be right, and nothing may be left over."""
    with open(path, "rb") as file:
        content = file.read()
    at = 0
    while at < len(content):
        length, check = struct.unpack_from("<QI", content, at)
        require(check == masked_crc(content[at:at + 8]), f"{path}: length at {at}")
        data = content[at + 12:at + 12 + length]
        (check,) = struct.unpack_from("<I", content, at + 12 + length)
        require(check == masked_crc(data), f"{path}: data at {at}")
        at += 16 + length
        yield data


def parsed(name, data):
    """A message that has no field that is not described above."""
    message = CLASSES[name]()
    message.ParseFromString(data)
    size = message.ByteSize()
    message.DiscardUnknownFields()
    require(size == message.ByteSize() == len(data), f"{name} has unknown fields")
    return message


def check_image(tag, image, size):
    png = image.encoded_image_string
    require([image.width, image.height] == size and image.colorspace == 3, f"{tag}: {image.width} x {image.height}")
    require(png[:8] == b"\x89PNG\r\n\x1a\n", f"{tag} is no PNG")
    at, pixels = 8, b""
    while at < len(png):
        length, kind = struct.unpack_from(">I4s", png, at)
        data = png[at + 8:at + 8 + length]
        (check,) = struct.unpack_from(">I", png, at + 8 + length)
        require(check == zlib.crc32(kind + data), f"{tag}: a chunk is spoilt")
        if kind == b"IHDR":
            require(list(struct.unpack_from(">IIBB", data)) == size + [8, 2], f"{tag}: another size inside")
        pixels += data if kind == b"IDAT" else b""
        at += 12 + length
    require(len(zlib.decompress(pixels)) == size[1] * (1 + 3 * size[0]), f"{tag}: pixels are missing")


def check_histogram(tag, histogram, values):
    # Text has as many digits as tell the single-precision number, not more.
    values = numpy.asarray(values, dtype=numpy.float32).astype(numpy.float64)
    found = [histogram.min, histogram.max, histogram.num, histogram.sum, histogram.sum_squares]
    wanted = [values.min(), values.max(), values.size, values.sum(), (values ** 2).sum()]
    require(apart(found[:2], wanted[:2]) < FLOAT_TOLERANCE, f"{tag}: range {found[:2]}")
    require(found[2] == wanted[2], f"{tag}: {found[2]} values")
    require(math.isclose(found[3], wanted[3], rel_tol=1e-9, abs_tol=1e-9 * values.size), f"{tag}: sum {found[3]}")
    require(math.isclose(found[4], wanted[4], rel_tol=1e-9), f"{tag}: squares {found[4]}")
    limits = numpy.asarray(histogram.bucket_limit)
    require((numpy.diff(limits) > 0).all(), f"{tag}: limits do not rise")
    # numpy's last bucket holds its limit, which ours never do: beyond the greatest value there is none.
    edges = numpy.concatenate([[-numpy.inf], limits])
    require((numpy.histogram(values, edges)[0] == numpy.asarray(histogram.bucket)).all(), f"{tag}: counts")
    require(histogram.bucket[0] > 0 and histogram.bucket[-1] > 0, f"{tag}: empty buckets at the ends")


def check_curve(tag, value, counts):
    plugin = value.metadata.plugin_data
    require(plugin.plugin_name == "pr_curves" and value.metadata.data_class == DATA_CLASS_TENSOR, f"{tag}: metadata")
    thresholds = parsed("PrCurvePluginData", plugin.content).num_thresholds
    shape = [dim.size for dim in value.tensor.tensor_shape.dim]
    require(value.tensor.dtype == DT_FLOAT and shape == [6, thresholds] == [6, len(counts)], f"{tag}: shape {shape}")
    rows = numpy.frombuffer(value.tensor.tensor_content, dtype="<f4").reshape(shape)
    tp, fp, fn, tn = numpy.asarray(counts, dtype=numpy.float64).T
    precision = numpy.where(tp + fp > 0, tp / numpy.maximum(tp + fp, 1), 1)
    recall = tp / numpy.maximum(tp + fn, 1)
    for found, wanted in zip(rows, [tp, fp, tn, fn, precision, recall]):
        require(apart(found, wanted, 1 + numpy.abs(wanted).max()) < FLOAT_TOLERANCE, f"{tag}: {found} {wanted}")


def check_summary(summary, wanted):
    values = {value.tag: value for value in summary.value}
    tags = [tag for kind in ("scalars", "images", "histograms", "curves") for tag in wanted[kind]]
    require(sorted(values) == sorted(tags) and len(values) == len(summary.value), f"{sorted(values)} and {sorted(tags)}")
    for tag, number in wanted["scalars"].items():
        require(values[tag].HasField("simple_value"), f"{tag} is no scalar")
        require(math.isclose(values[tag].simple_value, number, rel_tol=FLOAT_TOLERANCE, abs_tol=1e-30),
                f"{tag}: {values[tag].simple_value} instead of {number}")
    for tag, size in wanted["images"].items():
        check_image(tag, values[tag].image, size)
    for tag, numbers in wanted["histograms"].items():
        check_histogram(tag, values[tag].histo, numbers)
    for tag, counts in wanted["curves"].items():
        check_curve(tag, values[tag], counts)


def main(expected, *paths):
    with open(expected, encoding="utf-8") as file:
        wanted = json.load(file)
    summaries = []
    for path in paths:
        version, start, *events = [parsed("Event", data) for data in records(path)]
        require(version.file_version == "brain.Event:2", f"version {version.file_version}")
        require(start.session_log.status == SESSION_START, "no start")
        require(all(event.step >= start.step for event in events), "an event before the start")
        require(all(event.wall_time >= version.wall_time > 1.7e9 for event in events), "wall time")
        summaries += events
    require([event.step for event in summaries] == [one["step"] for one in wanted], "steps")
    for event, one in zip(summaries, wanted):
        check_summary(event.summary, one)
        print("step", event.step, *(f"{len(one[kind])} {kind}" for kind in one if kind != "step"))


if __name__ == "__main__":
    main(*sys.argv[1:])
