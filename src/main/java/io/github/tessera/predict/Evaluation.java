package io.github.tessera.predict;

import io.github.tessera.data.LabelledImage;
import io.github.tessera.data.LabelledSet;
import io.github.tessera.data.MaskCoding;
import io.github.tessera.metric.Bootstrap;
import io.github.tessera.metric.ConfusionMatrix;
import io.github.tessera.metric.Metric;
import io.github.tessera.metric.MetricsReport;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.tile.Tile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.imglib2.Cursor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

/**
 * How well predictions agree with the truth, for each image and over all pixels together.
 *
 * @param coding how the true labels were understood, a few lines for the log
 * @param images labels and measures of each image, at least one, in the order of the set
 * @param matrix all pixels of all images
 */
public record Evaluation(String coding, List<EvaluatedImage> images, ConfusionMatrix matrix) {
    /** Of equal images the intervals are equal. */
    private static final long SEED = 1;

    /**
     * One image's part of it.
     *
     * @param name of the image
     * @param area of it that was compared
     * @param step 1 where labels of all pixels of the area are kept; else they are kept of every so manieth in every so manieth row, which is
     *     enough to show them
     * @param truth class indices, row by row, 255 ignored
     * @param prediction class indices of the same pixels
     * @param report over all pixels of the area
     */
    public record EvaluatedImage(
            String name, Tile area, int step, byte[] truth, byte[] prediction, MetricsReport report) {
        /** Labels kept in a row. */
        public int width() {
            return (area.width() + step - 1) / step;
        }

        /** Rows of labels kept. */
        public int height() {
            return (area.height() + step - 1) / step;
        }
    }

    /**
     * Compares the images of a set, which are predictions, with its masks, which are the truth.
     *
     * <p>The predictions are label images, whose values are class indices, if all values in all of them are below the number of
     * classes; else they are coded as the masks are.
     *
     * @throws TesseraException naming image and value if a prediction is neither
     */
    public static Evaluation of(LabelledSet predictions) {
        MaskCoding coding = predictions.coding();
        List<String> classes = coding.classes();
        List<float[]> values = new ArrayList<>();
        for (LabelledImage image : predictions.images()) {
            if (image.channels() != 1) {
                throw new TesseraException("The prediction " + image.name() + " has " + image.channels()
                        + " channels: give label images or masks of one channel.");
            }
            values.add(pixels(image.pixels()));
        }
        boolean indices = values.stream().allMatch(v -> areIndices(v, classes.size()));
        ConfusionMatrix all = new ConfusionMatrix(classes.size());
        List<EvaluatedImage> images = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            LabelledImage image = predictions.images().get(i);
            ConfusionMatrix one = new ConfusionMatrix(classes.size());
            byte[] truth = labels(image.labels());
            byte[] prediction = indices ? bytes(values.get(i)) : decoded(image.name(), values.get(i), coding);
            one.add(truth, prediction);
            Tile whole = new Tile(0, 0, image.width(), image.height());
            images.add(new EvaluatedImage(image.name(), whole, 1, truth, prediction, one.report(classes)));
            all.merge(one);
        }
        return new Evaluation(predictions.labelling(), images, all);
    }

    /** The measures over all pixels of all images. */
    public MetricsReport total() {
        return matrix.report(classes());
    }

    /** The names of the classes. */
    public List<String> classes() {
        return images.get(0).report().classes();
    }

    /** What intervals of the measures over all pixels are told from. */
    public Bootstrap bootstrap(Progress progress) {
        return new Bootstrap(images.stream().map(EvaluatedImage::report).toList(), SEED, progress);
    }

    /**
     * The worst, the middle and the best image, by IoU as {@link #worstFirst} has them; fewer where there are fewer. Images without a value
     * are among them only where no image has one.
     */
    public List<EvaluatedImage> examples() {
        List<EvaluatedImage> all = worstFirst();
        List<EvaluatedImage> known = all.stream()
                .filter(i -> !Double.isNaN(i.report().summary(Metric.IOU)))
                .toList();
        List<EvaluatedImage> sorted = known.isEmpty() ? all : known;
        return Stream.of(0, sorted.size() / 2, sorted.size() - 1)
                .distinct()
                .map(sorted::get)
                .toList();
    }

    /** The images by rising IoU (of the class, or the mean), the worst first; those without a value come last. */
    public List<EvaluatedImage> worstFirst() {
        return images.stream()
                .sorted(Comparator.comparingDouble(i -> i.report().summary(Metric.IOU)))
                .toList();
    }

    private static boolean areIndices(float[] values, int classes) {
        for (float value : values) {
            if (!(value >= 0 && value < classes && value == (int) value)) {
                return false;
            }
        }
        return true;
    }

    private static byte[] bytes(float[] values) {
        byte[] labels = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            labels[i] = (byte) (int) values[i];
        }
        return labels;
    }

    private static byte[] decoded(String name, float[] values, MaskCoding coding) {
        byte[] labels = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            if (values[i] != (int) values[i] || !coding.values().contains((int) values[i])) {
                throw new TesseraException("The prediction " + name + " holds the value " + values[i]
                        + ", which is neither a class number nor a value of the true masks (" + coding.values()
                        + "): give label images of Tessera, or masks coded as the truth.");
            }
            labels[i] = coding.code((int) values[i]);
        }
        return labels;
    }

    private static float[] pixels(RandomAccessibleInterval<FloatType> plane) {
        float[] values = new float[(int) (plane.dimension(0) * plane.dimension(1))];
        Cursor<FloatType> cursor = Views.flatIterable(plane).cursor();
        for (int i = 0; i < values.length; i++) {
            values[i] = cursor.next().get();
        }
        return values;
    }

    private static byte[] labels(RandomAccessibleInterval<UnsignedByteType> plane) {
        byte[] values = new byte[(int) (plane.dimension(0) * plane.dimension(1))];
        Cursor<UnsignedByteType> cursor = Views.flatIterable(plane).cursor();
        for (int i = 0; i < values.length; i++) {
            values[i] = cursor.next().getByte();
        }
        return values;
    }
}
