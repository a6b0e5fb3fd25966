package io.github.tessera.image;

import io.github.tessera.tile.Tile;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.img.basictypeaccess.DataAccess;
import net.imglib2.img.basictypeaccess.array.ByteArray;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.img.cell.Cell;
import net.imglib2.img.cell.CellGrid;
import net.imglib2.img.cell.LazyCellImg;
import net.imglib2.type.NativeType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;

/** Images whose pixels are made when they are asked for, cell by cell, and kept only as long as there is room. */
public final class CellImages {
    private static final int CELL = 256;

    private CellImages() {}

    /** Where the bytes of an image come from. */
    public interface Source {
        /**
         * Gives the bytes of a rectangle, row by row; may be asked by several threads at once and must give the same each time.
         *
         * @param area inside the image
         * @param bytes receives one byte a pixel
         */
        void read(Tile area, byte[] bytes);
    }

    /**
     * An image of bytes that are worked out from something else, for example the classes of a mask too large for an array.
     *
     * @param source gives the bytes; what it throws, whoever reads the pixels gets
     * @return bytes (x, y)
     */
    public static RandomAccessibleInterval<UnsignedByteType> bytes(int width, int height, Source source) {
        CellGrid grid = grid(width, height);
        return of(grid, new UnsignedByteType(), 1, index -> {
            long[] corner = new long[2];
            int[] extent = new int[2];
            grid.getCellDimensions(index, corner, extent);
            byte[] bytes = new byte[extent[0] * extent[1]];
            source.read(new Tile((int) corner[0], (int) corner[1], extent[0], extent[1]), bytes);
            return new Cell<>(extent, corner, new ByteArray(bytes));
        });
    }

    /**
     * A plane with some of the channels of another, in any order.
     *
     * @param plane intensities (x, y, channel)
     * @param channels from 1
     */
    static RandomAccessibleInterval<FloatType> channels(
            RandomAccessibleInterval<FloatType> plane, List<Integer> channels) {
        PrimitiveBlocks<FloatType> blocks =
                PrimitiveBlocks.of(plane, PrimitiveBlocks.OnFallback.ACCEPT).threadSafe();
        CellGrid grid = grid(plane.dimension(0), plane.dimension(1), channels.size());
        return of(grid, new FloatType(), Float.BYTES, index -> {
            long[] corner = new long[3];
            int[] extent = new int[3];
            grid.getCellDimensions(index, corner, extent);
            int area = extent[0] * extent[1];
            float[] values = new float[channels.size() * area];
            float[] channel = new float[area];
            for (int c = 0; c < channels.size(); c++) {
                int[] start = {(int) corner[0], (int) corner[1], channels.get(c) - 1};
                blocks.copy(start, channel, new int[] {extent[0], extent[1], 1});
                System.arraycopy(channel, 0, values, c * area, area);
            }
            return new Cell<>(extent, corner, new FloatArray(values));
        });
    }

    /** Square cells, each with everything beyond x and y. */
    private static CellGrid grid(long... size) {
        int[] cell = Arrays.stream(size).mapToInt(Math::toIntExact).toArray();
        cell[0] = Math.min(CELL, cell[0]);
        cell[1] = Math.min(CELL, cell[1]);
        return new CellGrid(size, cell);
    }

    /**
     * An image of cells that a loader makes. As many are kept as fit into {@link Heap#cacheBytes()}, but at least one row of
     * them across the image, so that reading row by row makes each only once.
     *
     * @param pixelBytes bytes of one pixel in a cell
     */
    static <T extends NativeType<T>, A extends DataAccess> LazyCellImg<T, A> of(
            CellGrid grid, T type, int pixelBytes, LongFunction<Cell<A>> loader) {
        long cellBytes = pixelBytes;
        long rowOfCells = 1;
        for (int d = 0; d < grid.numDimensions(); d++) {
            cellBytes *= grid.cellDimension(d);
            rowOfCells *= d == 1 ? 1 : grid.gridDimension(d);
        }
        long capacity = Math.max(Heap.cacheBytes() / cellBytes, rowOfCells + 1);
        CellCache<A> cache = new CellCache<>((int) Math.min(capacity, Integer.MAX_VALUE), loader);
        return new LazyCellImg<>(grid, type, cache);
    }
}
