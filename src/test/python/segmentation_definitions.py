"""Metrics of objects, partitions and boundaries by their definitions, without any library's metric and without any shortcut.

Every pixel is compared with every other, every object with every other. Sources: Kumar et al. 2017 (algorithm 1), Kirillov et al. 2019,
Caicedo et al. 2019, Rand 1971, Hubert and Arabie 1985, Meila 2007, Arganda-Carreras et al. 2015, Csurka et al. 2013, Nikolov et al. 2021,
Maier-Hein et al. 2024. Takes a file of cases, prints the values of each; null is NaN.
"""

import json
import math
import sys

import numpy as np
from scipy.optimize import linear_sum_assignment

THRESHOLDS = [(50 + 5 * i) / 100 for i in range(10)]
NAN = float("nan")


def share(part, whole, empty=NAN):
    return part / whole if whole else empty


def pixel_sets(numbers):
    """The pixels of each object, by rising numbers."""
    sets = {}
    for pixel, number in enumerate(numbers):
        if number:
            sets.setdefault(number, set()).add(pixel)
    return [sets[number] for number in sorted(sets)]


def counted_sets(sets, counted):
    """Of each object the pixels that count, if there are any."""
    return [rest for rest in ({pixel for pixel in whole if counted[pixel]} for whole in sets) if rest]


def iou(a, b):
    return len(a & b) / len(a | b)


def aggregated_jaccard(truth, prediction):
    intersection = union = 0
    used = set()
    for g in truth:
        best = max(range(len(prediction)), key=lambda k: iou(g, prediction[k]), default=None)
        if best is None or not g & prediction[best]:
            union += len(g)
            continue
        intersection += len(g & prediction[best])
        union += len(g | prediction[best])
        used.add(best)
    union += sum(len(s) for k, s in enumerate(prediction) if k not in used)
    return share(intersection, union)


def object_values(truth, prediction, enough, forgiven=()):
    """What the largest one-to-one assignment of pairs that are good enough gives; some predictions are not there if they get no partner."""
    pairs = []
    partners = set()
    if truth and prediction:
        ious = np.array([[iou(g, s) for s in prediction] for g in truth])
        rows, columns = linear_sum_assignment(-(enough(ious) + 1e-6 * ious))
        pairs = [ious[i, j] for i, j in zip(rows, columns) if enough(ious[i, j])]
        partners = {j for i, j in zip(rows, columns) if enough(ious[i, j])}
    prediction = [s for j, s in enumerate(prediction) if j in partners or j not in forgiven]
    hits, objects = len(pairs), len(truth) + len(prediction)
    if not objects:
        return dict.fromkeys(["objectprecision", "objectrecall", "objectf1", "ap", "sq", "rq", "pq"], NAN)
    recognition = 2 * hits / objects
    return {
        "objectprecision": share(hits, len(prediction), 0),
        "objectrecall": share(hits, len(truth), 0),
        "objectf1": recognition,
        "ap": hits / (objects - hits),
        "sq": share(sum(pairs), hits, 0),
        "rq": recognition,
        "pq": sum(pairs) / (hits + (len(prediction) - hits) / 2 + (len(truth) - hits) / 2),
    }


def pairs_of_pixels(truth, prediction):
    """How many pairs of pixels are one in both, in the truth, in the prediction, and all."""
    both = in_truth = in_prediction = count = 0
    for i in range(len(truth)):
        same_truth = truth[i + 1 :] == truth[i]
        same_prediction = prediction[i + 1 :] == prediction[i]
        both += int((same_truth & same_prediction).sum())
        in_truth += int(same_truth.sum())
        in_prediction += int(same_prediction.sum())
        count += len(truth) - i - 1
    return both, in_truth, in_prediction, count


def entropy(*labels):
    if not len(labels[0]):
        return NAN
    _, counts = np.unique(np.stack(labels), axis=1, return_counts=True)
    shares = counts / counts.sum()
    return float(-(shares * np.log2(shares)).sum()) + 0.0


