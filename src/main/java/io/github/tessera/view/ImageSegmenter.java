package io.github.tessera.view;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.measure.Calibration;
import ij.process.ByteProcessor;
import ij.process.FloatProcessor;
import io.github.tessera.image.LabelImage;
import io.github.tessera.image.Palette;
import io.github.tessera.image.PixelSize;
import io.github.tessera.image.PlaneChoice;
import io.github.tessera.image.PlaneNumbers;
import io.github.tessera.image.Planes;
import io.github.tessera.image.Rescaling;
import io.github.tessera.predict.Decision;
import io.github.tessera.predict.SegmentedPlane;
import io.github.tessera.predict.Segmenter;
import io.github.tessera.predict.Segmenter.Wanted;
import io.github.tessera.progress.PartProgress;
import io.github.tessera.progress.Progress;
import io.github.tessera.tile.Tile;
import io.github.tessera.view.LabelOverlay.Grouping;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Segments ImageJ images: every slice and frame, or those that are chosen, inside the active area selection, calibration kept, the image itself unchanged.
 *
 * <pre>{@code
 * try (Segmenter segmenter = Segmenter.open(modelFolder, DeviceChoice.AUTO)) {
 *     SegmentedImage result = new ImageSegmenter(segmenter).segment(image, Options.DEFAULT, Progress.NONE);
 *     result.layOver(image);
 * }
 * }</pre>
 */
public final class ImageSegmenter {
    private final Segmenter segmenter;
    private final boolean matchPixelSize;

    /**
     * What to make.
     *
     * @param planes of the image; results have these planes alone
     * @param decision how probabilities become labels
     * @param probabilities whether to keep the probability maps
     * @param grouping what one ROI of the overlay stands for; empty for no overlay
     * @param opacity of the overlay's fill, from 0 to 1
     */
    public record Options(
            PlaneChoice planes, Decision decision, boolean probabilities, Optional<Grouping> grouping, double opacity) {
        /** Labels of all planes, and an overlay of one ROI an object. */
        public static final Options DEFAULT =
                new Options(PlaneChoice.ALL, Decision.USUAL, false, Optional.of(Grouping.PER_OBJECT), 0.4);

        /** The same of other planes. */
        public Options withPlanes(PlaneChoice other) {
            return new Options(other, decision, probabilities, grouping, opacity);
        }

        /** The same, otherwise decided. */
        public Options withDecision(Decision other) {
            return new Options(planes, other, probabilities, grouping, opacity);
        }

        /** The same with probability maps, or without. */
        public Options withProbabilities(boolean wanted) {
            return new Options(planes, decision, wanted, grouping, opacity);
        }

        /** The same without an overlay. */
        public Options withoutOverlay() {
            return new Options(planes, decision, probabilities, Optional.empty(), opacity);
        }
    }

    /** Uses a segmenter, which stays the caller's to close. */
    public ImageSegmenter(Segmenter segmenter) {
        this(segmenter, false);
    }

    /**
     * Uses a segmenter, which stays the caller's to close.
     *
     * @param matchPixelSize whether images are rescaled to the pixel size that the model learnt from, and the results back
     * @throws io.github.tessera.progress.TesseraException if they are to be, but the model does not know that size
     */
    public ImageSegmenter(Segmenter segmenter, boolean matchPixelSize) {
        this.segmenter = segmenter;
        this.matchPixelSize = matchPixelSize;
        if (matchPixelSize) {
            segmenter.model().requiredPixelSize();
        }
    }

    /**
     * Segments all planes.
     *
     * @throws io.github.tessera.progress.TesseraException if the model does not fit the image
     * @throws io.github.tessera.progress.CancelledException if cancelled; nothing is left
     */
    public SegmentedImage segment(ImagePlus image, Options options, Progress progress) {
        String title = image.getTitle();
        PlaneNumbers planes = options.planes().numbers(Planes.numbers(image), title);
        int count = planes.numbers().size();
        Region region = Region.of(image);
        Rescaling scale = scale(image);
        List<byte[]> labels = new ArrayList<>();
        ImageStack probabilities = new ImageStack(image.getWidth(), image.getHeight());
        for (int p = 0; p < count; p++) {
            progress.status("Segmenting " + title + (count == 1 ? "" : ", plane " + (p + 1) + " of " + count));
            SegmentedPlane plane = segmenter.segment(
                    options.planes().channels(Planes.of(image, planes.numbers().get(p) - 1), title),
                    title,
                    Planes.bitDepth(image),
                    region.bounds(),
                    scale,
                    new Wanted(options.decision(), options.probabilities()),
                    new PartProgress(progress, p, count));
            labels.add(region.placed(plane.labels(), image.getWidth(), image.getHeight()));
            if (options.probabilities()) {
                addProbabilities(probabilities, plane, region);
            }
        }
        ImagePlus labelImage = labelImage(image, labels, planes);
        return new SegmentedImage(
                planes,
                labelImage,
                options.probabilities() ? probabilityImage(image, probabilities, planes) : null,
                options.grouping()
                        .map(g -> overlay(image, labelImage, planes, g, options.opacity(), progress))
                        .orElse(null));
    }

