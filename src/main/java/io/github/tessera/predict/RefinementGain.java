package io.github.tessera.predict;

import io.github.tessera.metric.Metric;
import io.github.tessera.postprocess.CrfExample;
import io.github.tessera.postprocess.DenseCrfSettings;
import io.github.tessera.progress.PartProgress;
import io.github.tessera.progress.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What refining gains, with parameters to start from and with those learnt.
 *
 * @param learning on the images learnt from
 * @param heldOut on the images held out; null if there are none
 */
public record RefinementGain(Images learning, Images heldOut) {
    /**
     * What was measured on some images.
     *
     * @param images how many
     * @param unrefined the network's own probabilities
     * @param start refined with the parameters to start from
     * @param learnt refined with those learnt
     */
    public record Images(int images, RefinementScore unrefined, RefinementScore start, RefinementScore learnt) {
        private static Images of(
                List<CrfExample> examples,
                List<String> classes,
                List<DenseCrfSettings> states,
                int threads,
                Progress progress) {
            List<RefinementScore> scores = new ArrayList<>();
            for (DenseCrfSettings state : states) {
                Progress part = new PartProgress(progress, scores.size(), states.size());
                scores.add(RefinementScore.of(examples, classes, state, threads, part));
            }
            return new Images(examples.size(), scores.get(0), scores.get(1), scores.get(2));
        }

        private String describe(String which) {
            return String.format(
                    Locale.ROOT,
                    "On the %s (%d): mean IoU %s unrefined, %s with the parameters to start from, %s with those learnt; loss %.4f,"
                            + " %.4f, %.4f.",
                    which,
                    images,
                    Metric.text(unrefined.meanIou()),
                    Metric.text(start.meanIou()),
                    Metric.text(learnt.meanIou()),
                    unrefined.loss(),
                    start.loss(),
                    learnt.loss());
        }

        /** What gives better labels than what was learnt; null if nothing does. */
        private String better() {
            if (learnt.meanIou() >= Math.max(unrefined.meanIou(), start.meanIou())) {
                return null;
            }
            return unrefined.meanIou() >= start.meanIou()
                    ? "the network's own probabilities"
                    : "the parameters to start from";
        }
    }

    /**
     * Refines all images with both.
     *
     * @param classes names of the model's classes
     * @param threads above 0
     */
    public static RefinementGain of(
            RefinementExamples examples,
            List<String> classes,
            DenseCrfSettings start,
            DenseCrfSettings learnt,
            int threads,
            Progress progress) {
        List<DenseCrfSettings> states = List.of(start.withIterations(0), start, learnt);
        Images learning = Images.of(examples.learning(), classes, states, threads, new PartProgress(progress, 0, 2));
        Images heldOut = examples.heldOut().isEmpty()
                ? null
                : Images.of(examples.heldOut(), classes, states, threads, new PartProgress(progress, 1, 2));
        return new RefinementGain(learning, heldOut);
    }

    /** In sentences. */
    public List<String> describe() {
        List<String> lines = new ArrayList<>();
        lines.add(learning.describe("images learnt from"));
        if (heldOut != null) {
            lines.add(heldOut.describe("images held out"));
        }
        String better = (heldOut == null ? learning : heldOut).better();
        if (better != null) {
            lines.add("The labels there are better with " + better
                    + ": use these, or try other widths (reach, colour). What is learnt makes the right class more probable,"
                    + " which is not the same.");
        }
        return lines;
    }
}
