package io.github.tessera.image;

import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.basictypeaccess.DataAccess;
import net.imglib2.img.basictypeaccess.array.ByteArray;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.img.basictypeaccess.array.ShortArray;
import net.imglib2.img.cell.Cell;
import net.imglib2.img.cell.CellGrid;
import net.imglib2.type.NativeType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.type.numeric.real.FloatType;

/**
 * One plane of a TIFF that stays on disk: what is asked for is read, and what was read last is kept.
 *
 * <p>Of what lies uncompressed only the rows and columns of the cells asked for are read; a compressed strip or tile is one
 * cell.
 */
final class TiffPlane {
    private final DiskFile file;
    private final ByteOrder order;
    private final List<TiffPage> pages;
    private final int channels;

    /**
     * Prepares reading.
     *
     * @param pages one page with all channels, or one page a channel, all alike
     */
    TiffPlane(DiskFile file, ByteOrder order, List<TiffPage> pages) {
        this.file = file;
        this.order = order;
        this.pages = List.copyOf(pages);
        this.channels = pages.size() * pages.get(0).channels();
    }

    /** Intensities (x, y, channel) as ImageJ would read them. */
    RandomAccessibleInterval<FloatType> pixels() {
        return switch (pages.get(0).sample().bytes()) {
            case 1 -> Planes.asFloat(cells(new UnsignedByteType(), byte[]::new, ByteArray::new));
            case 2 -> Planes.asFloat(cells(new UnsignedShortType(), short[]::new, ShortArray::new));
            default -> cells(new FloatType(), float[]::new, FloatArray::new);
        };
    }

    private <T extends NativeType<T>, P, A extends DataAccess> RandomAccessibleInterval<T> cells(
            T type, IntFunction<P> newArray, Function<P, A> wrap) {
        TiffPage page = pages.get(0);
        int[] cell = page.cellSize();
        // Channels that lie apart in the file are read apart: those that nobody asks for are not read.
        int depth = page.planar() ? 1 : page.channels();
        CellGrid grid =
                new CellGrid(new long[] {page.width(), page.height(), channels}, new int[] {cell[0], cell[1], depth});
        return CellImages.of(grid, type, page.sample().bytes(), index -> {
            long[] corner = new long[3];
            int[] extent = new int[3];
            grid.getCellDimensions(index, corner, extent);
            P array = newArray.apply(extent[0] * extent[1] * depth);
            read(new Block((int) corner[0], (int) corner[1], extent[0], extent[1]), (int) corner[2], array);
            return new Cell<>(extent, corner, wrap.apply(array));
        });
    }

    /** A rectangle of pixels. */
    private record Block(int x, int y, int width, int height) {
        int right() {
            return x + width;
        }

        int bottom() {
            return y + height;
        }
    }

    /** Reads the channels from one on that lie pixel by pixel with it. */
    private void read(Block block, int channel, Object into) {
        int area = block.width * block.height;
        TiffPage page = pages.get(channel / pages.get(0).channels());
        try {
            ByteBuffer raw = ByteBuffer.wrap(raw(page, page.planar() ? channel : 0, block))
                    .order(order);
            for (int sample = 0; sample < (page.planar() ? 1 : page.channels()); sample++) {
                page.sample().copy(raw, sample, page.interleaved(), into, sample * area, area);
            }
        } catch (IOException | RuntimeException e) { // Java's decoders answer damage with exceptions of many kinds.
            throw new TesseraException(
                    "The file " + file.path() + " cannot be read any more or is damaged at column " + block.x + ", row "
                            + block.y + "; copy it again from where it came from.",
                    e);
        }
    }

    /** The pixels of a block as they are in the file, decoded: rows of pixels of interleaved samples. */
    private byte[] raw(TiffPage page, int plane, Block block) throws IOException {
        byte[] raw = new byte[block.width * block.height * page.pixelBytes()];
        int y = block.y;
        while (y < block.bottom()) {
            int row = y / page.segmentHeight();
            int height = Math.min(row * page.segmentHeight() + page.segmentHeight(), block.bottom()) - y;
            int x = block.x;
            while (x < block.right()) {
                int column = x / page.segmentWidth();
                int width = Math.min(column * page.segmentWidth() + page.segmentWidth(), block.right()) - x;
                Block part = new Block(x, y, width, height);
                copySegment(page, page.segment(plane, column, row), part, raw, block);
                x += width;
            }
            y += height;
        }
        return raw;
    }

    /** Copies that part of a segment which lies in a block to its place there. */
    private void copySegment(TiffPage page, int segment, Block part, byte[] raw, Block block) throws IOException {
        if (page.storedBytes(segment) == 0) {
            return; // Zeros are not stored.
        }
        int pixel = page.pixelBytes();
        int stride = page.segmentWidth() * pixel;
        long from = (long) (part.y % page.segmentHeight()) * stride + (long) (part.x % page.segmentWidth()) * pixel;
        int to = ((part.y - block.y) * block.width + part.x - block.x) * pixel;
        int length = part.width * pixel;
        long start = page.offsets()[segment];
        if (page.compression() != TiffCompression.NONE) {
            byte[] stored = file.read(start, Math.toIntExact(page.storedBytes(segment)));
            int row = part.y / page.segmentHeight();
            byte[] decoded = new SegmentDecoder(page, order).decode(stored, page.rows(row));
            for (int i = 0; i < part.height; i++) {
                System.arraycopy(decoded, (int) from + i * stride, raw, to + i * block.width * pixel, length);
            }
        } else if (length == stride && part.width == block.width) {
            file.read(start + from, raw, to, length * part.height);
        } else {
            for (int i = 0; i < part.height; i++) {
                file.read(start + from + (long) i * stride, raw, to + i * block.width * pixel, length);
            }
        }
    }
}
