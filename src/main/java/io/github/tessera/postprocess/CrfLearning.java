package io.github.tessera.postprocess;

import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * Learns the weights and the compatibility matrix of {@link DenseCrf} from a few labelled images: S. Zheng et al., "Conditional random fields
 * as recurrent neural networks", ICCV 2015, where the network before it is left as it is ({@link UnrolledMeanField}).
 *
 * <p>What is made small is the mean of -log q(right class) over all labelled pixels. Weights stay at or above 0, the matrix has a zero diagonal
 * and is otherwise free: it need not be symmetric, and below 0 two classes attract each other. Widths, number of iterations and the way to
 * filter stay as they are. Parameters are pulled towards their start and the Potts model ({@link CrfLearningSettings#pull}), so that what the
 * images say little about stays as it is.
 *
 * <p>Images may be held out: then those parameters are kept, of all epochs and the start, whose loss is least on the images held out, as what
 * is learnt of a few images may do harm elsewhere. If none are, it is the loss on the images learnt from that decides.
 */
public final class CrfLearning {
    private final CrfLearningSettings settings;
    private final int threads;

    /**
     * Prepares learning.
     *
     * @param threads above 0; the result is the same for any number
     */
    public CrfLearning(CrfLearningSettings settings, int threads) {
        this.settings = settings;
        this.threads = threads;
    }

    /**
     * Memory that learning takes beyond the examples, in bytes: the lattices of all images, and the beliefs of each iteration of the largest.
     *
     * @param iterations of mean field, from 1
     */
    public static long bytes(List<CrfExample> examples, int iterations) {
        long filters = 0;
        long most = 0;
        for (CrfExample example : examples) {
            int pixels = example.image().pixels();
            int channels = example.image().channels().length;
            filters += UnrolledMeanField.filterBytes(pixels, channels);
            most = Math.max(
                    most,
                    UnrolledMeanField.bytes(pixels, channels, example.unary().classes(), iterations));
        }
        return filters + most;
    }

    /**
     * Learns.
     *
     * @param examples at least one, all with the same number of classes
     * @param heldOut of the same classes, not learnt from; may be empty
     * @param start where to begin, and what is not learnt
     * @throws TesseraException if there is no example, their numbers of classes differ, or there is nothing to learn because the iterations
     *     are 0
     * @throws io.github.tessera.progress.CancelledException if the user cancels
     */
    public CrfLearningResult learn(
            List<CrfExample> examples, List<CrfExample> heldOut, DenseCrfSettings start, Progress progress) {
        int classes = classes(examples);
        requireClasses(heldOut, classes);
        start.compatibility().require(classes);
        if (start.iterations() == 0) {
            throw new TesseraException("With 0 iterations refining changes nothing, so that nothing can be learnt;"
                    + " choose 1 iteration or more.");
        }
        try (ParallelRanges ranges = new ParallelRanges(threads, progress)) {
            return new Run(examples, heldOut, start, classes, ranges, progress).run();
        }
    }

    private static int classes(List<CrfExample> examples) {
        if (examples.isEmpty()) {
            throw new TesseraException("There is no labelled image to learn from; give one or more.");
        }
        int classes = examples.get(0).unary().classes();
        requireClasses(examples, classes);
        return classes;
    }

    private static void requireClasses(List<CrfExample> examples, int classes) {
        for (CrfExample example : examples) {
            if (example.unary().classes() != classes) {
                throw new TesseraException("The images' probabilities are of " + classes + " and of "
                        + example.unary().classes() + " classes; give those of one model.");
            }
        }
    }

    /** One learning. */
    private final class Run {
        private final List<UnrolledMeanField> fields;
        private final List<UnrolledMeanField> heldOut;
        private final DenseCrfSettings start;
        private final CrfParameters parameters;
        private final double[] vector;
        private final VectorAdam adam;
        private final SplittableRandom seeds = new SplittableRandom(settings.seed());
        private final ParallelRanges ranges;
        private final Progress progress;
        private final List<Double> losses = new ArrayList<>();
        private final List<Double> heldOutLosses = new ArrayList<>();
        private int best;
        private DenseCrfSettings kept;

        Run(
                List<CrfExample> examples,
                List<CrfExample> others,
                DenseCrfSettings start,
                int classes,
                ParallelRanges ranges,
                Progress progress) {
            this.start = start;
            kept = start;
            this.ranges = ranges;
            this.progress = progress;
            parameters = new CrfParameters(start, classes, settings.compatibility());
            vector = parameters.vector();
            adam = new VectorAdam(settings.rate(), vector.length);
            fields = fields(examples);
            heldOut = fields(others);
        }

        private List<UnrolledMeanField> fields(List<CrfExample> examples) {
            return examples.stream()
                    .map(example -> new UnrolledMeanField(example, start, ranges))
                    .toList();
        }

        CrfLearningResult run() {
            boolean together = settings.batch() >= fields.size();
            for (int epoch = 0; epoch < settings.epochs(); epoch++) {
                progress.status(status(epoch));
                if (together) {
                    CrfGradient gradient = gradient(fields);
                    note(gradient.loss());
                    step(gradient);
                } else {
                    note(loss(fields));
                    inTurn();
                }
                progress.update(epoch + 1L, settings.epochs());
            }
            note(loss(fields));
            return new CrfLearningResult(kept, losses, heldOutLosses, best);
        }

        private String status(int epoch) {
            String last =
                    losses.isEmpty() ? "" : String.format(Locale.ROOT, ", loss %.4f", losses.get(losses.size() - 1));
            return "Learning to refine: epoch " + (epoch + 1) + " of " + settings.epochs() + last;
        }

        private void inTurn() {
            List<UnrolledMeanField> order = new ArrayList<>(fields);
            Collections.shuffle(order, new Random(seeds.nextLong()));
            for (int from = 0; from < order.size(); from += settings.batch()) {
                step(gradient(order.subList(from, Math.min(order.size(), from + settings.batch()))));
            }
        }

        /** The start as it was given, so that what is not learnt is left to the last bit. */
        private DenseCrfSettings current() {
            return losses.isEmpty() ? start : parameters.settings(vector);
        }

        private CrfGradient gradient(List<UnrolledMeanField> some) {
            DenseCrfSettings now = current();
            return CrfGradient.mean(
                    some.stream().map(field -> field.gradient(now, ranges)).toList());
        }

        private void step(CrfGradient gradient) {
            adam.step(vector, parameters.gradient(gradient, vector, settings.pull()));
            CrfParameters.project(vector);
        }

        private double loss(List<UnrolledMeanField> some) {
            DenseCrfSettings now = current();
            double sum = 0;
            long known = 0;
            for (UnrolledMeanField field : some) {
                sum += field.loss(now, ranges) * field.known();
                known += field.known();
            }
            return sum / known;
        }

        private void note(double loss) {
            boolean first = losses.isEmpty();
            List<Double> judged = heldOut.isEmpty() ? losses : heldOutLosses;
            if (!heldOut.isEmpty()) {
                heldOutLosses.add(loss(heldOut));
            }
            losses.add(loss);
            int epoch = losses.size() - 1;
            if (!first && judged.get(epoch) < judged.get(best)) {
                best = epoch;
                kept = parameters.settings(vector);
            }
        }
    }
}
