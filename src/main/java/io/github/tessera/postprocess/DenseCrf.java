package io.github.tessera.postprocess;

import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.util.ArrayList;
import java.util.List;

/**
 * The fully connected conditional random field, which moves the borders of classes to the edges of an image and takes specks away:
 * P. Kraehenbuehl and V. Koltun, "Efficient inference in fully connected CRFs with Gaussian edge potentials", NIPS 2011.
 *
 * <p>The energy of a labelling x is the sum over pixels of psi(x_i) = -log p_i(x_i), and over all pairs of pixels of mu(x_i, x_j) times the
 * sum of w_m k_m(f_i, f_j), with an appearance kernel of places and colours and a smoothness kernel of places. Mean field looks for
 * independent beliefs Q_i that are near it: Q = softmax(log p) at first, then again and again
 * Q_i(k) = softmax of log p_i(k) - sum over l of mu(k, l) times the sum over m of w_m (K_m Q)_i(l).
 *
 * <p>As in the authors' program, unlike in the paper, the kernels are normalized ({@link KernelFilter#normalized}), and a pixel's belief in
 * itself stays in its sum: what the lattice gives a pixel of its own depends on where in a simplex the pixel lies, so it cannot be taken
 * out exactly, and among the many pixels of a sum it hardly counts. A pixel that is like no other keeps its label, more surely.
 */
public final class DenseCrf {
    private final DenseCrfSettings settings;
    private final int threads;

    /**
     * Prepares refining.
     *
     * @param threads above 0; the result is the same for any number
     */
    public DenseCrf(DenseCrfSettings settings, int threads) {
        this.settings = settings;
        this.threads = threads;
    }

    /**
     * Memory that refining takes beyond image, unary and result, in bytes, if the lattice has a vertex for every second pixel, which is more
     * than widths of 3 pixels and more make of it.
     *
     * @param channels of the image, from 0
     */
    public static long bytes(long pixels, int channels, int classes) {
        long places = GridFilter.bytes(pixels, classes);
        long colours = channels == 0 ? 0 : PermutohedralLattice.bytes(pixels, pixels / 2, 2 + channels, classes);
        return places + colours + pixels * classes * Float.BYTES;
    }

    /**
     * Refines.
     *
     * @param image tells which pixels are alike; without channels, there is no appearance kernel
     * @return probabilities (K, N) that sum to 1
     * @throws TesseraException if the widths are too small for the image, the image is too large to be refined in one piece, or the
     *     compatibility is of another number of classes
     */
    public float[][] refine(GuideImage image, UnaryEnergy unary, Progress progress) {
        if (image.pixels() != unary.pixels()) {
            throw new TesseraException("The image has " + image.pixels() + " pixels and the labels " + unary.pixels()
                    + "; give labels or probabilities of the image's size.");
        }
        settings.compatibility().require(unary.classes());
        float[] beliefs = new float[unary.beliefs().length];
        try (ParallelRanges ranges = new ParallelRanges(threads, progress)) {
            List<MeanField.Message> messages =
                    settings.iterations() == 0 ? List.of() : messages(image, unary.classes(), ranges);
            MeanField field = new MeanField(messages, settings.compatibility(), unary, ranges);
            field.start(beliefs);
            for (int i = 0; i < settings.iterations() && !messages.isEmpty(); i++) {
                field.step(beliefs, beliefs);
                progress.update(i + 1, settings.iterations());
            }
            return planes(beliefs, unary.classes(), ranges);
        }
    }

    private List<MeanField.Message> messages(GuideImage image, int classes, ParallelRanges ranges) {
        List<MeanField.Message> messages = new ArrayList<>();
        for (CrfKernel kernel : CrfKernel.values()) {
            double weight = kernel.weight(settings);
            if (weight > 0 && kernel.fits(image)) {
                KernelFilter filter = kernel.filter(image, settings, ranges);
                messages.add(new MeanField.Message(filter.forward(classes), (float) weight));
            }
        }
        return messages;
    }

    /** Class by class instead of pixel by pixel. */
    private static float[][] planes(float[] beliefs, int classes, ParallelRanges ranges) {
        float[][] planes = new float[classes][beliefs.length / classes];
        ranges.each(planes[0].length, MeanField.PIECE, (from, to) -> {
            for (int k = 0; k < classes; k++) {
                for (int i = from; i < to; i++) {
                    planes[k][i] = beliefs[i * classes + k];
                }
            }
        });
        return planes;
    }
}
