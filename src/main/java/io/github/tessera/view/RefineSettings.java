package io.github.tessera.view;

import io.github.tessera.postprocess.CleanUp;
import io.github.tessera.postprocess.DenseCrfSettings;

/**
 * How labels are refined.
 *
 * @param method which pixels are asked
 * @param crf of {@link RefineMethod#CRF}
 * @param neighbours how much neighbours want to be of one class, of the grid's methods, from 0
 * @param confidence that a label of a label image is right, where there are no probabilities
 * @param tileSize of the CRF: longest side of what is refined in one piece, in pixels; 0 for as much as memory allows
 * @param cleanUp what is done with the labels afterwards
 */
public record RefineSettings(
        RefineMethod method,
        DenseCrfSettings crf,
        double neighbours,
        double confidence,
        int tileSize,
        CleanUp cleanUp) {
    /** The dense CRF with the values of its example. */
    public static final RefineSettings DEFAULT =
            new RefineSettings(RefineMethod.CRF, DenseCrfSettings.DEFAULT, 2, 0.7, 0, CleanUp.NONE);
}
