#@ File (label = "Images", style = "directory") input
#@ File (label = "Model", style = "directory") model
#@ File (label = "Output folder", style = "directory") output

// Segments all images of a folder from Groovy, with what Tessera offers to Java: in Fiji drop it on the window and press Run.
// Where the command will do, one line does it: ij.IJ.run("Tessera Segment Folder...", "input=[...] model=[...] output=[...]")

import io.github.tessera.image.ImageFiles
import io.github.tessera.predict.Segmenter
import io.github.tessera.progress.Progress
import io.github.tessera.progress.TesseraException
import io.github.tessera.tensor.DeviceChoice
import io.github.tessera.view.ImageSegmenter
import io.github.tessera.view.ImageSegmenter.Options

def results = output.toPath()

// The model is loaded once; closing it gives its memory back.
Segmenter.open(model.toPath(), DeviceChoice.AUTO).withCloseable { segmenter ->
    def images = new ImageSegmenter(segmenter)
    for (file in ImageFiles.list(input.toPath())) {
        try {
            def image = ImageFiles.open(file)
            def result = images.segment(image, Options.DEFAULT, Progress.NONE)
            result.layOver(image)
            def name = ImageFiles.baseName(file.fileName.toString()) + ".tif"
            ImageFiles.saveTiff(image, results.resolve("overlays").resolve(name))
            ImageFiles.saveTiff(result.labels(), results.resolve("labels").resolve(name))
            println file.fileName.toString() + ": " + result.overlay().size() + " objects"
        } catch (TesseraException e) {
            println "Left out: " + e.message
        }
    }
}
