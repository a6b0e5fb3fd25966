package io.github.tessera.view;

import io.github.tessera.postprocess.DenseCrfSettings;

/**
 * How labels are refined.
 *
 * @param crf of the fully connected random field
 * @param confidence that a label of a label image is right, where there are no probabilities
 * @param tileSize longest side of what is refined in one piece, in pixels; 0 for as much as memory allows
 */
public record RefineSettings(DenseCrfSettings crf, double confidence, int tileSize) {}
