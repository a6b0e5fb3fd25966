"""Compares losses and their gradients with PyTorch's own and with the papers' formulas, in double precision.

Usage: losses.py CASES.json: {shape, logits, labels, borders, w0, sigma, cases}, a case being {loss, classWeights, smoothing, value,
gradient}. Labels of 255 are ignored; one output is class 1 against class 0.
"""
import json
import re
import sys

import numpy
import torch
import torch.nn.functional as F
from torchvision.ops import sigmoid_focal_loss

from agreement import Verdict, apart

TOLERANCE = 1e-5
# Border weights below it are left away.
NEGLIGIBLE = 1e-3
IGNORED = 255
# Added by Tessera to intersections; all it does is to say what a class is worth that is nowhere.
SMOOTH = 1e-4


class Batch:
    """Logits (N, K, H, W) with a gradient and the truth beside them."""

    def __init__(self, given, case):
        shape = given["shape"]
        self.outputs = shape[1]
        self.classes = max(2, self.outputs)
        self.logits = torch.tensor(given["logits"], dtype=torch.float64).reshape(shape).requires_grad_()
        self.labels = torch.tensor(given["labels"]).reshape(shape[0], *shape[2:]) & 255
        self.borders = torch.tensor(given["borders"], dtype=torch.float64).reshape(self.labels.shape)
        self.valid = self.labels != IGNORED
        self.weights = torch.tensor(case["classWeights"] or [1.0] * self.classes, dtype=torch.float64)
        self.smoothing = case["smoothing"]
        self.terms = [term(text) for text in case["loss"].split("+")]
        # A network has one activation: binary cross-entropy makes the classes independent in the whole sum.
        self.independent = self.outputs == 1 or any(name == "bce" for _, name, _ in self.terms)
        safe = self.labels.masked_fill(~self.valid, 0)
        every = F.one_hot(safe, self.classes).permute(0, 3, 1, 2).double()
        self.truth = every[:, 1:] if self.outputs == 1 else every
        self.pixel_weights = self.weights[safe] * self.valid

    def probabilities(self):
        """(K, pixels that count), and the truth alike."""
        p = torch.sigmoid(self.logits) if self.independent else F.softmax(self.logits, 1)
        return [t.transpose(0, 1)[:, self.valid] for t in (p, self.truth)]

    def smoothed(self):
        """Labels of independent classes, drawn towards a half."""
        return self.truth * (1 - self.smoothing) + self.smoothing / 2


def term(text):
    """(weight, name, numbers) of a summand such as 2*focal(2)."""
    weight, name, numbers = re.fullmatch(r"(?:([0-9.]+)\*)?([a-z]+)(?:\(([^)]*)\))?", text).groups()
    return float(weight or 1), name, [float(number) for number in numbers.split(",")] if numbers else []


def bce(batch):
    """Each output by itself; a pixel counts by its true class, outputs alike."""
    sums = F.binary_cross_entropy_with_logits(batch.logits, batch.smoothed(), reduction="none").mean(1)
    return (sums * batch.pixel_weights).sum() / batch.pixel_weights.sum()


def crossentropy(batch):
    """torch.nn.CrossEntropyLoss; of one output, binary."""
    if batch.outputs == 1:
        return bce(batch)
    return F.cross_entropy(batch.logits, batch.labels, batch.weights, ignore_index=IGNORED,
                           label_smoothing=batch.smoothing)


def focal(batch, gamma):
    """Lin and others 2017, equation 4, class weights being alpha; torchvision's where classes are independent."""
    if batch.independent:
        sums = sigmoid_focal_loss(batch.logits, batch.truth, alpha=-1, gamma=gamma).mean(1)
    else:
        log = F.log_softmax(batch.logits, 1)
        sums = -(batch.truth * (1 - log.exp()) ** gamma * log).sum(1)
    return (sums * batch.pixel_weights).sum() / batch.pixel_weights.sum()


def boundary(batch, _w0, _sigma):
    """Ronneberger and others 2015, equations 1 and 2: cross-entropy by class weight and border weight, over the sum of the weights."""
    weights = batch.pixel_weights + batch.borders
    if batch.independent:
        sums = F.binary_cross_entropy_with_logits(batch.logits, batch.truth, reduction="none").mean(1)
    else:
        sums = -(batch.truth * F.log_softmax(batch.logits, 1)).sum(1)
    return (sums * weights)[batch.valid].sum() / weights[batch.valid].sum()


def tversky(batch, alpha, beta):
    """Salehi and others 2017, one for each class, then their mean."""
    p, y = batch.probabilities()
    both, wrong, missed = (p * y).sum(1), (p * (1 - y)).sum(1), ((1 - p) * y).sum(1)
    # Nothing is added where the class is there.
    smooth = torch.where(y.sum(1) > 0, 0.0, SMOOTH)
    return (1 - (both + smooth) / (both + alpha * wrong + beta * missed + smooth)).mean()


def dice(batch):
    """1 - 2 |A B| / (|A| + |B|), mean over classes."""
    return tversky(batch, 0.5, 0.5)


