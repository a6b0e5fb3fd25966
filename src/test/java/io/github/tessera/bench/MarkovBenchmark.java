package io.github.tessera.bench;

import io.github.tessera.postprocess.GuideImage;
import io.github.tessera.postprocess.MarkovEnergy;
import io.github.tessera.postprocess.MarkovMethod;
import io.github.tessera.postprocess.UnaryEnergy;
import io.github.tessera.progress.Progress;
import java.util.Locale;
import java.util.SplittableRandom;

/** Labels a square image of stripes and a disc, of noisy grey levels and beliefs, by each method; prints milliseconds and energies. */
public final class MarkovBenchmark {
    private static final double NOISE = 6;
    private static final double HINT = 1.5;

    private MarkovBenchmark() {}

    /** Takes the side in pixels, the number of classes, the weight of neighbours and the number of rounds. */
    public static void main(String[] arguments) {
        int side = Integer.parseInt(arguments[0]);
        int classes = Integer.parseInt(arguments[1]);
        double weight = Double.parseDouble(arguments[2]);
        SplittableRandom random = new SplittableRandom(1);
        float[] grey = new float[side * side];
        float[] beliefs = new float[grey.length * classes];
        for (int i = 0; i < grey.length; i++) {
            double x = i % side - side / 2.0;
            double y = Math.floorDiv(i, side) - side / 2.0;
            int truth = x * x + y * y < side * side / 9.0 ? classes - 1 : i % side * classes / side;
            grey[i] = (float) ((truth + 1) * 106 % 200 + 20 + NOISE * random.nextGaussian());
            for (int k = 0; k < classes; k++) {
                beliefs[i * classes + k] = (float) ((k == truth ? HINT : 0) + HINT * random.nextGaussian());
            }
        }
        GuideImage image = new GuideImage(side, side, new float[][] {grey});
        for (int round = 0; round < Integer.parseInt(arguments[3]); round++) {
            time(new UnaryEnergy(classes, beliefs), image, weight);
        }
    }

    private static void time(UnaryEnergy unary, GuideImage image, double weight) {
        long start = System.nanoTime();
        MarkovEnergy energy = new MarkovEnergy(unary, image, weight, Progress.NONE);
        System.out.printf(
                Locale.ROOT,
                "weight %.1f, energy %.2f at first, %.0f ms%n",
                weight,
                energy.of(energy.mostProbable()),
                (System.nanoTime() - start) / 1e6);
        for (MarkovMethod method : MarkovMethod.values()) {
            start = System.nanoTime();
            byte[] labels = method.minimize(energy, Progress.NONE);
            double ms = (System.nanoTime() - start) / 1e6;
            System.out.printf(Locale.ROOT, "%s: energy %.2f, %.0f ms%n", method, energy.of(labels), ms);
        }
    }
}
