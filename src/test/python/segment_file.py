"""The whole job in stock PyTorch, for ratios in one run: file -> normalize -> tiles with overlap -> stitched labels -> file.

segment_file.py STOCK IMAGE.png LABELS.png TILE BATCH OVERLAP RUNS: STOCK is the file that holds the Stock class. Prints
seconds, one figure a run, without the time that Python takes to start and to import.
"""
import importlib.util
import sys
import time

import numpy
import torch
from PIL import Image

stock, image, labels = sys.argv[1:4]
tile, batch, overlap, runs = (int(a) for a in sys.argv[4:8])
Image.MAX_IMAGE_PIXELS = None
spec = importlib.util.spec_from_file_location("stock", stock)
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
torch.set_num_threads(2)
network = module.Stock().eval()


def job():
    pixels = numpy.asarray(Image.open(image).convert("RGB"))
    low, high = numpy.percentile(pixels, (1, 99.8), axis=(0, 1))
    x = ((pixels.astype(numpy.float32) - low.astype(numpy.float32)) / (high - low).astype(numpy.float32)).transpose(2, 0, 1)
    height, width = x.shape[1:]
    step = tile - 2 * overlap
    rows, columns = -(-height // step), -(-width // step)
    x = numpy.pad(
        x, ((0, 0), (overlap, rows * step + overlap - height), (overlap, columns * step + overlap - width)), mode="symmetric")
    out = numpy.empty((rows * step, columns * step), numpy.float32)
    places = [(r * step, c * step) for r in range(rows) for c in range(columns)]
    with torch.no_grad():
        for i in range(0, len(places), batch):
            some = places[i:i + batch]
            tiles = numpy.stack([x[:, r:r + tile, c:c + tile] for r, c in some])
            result = torch.sigmoid(network(torch.from_numpy(tiles)))[:, 0].numpy()
            for (r, c), values in zip(some, result):
                out[r:r + step, c:c + step] = values[overlap:overlap + step, overlap:overlap + step]
    Image.fromarray((out[:height, :width] >= 0.5).astype(numpy.uint8)).save(labels)


for _ in range(runs):
    start = time.perf_counter()
    job()
    print(f"{time.perf_counter() - start:.2f}")
