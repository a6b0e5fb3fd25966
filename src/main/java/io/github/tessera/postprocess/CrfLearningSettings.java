package io.github.tessera.postprocess;

import io.github.tessera.progress.TesseraException;

/**
 * How {@link CrfLearning} learns.
 *
 * @param epochs passes over all images, at least 1
 * @param batch images in a step, at least 1; all in one step if there are no more than that
 * @param rate of Adam, above 0: how much a step changes a parameter, about, measured by what the parameter starts from
 * @param compatibility whether the compatibility matrix is learnt too, or only the kernels' weights, which is safer for many classes and few
 *     images
 * @param pull how much the parameters want to stay: so much times half the sum of their squared differences, of the weights (in units of what
 *     they start from) from where they start and of the matrix from Potts, is added to the loss; from 0, which leaves them free
 * @param seed of the order of the images
 */
public record CrfLearningSettings(int epochs, int batch, double rate, boolean compatibility, double pull, long seed) {
    /**
     * One image a step, as in the paper; with one image, 30 steps of a twentieth can take a weight to 0 or to 2.5 times what it was. On
     * three images of two classes the loss no longer fell after that; with eleven classes longer learning of the matrix, 110 numbers, only
     * fitted the three images better and others worse.
     *
     * <p>The pull, on CamVid's eleven classes with the matrix, 6 images to learn from and 2 held out, 8 others unrefined at a loss of 0.67 and a
     * mean IoU of 0.362: 0.88 and 0.442 without one, 0.74 and 0.433 with 0.01, 0.68 and 0.415 with 0.03.
     */
    public static final CrfLearningSettings DEFAULT = new CrfLearningSettings(30, 1, 0.05, true, 0.01, 1);

    /**
     * Checks the ranges.
     *
     * @throws TesseraException naming the value that is out of range
     */
    public CrfLearningSettings {
        if (epochs < 1) {
            throw new TesseraException("The number of epochs is " + epochs + "; choose 1 or more.");
        }
        if (batch < 1) {
            throw new TesseraException("The number of images in a step is " + batch + "; choose 1 or more.");
        }
        if (!(rate > 0 && rate <= 1)) {
            throw new TesseraException(
                    "The learning rate is " + rate + "; choose a number above 0 and not above 1, such as 0.05.");
        }
        if (!(pull >= 0 && pull <= Float.MAX_VALUE)) {
            throw new TesseraException(
                    "The pull towards the start is " + pull + "; choose 0 or more, such as " + DEFAULT.pull + ".");
        }
    }

    /** With another length. */
    public CrfLearningSettings withEpochs(int count) {
        return new CrfLearningSettings(count, batch, rate, compatibility, pull, seed);
    }

    /** With another number of images in a step. */
    public CrfLearningSettings withBatch(int images) {
        return new CrfLearningSettings(epochs, images, rate, compatibility, pull, seed);
    }

    /** With another learning rate. */
    public CrfLearningSettings withRate(double other) {
        return new CrfLearningSettings(epochs, batch, other, compatibility, pull, seed);
    }

    /** Learning the matrix, or only the weights. */
    public CrfLearningSettings withCompatibility(boolean learnt) {
        return new CrfLearningSettings(epochs, batch, rate, learnt, pull, seed);
    }

    /** With another pull towards the start. */
    public CrfLearningSettings withPull(double strength) {
        return new CrfLearningSettings(epochs, batch, rate, compatibility, strength, seed);
    }

    /** With another order of the images. */
    public CrfLearningSettings withSeed(long other) {
        return new CrfLearningSettings(epochs, batch, rate, compatibility, pull, other);
    }
}
