"""Compares sequences of learning rates with those of torch.optim.lr_scheduler.

Usage: schedules.py SEQUENCES.json: a list of {schedule, rate, steps, every, scores, rates}. After every so many steps there is a
validation with the next of the scores.
"""
import json
import sys

import torch
from torch.optim import lr_scheduler

from agreement import Verdict, apart

TOLERANCE = 1e-9


def rule(words, optimizer, steps):
    """The scheduler of a rule that looks at steps only; None for a constant rate."""
    name, *numbers = words
    numbers = [float(number) for number in numbers]
    if name == "constant":
        return lr_scheduler.ConstantLR(optimizer, factor=1, total_iters=0)
    if name == "step":
        return lr_scheduler.StepLR(optimizer, step_size=int(numbers[0]), gamma=numbers[1])
    if name == "polynomial":
        return lr_scheduler.PolynomialLR(optimizer, total_iters=steps, power=numbers[0])
    if name == "cosine":
        return lr_scheduler.CosineAnnealingLR(optimizer, T_max=steps)
    if name == "onecycle":
        return lr_scheduler.OneCycleLR(optimizer, max_lr=optimizer.defaults["lr"], total_steps=steps,
                                       pct_start=numbers[0], cycle_momentum=False)
    sys.exit(f"no reference for {name}")


def optimizer_of(rate):
    """Something with a learning rate."""
    return torch.optim.SGD([torch.zeros(1)], lr=rate)


def rates_of_plateau(sequence, words):
    """The rates where validations lower them."""
    optimizer = optimizer_of(sequence["rate"])
    scheduler = lr_scheduler.ReduceLROnPlateau(optimizer, mode="max", patience=int(words[1]), factor=float(words[2]),
                                               threshold=0, eps=0)
    scores = iter(sequence["scores"])
    rates = []
    for step in range(1, sequence["steps"] + 1):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        if step % sequence["every"] == 0:
            scheduler.step(next(scores))
    return rates


def rates_of_steps(rate, steps, words):
    """The rates of a rule that looks at steps only."""
    optimizer = optimizer_of(rate)
    scheduler = rule(words, optimizer, steps)
    rates = []
    for step in range(steps):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        if step < steps - 1:
            scheduler.step()
    return rates


def rates_of_warmup(rate, warmup):
    """The rates of a warm-up whose first is one part, as large as its steps."""
    optimizer = optimizer_of(rate)
    scheduler = lr_scheduler.LinearLR(optimizer, start_factor=1 / (warmup + 1), total_iters=warmup)
    rates = []
    for _ in range(warmup):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    return rates


def expected(sequence):
    """The rates that PyTorch gives."""
    first, *more = [part.split() for part in sequence["schedule"].split(",")]
    if first[0] != "warmup":
        return rates_of_plateau(sequence, first) if first[0] == "plateau" else rates_of_steps(
            sequence["rate"], sequence["steps"], first)
    warmup = int(first[1])
    return (rates_of_warmup(sequence["rate"], warmup)
            + rates_of_steps(sequence["rate"], sequence["steps"] - warmup, more[0]))


def main(path):
    verdict = Verdict(TOLERANCE)
    with open(path, encoding="utf-8") as file:
        for sequence in json.load(file):
            wanted = expected(sequence)
            # One cycle ends in rates that are a millionth of the first: each is compared with itself.
            difference = max(apart([own], [theirs]) for own, theirs in zip(sequence["rates"], wanted))
            if len(wanted) != len(sequence["rates"]):
                sys.exit(f"{len(sequence['rates'])} rates instead of {len(wanted)}")
            verdict.add(f"{sequence['schedule']} in {sequence['steps']} steps", difference)
    verdict.end()


if __name__ == "__main__":
    main(*sys.argv[1:])
