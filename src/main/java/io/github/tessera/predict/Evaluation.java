package io.github.tessera.predict;

import io.github.tessera.data.LabelledImage;
import io.github.tessera.data.LabelledSet;
import io.github.tessera.data.MaskCoding;
import io.github.tessera.metric.ConfusionMatrix;
import io.github.tessera.metric.Metric;
import io.github.tessera.metric.MetricsReport;
import io.github.tessera.progress.TesseraException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.imglib2.Cursor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

/**
 * How well predictions agree with the truth, for each image and over all pixels together.
 *
 * @param coding how the true labels were understood, a few lines for the log
 * @param images labels and measures of each image, in the order of the set
 * @param total the measures over all pixels of all images
 */
public record Evaluation(String coding, List<EvaluatedImage> images, MetricsReport total) {
    /**
     * One image's part of it.
     *
     * @param truth class indices, row by row, 255 ignored
     * @param prediction class indices of the same pixels
     */
    public record EvaluatedImage(
            String name, int width, int height, byte[] truth, byte[] prediction, MetricsReport report) {}

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
            images.add(new EvaluatedImage(
                    image.name(), image.width(), image.height(), truth, prediction, one.report(classes)));
            all.merge(one);
        }
        return new Evaluation(predictions.labelling(), images, all.report(classes));
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
