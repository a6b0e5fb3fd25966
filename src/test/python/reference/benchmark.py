"""Times the reference network in stock PyTorch with two threads.

Usage: benchmark.py SETTINGS.json BATCH SIZE RUNS forward|step
Prints the milliseconds of each run, then their median.
"""
import statistics
import sys
import time

import torch
import torch.nn.functional as F

from networks import build, complete, read_settings

WARM_UPS = 2


def forward_pass(network, image):
    """A function that runs the network as for prediction."""
    network.eval()

    def run():
        with torch.no_grad():
            network(image)
    return run


def training_step(network, image, target):
    """A function that does one step of training."""
    network.train()
    optimizer = torch.optim.Adam(network.parameters(), lr=1e-3)

    def run():
        main, *auxiliary = network(image)
        loss = F.binary_cross_entropy_with_logits(main, target)
        for output in auxiliary:
            output = F.interpolate(output, size=image.shape[-2:], mode="bilinear", align_corners=False)
            loss = loss + 0.4 * F.binary_cross_entropy_with_logits(output, target)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return run


def main(settings_path, batch, size, runs, mode):
    torch.set_num_threads(2)
    torch.manual_seed(0)
    settings = complete(read_settings(settings_path))
    network = build(settings)
    image = torch.rand(int(batch), settings["channels"], int(size), int(size))
    target = (torch.rand(int(batch), settings["outputs"], int(size), int(size)) > 0.5).float()
    run = forward_pass(network, image) if mode == "forward" else training_step(network, image, target)
    for _ in range(WARM_UPS):
        run()
    times = []
    for _ in range(int(runs)):
        start = time.perf_counter()
        run()
        times.append(1000 * (time.perf_counter() - start))
        print(f"{times[-1]:.1f} ms", flush=True)
    print(f"median {statistics.median(times):.1f} ms")


if __name__ == "__main__":
    if len(sys.argv) != 6 or sys.argv[5] not in ("forward", "step"):
        sys.exit(__doc__)
    main(*sys.argv[1:])
