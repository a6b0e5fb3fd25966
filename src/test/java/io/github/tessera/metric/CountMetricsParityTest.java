package io.github.tessera.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.Gson;
import com.google.gson.reflect.TypeToken;
import io.github.tessera.image.LabelImage;
import io.github.tessera.model.Python;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is made of counted pixels and of probabilities, against scikit-learn and NumPy. */
@Tag("parity")
class CountMetricsParityTest {
    private static final int CASES = 66;
    private static final int MOST_CLASSES = 12;
    private static final int BYTE = 255;

    @TempDir
    Path folder;

    @BeforeAll
    static void python() throws IOException, InterruptedException {
        Python.require("numpy, sklearn");
    }

    /** Labels and probabilities of some pixels, as they are written for Python. */
    record Case(
            int classes, int levels, double beta, double smoothing, int[] truth, int[] prediction, float[][] outputs) {

        /** Some classes are in neither truth nor prediction; in some cases there is one class, and in some pixels are ignored. */
        static Case of(int seed) {
            Random random = new Random(seed);
            int classes = 2 + seed % (MOST_CLASSES - 1);
            int count = 20 + random.nextInt(120);
            int[] truths = random.ints(seed % 7 == 0 ? 1 : classes, 0, classes).toArray();
            int[] predictions =
                    random.ints(seed % 5 == 0 ? 1 : classes, 0, classes).toArray();
            boolean ignoring = seed % 3 == 0;
            float[][] outputs = new float[classes == 2 && seed % 2 == 0 ? 1 : classes][count];
            int[] truth = new int[count];
            int[] prediction = new int[count];
            for (int i = 0; i < count; i++) {
                int real = truths[random.nextInt(truths.length)];
                boolean right = seed % 5 != 0 && random.nextInt(3) > 0;
                prediction[i] = right ? real : predictions[random.nextInt(predictions.length)];
                truth[i] = ignoring && random.nextInt(6) == 0 ? LabelImage.IGNORED : real;
                prediction[i] = ignoring && random.nextInt(6) == 0 ? LabelImage.IGNORED : prediction[i];
                fill(outputs, i, real, seed % 4 == 0, random);
            }
            double beta = List.of(0.5, 1.0, 2.0).get(seed % 3);
            return new Case(classes, ProbabilityScores.LEVELS, beta, seed % 2, truth, prediction, outputs);
        }

        /** Of one output the logistic function of noise, else the softmax; as fine as bytes are, or as fine as can be. */
        private static void fill(float[][] outputs, int pixel, int real, boolean bytes, Random random) {
            boolean single = outputs.length == 1;
            double[] powers = new double[single ? 2 : outputs.length];
            double sum = 0;
            for (int k = 0; k < powers.length; k++) {
                powers[k] = Math.exp(4 * random.nextGaussian() + (k == real ? 2 : 0));
                sum += powers[k];
            }
            for (int k = 0; k < outputs.length; k++) {
                double share = powers[single ? 1 : k] / sum;
                outputs[k][pixel] = bytes ? Math.round(BYTE * share) / (float) BYTE : (float) share;
            }
        }

        Map<String, Double> values() {
            ConfusionMatrix matrix = new ConfusionMatrix(classes);
            matrix.add(bytes(truth), bytes(prediction));
            ProbabilityScores scores = new ProbabilityScores(classes);
            List<SoftOverlap> overlaps = scores.add(bytes(truth), 0, new Probabilities(outputs, truth.length));
            MetricsReport report = matrix.report(
                    IntStream.range(0, classes).mapToObj(String::valueOf).toList());
            Map<String, Double> values = new LinkedHashMap<>();
            for (int i = 0; i < classes; i++) {
                for (int j = 0; j < classes; j++) {
                    values.put("p " + i + " " + j, (double) matrix.count(i, j));
                }
            }
            for (OverallMetric metric : OverallMetric.values()) {
                values.put(metric.word(), metric.applyAsDouble(report));
            }
            values.put("ece", scores.calibration().expectedError());
            values.put("mce", scores.calibration().largestError());
            for (int k = 0; k < classes; k++) {
                String of = " of " + k;
                for (Metric metric : Metric.values()) {
                    values.put(metric.word() + of, report.value(metric, k));
                }
                values.put("fbeta" + of, report.counts().get(k).fBeta(beta));
                addCurve(values, scores.curves().get(k), of);
                for (SoftMetric metric : SoftMetric.values()) {
                    values.put(metric.word() + of, metric.of(overlaps.get(k), smoothing));
                }
            }
            return values;
        }

        private static void addCurve(Map<String, Double> values, ThresholdCurve curve, String of) {
            values.put("rocarea" + of, curve.rocArea());
            values.put("averageprecision" + of, curve.averagePrecision());
            double best = curve.best(Metric.DICE).isEmpty()
                    ? Double.NaN
                    : Metric.DICE.of(curve.counts(curve.best(Metric.DICE).getAsInt()));
            values.put("bestdice" + of, best);
            for (int level = 0; level < curve.size(); level++) {
                values.put("precision at " + level + of, Metric.PRECISION.of(curve.counts(level)));
                values.put("recall at " + level + of, Metric.RECALL.of(curve.counts(level)));
            }
        }

        private static byte[] bytes(int[] labels) {
            byte[] bytes = new byte[labels.length];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) labels[i];
            }
            return bytes;
        }
    }

    @Test
    void valuesAreThoseOfPythonsLibraries() throws IOException, InterruptedException {
        List<Case> cases = IntStream.rangeClosed(1, CASES).mapToObj(Case::of).toList();
        Path file = folder.resolve("cases.json");
        Files.writeString(file, new Gson().toJson(cases));
        List<Map<String, Double>> expected = new Gson()
                .fromJson(
                        Python.run("count_metrics.py", file), new TypeToken<List<Map<String, Double>>>() {}.getType());
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            Map<String, Double> values = cases.get(i).values();
            String where = ", case " + i;
            expected.get(i).forEach((name, judged) -> {
                Double value = values.remove(name);
                double right = judged == null ? Double.NaN : judged; // null is NaN
                boolean same = value != null && (value.equals(right) || Math.abs(value - right) <= 1e-9);
                if (!same) {
                    wrong.add(name + where + ": " + value + ", but Python's " + right);
                }
            });
            // Python tells of curves only the thresholds that make a difference.
            values.keySet().removeIf(name -> name.contains(" at "));
            values.keySet().forEach(name -> wrong.add(name + where + " is unknown to Python"));
        }
        assertEquals(List.of(), wrong);
    }
}
