package io.github.tessera.view;

import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.Overlay;
import ij.measure.Calibration;
import ij.process.ByteProcessor;
import io.github.tessera.image.AtomicFile;
import io.github.tessera.image.ImageFiles;
import io.github.tessera.image.LengthUnit;
import io.github.tessera.image.Palette;
import io.github.tessera.image.PlaneNumbers;
import io.github.tessera.image.PlaneStack;
import io.github.tessera.image.TiffRows;
import io.github.tessera.image.TiffRows.Dimensions;
import io.github.tessera.postprocess.ObjectCounter;
import io.github.tessera.postprocess.PlaneCounts;
import io.github.tessera.predict.Segmenter;
import io.github.tessera.progress.PartProgress;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.tile.Tile;
import io.github.tessera.view.ImageSegmenter.Options;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

/**
 * Segments images that are larger than the memory: read tile by tile, and written row by row into a file.
 *
 * <pre>{@code
 * PlaneStack.large(file).ifPresent(image -> new FileSegmenter(segmenter).segment(image, labelFile, Optional.empty(), options, progress));
 * }</pre>
 *
 * @param segmenter stays the caller's to close
 */
public record FileSegmenter(Segmenter segmenter) {
    /** Pixels of the longer side of the overview, if there are not so many planes that all of them together would be too large. */
    private static final int OVERVIEW = 2048;

    private static final int OVERVIEW_PIXELS = 1 << 25;
    private static final int LEAST_OVERVIEW = 64;

    /**
     * What is known of a large image once its labels are on disk.
     *
     * @param planes objects and pixels of each class, plane by plane
     * @param overview the image made small, with an overlay of its labels made small; null where no overlay was wanted
     */
    public record Result(List<PlaneCounts> planes, ImagePlus overview) {}

    /**
     * Segments the chosen planes into one file; it is there whole or not at all.
     *
     * @param image planes on disk
     * @param labels file of class indices, TIFF in strips; beyond 4 GB BigTIFF
     * @param probabilities file of 32-bit probabilities, for each plane one of each output; empty where the options want none
     * @throws TesseraException if the model does not fit the image, or a file cannot be written
     * @throws io.github.tessera.progress.CancelledException if cancelled; no file is left
     */
    public Result segment(
            PlaneStack image, Path labels, Optional<Path> probabilities, Options options, Progress progress) {
        if (options.objects().isPresent()) {
            throw new TesseraException("The image " + image.name() + " is larger than the memory, and objects can be"
                    + " cleaned, split, numbered and measured only in whole images: give ImageJ more memory, cut the image"
                    + " into pieces, or leave these out.");
        }
        PlaneStack chosen = options.planes().of(image);
        List<Result> results = new ArrayList<>();
        AtomicFile.write(labels, path -> {
            if (probabilities.isPresent()) {
                AtomicFile.write(
                        probabilities.get(), also -> results.add(write(chosen, path, also, options, progress)));
            } else {
                results.add(write(chosen, path, null, options, progress));
            }
        });
        return results.get(0);
    }