def jaccard(batch):
    """1 - |A B| / |A or B|, mean over classes."""
    return tversky(batch, 1, 1)


def generalizeddice(batch):
    """Sudre and others 2017: 1 - 2 sum w I / sum w (P + Y), w = 1 / Y^2; of one output, class and background."""
    p, y = batch.probabilities()
    if batch.outputs == 1:
        p, y = (torch.cat((1 - t, t)) for t in (p, y))
    areas = y.sum(1)
    weights = torch.where(areas > 0, 1 / areas.clamp(min=1) ** 2, 0.0)
    return 1 - 2 * (weights * (p * y).sum(1)).sum() / (weights * (p + y).sum(1)).sum()


def lovasz(batch):
    """Berman and others 2018, algorithm 1 on errors |y - p|, mean over the classes that are there."""
    losses = []
    for p, y in zip(*batch.probabilities()):
        if y.sum() > 0:
            errors, order = torch.sort((y - p).abs(), descending=True)
            foreground = y[order]
            intersection = foreground.sum() - foreground.cumsum(0)
            union = foreground.sum() + (1 - foreground).cumsum(0)
            jaccard_loss = 1 - intersection / union
            growth = torch.cat((jaccard_loss[:1], jaccard_loss[1:] - jaccard_loss[:-1]))
            losses.append((errors * growth).sum())
    return sum(losses) / len(losses) if losses else 0 * batch.logits.sum()


def tied(batch, gap=1e-6):
    """Pixels (N, H, W) one of whose errors is so near another's that single precision may sort them either way."""
    near = torch.zeros(int(batch.valid.sum()), dtype=torch.bool)
    for p, y in zip(*batch.probabilities()):
        errors, order = torch.sort((y - p).abs().detach())
        close = errors.diff() < gap
        near[order[1:][close]] = near[order[:-1][close]] = True
    result = torch.zeros_like(batch.valid)
    result[batch.valid] = near
    return result


LOSSES = {f.__name__: f for f in (bce, crossentropy, focal, boundary, tversky, dice, jaccard, generalizeddice, lovasz)}


def objects(labels):
    """Masks of the pixels of one class that touch by sides or corners."""
    left = {(y, x) for y, x in zip(*numpy.nonzero((labels != 0) & (labels != IGNORED)))}
    while left:
        todo = [left.pop()]
        mask = numpy.zeros(labels.shape, dtype=bool)
        while todo:
            y, x = todo.pop()
            mask[y, x] = True
            for near in [(y + i, x + j) for i in (-1, 0, 1) for j in (-1, 0, 1)]:
                if near in left and labels[near] == labels[y, x]:
                    left.remove(near)
                    todo.append(near)
        yield mask


def border_weights(labels, w0, sigma):
    """The U-Net paper's equation 2 without its class weights, where there is background; distances are searched one by one."""
    places = numpy.stack(numpy.meshgrid(*map(numpy.arange, labels.shape), indexing="ij"), -1)
    all_of = [numpy.sqrt(((places[:, :, None] - numpy.argwhere(mask)) ** 2).sum(-1).min(2)) for mask in objects(labels)]
    if len(all_of) < 2:
        return numpy.zeros(labels.shape)
    both = numpy.sort(numpy.stack(all_of), 0)[:2].sum(0)
    return numpy.where(labels == 0, w0 * numpy.exp(-both ** 2 / (2 * sigma ** 2)), 0)


def compare_borders(given, batch, verdict):
    """Border weights: near objects' distances are exact, so that only what is left away is missing."""
    for crop, (labels, weights) in enumerate(zip(batch.labels.numpy(), batch.borders.numpy())):
        wanted = border_weights(labels, given["w0"], given["sigma"])
        verdict.add(f"border weights of crop {crop}, largest {weights.max():.3g}", abs(weights - wanted).max(),
                    NEGLIGIBLE + TOLERANCE * given["w0"])


def compare(given, case, verdict):
    """One loss and its gradient."""
    batch = Batch(given, case)
    value = sum(weight * LOSSES[name](batch, *numbers) for weight, name, numbers in batch.terms)
    value.backward()
    name = f"{case['loss']} {case['classWeights'] or ''} {case['smoothing'] or ''}".strip()
    verdict.add(f"{name}: value {value.item():.4g}", abs(case["value"] - value.item()) / max(abs(value.item()), 1e-3))
    clear = torch.ones_like(batch.logits)
    if "lovasz" in case["loss"]:
        clear = clear * ~tied(batch)[:, None]
    gradient = torch.tensor(case["gradient"], dtype=torch.float64).reshape(batch.logits.shape)
    verdict.add(f"{name}: gradient", apart((gradient * clear).numpy(), (batch.logits.grad * clear).numpy()))


def main(path):
    torch.set_num_threads(1)
    with open(path, encoding="utf-8") as file:
        given = json.load(file)
    verdict = Verdict(TOLERANCE)
    compare_borders(given, Batch(given, given["cases"][0]), verdict)
    for case in given["cases"]:
        compare(given, case, verdict)
    verdict.end()


if __name__ == "__main__":
    main(*sys.argv[1:])
