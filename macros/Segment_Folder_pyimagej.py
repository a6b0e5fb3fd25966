# Segments all images of a folder from Python, in the Java of a Fiji that Tessera is installed in (pip install pyimagej; https://py.imagej.net):
#
#   python Segment_Folder_pyimagej.py FIJI IMAGES MODEL OUTPUT
#
# ij.py.from_java(result.labels()) makes a NumPy array of a label image, with the class number of each pixel.

import sys

import imagej
from scyjava import jimport

fiji, images_folder, model, output = sys.argv[1:5]
ij = imagej.init(fiji, mode="headless")

File = jimport("java.io.File")
ImageFiles = jimport("io.github.tessera.image.ImageFiles")
Segmenter = jimport("io.github.tessera.predict.Segmenter")
Progress = jimport("io.github.tessera.progress.Progress")
TesseraException = jimport("io.github.tessera.progress.TesseraException")
DeviceChoice = jimport("io.github.tessera.tensor.DeviceChoice")
ImageSegmenter = jimport("io.github.tessera.view.ImageSegmenter")
Options = jimport("io.github.tessera.view.ImageSegmenter$Options")

results = File(output).toPath()

# The model is loaded once; closing it gives its memory back.
segmenter = Segmenter.open(File(model).toPath(), DeviceChoice.AUTO)
try:
    images = ImageSegmenter(segmenter)
    for path in ImageFiles.list(File(images_folder).toPath()):
        try:
            image = ImageFiles.open(path)
            result = images.segment(image, Options.DEFAULT, Progress.NONE)
            result.layOver(image)
            name = str(ImageFiles.baseName(path.getFileName().toString())) + ".tif"
            ImageFiles.saveTiff(image, results.resolve("overlays").resolve(name))
            ImageFiles.saveTiff(result.labels(), results.resolve("labels").resolve(name))
            print(str(path.getFileName()) + ": " + str(result.overlay().size()) + " objects")
        except TesseraException as e:
            print("Left out: " + str(e.getMessage()))
finally:
    segmenter.close()