def partition_values(truth, prediction):
    both, in_truth, in_prediction, count = pairs_of_pixels(truth, prediction)
    values = {"rand": share(count - in_truth - in_prediction + 2 * both, count)}
    chance = in_truth * in_prediction / count if count else NAN
    most = (in_truth + in_prediction) / 2
    # both are one segment, or both are single pixels: they are equal
    values["ari"] = NAN if not count else 1.0 if most == chance else (both - chance) / (most - chance)
    inside = truth != 0
    both, in_truth, in_prediction, _ = pairs_of_pixels(truth[inside], prediction[inside])
    values["randsplit"] = share(both, in_truth)
    values["randmerge"] = share(both, in_prediction)
    values["randf"] = share(2 * both, in_truth + in_prediction)
    values["are"] = 1 - values["randf"]
    joint = entropy(truth, prediction)
    values["visplit"] = joint - entropy(truth)
    values["vimerge"] = joint - entropy(prediction)
    values["vi"] = values["visplit"] + values["vimerge"]
    truth, prediction = truth[inside], prediction[inside]
    h_truth, h_prediction = entropy(truth), entropy(prediction)
    mutual = h_truth + h_prediction - entropy(truth, prediction)
    values["informationf"] = share(2 * mutual, h_truth + h_prediction, 1.0)
    return values


def outline(mask, ignored, width, height):
    """Pixels of the mask with one of four neighbours that is outside of the image, or counts and is outside of the mask."""
    points = []
    for y in range(height):
        for x in range(width):
            if not mask[y, x] or ignored[y, x]:
                continue
            for nx, ny in (x - 1, y), (x + 1, y), (x, y - 1), (x, y + 1):
                beyond = not (0 <= nx < width and 0 <= ny < height)
                if beyond or not mask[ny, nx] and not ignored[ny, nx]:
                    points.append((x, y))
                    break
    return points


def nearest(points, targets, case):
    return [
        min(math.hypot((x - u) * case["pixelWidth"], (y - v) * case["pixelHeight"]) for u, v in targets)
        for x, y in points
    ]


def percentile_95(values):
    ordered = sorted(values)
    place = 0.95 * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (place - low) * (ordered[high] - ordered[low])


def boundary_values(case, ignored):
    width, height, tolerance = case["width"], case["height"], case["tolerance"]
    grid = lambda values: np.reshape(values, (height, width))
    outlines = [outline(grid(case[of]) != 0, grid(ignored), width, height) for of in ("truth", "prediction")]
    truth, prediction = outlines
    names = ["hausdorff", "hd95", "assd"]
    if not truth and not prediction:
        return dict.fromkeys(names + ["boundaryprecision", "boundaryrecall", "boundaryf1", "nsd"], NAN)
    if not truth or not prediction:
        scores = dict.fromkeys(["boundaryprecision", "boundaryrecall", "boundaryf1", "nsd"], 0.0)
        return {**dict.fromkeys(names, NAN), **scores}
    there, back = nearest(truth, prediction, case), nearest(prediction, truth, case)
    near_truth, near_prediction = (sum(d <= tolerance for d in distances) for distances in (there, back))
    precision, recall = near_prediction / len(back), near_truth / len(there)
    return {
        "hausdorff": max(there + back),
        "hd95": max(percentile_95(there), percentile_95(back)),
        "assd": sum(there + back) / len(there + back),
        "boundaryprecision": precision,
        "boundaryrecall": recall,
        "boundaryf1": share(2 * precision * recall, precision + recall, 0.0),
        "nsd": (near_truth + near_prediction) / (len(there) + len(back)),
    }


def values(case):
    counted = ~np.array(case["ignored"], dtype=bool)
    truth = counted_sets(pixel_sets(case["truth"]), counted)
    whole = [s for s in pixel_sets(case["prediction"]) if any(counted[pixel] for pixel in s)]
    prediction = counted_sets(whole, counted)
    void = [j for j, s in enumerate(whole) if 1 - len(prediction[j]) / len(s) > 0.5]
    result = {"aji": aggregated_jaccard(truth, prediction)}
    at = {threshold: object_values(truth, prediction, lambda x: x >= threshold) for threshold in THRESHOLDS}
    for name in at[0.5]:
        for threshold in THRESHOLDS:
            result[f"{name} {threshold}"] = at[threshold][name]
        result[f"{name} mean"] = sum(at[threshold][name] for threshold in THRESHOLDS) / len(THRESHOLDS)
    for name, value in object_values(truth, prediction, lambda x: x > 0.5, void).items():
        result[f"{name} panoptic"] = value
    result.update(partition_values(np.array(case["truth"])[counted], np.array(case["prediction"])[counted]))
    result.update(boundary_values(case, ~counted))
    return {name: None if math.isnan(value) else value for name, value in result.items()}


with open(sys.argv[1]) as file:
    print(json.dumps([values(case) for case in json.load(file)]))
