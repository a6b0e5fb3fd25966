package io.github.tessera.tensorboard;

import io.github.tessera.metric.ClassCounts;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One class's counts at evenly spaced thresholds from 0 to 1, as the plugin pr_curves takes them: a tensor of six rows, true positives,
 * false positives, true negatives, false negatives, precision, recall.
 *
 * @param counts at rising thresholds, at least 2
 */
record PrecisionRecall(List<ClassCounts> counts) {
    private static final String PLUGIN = "pr_curves";

    // PrCurvePluginData.
    private static final int NUM_THRESHOLDS = 2;
    // SummaryMetadata, its PluginData, and its DataClass.
    private static final int PLUGIN_DATA = 1;
    private static final int DATA_CLASS = 4;
    private static final int PLUGIN_NAME = 1;
    private static final int CONTENT = 2;
    private static final int DATA_CLASS_TENSOR = 2;
    // TensorProto and TensorShapeProto.
    private static final int DTYPE = 1;
    private static final int TENSOR_SHAPE = 2;
    private static final int TENSOR_CONTENT = 4;
    private static final int DT_FLOAT = 1;
    private static final int DIM = 2;
    private static final int SIZE = 1;

    private static final List<ToDoubleFunction<ClassCounts>> ROWS = List.of(
            ClassCounts::truePositives,
            ClassCounts::falsePositives,
            ClassCounts::trueNegatives,
            ClassCounts::falseNegatives,
            PrecisionRecall::precision,
            PrecisionRecall::recall);

    PrecisionRecall {
        counts = List.copyOf(counts);
        if (counts.size() < 2) {
            throw new IllegalArgumentException(counts.size() + " thresholds");
        }
    }

    // The plugin draws numbers only: like TensorBoard's own writer, nothing predicted is all right, nothing there is
    // not found.
    private static double precision(ClassCounts at) {
        long predicted = at.truePositives() + at.falsePositives();
        return predicted == 0 ? 1 : (double) at.truePositives() / predicted;
    }

    private static double recall(ClassCounts at) {
        long there = at.truePositives() + at.falseNegatives();
        return there == 0 ? 0 : (double) at.truePositives() / there;
    }

    /** The SummaryMetadata. */
    Message metadata() {
        Message content = new Message().integer(NUM_THRESHOLDS, counts.size());
        Message plugin = new Message().text(PLUGIN_NAME, PLUGIN).message(CONTENT, content);
        return new Message().message(PLUGIN_DATA, plugin).integer(DATA_CLASS, DATA_CLASS_TENSOR);
    }

    /** The TensorProto. */
    Message tensor() {
        ByteBuffer values =
                ByteBuffer.allocate(Float.BYTES * ROWS.size() * counts.size()).order(ByteOrder.LITTLE_ENDIAN);
        ROWS.forEach(row -> counts.forEach(at -> values.putFloat((float) row.applyAsDouble(at))));
        Message shape = new Message()
                .message(DIM, new Message().integer(SIZE, ROWS.size()))
                .message(DIM, new Message().integer(SIZE, counts.size()));
        return new Message()
                .integer(DTYPE, DT_FLOAT)
                .message(TENSOR_SHAPE, shape)
                .blob(TENSOR_CONTENT, values.array());
    }
}
