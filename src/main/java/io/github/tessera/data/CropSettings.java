package io.github.tessera.data;

/**
 * How crops are taken.
 *
 * @param size width and height in pixels
 * @param augmentation what is done to them
 * @param oversampling which must hold a class
 * @param seed equal seeds give equal batches
 */
public record CropSettings(int size, AugmentationSettings augmentation, Oversampling oversampling, long seed) {}
