"""Trains a small network with torch.optim on given batches and compares what comes of it.

Usage: optimizers.py RUNS.json ARCHIVE.pt
The archive has the network's first weights. RUNS.json holds the shape of a batch's pixels, class weights, pixels and labels of each
step, and runs: settings, the losses of their steps, their last weights and moving averages.
"""
import json
import sys

import torch
import torch.nn.functional as F
from torch import nn
from torch.optim.swa_utils import AveragedModel

from agreement import Verdict, apart

TOLERANCE = 1e-5
IGNORED = 255


class Network(nn.Module):
    """Convolution, batch normalization, ReLU, convolution."""

    def __init__(self, channels, maps, outputs):
        super().__init__()
        self.first = nn.Conv2d(channels, maps, 3, padding=1, bias=False)
        self.norm = nn.BatchNorm2d(maps)
        self.last = nn.Conv2d(maps, outputs, 3, padding=1)

    def forward(self, image):
        return self.last(F.relu(self.norm(self.first(image))))


def network_of(archive):
    """The network with the archive's weights."""
    state = archive.state_dict()
    maps, channels = state["first.weight"].shape[:2]
    network = Network(channels, maps, state["last.weight"].shape[0])
    missing, unexpected = network.load_state_dict(state, strict=False)
    if unexpected or set(missing) - {"norm.num_batches_tracked"}:
        sys.exit(f"missing {missing}, unexpected {unexpected}")
    return network.train()


def optimizer_of(run, parameters):
    """torch.optim's optimizer of these settings."""
    common = {"lr": run["rate"], "weight_decay": run["weightDecay"]}
    kinds = {
        "ADAM": lambda: torch.optim.Adam(parameters, **common),
        "ADAMW": lambda: torch.optim.AdamW(parameters, **common),
        "SGD": lambda: torch.optim.SGD(parameters, momentum=run["momentum"], nesterov=run["nesterov"], **common),
        "RMSPROP": lambda: torch.optim.RMSprop(parameters, momentum=run["momentum"], **common),
    }
    return kinds[run["kind"]]()


def average_of(network, decay):
    """The moving average of the weights from the first ones on; its decay grows with the updates, u of them done before: 1 - 9 / (10 + u)."""
    def average(averaged, current, updates):
        own = min(decay, 1 - 9 / (10 + (int(updates) - 1)))
        return own * averaged + (1 - own) * current
    model = AveragedModel(network, avg_fn=average)
    model.update_parameters(network)  # the first call copies
    return model


def learn(network, run, pixels, labels, weights):
    """Collects the gradients of a batch, part by part; its loss."""
    whole = weights[labels[labels != IGNORED]].sum()
    bounds = [len(pixels) * part // run["parts"] for part in range(run["parts"] + 1)]
    told = 0.0
    for start, end in zip(bounds, bounds[1:]):
        loss = F.cross_entropy(network(pixels[start:end]), labels[start:end], weights, ignore_index=IGNORED,
                               reduction="sum") / whole
        loss.backward()
        told += loss.item()
    return told


def train(network, run, batches, weights):
    """(losses, the averaged network or None) of all steps."""
    optimizer = optimizer_of(run, network.parameters())
    averaged = average_of(network, run["averaging"]) if run["averaging"] > 0 else None
    losses = []
    for pixels, labels in batches:
        optimizer.zero_grad()
        losses.append(learn(network, run, pixels, labels, weights))
        if run["clip"] > 0:
            nn.utils.clip_grad_norm_(network.parameters(), run["clip"])
        optimizer.step()
        if averaged is not None:
            averaged.update_parameters(network)
    return losses, averaged


def worst(network, values, first):
    """(largest difference of a tensor, the same in units of how far the tensor has come), the name of the first."""
    all_of = []
    for name, tensor in network.state_dict().items():
        if name in values:
            expected = tensor.detach().numpy()
            way = abs(expected - first[name].numpy()).max()
            all_of.append((apart(values[name], expected), apart(values[name], expected, way), name))
    if len(all_of) != 7:
        sys.exit(f"{len(all_of)} tensors instead of 7")
    largest = max(all_of)
    return largest[0], max(way for _, way, _ in all_of), largest[2]


def compare(archive, run, batches, weights, verdict):
    """Trains anew and compares losses, weights, running statistics and averages."""
    network = network_of(archive)
    first = {name: tensor.clone() for name, tensor in network.state_dict().items()}
    losses, averaged = train(network, run, batches, weights)
    verdict.add(f"{run['name']}: losses {losses[0]:.3g} to {losses[-1]:.3g}", apart(run["losses"], losses))
    difference, way, name = worst(network, run["weights"], first)
    verdict.add(f"{run['name']}: weights ({name}; {way:.2g} of their way)", difference)
    if averaged is not None:
        learnt = {name: run["averages"][name] for name, _ in network.named_parameters()}
        state = averaged.module.state_dict()
        verdict.add(f"{run['name']}: averages", max(apart(learnt[name], state[name].numpy()) for name in learnt))


def main(path, archive_path):
    torch.set_num_threads(1)
    archive = torch.jit.load(archive_path, map_location="cpu")
    with open(path, encoding="utf-8") as file:
        given = json.load(file)
    n, _, height, width = given["shape"]
    batches = [(torch.tensor(pixels).reshape(given["shape"]), torch.tensor(labels).reshape(n, height, width) & 255)
               for pixels, labels in zip(given["pixels"], given["labels"])]
    verdict = Verdict(TOLERANCE)
    for run in given["runs"]:
        compare(archive, run, batches, torch.tensor(given["classWeights"]), verdict)
    verdict.end()


if __name__ == "__main__":
    main(*sys.argv[1:])
