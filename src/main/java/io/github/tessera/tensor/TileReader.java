package io.github.tessera.tensor;

import io.github.tessera.image.IntensityMap;
import io.github.tessera.image.ValueMap;
import io.github.tessera.tile.Mirror;
import java.util.Arrays;
import java.util.List;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.type.numeric.real.FloatType;

/**
 * Reads normalized blocks of a plane, mirrored beyond its edges: the way from pixels to a network.
 *
 * <p>The mirror is {@link Mirror}. One reader may be used by several threads at once. It takes imglib2's fast block copy and fails,
 * rather than being slow, for a plane that has none.
 */
public final class TileReader {
    private final PrimitiveBlocks<FloatType> blocks;
    private final int dimensions;
    private final int planeWidth;
    private final int planeHeight;
    private final float[] scale;
    private final float[] offset;
    private final List<ValueMap> maps;

    /**
     * Prepares reading with maps that are no mere scales.
     *
     * @param plane raw intensities (x, y, channel)
     * @param maps one a channel of the plane
     */
    public TileReader(RandomAccessibleInterval<FloatType> plane, List<ValueMap> maps) {
        this(plane, IntensityMap.identity(maps.size()), maps);
    }

    /**
     * Prepares reading.
     *
     * @param plane raw intensities (x, y, channel), or (x, y) for one channel; from 0 in each dimension
     * @param map one entry a channel of the plane
     */
    public TileReader(RandomAccessibleInterval<FloatType> plane, IntensityMap map) {
        this(plane, map, List.of());
    }

    private TileReader(RandomAccessibleInterval<FloatType> plane, IntensityMap map, List<ValueMap> maps) {
        this.maps = maps;
        dimensions = plane.numDimensions();
        long channels = dimensions == 2 ? 1 : plane.dimension(2);
        if (channels != map.channels()) {
            throw new IllegalArgumentException("a map of " + map.channels() + " channels for a plane of " + channels);
        }
        // The mirror is made here: imglib2's divides by zero where an extent is 1, as the channels of a grey plane are.
        blocks = PrimitiveBlocks.of(plane, PrimitiveBlocks.OnFallback.FAIL).threadSafe();
        planeWidth = (int) plane.dimension(0);
        planeHeight = (int) plane.dimension(1);
        scale = map.scale();
        offset = map.offset();
    }

    /** Channels of each block. */
    public int channels() {
        return scale.length;
    }

    /**
     * Reads one block in the order channel, row, column.
     *
     * @param x left edge in the plane, may be outside
     * @param y upper edge in the plane, may be outside
     * @param into receives {@code channels * height * width} values
     * @param start where in {@code into} the block starts
     */
    public void read(int x, int y, int width, int height, float[] into, int start) {
        readScaled(x, y, width, height, into, start);
        for (int c = 0; c < maps.size(); c++) {
            maps.get(c).apply(into, start + c * width * height, width * height);
        }
    }

    private void readScaled(int x, int y, int width, int height, float[] into, int start) {
        if (start == 0 && x >= 0 && y >= 0 && x + width <= planeWidth && y + height <= planeHeight) {
            readInside(x, y, width, height, into);
            return;
        }
        int[] columns = Mirror.positions(x, width, planeWidth);
        int[] rows = Mirror.positions(y, height, planeHeight);
        int left = Arrays.stream(columns).min().orElse(0);
        int top = Arrays.stream(rows).min().orElse(0);
        int sourceWidth = Arrays.stream(columns).max().orElse(-1) - left + 1;
        int sourceHeight = Arrays.stream(rows).max().orElse(-1) - top + 1;
        float[] raw = new float[scale.length * sourceWidth * sourceHeight];
        int[] position = {left, top, 0};
        int[] size = {sourceWidth, sourceHeight, scale.length};
        blocks.copy(Arrays.copyOf(position, dimensions), raw, Arrays.copyOf(size, dimensions));
        boolean straight = x >= 0 && x + width <= planeWidth;
        int to = start;
        for (int c = 0; c < scale.length; c++) {
            for (int row = 0; row < height; row++, to += width) {
                int from = (c * sourceHeight + rows[row] - top) * sourceWidth;
                if (straight) {
                    copyRow(raw, from, into, to, width, scale[c], offset[c]);
                } else {
                    mirrorRow(raw, from - left, columns, into, to, scale[c], offset[c]);
                }
            }
        }
    }

    /** Where nothing is mirrored no second array is needed. */
    private void readInside(int x, int y, int width, int height, float[] into) {
        int[] position = {x, y, 0};
        int[] size = {width, height, scale.length};
        blocks.copy(Arrays.copyOf(position, dimensions), into, Arrays.copyOf(size, dimensions));
        int plane = width * height;
        for (int c = 0; c < scale.length; c++) {
            copyRow(into, c * plane, into, c * plane, plane, scale[c], offset[c]);
        }
    }

    private static void copyRow(float[] raw, int from, float[] into, int to, int width, float scale, float offset) {
        for (int i = 0; i < width; i++) {
            into[to + i] = raw[from + i] * scale + offset;
        }
    }

    private static void mirrorRow(
            float[] raw, int from, int[] columns, float[] into, int to, float scale, float offset) {
        for (int i = 0; i < columns.length; i++) {
            into[to + i] = raw[from + columns[i]] * scale + offset;
        }
    }
}
