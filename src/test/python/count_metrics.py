"""Judges labels and probabilities with scikit-learn and NumPy.

Usage: count_metrics.py FILE, a JSON list of {classes, levels, beta, smoothing, truth, prediction, outputs}, where truth and prediction are
class indices, 255 ignored, and outputs are the probabilities of the classes, or of class 1 alone. Prints a JSON list of {name: value};
null is undefined: a ratio of which the whole is 0.
"""
import json
import sys
import warnings

import numpy as np
from sklearn import metrics

IGNORED = 255
BINS = 15  # Guo et al., ICML 2017


def one_class(t, p, k, beta):
    def ratio(score, whole, **options):
        if not whole.any():
            return np.nan
        return score(t == k, p == k, zero_division=0, **options)

    either = (t == k) | (p == k)
    return {
        "accuracy": metrics.accuracy_score(t == k, p == k),
        "iou": ratio(metrics.jaccard_score, either),
        "dice": ratio(metrics.f1_score, either),
        "precision": ratio(metrics.precision_score, p == k),
        "recall": ratio(metrics.recall_score, t == k),
        "specificity": metrics.recall_score(t != k, p != k) if (t != k).any() else np.nan,
        "fbeta": ratio(metrics.fbeta_score, either, beta=beta),
    }


def all_classes(t, p):
    present = np.union1d(t, p)
    one = len(np.unique(t)) == 1 or len(np.unique(p)) == 1
    return {
        "pixelaccuracy": metrics.accuracy_score(t, p),
        "meanrecall": metrics.balanced_accuracy_score(t, p),
        "meanprecision": metrics.precision_score(t, p, labels=np.unique(p), average="macro"),
        "meaniou": metrics.jaccard_score(t, p, labels=present, average="macro"),
        "frequencyweightediou": metrics.jaccard_score(t, p, average="weighted"),
        "meandice": metrics.f1_score(t, p, labels=present, average="macro"),
        "kappa": metrics.cohen_kappa_score(t, p),
        "matthews": np.nan if one else metrics.matthews_corrcoef(t, p),
    }


def curve(own, q, levels):
    rounded = np.floor((np.float32(levels) * q).astype(float) + 0.5) / levels
    values = {
        "rocarea": metrics.roc_auc_score(own, rounded) if 0 < own.sum() < len(own) else np.nan,
        "averageprecision": metrics.average_precision_score(own, rounded) if own.any() else np.nan,
        "bestdice": np.nan,
    }
    if own.any():
        precision, recall, thresholds = metrics.precision_recall_curve(own, rounded)
        dice = 2 * precision * recall / (precision + recall)
        values["bestdice"] = np.nanmax(dice)
        for i, threshold in enumerate(thresholds):
            level = int(np.rint(threshold * levels))
            values["precision at %d" % level] = precision[i]
            values["recall at %d" % level] = recall[i]
    return values


def soft(p, q, s):
    return {
        "softdice": (2 * (p * q).sum() + s) / (p.sum() + q.sum() + s),
        "softdicesquared": (2 * (p * q).sum() + s) / ((p**2).sum() + (q**2).sum() + s),
        "softiou": ((p * q).sum() + s) / (p.sum() + q.sum() - (p * q).sum() + s),
    }


def calibration(t, q):
    """ECE and MCE, formulas 3 and 5, over the intervals ((m - 1) / M, m / M]."""
    confidence = q.max(axis=0)
    right = q.argmax(axis=0) == t
    edges = (np.arange(BINS + 1) / BINS).astype(np.float32)
    expected, largest = 0.0, 0.0
    for low, high in zip(edges[:-1], edges[1:]):
        bin_ = (confidence > low) & (confidence <= high)
        if bin_.any():
            gap = abs(right[bin_].mean() - confidence[bin_].mean(dtype=float))
            expected += bin_.sum() / len(t) * gap
            largest = max(largest, gap)
    return {"ece": expected, "mce": largest}


def values(case):
    classes = case["classes"]
    t = np.array(case["truth"])
    p = np.array(case["prediction"])
    kept = (t != IGNORED) & (p != IGNORED)
    matrix = metrics.confusion_matrix(t[kept], p[kept], labels=np.arange(classes))
    result = {"p %d %d" % (i, j): int(matrix[i, j]) for i in range(classes) for j in range(classes)}
    result.update(all_classes(t[kept], p[kept]))
    known = t != IGNORED
    q = np.array(case["outputs"], dtype=np.float32)
    if len(q) == 1:
        q = np.concatenate([1 - q, q])
    q = q[:, known]
    result.update(calibration(t[known], q))
    for k in range(classes):
        of_class = one_class(t[kept], p[kept], k, case["beta"])
        of_class.update(curve(t[known] == k, q[k], case["levels"]))
        of_class.update(soft((t[known] == k).astype(float), q[k].astype(float), case["smoothing"]))
        result.update({"%s of %d" % (name, k): value for name, value in of_class.items()})
    return {name: None if np.isnan(value) else float(value) for name, value in result.items()}


if __name__ == "__main__":
    warnings.simplefilter("ignore")  # what is undefined is told by null
    np.seterr(all="ignore")
    with open(sys.argv[1]) as file:
        print(json.dumps([values(case) for case in json.load(file)]))
