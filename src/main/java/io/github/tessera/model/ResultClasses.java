package io.github.tessera.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What the channels of somebody else's result stand for.
 *
 * @param names of the classes, the background first where there is one
 * @param order the channels that are the classes' probabilities; the background's, where no channel is it, is made of the others
 * @param rest whether the first class is made so: what the most probable of the others leaves
 */
record ResultClasses(List<String> names, int[] order, boolean rest) {
    private static final String BACKGROUND = "background";

    /** Probabilities of one pixel sum to 1 within this. */
    private static final double ROUNDING = 0.01;

    /** Whether each channel stands by itself, or all of them share a pixel among them. */
    enum Relation {
        APART,
        SHARED
    }

    /**
     * Finds the background. A single channel is one class against it. Of several that share each pixel one may be called so, and else
     * none is; beside several that stand by themselves it is what is left.
     */
    static ResultClasses of(List<String> channels, Relation relation) {
        if (channels.size() == 1) {
            return new ResultClasses(List.of(BACKGROUND, channels.get(0)), new int[] {0}, false);
        }
        int background = background(channels);
        List<String> names = new ArrayList<>();
        if (background < 0 && relation == Relation.APART) {
            names.add(BACKGROUND);
            names.addAll(channels);
            return new ResultClasses(names, IntStream.range(0, channels.size()).toArray(), true);
        }
        int first = Math.max(0, background);
        int[] order = IntStream.concat(
                        IntStream.of(first), IntStream.range(0, channels.size()).filter(c -> c != first))
                .toArray();
        for (int channel : order) {
            names.add(channels.get(channel));
        }
        return new ResultClasses(names, order, false);
    }

    private static int background(List<String> channels) {
        for (int c = 0; c < channels.size(); c++) {
            String name = channels.get(c).toLowerCase(Locale.ROOT);
            if (name.equals(BACKGROUND) || name.equals("bg")) {
                return c;
            }
        }
        return -1;
    }

    /**
     * How the channels of a result are related, as an example tells: probabilities that do not sum to 1 stand by themselves; what is no
     * probability is compared with the others.
     *
     * @param result (K, pixels)
     */
    static Relation relation(float[][] result) {
        boolean summing = true;
        for (int i = 0; i < result[0].length; i++) {
            double sum = 0;
            for (float[] channel : result) {
                if (!(channel[i] >= -ROUNDING && channel[i] <= 1 + ROUNDING)) {
                    return Relation.SHARED;
                }
                sum += channel[i];
            }
            summing &= Math.abs(sum - 1) < ROUNDING;
        }
        return summing ? Relation.SHARED : Relation.APART;
    }

    /** Probability maps of a result. */
    int outputs() {
        return order.length + (rest ? 1 : 0);
    }

    /** The probability maps (outputs, pixels) of a result (K, pixels). */
    float[][] probabilities(float[][] result) {
        float[][] maps = new float[outputs()][];
        for (int k = 0; k < order.length; k++) {
            maps[k + (rest ? 1 : 0)] = result[order[k]];
        }
        if (rest) {
            maps[0] = new float[result[0].length];
            for (int i = 0; i < maps[0].length; i++) {
                float most = result[0][i];
                for (float[] channel : result) {
                    most = Math.max(most, channel[i]);
                }
                maps[0][i] = 1 - most;
            }
        }
        return maps;
    }
}
