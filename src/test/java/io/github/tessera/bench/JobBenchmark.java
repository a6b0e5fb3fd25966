package io.github.tessera.bench;

import ij.ImagePlus;
import io.github.tessera.image.ImageFiles;
import io.github.tessera.image.LabelImage;
import io.github.tessera.image.Planes;
import io.github.tessera.predict.SegmentedPlane;
import io.github.tessera.predict.Segmenter;
import io.github.tessera.progress.Progress;
import io.github.tessera.tensor.DeviceChoice;
import java.nio.file.Path;
import java.util.List;

/**
 * The whole job, file -> normalize -> tiles with overlap -> stitched labels -> file, as {@code segment_file.py} does it in stock
 * PyTorch: {@code MODEL IMAGE LABELS.tif RUNS}. Prints seconds, one figure a run, loading the model included.
 */
public final class JobBenchmark {
    private JobBenchmark() {}

    /** Runs the job. */
    public static void main(String[] arguments) {
        for (int i = 0; i < Integer.parseInt(arguments[3]); i++) {
            long start = System.nanoTime();
            ImagePlus image = ImageFiles.open(Path.of(arguments[1]));
            try (Segmenter segmenter = Segmenter.open(Path.of(arguments[0]), DeviceChoice.CPU)) {
                SegmentedPlane plane = segmenter.segment(
                        Planes.of(image, 0), image.getTitle(), Planes.bitDepth(image), false, Progress.NONE);
                List<String> classes = segmenter.model().classes();
                ImageFiles.saveTiff(
                        LabelImage.of(
                                plane.labels(),
                                plane.width(),
                                plane.height(),
                                classes,
                                "labels",
                                image.getCalibration()),
                        Path.of(arguments[2]));
            }
            System.out.printf("%.2f%n", (System.nanoTime() - start) / 1e9);
        }
    }
}
