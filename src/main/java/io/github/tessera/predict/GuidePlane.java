package io.github.tessera.predict;

import io.github.tessera.image.IntensityMap;
import io.github.tessera.image.NormalizationSettings;
import io.github.tessera.image.Planes;
import io.github.tessera.postprocess.GuideImage;
import io.github.tessera.progress.Progress;
import io.github.tessera.tile.Tile;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

/**
 * A plane by which labels are refined, in levels of 8 bits: planes of other depths are stretched, so that 0 and 255 are at the 0.1 and 99.9
 * percentiles of each channel; those of 8 bits and RGB are taken as they are. What is farther beyond than ten times that range, such as a
 * hot pixel, counts as there: it is like no other anyway, and kernels and means of differences need not reach beyond.
 */
public final class GuidePlane {
    private static final double LOW_PERCENTILE = 0.1;
    private static final double HIGH_PERCENTILE = 99.9;
    private static final float LEVELS = 255;
    private static final float BEYOND = 10 * LEVELS;

    private final RandomAccessibleInterval<FloatType> pixels;
    private final IntensityMap levels;
    private final float white;

    /**
     * Looks at a plane.
     *
     * @param pixels raw intensities (x, y, channel)
     * @param bitDepth 8, 16 or 32 bits of a channel
     * @param name for messages
     */
    public GuidePlane(RandomAccessibleInterval<FloatType> pixels, int bitDepth, String name, Progress progress) {
        boolean bytes = bitDepth == Byte.SIZE;
        this.pixels = pixels;
        levels = bytes
                ? IntensityMap.identity((int) pixels.dimension(2))
                : NormalizationSettings.percentiles(LOW_PERCENTILE, HIGH_PERCENTILE)
                        .fit(pixels, bitDepth, name, progress);
        white = bytes ? 1 : LEVELS;
    }

    /** A part of it, inside the plane. */
    public GuideImage part(Tile tile) {
        float[][] channels = Planes.part(pixels, tile);
        for (int c = 0; c < channels.length; c++) {
            for (int i = 0; i < channels[c].length; i++) {
                float level = white * levels.apply(c, channels[c][i]);
                channels[c][i] = Math.max(-BEYOND, Math.min(LEVELS + BEYOND, level));
            }
        }
        return new GuideImage(tile.width(), tile.height(), channels);
    }
}
