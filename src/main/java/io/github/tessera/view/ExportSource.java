package io.github.tessera.view;

import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.Roi;
import io.github.tessera.image.ImageObjects;
import io.github.tessera.image.LabelImage;
import io.github.tessera.image.Palette;
import io.github.tessera.image.Planes;
import io.github.tessera.progress.Progress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Labels of an image in whatever form they are, in the forms that files take. */
public sealed interface ExportSource {
    /** The image that the labels are of, or that they are. */
    ImagePlus image();

    /**
     * The labels as objects.
     *
     * @param name what files call the image
     */
    ImageObjects objects(String name);

    /** The labels as ROIs. */
    List<Roi> rois(Progress progress);

    /** The labels as an image of 8, 16 or 32 bits: class indices, or numbers of objects. */
    ImagePlus labels(Progress progress);

    /** The image that is saved as TIFF: the label image, or the one that is drawn on. */
    ImagePlus saved(Progress progress);

    /** The overlay that is saved with it; null if there is none. */
    Overlay overlay();

    /**
     * A label image.
     *
     * @param labels what it holds
     * @param perClass whether all pixels of a class in a plane are one object
     */
    record Labels(LabelObjects labels, boolean perClass) implements ExportSource {
        private static final double OPACITY = 0.4;

        @Override
        public ImagePlus image() {
            return labels.image();
        }

        @Override
        public ImageObjects objects(String name) {
            return labels.objects(name, perClass);
        }

        @Override
        public List<Roi> rois(Progress progress) {
            LabelOverlay.Grouping grouping =
                    perClass ? LabelOverlay.Grouping.PER_CLASS : LabelOverlay.Grouping.PER_OBJECT;
            LabelOverlay painter = new LabelOverlay(labels.classes(), Palette.standard(), OPACITY, grouping);
            return Arrays.asList(painter.of(labels, image(), progress).toArray());
        }

        @Override
        public ImagePlus labels(Progress progress) {
            if (labels.numbered() || LabelObjects.hasClasses(image())) {
                return image();
            }
            List<byte[]> planes = IntStream.range(0, labels.planes())
                    .mapToObj(plane -> labels.classIndices(plane))
                    .toList();
            ImagePlus classes = LabelImage.of(
                    planes,
                    image().getWidth(),
                    image().getHeight(),
                    labels.classes(),
                    image().getTitle(),
                    image().getCalibration());
            ImageSegmenter.shape(image(), classes, 1, Planes.numbers(image()));
            return classes;
        }

        @Override
        public ImagePlus saved(Progress progress) {
            return labels(progress);
        }

        @Override
        public Overlay overlay() {
            return image().getOverlay();
        }
    }

    /**
     * What is drawn over an image.
     *
     * @param labels what it covers
     * @param drawn ROIs as they were drawn
     */
    record Drawn(DrawnLabels labels, List<Roi> drawn) implements ExportSource {
        /** Copies the list. */
        public Drawn {
            drawn = List.copyOf(drawn);
        }

        @Override
        public ImagePlus image() {
            return labels.image();
        }

        @Override
        public ImageObjects objects(String name) {
            return labels.objects(name);
        }

        @Override
        public List<Roi> rois(Progress progress) {
            return drawn;
        }

        @Override
        public ImagePlus labels(Progress progress) {
            return labels.classImage(progress);
        }

        @Override
        public ImagePlus saved(Progress progress) {
            return image();
        }

        @Override
        public Overlay overlay() {
            Overlay overlay = new Overlay();
            drawn.forEach(overlay::add);
            return overlay;
        }
    }
}
