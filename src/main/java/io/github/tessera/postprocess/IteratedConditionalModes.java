package io.github.tessera.postprocess;

import io.github.tessera.progress.Progress;
import java.util.Arrays;

/**
 * Iterated conditional modes: J. Besag, "On the statistical analysis of dirty pictures", Journal of the Royal Statistical Society B 48, 1986.
 *
 * <p>In Besag's coding: of four kinds of pixels, in even or odd columns of even or odd rows, no two are neighbours, so one kind after the
 * other changes, and no direction is preferred. Each change lowers the energy.
 */
final class IteratedConditionalModes {
    private static final int STEP = 2;

    private final MarkovEnergy energy;
    private final byte[] labels;
    private final double[] belief;

    private IteratedConditionalModes(MarkovEnergy energy, byte[] labels) {
        this.energy = energy;
        this.labels = labels;
        belief = new double[energy.classes()];
    }

    /** Sweeps over the image until the energy falls no more. */
    static void minimize(MarkovEnergy energy, byte[] labels, Progress progress) {
        double before;
        double after = energy.of(labels);
        do {
            before = after;
            sweep(energy, labels, progress);
            after = energy.of(labels);
        } while (after < before);
    }

    /** Lets each pixel change once. */
    static void sweep(MarkovEnergy energy, byte[] labels, Progress progress) {
        IteratedConditionalModes modes = new IteratedConditionalModes(energy, labels);
        for (int kind = 0; kind < STEP * STEP; kind++) {
            for (int y = kind / STEP; y < energy.height(); y += STEP) {
                progress.check();
                for (int x = kind % STEP; x < energy.width(); x += STEP) {
                    modes.change(y * energy.width() + x);
                }
            }
        }
    }

    private void change(int i) {
        Arrays.setAll(belief, k -> energy.belief(i, k));
        for (int d = 0; d < MarkovEnergy.NEIGHBOURS; d++) {
            float link = energy.link(i, d);
            if (link > 0) {
                belief[labels[energy.neighbour(i, d)] & 0xFF] += link;
            }
        }
        int best = labels[i] & 0xFF;
        for (int k = 0; k < belief.length; k++) {
            best = belief[k] > belief[best] ? k : best;
        }
        labels[i] = (byte) best;
    }
}
