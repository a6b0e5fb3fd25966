package io.github.tessera.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.reflect.TypeToken;
import io.github.tessera.model.Python;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Metrics of objects, partitions and boundaries against scikit-image, SciPy and scikit-learn. */
@Tag("parity")
class SegmentationMetricsParityTest {
    private static final int CASES = 60;

    @TempDir
    Path folder;

    @BeforeAll
    static void python() throws IOException, InterruptedException {
        Python.require("numpy, scipy, skimage, sklearn");
    }

    /** Two label images, as they are written for Python. */
    record Case(
            int width,
            int height,
            double pixelWidth,
            double pixelHeight,
            double tolerance,
            int[] truth,
            int[] prediction,
            boolean[] ignored) {

        static Case of(long seed) {
            RandomObjects objects = new RandomObjects(seed);
            Random random = new Random(seed);
            boolean[] ignored = new boolean[objects.truth.length];
            for (int i = 0; seed % 3 == 0 && i < ignored.length; i++) {
                ignored[i] = random.nextInt(20) == 0;
            }
            boolean square = seed % 2 == 0;
            return new Case(
                    RandomObjects.WIDTH,
                    RandomObjects.HEIGHT,
                    square ? 1 : 0.2 + random.nextDouble(),
                    square ? 1 : 0.2 + random.nextDouble(),
                    1.5 * random.nextDouble(),
                    objects.truth,
                    objects.prediction,
                    ignored);
        }

        /** Python's libraries have nothing to say where there are no objects. */
        boolean hasObjects() {
            ContingencyTable table = table();
            return table.truthObjects() > 0 && table.predictedObjects() > 0;
        }

        ContingencyTable table() {
            ObjectOverlaps overlaps = new ObjectOverlaps();
            overlaps.add(truth, prediction, pixel -> ignored[pixel]);
            return overlaps.table();
        }

        Map<String, Double> values() {
            Map<String, Double> values = new LinkedHashMap<>();
            values.put("aji", AggregatedJaccard.of(table()).value());
            ObjectMatches matches = ObjectMatches.of(table());
            for (ObjectMetric metric : ObjectMetric.values()) {
                for (double threshold : ObjectMatches.THRESHOLDS) {
                    values.put(metric.word() + " " + threshold, metric.of(matches.counts(threshold)));
                }
                values.put(metric.word() + " mean", matches.mean(metric));
                values.put(metric.word() + " panoptic", metric.of(matches.panoptic()));
            }
            for (PartitionMetric metric : PartitionMetric.values()) {
                values.put(metric.word(), metric.of(table()));
            }
            LabelPair masks = new LabelPair(mask(truth), mask(prediction), width, height);
            BoundaryDistances distances = BoundaryDistances.of(masks, 1, pixelWidth, pixelHeight);
            for (DistanceMetric metric : DistanceMetric.values()) {
                values.put(metric.word(), metric.of(distances));
            }
            for (BoundaryMetric metric : BoundaryMetric.values()) {
                values.put(metric.word(), metric.of(distances.counts(tolerance)));
            }
            return values;
        }

        private static byte[] mask(int[] numbers) {
            byte[] mask = new byte[numbers.length];
            for (int i = 0; i < mask.length; i++) {
                mask[i] = (byte) (numbers[i] == 0 ? 0 : 1);
            }
            return mask;
        }
    }

    @Test
    void valuesAreThoseOfPythonsLibraries() throws IOException, InterruptedException {
        List<Case> cases = new ArrayList<>();
        for (long seed = 1; seed <= CASES; seed++) {
            Case next = Case.of(seed);
            if (next.hasObjects()) {
                cases.add(next);
            }
        }
        assertTrue(cases.size() > CASES / 2, "most cases have objects");
        Path file = folder.resolve("cases.json");
        Files.writeString(file, new Gson().toJson(cases));
        List<Map<String, Double>> expected = new Gson()
                .fromJson(
                        Python.run("segmentation_metrics.py", file),
                        new TypeToken<List<Map<String, Double>>>() {}.getType());
        for (int i = 0; i < cases.size(); i++) {
            Map<String, Double> python = expected.get(i);
            Map<String, Double> values = cases.get(i).values();
            assertEquals(python.keySet(), values.keySet());
            String which = "case " + i + ": ";
            values.forEach((name, value) -> {
                Double judged = python.get(name); // null is NaN
                assertEquals(judged == null ? Double.NaN : judged, value, 1e-9, which + name);
            });
        }
    }
}
