package io.github.tessera.train;

/**
 * A crop of an image that is kept out, and what the network makes of it.
 *
 * @param image its name
 * @param side of the crop in pixels
 * @param channels of the image
 * @param pixels normalized intensities (C, H, W)
 * @param truth class indices (H, W); {@link io.github.tessera.image.LabelImage#IGNORED} is not learnt from, or beyond the image
 * @param prediction class indices (H, W)
 * @param probabilities (K, H, W) of the classes, the background among them: 0 is 0, 255 is 1
 */
public record ValidationTile(
        String image, int side, int channels, float[] pixels, byte[] truth, byte[] prediction, byte[] probabilities) {}
