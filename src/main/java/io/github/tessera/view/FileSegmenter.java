package io.github.tessera.view;

import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.Overlay;
import ij.process.ByteProcessor;
import io.github.tessera.image.AtomicFile;
import io.github.tessera.image.ImageFiles;
import io.github.tessera.image.Palette;
import io.github.tessera.image.PixelSize;
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
            try (TiffRows rows = TiffRows.labels(
                    path,
                    chosen.width(),
                    chosen.height(),
                    dimensions(chosen, 1),
                    chosen.pixelSize(),
                    segmenter.model().classes())) {
                RowFile labelFile = new RowFile(labels, rows);
                if (probabilities.isPresent()) {
                    results.add(withProbabilities(chosen, labelFile, probabilities.get(), options, progress));
                } else {
                    results.add(write(chosen, labelFile, null, options, progress));
                }
            }
        });
        return results.get(0);
    }

    private Result withProbabilities(
            PlaneStack image, RowFile labels, Path probabilities, Options options, Progress progress) {
        List<Result> results = new ArrayList<>();
        AtomicFile.write(probabilities, path -> {
            int outputs = segmenter.model().outputs();
            try (TiffRows rows = TiffRows.probabilities(
                    path,
                    image.width(),
                    image.height(),
                    dimensions(image, outputs),
                    image.pixelSize(),
                    segmenter.model().classes())) {
                results.add(write(image, labels, new RowFile(probabilities, rows), options, progress));
            }
        });
        return results.get(0);
    }

    private static Dimensions dimensions(PlaneStack image, int channels) {
        return new Dimensions(
                channels, image.numbers().chosenSlices(), image.numbers().chosenFrames(), image.spacing());
    }

    private Result write(PlaneStack image, RowFile labels, RowFile probabilities, Options options, Progress progress) {
        int count = image.planes().size();
        Overview overview = options.grouping().isPresent() ? new Overview(image, options) : null;
        List<PlaneCounts> counts = new ArrayList<>();
        if (labels.rows.isBig() || (probabilities != null && probabilities.rows.isBig())) {
            progress.log("The results of " + image.name()
                    + " have more than 4 GB: they are saved as BigTIFF, which ImageJ opens with Bio-Formats.");
        }
        for (int p = 0; p < count; p++) {
            Progress part = new PartProgress(progress, p, count);
            part.status("Segmenting " + image.name(p));
            counts.add(new PlaneFile(labels, probabilities, p).write(image, options, overview, part));
        }
        return new Result(counts, overview == null ? null : overview.image(progress));
    }

    /**
     * A file that is being written, one of two at the same time: what goes wrong is told of this one.
     *
     * @param target the name that it gets when it is whole
     */
    private record RowFile(Path target, TiffRows rows) {
        void row(int plane, byte[] labels) {
            try {
                rows.row(plane, labels);
            } catch (IOException e) {
                throw AtomicFile.failure(target.toAbsolutePath(), e);
            }
        }

        void row(int plane, float[] values) {
            try {
                rows.row(plane, values);
            } catch (IOException e) {
                throw AtomicFile.failure(target.toAbsolutePath(), e);
            }
        }
    }

    /** One plane of the files. */
    private final class PlaneFile {
        private final RowFile labelFile;
        private final RowFile numbers;
        private final int plane;

        PlaneFile(RowFile labelFile, RowFile numbers, int plane) {
            this.labelFile = labelFile;
            this.numbers = numbers;
            this.plane = plane;
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
                        labelFile.row(plane, row);
                        for (int k = 0; numbers != null && k < probabilities.length; k++) {
                            numbers.row(plane * probabilities.length + k, probabilities[k]);
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
            from.pixelSize()
                    .map(size -> new PixelSize(
                            size.width() * from.width() / reduction.width(),
                            size.height() * from.height() / reduction.height()))
                    .ifPresent(size -> size.calibrate(image.getCalibration()));
            from.spacing().calibrate(image.getCalibration());
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
