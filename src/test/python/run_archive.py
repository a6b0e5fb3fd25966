"""Opens a TorchScript archive in Python's PyTorch and compares what it gives with an expected array.

run_archive.py ARCHIVE IN.npy OUT.npy: prints the largest difference relative to the largest expected value; fails above 1e-4.
"""
import sys

import numpy
import torch

archive, given, expected = sys.argv[1:4]
module = torch.jit.load(archive).eval()
with torch.no_grad():
    result = module(torch.from_numpy(numpy.load(given))).numpy()
wanted = numpy.load(expected)
if result.shape != wanted.shape:
    sys.exit(f"shape {result.shape} instead of {wanted.shape}")
difference = float(numpy.abs(result - wanted).max() / max(1e-30, float(numpy.abs(wanted).max())))
print(f"{difference:.3g}")
sys.exit(0 if difference <= 1e-4 else f"relative difference {difference:.3g} is above 1e-4")
