"""Compares an archive and its outputs with the reference network that has the archive's weights.

Usage: compare.py ARCHIVE.pt SETTINGS.json NAMES.txt IN.npy OUT0.npy [OUT1.npy ...]
NAMES.txt lists the archive's tensors in execution order. Ends with 0 only if everything agrees.
"""
import sys

import numpy
import torch

from networks import build, count_parameters, read_settings

TOLERANCE = 1e-4
KINDS = ("weight", "bias", "running_mean", "running_var")
UNUSED = "num_batches_tracked"


def own_tensors(module):
    """The module's own tensors as (kind, tensor), in the order of KINDS."""
    own = dict(module.named_parameters(recurse=False))
    own.update(module.named_buffers(recurse=False))
    own.pop(UNUSED, None)
    unknown = set(own) - set(KINDS)
    if unknown:
        sys.exit(f"A {type(module).__name__} of the reference owns unexpected tensors: {sorted(unknown)}.")
    return [(kind, own[kind]) for kind in KINDS if kind in own]


def execution_order(network, image):
    """The network's tensors as (name, tensor), in the order its modules are executed in."""
    names = {module: name for name, module in network.named_modules()}
    owners = [module for module in names if own_tensors(module)]
    executed = []
    hooks = [module.register_forward_hook(lambda module, *_: executed.append(module)) for module in owners]
    with torch.no_grad():
        network(image)
    for hook in hooks:
        hook.remove()
    for module in owners:
        if executed.count(module) != 1:
            sys.exit(f"The reference's {names[module]} is executed {executed.count(module)} times instead of once.")
    return [(f"{names[module]}.{kind}", tensor) for module in executed for kind, tensor in own_tensors(module)]


def listed_tensors(archive, path):
    """The archive's tensors as (name, tensor), in the order of the list of names."""
    state = {name: tensor for name, tensor in archive.state_dict().items() if not name.endswith(UNUSED)}
    with open(path, encoding="utf-8") as file:
        names = [line.strip() for line in file if line.strip() and not line.strip().endswith(UNUSED)]
    if len(set(names)) != len(names):
        sys.exit(f"Listed more than once: {sorted(name for name in set(names) if names.count(name) > 1)}.")
    if set(names) != set(state):
        sys.exit(f"Listed but not in the archive: {sorted(set(names) - set(state))}; "
                 f"in the archive but not listed: {sorted(set(state) - set(names))}.")
    return [(name, state[name]) for name in names]


def copy_weights(ours, theirs):
    """Copies the archive's tensors (theirs) into the reference's (ours), one after the other."""
    for position, ((name, tensor), (their_name, their_tensor)) in enumerate(zip(ours, theirs)):
        if tensor.shape != their_tensor.shape:
            sys.exit(f"Tensor {position} of {len(ours)}: the reference's {name} has the shape {list(tensor.shape)}, "
                     f"the archive's {their_name} has {list(their_tensor.shape)}.")
        with torch.no_grad():
            tensor.copy_(their_tensor)
    if len(ours) != len(theirs):
        longer, side = (ours, "reference") if len(ours) > len(theirs) else (theirs, "archive")
        name, tensor = longer[min(len(ours), len(theirs))]
        sys.exit(f"The reference has {len(ours)} tensors, the archive {len(theirs)}; the first one that only the "
                 f"{side} has is {name} of shape {list(tensor.shape)}.")


def flat(result):
    """The tensors of a tensor or of a tuple or list of them."""
    if torch.is_tensor(result):
        return [result]
    return [tensor for part in result for tensor in flat(part)]


def difference(actual, expected):
    """(whether they agree, a text that says how much they differ)."""
    if tuple(actual.shape) != expected.shape:
        return False, f"shape {list(actual.shape)} instead of {list(expected.shape)}"
    relative = numpy.abs(actual.numpy().astype(numpy.float64) - expected).max() / numpy.abs(expected).max()
    return bool(relative <= TOLERANCE), f"{relative:.3g}"


def main(archive_path, settings_path, names_path, image_path, *output_paths):
    archive = torch.jit.load(archive_path, map_location="cpu").eval()
    network = build(read_settings(settings_path)).eval()
    image = torch.from_numpy(numpy.load(image_path).astype(numpy.float32))
    copy_weights(execution_order(network, image), listed_tensors(archive, names_path))
    print(f"parameters {count_parameters(network)}")
    with torch.no_grad():
        reference, own = flat(network(image)), flat(archive(image))
    if not len(reference) == len(own) == len(output_paths):
        sys.exit(f"The reference has {len(reference)} outputs, the archive {len(own)}, given are {len(output_paths)}.")
    good = True
    for index, path in enumerate(output_paths):
        expected = numpy.load(path).astype(numpy.float64)
        fits, text = difference(reference[index], expected)
        archive_fits, archive_text = difference(own[index], expected)
        good = good and fits and archive_fits
        print(f"output {index} {list(expected.shape)}: reference {text}, archive {archive_text}, "
              f"{'good' if fits and archive_fits else 'BAD'}")
    return 0 if good else 1


if __name__ == "__main__":
    if len(sys.argv) < 6:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
