package io.github.tessera.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import com.google.gson.Gson;
import io.github.tessera.image.LabelImage;
import io.github.tessera.model.Python;
import io.github.tessera.postprocess.BorderWeights;
import io.github.tessera.tensor.PyTorch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Losses and gradients in single precision, as training computes them, against PyTorch's own functions and the papers' formulas in double
 * precision, written by someone who had not seen ours (src/test/python/training).
 *
 * <p>Different by intention, and so in the references: overlaps are pooled over the crops of a batch; of one output Lovasz takes
 * probabilities, where the paper has a hinge; border weights are the background's alone, and cross-entropy with them is divided by their
 * sum; focal is a mean by class weight, where the paper divides by the number of objects; a class that is nowhere adds 1e-4 to both
 * sides of an overlap. Not compared: a batch in which everything is ignored, for which PyTorch's mean is no number and ours is 0.
 */
@Tag("parity")
class LossParityTest {
    private static final int CROPS = 3;
    private static final int HEIGHT = 24;
    private static final int WIDTH = 20;
    private static final double W0 = 10;
    private static final double SIGMA = 3;
    private static final List<Double> CLASS_WEIGHTS = List.of(0.5, 3.0, 1.0, 0.25, 7.0);
    private static final String BOUNDARY = "boundary(10,3)";

    @TempDir
    Path folder;

    /** A loss, its value and its gradient by the logits. */
    record Case(String loss, List<Double> classWeights, double smoothing, double value, float[] gradient) {}

    /** Everything that Python needs. */
    record Exchange(
            int[] shape, float[] logits, byte[] labels, float[] borders, double w0, double sigma, List<Case> cases) {}

    @BeforeAll
    static void pythonHasTorch() throws Exception {
        Python.require("torch, torchvision, numpy");
    }

    /** So many outputs, some pixels ignored or none, all classes there or all but the last. */
    @ParameterizedTest
    @CsvSource({
        "1, true, true",
        "1, false, true",
        "1, true, false",
        "3, true, true",
        "3, false, true",
        "5, true, true",
        "5, true, false"
    })
    void valuesAndGradientsAreTheReferences(int outputs, boolean ignoreSome, boolean allClasses) throws Exception {
        int classes = Math.max(2, outputs);
        byte[] labels = labels(allClasses ? classes : classes - 1, ignoreSome);
        float[] borders = borders(labels);
        float[] logits = logits(outputs);
        ClassWeights weights = new ClassWeights(false, CLASS_WEIGHTS.subList(0, classes));
        List<Case> cases = new ArrayList<>();
        for (String text : List.of("bce", "crossentropy", "focal(2)", "focal(0.5)", "focal(0)", BOUNDARY)) {
            LossSettings loss = LossSettings.parse(text);
            for (LossSettings settings : List.of(loss, loss.withClassWeights(weights))) {
                cases.add(evaluated(settings, outputs, logits, labels, borders));
            }
        }
        for (String text : List.of("bce", "crossentropy")) {
            LossSettings smoothed = LossSettings.parse(text).withSmoothing(0.1);
            cases.add(evaluated(smoothed, outputs, logits, labels, borders));
            cases.add(evaluated(smoothed.withClassWeights(weights), outputs, logits, labels, borders));
        }
        for (String text : List.of(
                "dice",
                "jaccard",
                "tversky",
                "tversky(1,0.2)",
                "generalizeddice",
                "lovasz",
                "bce+dice",
                "bce+focal(2)+0.5*lovasz",
                "0.5*crossentropy+2*jaccard+generalizeddice",
                "bce+0.25*generalizeddice+" + BOUNDARY)) {
            cases.add(evaluated(LossSettings.parse(text), outputs, logits, labels, borders));
        }
        Path file = folder.resolve("cases.json");
        int[] shape = {CROPS, outputs, HEIGHT, WIDTH};
        Files.writeString(file, new Gson().toJson(new Exchange(shape, logits, labels, borders, W0, SIGMA, cases)));
        Python.run("training/losses.py", file);
    }

    private static float[] logits(int outputs) {
        Random random = new Random(31);
        float[] logits = new float[CROPS * outputs * HEIGHT * WIDTH];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = (float) (2 * random.nextGaussian());
        }
        return logits;
    }

    /** Discs of all classes but the background, some of which touch, and some pixels and half a row ignored. */
    private static byte[] labels(int classes, boolean ignoreSome) {
        Random random = new Random(77);
        byte[] labels = new byte[CROPS * HEIGHT * WIDTH];
        for (int disc = 0; classes > 1 && disc < 7 * CROPS; disc++) {
            int label = 1 + disc % (classes - 1);
            int crop = disc % CROPS;
            double radius = 1 + 2 * random.nextDouble();
            double y = HEIGHT * random.nextDouble();
            double x = WIDTH * random.nextDouble();
            for (int i = 0; i < HEIGHT * WIDTH; i++) {
                int row = i / WIDTH;
                if (Math.hypot(row - y, i % WIDTH - x) <= radius) {
                    labels[crop * HEIGHT * WIDTH + i] = (byte) label;
                }
            }
        }
        for (int i = 0; ignoreSome && i < labels.length; i++) {
            if (i % 11 == 3 || i / (WIDTH / 2) == 9) {
                labels[i] = (byte) LabelImage.IGNORED;
            }
        }
        return labels;
    }

    private static float[] borders(byte[] labels) {
        float[] borders = new float[labels.length];
        int area = HEIGHT * WIDTH;
        for (int crop = 0; crop < CROPS; crop++) {
            byte[] own = Arrays.copyOfRange(labels, crop * area, (crop + 1) * area);
            System.arraycopy(new BorderWeights(W0, SIGMA).of(own, WIDTH, HEIGHT), 0, borders, crop * area, area);
        }
        return borders;
    }

    private static Case evaluated(LossSettings loss, int outputs, float[] logits, byte[] labels, float[] borders) {
        Truth truth = new Truth(labels, borders, CROPS, HEIGHT, WIDTH);
        int[] ends = loss.summedPerPixel() ? new int[] {1, CROPS} : new int[] {CROPS};
        int each = logits.length / CROPS;
        double value = 0;
        float[] gradient = new float[logits.length];
        int first = 0;
        for (int end : ends) {
            try (NDManager manager = PyTorch.engine().newBaseManager()) {
                float[] own = Arrays.copyOfRange(logits, first * each, end * each);
                NDArray x = manager.create(own, new Shape(end - first, outputs, HEIGHT, WIDTH));
                x.setRequiresGradient(true);
                Targets targets = Targets.of(manager, truth, first, end - first, outputs, loss);
                try (GradientCollector collector = PyTorch.engine().newGradientCollector()) {
                    NDArray result = loss.of(x, targets);
                    value += result.getFloat();
                    collector.backward(result);
                }
                System.arraycopy(x.getGradient().toFloatArray(), 0, gradient, first * each, own.length);
            }
            first = end;
        }
        return new Case(loss.sum().toString(), loss.classWeights().numbers(), loss.smoothing(), value, gradient);
    }
}
