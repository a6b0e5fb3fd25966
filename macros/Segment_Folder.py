#@ File (label = "Images", style = "directory") input
#@ File (label = "Model", style = "directory") model
#@ File (label = "Output folder", style = "directory") output

# Segments all images of a folder from Jython, with what Tessera offers to Java: in Fiji drop it on the window, choose the
# language Python (Jython), and press Run.
# Where the command will do, one line does it: IJ.run("Tessera Segment Folder...", "input=[...] model=[...] output=[...]")

from io.github.tessera.image import ImageFiles
from io.github.tessera.predict import Segmenter
from io.github.tessera.progress import Progress, TesseraException
from io.github.tessera.tensor import DeviceChoice
from io.github.tessera.view import ImageSegmenter

results = output.toPath()

# The model is loaded once; closing it gives its memory back.
segmenter = Segmenter.open(model.toPath(), DeviceChoice.AUTO)
try:
    images = ImageSegmenter(segmenter)
    for path in ImageFiles.list(input.toPath()):
        try:
            image = ImageFiles.open(path)
            result = images.segment(image, ImageSegmenter.Options.DEFAULT, Progress.NONE)
            result.layOver(image)
            name = ImageFiles.baseName(path.getFileName().toString()) + ".tif"
            ImageFiles.saveTiff(image, results.resolve("overlays").resolve(name))
            ImageFiles.saveTiff(result.labels(), results.resolve("labels").resolve(name))
            print(path.getFileName().toString() + ": " + str(result.overlay().size()) + " objects")
        except TesseraException as e:
            print("Left out: " + e.getMessage())
finally:
    segmenter.close()
