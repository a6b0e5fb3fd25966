package io.github.tessera.predict;

import io.github.tessera.metric.ConfusionMatrix;
import io.github.tessera.metric.ProbabilityScores;
import io.github.tessera.metric.SoftOverlap;
import io.github.tessera.tile.Tile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Measures images one after the other. Of each it keeps its measures, and its labels as far as they are needed to show them, so that memory
 * does not grow with the images' size. For one thread at a time.
 */
final class EvaluationTally {
    private static final int SHOWN_SIDE = 1024;

    private final String coding;
    private final List<String> classes;
    private final ConfusionMatrix matrix;
    private final List<EvaluatedImage> images = new ArrayList<>();
    private ProbabilityScores probabilities;

    /**
     * Without an image yet.
     *
     * @param coding how the true labels were understood
     */
    EvaluationTally(String coding, List<String> classes) {
        this.coding = coding;
        this.classes = classes;
        matrix = new ConfusionMatrix(classes.size());
    }

    /** A sink for the probabilities of an image, whose overlaps then go to {@link #add}. */
    ScoredRows rows(byte[] truth, int width) {
        if (probabilities == null) {
            probabilities = new ProbabilityScores(classes.size());
        }
        return new ScoredRows(truth, width, probabilities);
    }

    /**
     * Measures an image.
     *
     * @param area of it that the labels are of
     * @param truth class indices, row by row
     * @param prediction class indices of the same pixels
     * @param overlaps of its probabilities; empty where there are none
     */
    void add(String name, Tile area, byte[] truth, byte[] prediction, List<SoftOverlap> overlaps) {
        ConfusionMatrix one = new ConfusionMatrix(classes.size());
        one.add(truth, prediction);
        matrix.merge(one);
        int step = 1 + (Math.max(area.width(), area.height()) - 1) / SHOWN_SIDE;
        images.add(new EvaluatedImage(
                name,
                area,
                step,
                every(truth, area.width(), step),
                every(prediction, area.width(), step),
                new ImageScores(one.report(classes), overlaps)));
    }

    Evaluation evaluation() {
        return new Evaluation(coding, images, matrix, Optional.ofNullable(probabilities));
    }

    private static byte[] every(byte[] labels, int width, int step) {
        if (step == 1) {
            return labels;
        }
        int columns = (width + step - 1) / step;
        int rows = (labels.length / width + step - 1) / step;
        byte[] kept = new byte[columns * rows];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = labels[i / columns * step * width + i % columns * step];
        }
        return kept;
    }
}
