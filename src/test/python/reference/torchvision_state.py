"""torchvision as the judge of state dictionaries.

Usage: torchvision_state.py save NAME CLASSES AUX FORMAT SEED OUT_WEIGHTS IN.npy OUT0.npy [OUT1.npy]
       torchvision_state.py load NAME CLASSES AUX ARCHIVE.pt IN.npy OUT0.npy [OUT1.npy]
       torchvision_state.py count NAME CLASSES AUX
NAME is a torchvision model, AUX 0 or 1 (auxiliary head), FORMAT one of zip, legacy, checkpoint, safetensors.
"""
import json
import struct
import sys

import numpy
import torch
import torchvision
from torch import nn

TOLERANCE = 1e-4
CLASSIFIERS = ("vgg16", "vgg16_bn", "resnet18", "resnet34", "resnet50", "resnet101", "mobilenet_v2")
SEGMENTERS = ("fcn_resnet50", "deeplabv3_resnet50", "deeplabv3_resnet101")
SAFETENSORS_TYPES = {torch.float32: "F32", torch.int64: "I64"}


def model(name, classes, aux):
    """torchvision's model of that name without pretrained weights."""
    if name in CLASSIFIERS:
        return getattr(torchvision.models, name)(weights=None, num_classes=int(classes)).eval()
    if name in SEGMENTERS:
        return getattr(torchvision.models.segmentation, name)(
            weights=None, weights_backbone=None, num_classes=int(classes), aux_loss=aux == "1").eval()
    sys.exit(f"{name} is none of {', '.join(CLASSIFIERS + SEGMENTERS)}.")


def randomize(network):
    """Gives norms and biases values that are neither 0 nor 1; the weights of convolutions are random already."""
    with torch.no_grad():
        for module in network.modules():
            if isinstance(module, nn.BatchNorm2d):
                module.weight.uniform_(0.6, 1.4)
                module.running_mean.normal_(0, 0.2)
                module.running_var.uniform_(0.6, 1.4)
                module.num_batches_tracked.fill_(7)
            if getattr(module, "bias", None) is not None:
                module.bias.normal_(0, 0.2)


def outputs(network, image_path):
    """The network's outputs for the image, the main one first."""
    with torch.no_grad():
        result = network(torch.from_numpy(numpy.load(image_path).astype(numpy.float32)))
    if torch.is_tensor(result):
        return [result.numpy()]
    return [result[key].numpy() for key in ("out", "aux") if key in result]


def write_safetensors(state, path):
    """Writes the tensors by hand: length of the header, header as JSON, the values one after the other."""
    header, blocks, offset = {}, [], 0
    for name, tensor in state.items():
        values = tensor.contiguous().numpy()
        block = values.astype(values.dtype.newbyteorder("<")).tobytes()
        header[name] = {"dtype": SAFETENSORS_TYPES[tensor.dtype], "shape": list(tensor.shape),
                        "data_offsets": [offset, offset + len(block)]}
        blocks.append(block)
        offset += len(block)
    text = json.dumps(header).encode("utf-8")
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        file.writelines(blocks)


def write(state, name, kind, path):
    """Writes the state dictionary as a file of that kind."""
    if kind == "zip":
        torch.save(state, path)
    elif kind == "legacy":
        torch.save(state, path, _use_new_zipfile_serialization=False)
    elif kind == "checkpoint":
        prefixed = {f"module.{key}": tensor for key, tensor in state.items()}
        torch.save({"epoch": 3, "arch": name, "state_dict": prefixed}, path)
    elif kind == "safetensors":
        write_safetensors(state, path)
    else:
        sys.exit(f"{kind} is none of zip, legacy, checkpoint, safetensors.")


def save(name, classes, aux, kind, seed, weights_path, image_path, *output_paths):
    torch.manual_seed(int(seed))
    network = model(name, classes, aux)
    randomize(network)
    results = outputs(network, image_path)
    if len(results) != len(output_paths):
        sys.exit(f"{name} has {len(results)} outputs, given are {len(output_paths)} files.")
    write(network.state_dict(), name, kind, weights_path)
    for result, path in zip(results, output_paths):
        numpy.save(path, result)
    return 0


def fitting(tensor, wanted):
    """The tensor, as a matrix if it is the same weight in the shape of a convolution."""
    is_linear = tensor.dim() == 4 and wanted.dim() == 2 and tensor.shape[0] == wanted.shape[0]
    return tensor.reshape(wanted.shape) if is_linear and tensor.numel() == wanted.numel() else tensor


def load(name, classes, aux, archive_path, image_path, *output_paths):
    network = model(name, classes, aux)
    wanted = network.state_dict()
    state = {key: fitting(tensor, wanted[key]) if key in wanted else tensor
             for key, tensor in torch.jit.load(archive_path, map_location="cpu").state_dict().items()}
    for key in wanted:
        if key.endswith("num_batches_tracked"):
            state.setdefault(key, wanted[key])
    try:
        network.load_state_dict(state, strict=True)
    except RuntimeError as error:
        sys.exit(str(error))
    results = outputs(network, image_path)
    if len(results) != len(output_paths):
        sys.exit(f"{name} has {len(results)} outputs, given are {len(output_paths)} files.")
    good = True
    for index, (result, path) in enumerate(zip(results, output_paths)):
        expected = numpy.load(path)
        if expected.shape == result.shape + (1, 1):  # scores of a classifier made of convolutions
            expected = expected.reshape(result.shape)
        if result.shape != expected.shape:
            print(f"output {index}: shape {list(expected.shape)}, torchvision has {list(result.shape)}, BAD")
            good = False
            continue
        relative = numpy.abs(result.astype(numpy.float64) - expected).max() / numpy.abs(expected).max()
        fits = bool(relative <= TOLERANCE)
        good = good and fits
        print(f"output {index} {list(expected.shape)}: {relative:.3g}, {'good' if fits else 'BAD'}")
    return 0 if good else 1


def count(name, classes, aux):
    print(sum(parameter.numel() for parameter in model(name, classes, aux).parameters()))
    return 0


if __name__ == "__main__":
    COMMANDS = {"save": (save, 8), "load": (load, 6), "count": (count, 3)}
    command, least = COMMANDS.get(sys.argv[1] if len(sys.argv) > 1 else "", (None, 0))
    if command is None or len(sys.argv) - 2 < least:
        sys.exit(__doc__)
    sys.exit(command(*sys.argv[2:]))
