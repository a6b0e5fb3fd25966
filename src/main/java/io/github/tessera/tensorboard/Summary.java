package io.github.tessera.tensorboard;

import io.github.tessera.metric.ClassCounts;
import java.nio.ByteBuffer;
import java.util.List;

/** What is to be seen at one step: values by tag, where {@code loss/train} and {@code loss/validation} stand in one group. */
public final class Summary {
    // Numbers of the fields of Summary, of its Value, and of its Image.
    private static final int VALUE = 1;
    private static final int TAG = 1;
    private static final int SIMPLE_VALUE = 2;
    private static final int IMAGE = 4;
    private static final int HISTO = 5;
    private static final int TENSOR = 8;
    private static final int METADATA = 9;
    private static final int HEIGHT = 1;
    private static final int WIDTH = 2;
    private static final int COLORSPACE = 3;
    private static final int ENCODED_IMAGE = 4;

    private static final int RGB = 3;
    // A PNG begins with 8 bytes of its own, and length and name of the header, whose first numbers are width and
    // height.
    private static final int PNG_WIDTH = 16;
    private static final int PNG_HEIGHT = 20;

    private final Message message = new Message();

    private Summary add(Message value) {
        message.message(VALUE, value);
        return this;
    }

    private static Message tagged(String tag) {
        return new Message().text(TAG, tag);
    }

    /** A number; nothing where it is NaN, which is what a measure is that was undefined. */
    public Summary scalar(String tag, double value) {
        return Double.isNaN(value) ? this : add(tagged(tag).real(SIMPLE_VALUE, (float) value));
    }

    /** A picture, an RGB image as PNG. */
    public Summary image(String tag, byte[] png) {
        ByteBuffer header = ByteBuffer.wrap(png);
        Message image = new Message()
                .integer(HEIGHT, header.getInt(PNG_HEIGHT))
                .integer(WIDTH, header.getInt(PNG_WIDTH))
                .integer(COLORSPACE, RGB)
                .blob(ENCODED_IMAGE, png);
        return add(tagged(tag).message(IMAGE, image));
    }

    /** How the values are distributed; nothing where none of them is a finite number. */
    public Summary histogram(String tag, float[] values) {
        Histogram.of(values).ifPresent(histogram -> add(tagged(tag).message(HISTO, histogram.message())));
        return this;
    }

    /**
     * A precision-recall curve.
     *
     * @param counts of one class at evenly spaced thresholds from 0 to 1, at least 2
     */
    public Summary precisionRecall(String tag, List<ClassCounts> counts) {
        PrecisionRecall curve = new PrecisionRecall(counts);
        return add(tagged(tag).message(TENSOR, curve.tensor()).message(METADATA, curve.metadata()));
    }

    Message message() {
        return message;
    }
}