    private Rescaling scale(ImagePlus image) {
        int width = image.getWidth();
        int height = image.getHeight();
        if (!matchPixelSize) {
            return new Rescaling(width, height, width, height);
        }
        PixelSize given = PixelSize.required(PixelSize.of(image), image.getTitle());
        return Rescaling.to(segmenter.model().requiredPixelSize(), given, width, height);
    }

    private ImagePlus labelImage(ImagePlus image, List<byte[]> labels, PlaneNumbers planes) {
        ImagePlus result = LabelImage.of(
                labels,
                image.getWidth(),
                image.getHeight(),
                segmenter.model().classes(),
                baseName(image) + "_labels",
                image.getCalibration());
        shape(image, result, 1, planes);
        return result;
    }

    private ImagePlus probabilityImage(ImagePlus image, ImageStack stack, PlaneNumbers planes) {
        ImagePlus result = new ImagePlus(baseName(image) + "_probabilities", stack);
        int outputs = segmenter.model().network().outputs();
        shape(image, result, outputs, planes);
        Calibration calibration = image.getCalibration().copy();
        calibration.disableDensityCalibration();
        result.setCalibration(calibration);
        if (outputs > 1) {
            result = new CompositeImage(result, CompositeImage.GRAYSCALE);
        }
        result.setDisplayRange(0, 1);
        return result;
    }

    static void shape(ImagePlus image, ImagePlus result, int channels, PlaneNumbers planes) {
        result.setDimensions(channels, planes.chosenSlices(), planes.chosenFrames());
        boolean several = planes.numbers().size() > 1;
        result.setOpenAsHyperStack((image.isHyperStack() && several) || channels > 1);
    }

    private void addProbabilities(ImageStack stack, SegmentedPlane plane, Region region) {
        List<String> classes = segmenter.model().classes();
        for (int k = 0; k < plane.probabilities().length; k++) {
            String name = plane.probabilities().length == 1 ? classes.get(1) : classes.get(k);
            float[] values = region.placed(plane.probabilities()[k], stack.getWidth(), stack.getHeight());
            stack.addSlice(name, new FloatProcessor(stack.getWidth(), stack.getHeight(), values));
        }
    }

    private Overlay overlay(
            ImagePlus image,
            ImagePlus labels,
            PlaneNumbers planes,
            Grouping grouping,
            double opacity,
            Progress progress) {
        LabelOverlay painter = new LabelOverlay(segmenter.model().classes(), Palette.standard(), opacity, grouping);
        Overlay overlay = new Overlay();
        for (int p = 0; p < labels.getStackSize(); p++) {
            painter.addTo(
                    overlay,
                    (ByteProcessor) labels.getStack().getProcessor(p + 1),
                    image,
                    planes.numbers().get(p) - 1);
        }
        painter.tellOfLayers(overlay, progress);
        return overlay;
    }

    /** The title without its file ending. */
    public static String baseName(ImagePlus image) {
        return image.getTitle().replaceFirst("\\.(?i:tiff?|png|jpe?g|bmp|gif|zip|czi|nd2|lif)$", "");
    }

    /** The part of the image to work on: the active area selection, or everything. */
    private record Region(Tile bounds, ByteProcessor mask) {
        static Region of(ImagePlus image) {
            Roi roi = image.getRoi();
            Rectangle all = new Rectangle(0, 0, image.getWidth(), image.getHeight());
            if (roi == null || !roi.isArea()) {
                return new Region(new Tile(0, 0, all.width, all.height), null);
            }
            Rectangle inside = roi.getBounds().intersection(all);
            if (inside.isEmpty()) {
                return new Region(new Tile(0, 0, all.width, all.height), null);
            }
            Tile bounds = new Tile(inside.x, inside.y, inside.width, inside.height);
            if (roi.getType() == Roi.RECTANGLE && roi.getCornerDiameter() == 0) {
                return new Region(bounds, null);
            }
            ByteProcessor mask = new ByteProcessor(all.width, all.height);
            mask.setValue(255);
            mask.fill(roi);
            return new Region(bounds, mask);
        }

        /** The part at its place in the whole image, zeros around it; the array itself where it is the whole. */
        byte[] placed(byte[] part, int width, int height) {
            if (mask == null && part.length == width * height) {
                return part;
            }
            byte[] whole = new byte[width * height];
            forEachInside(width, (from, to) -> whole[to] = part[from]);
            return whole;
        }

        float[] placed(float[] part, int width, int height) {
            if (mask == null && part.length == width * height) {
                return part;
            }
            float[] whole = new float[width * height];
            forEachInside(width, (from, to) -> whole[to] = part[from]);
            return whole;
        }

        private void forEachInside(int width, Move move) {
            for (int y = 0; y < bounds.height(); y++) {
                for (int x = 0; x < bounds.width(); x++) {
                    int to = (bounds.y() + y) * width + bounds.x() + x;
                    if (mask == null || mask.get(to) != 0) {
                        move.pixel(y * bounds.width() + x, to);
                    }
                }
            }
        }

        private interface Move {
            void pixel(int from, int to);
        }
    }
}
