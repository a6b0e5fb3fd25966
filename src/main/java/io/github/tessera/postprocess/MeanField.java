package io.github.tessera.postprocess;

import java.util.Arrays;
import java.util.List;

/** What is believed of an image's pixels, before and after each pixel has heard from all that are like it; see {@link DenseCrf}. */
final class MeanField {
    /** Pixels that a thread takes at a time. */
    static final int PIECE = 1 << 11;
    /** Few enough that what is known of them stays in the nearest cache. */
    static final int BLOCK = 1 << 7;

    private final List<Message> messages;
    private final Compatibility compatibility;
    private final UnaryEnergy unary;
    private final ParallelRanges ranges;

    /** What pixels hear from all that are like them, by one kernel. */
    record Message(KernelFilter.Response response, float weight) {}

    MeanField(List<Message> messages, Compatibility compatibility, UnaryEnergy unary, ParallelRanges ranges) {
        this.messages = messages;
        this.compatibility = compatibility;
        this.unary = unary;
        this.ranges = ranges;
    }

    /**
     * Q = softmax(log p).
     *
     * @param into (N, K)
     */
    void start(float[] into) {
        update(List.of(), into);
    }

    /**
     * Q = softmax(log p + gains).
     *
     * @param beliefs (N, K)
     * @param into (N, K); may be the same array
     */
    void step(float[] beliefs, float[] into) {
        messages.forEach(message -> message.response.filter(beliefs, ranges));
        update(messages, into);
    }

    private void update(List<Message> heard, float[] into) {
        int classes = unary.classes();
        ranges.each(unary.pixels(), PIECE, (first, end) -> {
            Softmax softmax = new Softmax(classes, BLOCK);
            for (int from = first; from < end; from += BLOCK) {
                int to = Math.min(end, from + BLOCK);
                float[] exponents = softmax.exponents();
                Arrays.fill(exponents, 0);
                for (Message message : heard) {
                    message.response.addTo(exponents, from, to, message.weight);
                }
                compatibility.gains(exponents, classes);
                for (int at = 0; at < (to - from) * classes; at++) {
                    exponents[at] += unary.beliefs()[from * classes + at];
                }
                softmax.run();
                System.arraycopy(exponents, 0, into, from * classes, (to - from) * classes);
            }
        });
    }
}
