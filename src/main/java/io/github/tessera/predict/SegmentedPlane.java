package io.github.tessera.predict;

import io.github.tessera.image.Rescaling;
import io.github.tessera.postprocess.GuideImage;
import io.github.tessera.progress.Progress;
import io.github.tessera.tile.Tile;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.img.array.ArrayImgs;

/**
 * What a model made of one plane.
 *
 * @param width columns
 * @param height rows
 * @param labels class index of each pixel, row by row
 * @param probabilities (K, height x width) in [0, 1], or null if they were not asked for; K = 1 is the class against the background
 */
public record SegmentedPlane(int width, int height, byte[] labels, float[][] probabilities) {
    /** The part under a tile that lies inside the plane. */
    public SegmentedPlane part(Tile tile) {
        byte[] partOfLabels = new byte[tile.width() * tile.height()];
        for (int y = 0; y < tile.height(); y++) {
            System.arraycopy(labels, (tile.y() + y) * width + tile.x(), partOfLabels, y * tile.width(), tile.width());
        }
        float[][] parts = probabilities == null ? null : GuideImage.parts(probabilities, width, tile);
        return new SegmentedPlane(tile.width(), tile.height(), partOfLabels, parts);
    }

    /**
     * A part of what a plane of another size has at the same places: the nearest labels, and averaged or interpolated probabilities.
     *
     * @param title the image, for messages
     * @param scale from this size
     * @param area of the plane that is made
     */
    SegmentedPlane rescaled(String title, Rescaling scale, Tile area, Progress progress) {
        int[] corner = {area.x(), area.y(), 0};
        int[] size = {area.width(), area.height(), 1};
        byte[] partOfLabels = new byte[area.width() * area.height()];
        PrimitiveBlocks.of(scale.labels(title, ArrayImgs.unsignedBytes(labels, width, height), progress))
                .copy(new int[] {area.x(), area.y()}, partOfLabels, new int[] {area.width(), area.height()});
        float[][] parts = probabilities == null ? null : new float[probabilities.length][partOfLabels.length];
        for (int k = 0; parts != null && k < parts.length; k++) {
            PrimitiveBlocks.of(scale.intensities(
                            title, ArrayImgs.floats(probabilities[k], width, height, 1), false, progress))
                    .copy(corner, parts[k], size);
        }
        return new SegmentedPlane(area.width(), area.height(), partOfLabels, parts);
    }
}
