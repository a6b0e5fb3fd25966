package io.github.tessera.predict;

/**
 * What a model made of one plane.
 *
 * @param width columns
 * @param height rows
 * @param labels class index of each pixel, row by row
 * @param probabilities (K, height x width) in [0, 1], or null if they were not asked for; K = 1 is the class against the background
 */
public record SegmentedPlane(int width, int height, byte[] labels, float[][] probabilities) {}
