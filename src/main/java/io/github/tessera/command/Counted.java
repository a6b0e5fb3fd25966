package io.github.tessera.command;

import ij.ImagePlus;
import io.github.tessera.image.ImageFiles;
import io.github.tessera.image.LabelImage;
import io.github.tessera.image.PlaneStack;
import io.github.tessera.postprocess.ObjectCounter;
import io.github.tessera.postprocess.ObjectFinder;
import io.github.tessera.postprocess.ObjectSettings;
import io.github.tessera.postprocess.PlaneCounts;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.view.ImageSegmenter.ObjectOptions;
import io.github.tessera.view.SegmentedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.type.numeric.real.FloatType;

/**
 * What is counted in the labels of an image.
 *
 * @param classes names from class 0 on
 * @param planes one after the other
 */
record Counted(List<String> classes, int width, int height, List<PlaneCounts> planes) {
    private static final int BYTE = 8;

    /** In an image that was segmented: the objects that were found, or those that are connected. */
    static Counted of(SegmentedImage result) {
        ImagePlus labels = result.labels();
        List<PlaneCounts> planes = result.objects() == null
                ? LabelImage.labels(labels).stream()
                        .map(plane -> PlaneCounts.of(plane, labels.getWidth()))
                        .toList()
                : result.objects().maps().stream().map(PlaneCounts::of).toList();
        return new Counted(LabelImage.classes(labels), labels.getWidth(), labels.getHeight(), planes);
    }

    /**
     * In a file of labels that were saved.
     *
     * @param classes of the model
     * @param objects how objects were found; empty for connected ones
     * @throws TesseraException if it cannot be read as one
     */
    static Counted of(Path file, List<String> classes, Optional<ObjectOptions> objects, Progress progress) {
        return objects.isPresent()
                ? found(file, classes, objects.get().settings(), progress)
                : connected(file, classes, progress);
    }

    /** Where somebody has corrected the labels since, objects are told apart anew; they were cleaned already. */
    private static Counted found(Path file, List<String> classes, ObjectSettings settings, Progress progress) {
        ImagePlus labels = ImageFiles.open(file);
        int width = labels.getWidth();
        int height = labels.getHeight();
        ObjectFinder finder = new ObjectFinder(new ObjectSettings(0, false, settings.split(), settings.tolerance()));
        List<PlaneCounts> planes = ObjectNote.read(labels).orElseGet(() -> LabelImage.labels(labels).stream()
                .map(plane -> PlaneCounts.of(finder.find(plane, width, height, progress)))
                .toList());
        return new Counted(classes, width, height, planes);
    }

    /** Row by row. */
    private static Counted connected(Path file, List<String> classes, Progress progress) {
        PlaneStack labels = PlaneStack.open(file);
        if (labels.bitDepth() != BYTE || labels.channels() != 1) {
            throw new TesseraException("The file " + file + " is no label image of 8 bits.");
        }
        int width = labels.width();
        List<PlaneCounts> planes = new ArrayList<>();
        float[] values = new float[width];
        byte[] row = new byte[width];
        for (var plane : labels.planes()) {
            PrimitiveBlocks<FloatType> blocks = PrimitiveBlocks.of(plane, PrimitiveBlocks.OnFallback.ACCEPT);
            ObjectCounter counter = new ObjectCounter(width);
            for (int y = 0; y < labels.height(); y++) {
                progress.check();
                blocks.copy(new int[] {0, y, 0}, values, new int[] {width, 1, 1});
                for (int x = 0; x < width; x++) {
                    row[x] = (byte) (int) values[x];
                }
                counter.row(row);
            }
            planes.add(counter.counts());
        }
        return new Counted(classes, width, labels.height(), planes);
    }
}
