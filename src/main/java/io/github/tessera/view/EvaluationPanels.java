package io.github.tessera.view;

import ij.process.ColorProcessor;
import io.github.tessera.image.Palette;
import io.github.tessera.metric.Metric;
import io.github.tessera.predict.EvaluatedImage;
import io.github.tessera.predict.ShownLabels;
import io.github.tessera.progress.TesseraException;
import java.awt.Dimension;
import java.util.List;
import java.util.OptionalInt;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;

/** Draws an evaluated image, where that is known, with its truth, its prediction and its errors. For one thread at a time. */
final class EvaluationPanels {
    private static final int GAP = 8;
    private static final int LEAST_SIDE = 48;
    private static final int TRIALS = 3;

    private final List<String> classes;
    private final Palette palette;
    private final RawImages raw;
    private Read last;

    /**
     * Draws with these classes.
     *
     * @param classes names, in the order of the class indices; of two the errors are those of the second, of more those of all
     */
    EvaluationPanels(List<String> classes, Palette palette, RawImages raw) {
        this.classes = classes;
        this.palette = palette;
        this.raw = raw;
    }

    /**
     * A picture of an image.
     *
     * @param problem why the image itself is not in it; empty if it is, or is not known
     */
    record Drawing(ColorProcessor sheet, String problem) {}

    /** An image's intensities, channel by channel, at the pixels whose labels are kept; null where there are none. */
    private record Read(EvaluatedImage image, float[] pixels, String problem) {}

    /** As many panels side by side as give the largest ones in some room, enlarged by whole numbers or made smaller. */
    private record Arrangement(int columns, double scale) {
        static Arrangement of(ShownLabels labels, int panels, Dimension room) {
            Arrangement best = new Arrangement(1, 0);
            int height = room.height - 2 * Legend.LINE;
            for (int columns = 1; columns <= panels; columns++) {
                int rows = (panels + columns - 1) / columns;
                double across = ((double) (room.width - GAP) / columns - GAP) / labels.width();
                double down = ((double) height / rows - 2 * Legend.LINE - GAP) / labels.height();
                Arrangement next = new Arrangement(columns, Math.min(across, down));
                best = next.scale > best.scale ? next : best;
            }
            return best;
        }

        int times() {
            return Math.max(1, (int) scale);
        }

        int side(ShownLabels labels) {
            int longest = Math.max(labels.width(), labels.height());
            return Math.max(LEAST_SIDE, scale >= 1 ? longest * times() : (int) (longest * scale));
        }
    }

    /** Panels that fill some room; their legend takes more lines the narrower they are. */
    Drawing fitting(EvaluatedImage image, Dimension room) {
        Dimension left = new Dimension(room);
        Drawing drawing = inside(image, left);
        for (int i = 0; i < TRIALS && drawing.sheet().getHeight() > room.height; i++) {
            left.height -= drawing.sheet().getHeight() - room.height;
            drawing = inside(image, left);
        }
        return drawing;
    }

    private Drawing inside(EvaluatedImage image, Dimension room) {
        Read read = read(image);
        Arrangement arrangement = Arrangement.of(image.labels(), read.pixels() == null ? 3 : 4, room);
        return draw(read, arrangement.columns(), arrangement.times(), arrangement.side(image.labels()));
    }

    /** Panels with a pixel for every label that is kept, side by side. */
    Drawing whole(EvaluatedImage image) {
        return draw(
                read(image),
                Integer.MAX_VALUE,
                1,
                Math.max(image.labels().width(), image.labels().height()));
    }

    private Drawing draw(Read read, int columns, int times, int side) {
        EvaluatedImage image = read.image();
        ShownLabels labels = image.labels();
        int width = labels.width() * times;
        int height = labels.height() * times;
        float[] pixels = read.pixels() == null ? null : enlarged(read.pixels(), labels.width(), times);
        ResultPanels.Plane plane = new ResultPanels.Plane(
                caption(image),
                pixels == null ? null : ArrayImgs.floats(pixels, width, height, pixels.length / width / height),
                ArrayImgs.unsignedBytes(enlarged(labels.truth(), labels.width(), times), width, height),
                ArrayImgs.unsignedBytes(enlarged(labels.prediction(), labels.width(), times), width, height),
                null);
        OptionalInt shown = classes.size() == 2 ? OptionalInt.of(1) : OptionalInt.empty();
        return new Drawing(new ResultPanels(classes, palette, shown, side).of(plane, columns), read.problem());
    }

    private static String caption(EvaluatedImage image) {
        int step = image.labels().step();
        String kept = step == 1 ? "" : ", one of " + step + " x " + step + " pixels";
        return image.name() + " (" + image.area().width() + " x " + image.area().height() + kept + "): "
                + (image.report().binary() ? "" : "mean ") + "IoU "
                + Metric.text(image.report().summary(Metric.IOU)) + ", Dice "
                + Metric.text(image.report().summary(Metric.DICE));
    }

    /** The last one is kept, for a window whose size changes. */
    private Read read(EvaluatedImage image) {
        if (last == null || !last.image().equals(image)) {
            try {
                last = new Read(
                        image, raw.pixels(image).map(p -> means(image, p)).orElse(null), "");
            } catch (TesseraException e) {
                last = new Read(image, null, e.getMessage());
            }
        }
        return last;
    }

    private static float[] means(EvaluatedImage image, RandomAccessibleInterval<FloatType> pixels) {
        return new Reduction(
                        (int) pixels.dimension(0),
                        (int) pixels.dimension(1),
                        image.labels().width(),
                        image.labels().height())
                .means(pixels);
    }

    private static float[] enlarged(float[] planes, int width, int times) {
        float[] large = new float[planes.length * times * times];
        for (int i = 0; i < large.length; i++) {
            large[i] = planes[source(i, width, times)];
        }
        return large;
    }

    private static byte[] enlarged(byte[] plane, int width, int times) {
        byte[] large = new byte[plane.length * times * times];
        for (int i = 0; i < large.length; i++) {
            large[i] = plane[source(i, width, times)];
        }
        return large;
    }

    /** The pixel that becomes one of an image so many times as wide and as high; channels follow each other as rows do. */
    private static int source(int pixel, int width, int times) {
        int row = pixel / (width * times) / times;
        return row * width + pixel % (width * times) / times;
    }
}
