package io.github.tessera.postprocess;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BorderWeightsTest {
    private static final BorderWeights PAPER = new BorderWeights(10, 5);

    private static byte[] labels(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    private static double formula(double sum, double w0, double sigma) {
        return w0 * Math.exp(-sum * sum / (2 * sigma * sigma));
    }

    @Test
    void aRowByHand() {
        // Distances 1 + 3, 2 + 2, 3 + 1; behind the last object 1 + 5.
        float[] weights = PAPER.of(labels(1, 0, 0, 0, 1, 0), 6, 1);
        float gap = (float) formula(4, 10, 5);
        assertArrayEquals(new float[] {0, gap, gap, gap, 0, (float) formula(6, 10, 5)}, weights, 1e-5f);
    }

    @Test
    void objectsOfTwoClassesAreTwoAndIgnoredIsNone() {
        float gap = (float) formula(3, 10, 5);
        assertArrayEquals(new float[] {gap, 0, 0}, PAPER.of(labels(0, 1, 2), 3, 1), 1e-5f);
        assertArrayEquals(new float[] {0, 0, 0, 0}, PAPER.of(labels(0, 1, 255, 0), 4, 1));
        assertArrayEquals(new float[] {gap + 0, 0, 0, 0}, PAPER.of(labels(0, 1, 2, 255), 4, 1), 1e-5f);
    }

    @Test
    void fewerThanTwoObjectsHaveNone() {
        assertArrayEquals(new float[9], PAPER.of(new byte[9], 3, 3));
        assertArrayEquals(new float[9], PAPER.of(labels(0, 1, 0, 1, 1, 0, 0, 0, 0), 3, 3));
    }

    /** Random rectangles of three classes, some ignored pixels; every distance to every object counted out. */
    @ParameterizedTest
    @CsvSource({"10, 5", "3, 2", "50, 8", "0.0005, 5"})
    void areThoseOfEveryDistanceCountedOut(double w0, double sigma) {
        int width = 90;
        int height = 70;
        Random random = new Random(3);
        byte[] labels = new byte[width * height];
        for (int n = 0; n < 12; n++) {
            int left = random.nextInt(width - 9);
            int top = random.nextInt(height - 9);
            byte label = (byte) (n == 0 ? 255 : 1 + random.nextInt(2));
            int across = 1 + random.nextInt(9);
            int down = 1 + random.nextInt(9);
            for (int i = 0; i < across * down; i++) {
                labels[(top + i / across) * width + left + i % across] = label;
            }
        }
        float[] weights = new BorderWeights(w0, sigma).of(labels, width, height);
        List<double[]> objects = objects(labels, width, height);
        for (int i = 0; i < labels.length; i++) {
            double[] distances = distances(i, objects, width);
            double expected = labels[i] == 0 ? formula(distances[0] + distances[1], w0, sigma) : 0;
            // What the distance map's error of 0.04 for each distance can make of it, and what is left away.
            double slope = w0 / sigma * Math.exp(-0.5);
            assertEquals(expected, weights[i], 1e-3 + 0.08 * slope, "at " + i);
        }
    }

    /** Each as x, y, x, y... */
    private static List<double[]> objects(byte[] labels, int width, int height) {
        ConnectedComponents components = ConnectedComponents.label(labels, width, height);
        int[] ids = components.ids();
        List<double[]> objects = new ArrayList<>();
        for (Component component : components.components()) {
            double[] places = new double[2 * component.size()];
            int next = 0;
            for (int i = 0; i < ids.length; i++) {
                if (ids[i] == component.id()) {
                    int row = i / width;
                    places[next++] = i - row * width;
                    places[next++] = row;
                }
            }
            objects.add(places);
        }
        return objects;
    }

    private static double[] distances(int place, List<double[]> objects, int width) {
        int row = place / width;
        int column = place % width;
        return objects.stream()
                .map(object -> {
                    double least = Double.POSITIVE_INFINITY;
                    for (int i = 0; i < object.length; i += 2) {
                        least = Math.min(least, Math.hypot(object[i] - column, object[i + 1] - row));
                    }
                    return least;
                })
                .sorted(Comparator.naturalOrder())
                .mapToDouble(Double::doubleValue)
                .toArray();
    }

    @Test
    void numbersAreAboveZero() {
        assertThrows(IllegalArgumentException.class, () -> new BorderWeights(0, 5));
        assertThrows(IllegalArgumentException.class, () -> new BorderWeights(10, Double.NaN));
    }
}
