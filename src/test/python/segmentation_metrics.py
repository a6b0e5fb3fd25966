"""Judges pairs of label images with scikit-image, SciPy and scikit-learn.

Usage: segmentation_metrics.py FILE, a JSON list of {width, height, pixelWidth, pixelHeight, tolerance, truth, prediction, ignored}, where
truth and prediction are numbers of objects, and ignored tells for each pixel whether it is left out. Prints a JSON list of {name: value};
null is undefined. Boundaries are those of all objects together.
"""
import json
import sys
import warnings

import numpy as np
from scipy.ndimage import binary_erosion, distance_transform_edt
from scipy.optimize import linear_sum_assignment
from scipy.spatial.distance import directed_hausdorff
from skimage.metrics import adapted_rand_error, hausdorff_distance, variation_of_information
from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score, rand_score

THRESHOLDS = [0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95]


def masks(image):
    return [image == number for number in np.unique(image) if number != 0]


def overlaps(truth, prediction):
    """Intersections and unions of all true objects (rows) with all predicted ones (columns)."""
    inter = np.array([[np.sum(t & p) for p in masks(prediction)] for t in masks(truth)], dtype=float)
    union = np.array([[np.sum(t | p) for p in masks(prediction)] for t in masks(truth)], dtype=float)
    return inter, union


def counts(iou, enough):
    """TP, FP, FN and the sum of IoU of the best assignment among the pairs that are enough."""
    weight = np.where(enough, 1 + iou / (2 * min(iou.shape)), 0)
    rows, columns = linear_sum_assignment(weight, maximize=True)
    matched = enough[rows, columns]
    tp = int(matched.sum())
    return tp, iou.shape[1] - tp, iou.shape[0] - tp, float(iou[rows, columns][matched].sum())


def object_scores(tp, fp, fn, iou_sum):
    return {
        "objectprecision": tp / (tp + fp),
        "objectrecall": tp / (tp + fn),
        "objectf1": tp / (tp + 0.5 * fp + 0.5 * fn),
        "ap": tp / (tp + fp + fn),
        "sq": iou_sum / tp if tp else 0.0,
        "rq": tp / (tp + 0.5 * fp + 0.5 * fn),
        "pq": iou_sum / (tp + 0.5 * fp + 0.5 * fn),
    }


def aggregated_jaccard(truth, prediction):
    """Algorithm 1 of Kumar et al. 2017."""
    inter, union = overlaps(truth, prediction)
    c, u, used = 0.0, 0.0, set()
    for i, mask in enumerate(masks(truth)):
        if inter[i].max() == 0:
            u += mask.sum()
            continue
        j = int(np.argmax(inter[i] / union[i]))
        c += inter[i, j]
        u += union[i, j]
        used.add(j)
    u += sum(mask.sum() for j, mask in enumerate(masks(prediction)) if j not in used)
    return c / u


def objects(truth, prediction):
    inter, union = overlaps(truth, prediction)
    iou = inter / union
    result = {"aji": aggregated_jaccard(truth, prediction)}
    per_threshold = [object_scores(*counts(iou, iou >= t)) for t in THRESHOLDS]
    for t, scores in zip(THRESHOLDS, per_threshold):
        result.update({f"{name} {t}": value for name, value in scores.items()})
    for name in per_threshold[0]:
        result[f"{name} mean"] = float(np.mean([scores[name] for scores in per_threshold]))
    panoptic = object_scores(*counts(iou, iou > 0.5))
    result.update({f"{name} panoptic": value for name, value in panoptic.items()})
    return result


def partitions(truth, prediction):
    error, split, merge = adapted_rand_error(truth, prediction)
    vi_split, vi_merge = variation_of_information(truth, prediction)
    inside = truth != 0
    return {
        "rand": rand_score(truth, prediction),
        "ari": adjusted_rand_score(truth, prediction),
        "randsplit": split,
        "randmerge": merge,
        "randf": 1 - error,
        "are": error,
        "visplit": vi_split,
        "vimerge": vi_merge,
        "vi": vi_split + vi_merge,
        "informationf": normalized_mutual_info_score(truth[inside], prediction[inside], average_method="arithmetic"),
    }


def boundaries(truth, prediction, counted, sampling, tolerance):
    borders = [mask & counted & ~binary_erosion(mask | ~counted) for mask in (truth != 0, prediction != 0)]
    ways = [distance_transform_edt(~borders[1 - i], sampling=sampling)[borders[i]] for i in (0, 1)]
    points = [np.argwhere(border) * sampling for border in borders]
    hausdorff = max(directed_hausdorff(points[0], points[1])[0], directed_hausdorff(points[1], points[0])[0])
    if tuple(sampling) == (1, 1):
        assert np.isclose(hausdorff, hausdorff_distance(*borders), rtol=1e-12)
    recall, precision = [np.mean(way <= tolerance) for way in ways]
    return {
        "hausdorff": hausdorff,
        "hd95": max(np.percentile(way, 95) for way in ways),
        "assd": np.mean(np.concatenate(ways)),
        "boundaryprecision": precision,
        "boundaryrecall": recall,
        "boundaryf1": 2 * precision * recall / (precision + recall) if precision + recall else 0.0,
        "nsd": np.mean(np.concatenate(ways) <= tolerance),
    }


def judge(case):
    shape = (case["height"], case["width"])
    truth = np.array(case["truth"]).reshape(shape)
    prediction = np.array(case["prediction"]).reshape(shape)
    counted = ~np.array(case["ignored"]).reshape(shape)
    result = objects(truth[counted], prediction[counted])
    result.update(partitions(truth[counted], prediction[counted]))
    sampling = np.array([case["pixelHeight"], case["pixelWidth"]])
    result.update(boundaries(truth, prediction, counted, sampling, case["tolerance"]))
    return {name: None if np.isnan(value) else float(value) for name, value in result.items()}


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    with open(sys.argv[1], encoding="utf-8") as file:
        print(json.dumps([judge(case) for case in json.load(file)]))
