"""Networks in stock PyTorch, as SpeedBenchmark, GpuBenchmark and segment_file.py compare them with Tessera.

stock_pytorch.py step|infer WIDTH BATCH SIDE RUNS [NETWORK PRECISION DEVICE]: a step of training, in ms, or segmenting, in megapixels a
second, of BATCH images of SIDE x SIDE RGB pixels; by a C-UNet in float32 on the CPU with two threads unless told otherwise. NETWORK is
a word of Tessera's macros, with its own width where WIDTH is 0; DEVICE one of PyTorch's. Prints one figure a run, then their median.
"""
import pathlib
import statistics
import sys
import time

import torch
import torch.nn.functional as F
from torch import nn

sys.path.insert(0, str(pathlib.Path(__file__).parent / "reference"))
from networks import build

WARM_UPS = 3


class Stock(nn.Module):
    """A reference network of RGB images and one class, with ReLUs in place, which is quicker; gives raw logits."""

    def __init__(self, width=8, word="c-unet"):
        super().__init__()
        settings = {"architecture": word.upper().replace("-", "_").replace("+", "_PLUS"), "outputs": 1}
        self.network = build(settings | ({"width": width} if width else {}))
        for layer in self.modules():
            if isinstance(layer, nn.ReLU):
                layer.inplace = True

    def forward(self, x):
        return self.network(x)[0]


def computing(image, precision):
    """What networks compute in: as they are, or in bfloat16 where PyTorch finds that safe."""
    return torch.autocast(image.device.type, torch.bfloat16, enabled=precision == "bfloat16")


def training_step(network, image, precision):
    """A function that learns from a batch by Adam and waits for its loss."""
    optimizer = torch.optim.Adam(network.parameters(), lr=1e-3)
    target = (image[:, :1] > 1).float()

    def run():
        optimizer.zero_grad()
        with computing(image, precision):
            loss = F.binary_cross_entropy_with_logits(network(image), target)
        loss.backward()
        optimizer.step()
        return loss.item()
    return run


def segmenting(network, image, precision):
    """A function that gives the probabilities of a batch."""
    network.eval()

    def run():
        with torch.no_grad(), computing(image, precision):
            return torch.sigmoid(network(image)).float().cpu().numpy()
    return run


def main(mode, width, batch, side, runs, word="c-unet", precision="float32", device="cpu"):
    torch.set_num_threads(2)
    torch.manual_seed(1)
    # As PyTorch's own advice has it for GPUs; on the CPU it is slower for some networks.
    layout = torch.contiguous_format if device == "cpu" else torch.channels_last
    torch.backends.cudnn.benchmark = True
    image = torch.randn(batch, 3, side, side).to(device, memory_format=layout)
    network = Stock(width, word).to(device, memory_format=layout)
    run = (training_step if mode == "step" else segmenting)(network, image, precision)
    for _ in range(WARM_UPS):
        run()
    figures = []
    for _ in range(runs):
        start = time.perf_counter()
        run()
        seconds = time.perf_counter() - start
        figures.append(1000 * seconds if mode == "step" else batch * side * side / seconds / 1e6)
        print(f"{figures[-1]:.4f}", flush=True)
    print(f"median {statistics.median(figures):.2f} {'ms a step' if mode == 'step' else 'Mpx/s'}")


if __name__ == "__main__":
    if len(sys.argv) not in (6, 9) or sys.argv[1] not in ("step", "infer"):
        sys.exit(__doc__)
    main(sys.argv[1], *map(int, sys.argv[2:6]), *sys.argv[6:])
