package io.github.tessera.data;

/**
 * How often a class occurs in a set.
 *
 * @param name the class's name
 * @param pixels pixels that have it
 * @param images images in which it occurs
 * @param share of all pixels, 0 to 1, ignored ones included
 * @param trainingShare the same among the images to learn from
 * @param validationShare the same among the images kept out
 */
public record ClassFacts(
        String name, long pixels, int images, double share, double trainingShare, double validationShare) {}
