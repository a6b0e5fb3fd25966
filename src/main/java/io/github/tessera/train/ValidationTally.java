package io.github.tessera.train;

import io.github.tessera.metric.ConfusionMatrix;
import io.github.tessera.metric.ThresholdCounts;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Adds up what a validation's crops come to. */
final class ValidationTally {
    private final List<String> classes;
    private final int area;
    private final ConfusionMatrix matrix;
    private final ThresholdCounts thresholds;
    private final Set<String> suspects = new TreeSet<>();
    private final TreeMap<Integer, ValidationTile> tiles = new TreeMap<>();
    private double loss;
    private int crops;

    /**
     * Without a crop yet.
     *
     * @param area pixels of a crop
     */
    ValidationTally(List<String> classes, int area) {
        this.classes = classes;
        this.area = area;
        matrix = new ConfusionMatrix(classes.size());
        thresholds = new ThresholdCounts(classes.size());
    }

    /**
     * Adds some crops' loss.
     *
     * @param sum over the crops
     * @param images the crops' images, told where the loss is no number
     */
    void addLoss(float sum, List<String> images) {
        if (!Float.isFinite(sum)) {
            suspects.addAll(images);
        }
        loss += sum;
        crops += images.size();
    }

    /**
     * Adds some crops' pixels.
     *
     * @param truth (N, H, W)
     * @param prediction (N, H, W)
     * @param probabilities (N, K, H, W)
     */
    void addPixels(byte[] truth, byte[] prediction, byte[] probabilities) {
        matrix.add(truth, prediction);
        for (int i = 0; i < truth.length / area; i++) {
            thresholds.add(part(truth, i, area), part(probabilities, i, area * classes.size()));
        }
    }

    /** Keeps a crop to be looked at, in the order of the ranks. */
    void keep(int rank, ValidationTile tile) {
        tiles.put(rank, tile);
    }

    Validation.Result result() {
        return new Validation.Result(
                loss / crops,
                matrix.report(classes),
                List.copyOf(suspects),
                List.copyOf(tiles.values()),
                thresholds.curves());
    }

    /** One crop's values among those of several. */
    static byte[] part(byte[] all, int index, int length) {
        return Arrays.copyOfRange(all, index * length, (index + 1) * length);
    }
}
