"""Reads what Tessera exports with other programs' readers, and prints what they find: pictures of objects, numbers, colours.

Arguments: a folder with objects.geojson, objects.json (COCO), objects.csv, labels.png and labels.tif.
"""
import csv
import json
import os
import sys

import numpy as np
import shapely.geometry
import shapely.prepared
import tifffile
from PIL import Image

try:
    from pycocotools.coco import COCO
except ImportError:  # not in Debian
    COCO = None


def picture(mask):
    return "".join("".join("#" if inside else "." for inside in row) + "\n" for row in mask)


def filled(polygons, width, height):
    prepared = shapely.prepared.prep(polygons)
    return [[prepared.contains(shapely.geometry.Point(x + 0.5, y + 0.5)) for x in range(width)] for y in range(height)]


def geojson(path, width, height):
    for feature in json.load(open(path, encoding="utf-8"))["features"]:
        area = shapely.geometry.shape(feature["geometry"])
        assert area.is_valid, shapely.validation.explain_validity(area)
        properties = feature["properties"]
        plane = feature["geometry"].get("plane", {"c": -1, "z": 0, "t": 0})
        print(properties["classification"]["name"], plane["z"], plane["t"])
        mask = filled(area, width, height)
        assert area.area == np.sum(mask)
        print(picture(mask), end="")


def mask_of(annotation, width, height):
    drawn = annotation["segmentation"]
    if isinstance(drawn, dict):
        assert drawn["size"] == [height, width]
        values = np.arange(len(drawn["counts"])) % 2
        return np.repeat(values, drawn["counts"]).reshape(width, height).T
    mask = np.zeros((height, width), bool)
    for numbers in drawn:
        mask |= np.array(filled(shapely.geometry.Polygon(np.reshape(numbers, (-1, 2))), width, height))
    return mask


def coco(path):
    content = json.load(open(path, encoding="utf-8"))
    index = COCO(path) if COCO else None
    images = {image["id"]: image for image in content["images"]}
    names = {category["id"]: category["name"] for category in content["categories"]}
    for annotation in content["annotations"]:
        image = images[annotation["image_id"]]
        mask = mask_of(annotation, image["width"], image["height"])
        if index:
            assert (index.annToMask(annotation) == mask).all()
        rows, columns = np.nonzero(mask)
        left, top = columns.min(), rows.min()
        assert annotation["bbox"] == [left, top, columns.max() - left + 1, rows.max() - top + 1]
        assert annotation["area"] == mask.sum()
        print(names[annotation["category_id"]], image["file_name"])
        print(picture(mask), end="")


def table(path):
    for row in csv.DictReader(open(path, encoding="utf-8", newline="")):
        print(row["name"], row["class"], row["slice"], row["frame"], row["area"], row["centroid x"], row["centroid y"], sep="|")


def labels(folder):
    png = Image.open(os.path.join(folder, "labels.png"))
    assert png.mode == "P"
    values = np.array(png)
    used = sorted(set(values.ravel()))
    colours = np.reshape(png.getpalette(), (-1, 3))
    print(" ".join("%d=%02X%02X%02X" % (value, *colours[value]) for value in used))
    print(" ".join(map(str, values.ravel())))
    with tifffile.TiffFile(os.path.join(folder, "labels.tif")) as tif:
        print(" ".join(map(str, tif.asarray().ravel())))
        print(tif.imagej_metadata is not None)


folder, width, height = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
sections = {
    "geojson": lambda: geojson(os.path.join(folder, "objects.geojson"), width, height),
    "coco": lambda: coco(os.path.join(folder, "objects.json")),
    "csv": lambda: table(os.path.join(folder, "objects.csv")),
    "labels": lambda: labels(folder),
}
sections[sys.argv[4]]()
