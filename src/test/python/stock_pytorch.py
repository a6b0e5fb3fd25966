"""C-UNet in stock PyTorch with two threads, as SpeedBenchmark and segment_file.py compare it with Tessera.

stock_pytorch.py step|infer WIDTH BATCH SIDE RUNS: a step of training, in ms, or segmenting, in megapixels a second, of BATCH images of
SIDE x SIDE RGB pixels. Prints one figure a run, then their median.
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


class CompactUNet(nn.Module):
    """The reference's C-UNet of RGB images and one class, with ReLUs in place, which is quicker; gives raw logits."""

    def __init__(self, width=8):
        super().__init__()
        self.network = build({"architecture": "C_UNET", "width": width, "outputs": 1})
        for layer in self.modules():
            if isinstance(layer, nn.ReLU):
                layer.inplace = True

    def forward(self, x):
        return self.network(x)[0]


def training_step(network, image):
    """A function that learns from a batch by Adam and waits for its loss."""
    optimizer = torch.optim.Adam(network.parameters(), lr=1e-3)
    target = (image[:, :1] > 1).float()

    def run():
        optimizer.zero_grad()
        loss = F.binary_cross_entropy_with_logits(network(image), target)
        loss.backward()
        optimizer.step()
        return loss.item()
    return run


def segmenting(network, image):
    """A function that gives the probabilities of a batch."""
    network.eval()

    def run():
        with torch.no_grad():
            return torch.sigmoid(network(image)).numpy()
    return run


def main(mode, width, batch, side, runs):
    torch.set_num_threads(2)
    torch.manual_seed(1)
    image = torch.randn(batch, 3, side, side)
    run = (training_step if mode == "step" else segmenting)(CompactUNet(width), image)
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
    if len(sys.argv) != 6 or sys.argv[1] not in ("step", "infer"):
        sys.exit(__doc__)
    main(sys.argv[1], *map(int, sys.argv[2:]))
