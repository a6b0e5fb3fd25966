package io.github.tessera.view;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.Overlay;
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
import io.github.tessera.postprocess.LinkSettings;
import io.github.tessera.postprocess.ObjectSettings;
import io.github.tessera.predict.Decision;
import io.github.tessera.predict.SegmentedPlane;
import io.github.tessera.predict.Segmenter;
import io.github.tessera.predict.Segmenter.Wanted;
import io.github.tessera.progress.PartProgress;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.tile.Tile;
import io.github.tessera.view.LabelOverlay.Grouping;
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
     * @param objects what counts as an object and how objects are told apart, cleaned labels among it; empty for connected pixels
     * @param grouping what one ROI of the overlay stands for; empty for no overlay
     * @param opacity of the overlay's fill, from 0 to 1
     */
    public record Options(
            PlaneChoice planes,
            Decision decision,
            boolean probabilities,
            Optional<ObjectOptions> objects,
            Optional<Grouping> grouping,
            double opacity) {
        /** Labels of all planes, and an overlay of one ROI an object. */
        public static final Options DEFAULT = new Options(
                PlaneChoice.ALL, Decision.USUAL, false, Optional.empty(), Optional.of(Grouping.PER_OBJECT), 0.4);

        /** The same of other planes. */
        public Options withPlanes(PlaneChoice other) {
            return new Options(other, decision, probabilities, objects, grouping, opacity);
        }

        /** The same, otherwise decided. */
        public Options withDecision(Decision other) {
            return new Options(planes, other, probabilities, objects, grouping, opacity);
        }

        /** The same with probability maps, or without. */
        public Options withProbabilities(boolean wanted) {
            return new Options(planes, decision, wanted, objects, grouping, opacity);
        }

        /** The same with objects found and kept. */
        public Options withObjects(ObjectSettings settings, LinkSettings links) {
            Optional<ObjectOptions> wanted = Optional.of(new ObjectOptions(settings, links));
            return new Options(planes, decision, probabilities, wanted, grouping, opacity);
        }

        /** The same without an overlay. */
        public Options withoutOverlay() {
            return new Options(planes, decision, probabilities, objects, Optional.empty(), opacity);
        }
    }

    /**
     * How objects are found.
     *
     * @param settings in each plane
     * @param links from plane to plane
     */
    public record ObjectOptions(ObjectSettings settings, LinkSettings links) {
        /**
         * Checks that classes and the image's planes, chosen or not, are what the settings need.
         *
         * @throws TesseraException naming what is missing
         */
        void requireFit(List<String> classes, String title, PlaneNumbers planes) {
            settings.requireFit(classes);
            links.requireFit(title, planes.slices(), planes.frames());
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

    /** The names of the model's classes, from class 0 on. */
    public List<String> classes() {
        return segmenter.model().classes();
    }

    /**
     * The same for files that are larger than the memory.
     *
     * @throws TesseraException if images are to be rescaled, which needs them whole
     */
    public FileSegmenter files() {
        if (matchPixelSize) {
            throw new TesseraException("Images that are larger than the memory cannot be rescaled to the model's pixel"
                    + " size: give ImageJ more memory, or rescale and save them first.");
        }
        return new FileSegmenter(segmenter);
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
        options.objects()
                .ifPresent(wanted -> wanted.requireFit(segmenter.model().classes(), title, planes));
        int count = planes.numbers().size();
        WorkArea area = WorkArea.of(image);
        Rescaling scale = scale(image);
        List<byte[]> labels = new ArrayList<>();
        ImageStack probabilities = new ImageStack(image.getWidth(), image.getHeight());
        for (int p = 0; p < count; p++) {
            progress.status("Segmenting " + title + (count == 1 ? "" : ", plane " + (p + 1) + " of " + count));
            SegmentedPlane plane = segmenter.segment(
                    options.planes().channels(Planes.of(image, planes.numbers().get(p) - 1), title),
                    title,
                    Planes.bitDepth(image),
                    area.bounds(),
                    scale,
                    new Wanted(options.decision(), options.probabilities()),
                    new PartProgress(progress, p, count));
            labels.add(area.placed(plane.labels(), image.getWidth(), image.getHeight()));
            if (options.probabilities()) {
                addProbabilities(probabilities, plane, area);
            }
        }
        ImagePlus labelImage = labelImage(image, labels, planes);
        FoundObjects objects = options.objects()
                .map(wanted -> FoundObjects.of(image, area, planes, labelImage, wanted, progress))
                .orElse(null);
        if (objects != null) {
            objects.clean(labelImage);
        }
        return new SegmentedImage(
                planes,
                labelImage,
                options.probabilities()
                        ? probabilityImage(
                                image,
                                baseName(image) + "_probabilities",
                                probabilities,
                                segmenter.model().classes(),
                                segmenter.model().outputs(),
                                planes)
                        : null,
                objects,
                options.grouping()
                        .map(g -> overlay(image, labelImage, planes, objects, painter(g, options), progress))
                        .orElse(null));
    }

    /** The probabilities of a part of one plane, by its number from 1; of the choice the channels alone are used. */
    SegmentedPlane part(ImagePlus image, PlaneChoice choice, int plane, Tile part, Progress progress) {
        String title = image.getTitle();
        return segmenter.segment(
                choice.channels(Planes.of(image, plane - 1), title),
                title,
                Planes.bitDepth(image),
                part,
                scale(image),
                new Wanted(Decision.USUAL, true),
                progress);
    }

    private LabelOverlay painter(Grouping grouping, Options options) {
        return new LabelOverlay(segmenter.model().classes(), Palette.standard(), options.opacity(), grouping);
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

    /** Probabilities, a channel for each output, with the image's calibration and the classes' names. */
    static ImagePlus probabilityImage(
            ImagePlus image, String title, ImageStack stack, List<String> classes, int outputs, PlaneNumbers planes) {
        ImagePlus result = new ImagePlus(title, stack);
        shape(image, result, outputs, planes);
        Calibration calibration = image.getCalibration().copy();
        calibration.disableDensityCalibration();
        result.setCalibration(calibration);
        if (outputs > 1) {
            result = new CompositeImage(result, CompositeImage.GRAYSCALE);
        }
        result.setDisplayRange(0, 1);
        result.setProp(LabelImage.CLASSES_PROPERTY, String.join("\n", classes));
        return result;
    }

    static void shape(ImagePlus image, ImagePlus result, int channels, PlaneNumbers planes) {
        result.setDimensions(channels, planes.chosenSlices(), planes.chosenFrames());
        boolean several = planes.numbers().size() > 1;
        result.setOpenAsHyperStack((image.isHyperStack() && several) || channels > 1);
    }

    private void addProbabilities(ImageStack stack, SegmentedPlane plane, WorkArea area) {
        List<String> classes = segmenter.model().classes();
        for (int k = 0; k < plane.probabilities().length; k++) {
            String name = plane.probabilities().length == 1 ? classes.get(1) : classes.get(k);
            float[] values = area.placed(plane.probabilities()[k], stack.getWidth(), stack.getHeight());
            stack.addSlice(name, new FloatProcessor(stack.getWidth(), stack.getHeight(), values));
        }
    }

    private static Overlay overlay(
            ImagePlus image,
            ImagePlus labels,
            PlaneNumbers planes,
            FoundObjects objects,
            LabelOverlay painter,
            Progress progress) {
        Overlay overlay = new Overlay();
        for (int p = 0; p < labels.getStackSize(); p++) {
            int plane = planes.numbers().get(p) - 1;
            if (objects == null) {
                painter.addTo(overlay, (ByteProcessor) labels.getStack().getProcessor(p + 1), image, plane);
            } else {
                painter.addTo(overlay, objects.maps().get(p), image, plane);
            }
        }
        painter.tellOfLayers(overlay, progress);
        return overlay;
    }

    /** The title without its file ending. */
    public static String baseName(ImagePlus image) {
        return image.getTitle().replaceFirst("\\.(?i:tiff?|png|jpe?g|bmp|gif|zip|czi|nd2|lif)$", "");
    }
}
