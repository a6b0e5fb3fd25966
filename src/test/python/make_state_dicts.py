"""Makes the small files of weights that StateDictTest reads, anew: make_state_dicts.py FOLDER.

Each holds the same tensors: conv.weight, (2, 3, 2, 2), is 0, 1/4, 2/4, ...; conv.bias, (2), is -1, -2; bn.running_mean, (2), is 8, 9;
scale, of no dimensions, is 0.5. All are exact in every type of real numbers. bn.num_batches_tracked is an integer.
"""
import collections
import json
import struct
import sys
import zipfile
from pathlib import Path

import torch

folder = Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)


def state(dtype=torch.float32):
    tensors = collections.OrderedDict()
    tensors["conv.weight"] = (torch.arange(24) / 4).reshape(2, 3, 2, 2).to(dtype)
    tensors["conv.bias"] = torch.tensor([-1, -2]).to(dtype)
    tensors["bn.running_mean"] = torch.tensor([8, 9]).to(dtype)
    tensors["scale"] = torch.tensor(0.5).to(dtype)
    tensors["bn.num_batches_tracked"] = torch.tensor(7)
    return tensors


def save(name, value, zipped=True, **more):
    torch.save(value, folder / name, _use_new_zipfile_serialization=zipped, **more)


def views():
    """Tensors that share a storage, lie transposed, begin within it, or take every third value."""
    plain = state()
    plain["conv.weight"] = plain["conv.weight"].to(memory_format=torch.channels_last)
    shared = torch.tensor([5.0, -1.0, 8.0, 0.5, -2.0, 9.0, 0.0])
    plain["conv.bias"] = shared[1::3]
    plain["bn.running_mean"] = shared[2::3]
    plain["scale"] = shared[3]
    return plain


def safetensors(name, tensors):
    """No library for safetensors is in Debian: this is the format's whole definition."""
    codes = {torch.float32: "F32", torch.float16: "F16", torch.bfloat16: "BF16", torch.float64: "F64", torch.int64: "I64"}
    header, data = {"__metadata__": {"format": "pt", "note": "made by hand"}}, b""
    for key, tensor in tensors.items():
        raw = bytes(tensor.contiguous().reshape(-1).view(torch.uint8).tolist()) if tensor.dim() else bytes(
            tensor.reshape(1).view(torch.uint8).tolist())
        header[key] = {"dtype": codes[tensor.dtype], "shape": list(tensor.shape),
                       "data_offsets": [len(data), len(data) + len(raw)]}
        data += raw
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    (folder / name).write_bytes(struct.pack("<Q", len(text)) + text + data)


class Net(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = torch.nn.Conv2d(3, 2, 2, padding_mode="reflect", padding=1)
        self.bn = torch.nn.BatchNorm2d(2, affine=False)
        self.scale = torch.nn.Parameter(torch.tensor(0.5))

    def forward(self, x):
        return self.bn(self.conv(x)) * self.scale


def network():
    net = Net()
    net.load_state_dict(dict(state(), **{"bn.running_var": torch.ones(2)}))
    return net


save("zip.pth", state())
save("zip_protocol_4.pth", state(), pickle_protocol=4)
save("zip_half.pth", state(torch.float16))
save("zip_bfloat16.pth", state(torch.bfloat16))
save("zip_double.pth", state(torch.float64))
save("zip_views.pth", views())
save("zip_parameters.pth", collections.OrderedDict(
    (k, torch.nn.Parameter(v) if v.is_floating_point() else v) for k, v in state().items()))
save("zip_checkpoint.pth", {
    "epoch": 3, "loss": 0.25, "name": "unet", "best": None, "done": True, "sizes": torch.Size([2, 3]),
    "optimizer": {"state": {0: {"exp_avg": torch.zeros(2)}}, "param_groups": [{"lr": 0.1, "params": [0, 1]}]},
    "model_state_dict": collections.OrderedDict(("module." + k, v) for k, v in state().items())})
save("zip_nested.pth", {"conv": {"weight": state()["conv.weight"], "bias": state()["conv.bias"]},
                        "bn": network().bn.state_dict(), "scale": state()["scale"]})
save("legacy.pth", state(), zipped=False)
save("legacy_protocol_4.pth", state(), zipped=False, pickle_protocol=4)
save("legacy_half.pth", state(torch.float16), zipped=False)
save("legacy_views.pth", views(), zipped=False)
save("legacy_checkpoint.pth", {"state_dict": {"module." + k: v for k, v in state().items()}, "arch": "unet"}, zipped=False)
save("whole_network.pth", torch.nn.Linear(2, 2))
torch.jit.script(network()).save(str(folder / "torchscript.pt"))
safetensors("plain.safetensors", state())
safetensors("half.safetensors", state(torch.float16))
safetensors("bfloat16.safetensors", state(torch.bfloat16))
safetensors("double.safetensors", state(torch.float64))

with zipfile.ZipFile(folder / "zip.pth") as stored, zipfile.ZipFile(
        folder / "zip_packed.pth", "w", zipfile.ZIP_DEFLATED) as packed:
    for record in stored.namelist():
        packed.writestr(record, stored.read(record))
