package io.github.tessera.data;

/**
 * An image that could not be used, and was left out of a set with its labels.
 *
 * @param image the image's file name
 * @param problem one sentence that names file and cure
 */
public record LeftOut(String image, String problem) {}