    private Result write(PlaneStack image, Path labels, Path probabilities, Options options, Progress progress)
            throws IOException {
        int count = image.planes().size();
        int outputs = segmenter.model().outputs();
        PlaneNumbers places = image.numbers();
        Overview overview = options.grouping().isPresent() ? new Overview(image, options) : null;
        List<PlaneCounts> counts = new ArrayList<>();
        try (TiffRows labelFile = TiffRows.labels(
                        labels,
                        image.width(),
                        image.height(),
                        new Dimensions(1, places.chosenSlices(), places.chosenFrames()),
                        image.pixelSize(),
                        segmenter.model().classes());
                TiffRows numbers = probabilities == null
                        ? null
                        : TiffRows.numbers(
                                probabilities,
                                image.width(),
                                image.height(),
                                new Dimensions(outputs, places.chosenSlices(), places.chosenFrames()),
                                image.pixelSize())) {
            if (labelFile.isBig() || (numbers != null && numbers.isBig())) {
                progress.log("The results of " + image.name()
                        + " have more than 4 GB: they are saved as BigTIFF, which ImageJ opens with Bio-Formats.");
            }
            for (int p = 0; p < count; p++) {
                Progress part = new PartProgress(progress, p, count);
                part.status("Segmenting " + image.name(p));
                counts.add(new PlaneFile(labelFile, numbers, p, outputs).write(image, options, overview, part));
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return new Result(counts, overview == null ? null : overview.image(progress));
    }

    /** One plane of the files. */
    private final class PlaneFile {
        private final TiffRows labelFile;
        private final TiffRows numbers;
        private final int plane;
        private final int outputs;

        PlaneFile(TiffRows labelFile, TiffRows numbers, int plane, int outputs) {
            this.labelFile = labelFile;
            this.numbers = numbers;
            this.plane = plane;
            this.outputs = outputs;
        }

        PlaneCounts write(PlaneStack image, Options options, Overview overview, Progress progress) {
            int width = image.width();
            RandomAccessibleInterval<FloatType> pixels = image.planes().get(plane);
            ObjectCounter counter = new ObjectCounter(width);
            LabelBlocks small = overview == null ? null : new LabelBlocks(overview.reduction);
            byte[] row = new byte[width];
            segmenter.segment(
                    pixels,
                    image.name(plane),
                    image.bitDepth(),
                    new Tile(0, 0, width, image.height()),
                    (y, probabilities) -> {
                        options.decision().decide(probabilities, width, row, 0);
                        try {
                            labelFile.row(plane, row);
                            for (int k = 0; numbers != null && k < outputs; k++) {
                                numbers.row(plane * outputs + k, probabilities[k]);
                            }
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                        counter.row(row);
                        if (small != null) {
                            small.row(y, row);
                        }
                    },
                    progress);
            if (overview != null) {
                progress.check();
                overview.add(pixels, small.labels());
            }
            return counter.counts();
        }
    }

    /** All planes made small. */
    private final class Overview {
        private final PlaneStack from;
        private final Reduction reduction;
        private final ImageStack stack;
        private final List<ByteProcessor> labels = new ArrayList<>();
        private final Options options;

        Overview(PlaneStack from, Options options) {
            this.from = from;
            this.options = options;
            int most = (int) Math.sqrt((double) OVERVIEW_PIXELS / from.planes().size());
            int side = Math.max(LEAST_OVERVIEW, Math.min(OVERVIEW, most));
            reduction = Reduction.toSide(from.width(), from.height(), side);
            stack = new ImageStack(reduction.width(), reduction.height());
        }

        void add(RandomAccessibleInterval<FloatType> plane, ByteProcessor small) {
            stack.addSlice(reduction.picture(plane, plane));
            labels.add(small);
        }

        ImagePlus image(Progress progress) {
            ImagePlus image = new ImagePlus(ImageFiles.baseName(from.name()) + "_overview", stack);
            PlaneNumbers places = from.numbers();
            image.setDimensions(1, places.chosenSlices(), places.chosenFrames());
            from.pixelSize().ifPresent(size -> {
                Calibration calibration = image.getCalibration();
                calibration.setUnit(LengthUnit.MICROMETRE.label());
                calibration.pixelWidth = size.width() * from.width() / reduction.width();
                calibration.pixelHeight = size.height() * from.height() / reduction.height();
            });
            options.grouping().ifPresent(grouping -> {
                LabelOverlay painter =
                        new LabelOverlay(segmenter.model().classes(), Palette.standard(), options.opacity(), grouping);
                Overlay overlay = new Overlay();
                for (int p = 0; p < labels.size(); p++) {
                    painter.addTo(overlay, labels.get(p), image, p);
                }
                painter.tellOfLayers(overlay, progress);
                image.setOverlay(overlay);
            });
            return image;
        }
    }
}
