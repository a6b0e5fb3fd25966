package io.github.tessera.postprocess;

import io.github.tessera.progress.Progress;
import java.util.Arrays;

/**
 * Alpha expansion: Y. Boykov, O. Veksler and R. Zabih, "Fast approximate energy minimization via graph cuts", IEEE Transactions on Pattern
 * Analysis and Machine Intelligence 23, 2001.
 *
 * <p>An expansion lets any set of pixels take the class alpha at once; which set is best, a minimum cut tells. Expansions of all classes
 * follow each other until none lowers the energy, which is then at most twice the least. Of two classes, class 1 expanding over an image
 * of class 0 gives the least energy at once.
 *
 * <p>Where both neighbours stay, unlike, they go on costing v; if one stays, v; if both change, 0: that is v / 2 for each that stays, and
 * v / 2 between them if only one does. Like ones cost v if only one stays. So all links of the cut are symmetric.
 */
final class AlphaExpansion {
    /** What a cut keeps for each pixel, and the labels it tries. */
    private static final long BYTES = GridCut.BYTES + 1;

    /** The links of one pixel take at most this in the cut, so that no sum of capacities overflows. */
    private static final double CAPACITY = 1 << 30;

    private final MarkovEnergy energy;
    private final byte[] labels;
    private final Progress progress;
    private final double scale;
    private double least;

    private AlphaExpansion(MarkovEnergy energy, byte[] labels, Progress progress) {
        this.energy = energy;
        this.labels = labels;
        this.progress = progress;
        scale = energy.weight() == 0 ? CAPACITY : CAPACITY / (MarkovEnergy.NEIGHBOURS * energy.weight());
        least = energy.of(labels);
    }

    /** Expands until nothing changes; more than two classes from where {@link IteratedConditionalModes} ends. */
    static void minimize(MarkovEnergy energy, byte[] labels, Progress progress) {
        energy.requireMemory(BYTES);
        if (energy.classes() == 2) {
            Arrays.fill(labels, (byte) 0);
            new AlphaExpansion(energy, labels, progress).expand(1);
            return;
        }
        IteratedConditionalModes.minimize(energy, labels, progress);
        AlphaExpansion expansion = new AlphaExpansion(energy, labels, progress);
        int idle = 0;
        for (int alpha = 0; idle < energy.classes(); alpha = (alpha + 1) % energy.classes()) {
            idle = expansion.expand(alpha) ? 1 : idle + 1;
            progress.update(alpha + 1L, energy.classes());
        }
    }

    /** One expansion of given labels, in place; tells whether it lowered the energy. */
    static boolean expand(MarkovEnergy energy, byte[] labels, int alpha, Progress progress) {
        return new AlphaExpansion(energy, labels, progress).expand(alpha);
    }

    private boolean expand(int alpha) {
        GridCut cut = new GridCut(energy.width(), energy.height());
        for (int i = 0; i < labels.length; i++) {
            energy.check(i, progress);
            if ((labels[i] & 0xFF) != alpha) {
                connect(cut, i, alpha);
            }
        }
        cut.run(progress);
        byte[] expanded = labels.clone();
        for (int i = 0; i < labels.length; i++) {
            expanded[i] = cut.isSink(i) ? (byte) alpha : labels[i];
        }
        double reached = energy.of(expanded);
        if (reached >= least) {
            return false;
        }
        least = reached;
        System.arraycopy(expanded, 0, labels, 0, labels.length);
        return true;
    }

    /** Capacities of a pixel that may stay, at the source, or take alpha, at the sink. */
    private void connect(GridCut cut, int i, int alpha) {
        int label = labels[i] & 0xFF;
        double gain = (double) energy.belief(i, alpha) - energy.belief(i, label);
        int between = 0;
        for (int d = 0; d < MarkovEnergy.NEIGHBOURS; d++) {
            float link = energy.link(i, d);
            if (link > 0) {
                int other = labels[energy.neighbour(i, d)] & 0xFF;
                double half = link / 2;
                gain += other == alpha ? link : other == label ? 0 : half;
                if (other != alpha) {
                    int capacity = (int) Math.round((other == label ? link : half) * scale);
                    cut.link(i, d, capacity);
                    between += capacity;
                }
            }
        }
        // Above what all its links take, a pixel's own wish decides, however much it is above.
        long excess = Math.round(-gain * scale);
        cut.terminal(i, (int) Math.max(-between - 1L, Math.min(between + 1L, excess)));
    }
}
