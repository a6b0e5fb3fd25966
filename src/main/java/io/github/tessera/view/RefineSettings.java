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
    /**
     * The dense CRF, more gently than its authors' example, which took much of what our networks had found (CamVid: mean IoU 0.383 before,
     * 0.346 with the example's values, 0.397 with these; polyps 0.580, 0.417, 0.591).
     */
    public static final RefineSettings DEFAULT = new RefineSettings(
            RefineMethod.CRF,
            DenseCrfSettings.DEFAULT.withAppearance(3, 30, 13).withSmoothness(1, 3),
            2,
            0.7,
            0,
            CleanUp.NONE);

    /** Labels hardly ever go farther from neighbour to neighbour. */
    private static final int GRID_HALO = 32;

    /** How many pixels beyond a part of an image are looked at when the part is refined. */
    int halo() {
        return switch (method) {
            case CRF -> crf.halo();
            case ICM, GRAPH_CUT -> GRID_HALO;
            case NONE -> 0;
        };
    }

    /** With another CRF. */
    public RefineSettings withCrf(DenseCrfSettings other) {
        return new RefineSettings(method, other, neighbours, confidence, tileSize, cleanUp);
    }
}
