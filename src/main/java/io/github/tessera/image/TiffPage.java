package io.github.tessera.image;

import java.io.IOException;
import java.util.Arrays;

/**
 * One page of a TIFF of a kind that can be read piece by piece: where its strips or tiles lie and how they are stored.
 *
 * @param width pixels in a row
 * @param height rows
 * @param sample how one number is stored
 * @param samples numbers of a pixel, 1 for grey and colour tables
 * @param planar whether the samples lie one plane after the other instead of pixel by pixel
 * @param compression of each segment
 * @param differences whether each sample is stored as the difference to its left neighbour
 * @param photometric the field PhotometricInterpretation
 * @param segmentWidth width of a strip (the page's) or tile
 * @param segmentHeight rows of a strip or tile
 * @param tiled whether the segments are tiles, all of full size
 * @param offsets where each segment starts in the file: rows of segments, one plane of samples after the other
 * @param lengths bytes of each segment in the file; a segment of 0 bytes that lies nowhere is one of zeros
 * @param jpegTables what JPEG segments have in common, empty if nothing
 */
record TiffPage(
        int width,
        int height,
        TiffSample sample,
        int samples,
        boolean planar,
        TiffCompression compression,
        boolean differences,
        int photometric,
        int segmentWidth,
        int segmentHeight,
        boolean tiled,
        long[] offsets,
        long[] lengths,
        byte[] jpegTables) {
    static final int WIDTH = 256;
    static final int HEIGHT = 257;
    static final int BITS = 258;
    static final int COMPRESSION = 259;
    static final int PHOTOMETRIC = 262;
    static final int FILL_ORDER = 266;
    static final int STRIP_OFFSETS = 273;
    static final int SAMPLES = 277;
    static final int ROWS_PER_STRIP = 278;
    static final int STRIP_LENGTHS = 279;
    static final int PLANAR = 284;
    static final int PREDICTOR = 317;
    static final int TILE_WIDTH = 322;
    static final int TILE_HEIGHT = 323;
    static final int TILE_OFFSETS = 324;
    static final int TILE_LENGTHS = 325;
    static final int SAMPLE_FORMAT = 339;
    static final int JPEG_TABLES = 347;

    static final int RGB = 2;
    static final int YCBCR = 6;

    private static final int PALETTE = 3;

    /** Cells of what lies uncompressed in large segments: flat, so that a crop reads few more rows than it needs. */
    private static final int CELL_WIDTH = 1024;

    private static final int CELL_HEIGHT = 8;

    /** Bytes that one cell may take. */
    private static final int LARGEST_CELL = 1 << 30;

    /** An uncompressed segment of at most so many bytes is one cell. */
    private static final int SMALL_SEGMENT = 1 << 18;

    /**
     * Reads the page of a directory.
     *
     * @throws IOException whose message says in a few words what cannot be read piece by piece: "its pixels have 12 bits"
     */
    static TiffPage of(TiffDirectory fields) throws IOException {
        int width = fields.number(WIDTH, 0);
        int height = fields.number(HEIGHT, 0);
        require(isExtent(width) && isExtent(height), "it has no pixels");
        int bits = fields.number(BITS, 1);
        int format = fields.number(SAMPLE_FORMAT, 1);
        TiffSample sample = TiffSample.of(bits, format)
                .orElseThrow(
                        () -> new IOException("its pixels have " + bits + (format == 3 ? "-bit fractions" : " bits")));
        int compressionCode = fields.number(COMPRESSION, 1);
        TiffCompression compression = TiffCompression.of(compressionCode)
                .orElseThrow(
                        () -> new IOException("it is compressed in a way (" + compressionCode + ") that is unknown"));
        int photometric = fields.number(PHOTOMETRIC, 1);
        boolean jpeg = compression == TiffCompression.JPEG;
        require(
                photometric <= PALETTE || (photometric == YCBCR && jpeg),
                "its colours are neither grey nor RGB but of kind " + photometric);
        int predictor = fields.number(PREDICTOR, 1);
        require(predictor <= 2, "it is compressed with the predictor " + predictor);
        require(fields.number(FILL_ORDER, 1) == 1, "its bits are in reverse order");
        int samples = fields.number(SAMPLES, 1);
        boolean tiled = fields.has(TILE_WIDTH);
        int segmentWidth = tiled ? fields.number(TILE_WIDTH, 0) : width;
        int segmentHeight =
                tiled ? fields.number(TILE_HEIGHT, 0) : Math.min(height, fields.number(ROWS_PER_STRIP, height));
        require(samples > 0 && isExtent(segmentWidth) && isExtent(segmentHeight), "its strips or tiles have no size");
        TiffPage page = new TiffPage(
                width,
                height,
                sample,
                samples,
                samples > 1 && fields.number(PLANAR, 1) == 2,
                compression,
                predictor == 2 && compression != TiffCompression.NONE && !jpeg,
                photometric,
                segmentWidth,
                segmentHeight,
                tiled,
                fields.numbers(fields.has(TILE_OFFSETS) ? TILE_OFFSETS : STRIP_OFFSETS),
                fields.numbers(fields.has(TILE_LENGTHS) ? TILE_LENGTHS : STRIP_LENGTHS),
                fields.bytes(JPEG_TABLES));
        return page.checked();
    }

    private TiffPage checked() throws IOException {
        long segments = (long) planes() * across() * down();
        require(offsets.length >= segments, "its header names too few strips or tiles");
        boolean stored = compression == TiffCompression.NONE;
        require(stored || lengths.length >= segments, "its header does not say how long its strips or tiles are");
        long pixels = stored ? (long) cellSize()[0] * cellSize()[1] : (long) segmentWidth * segmentHeight;
        require(
                pixels <= Math.min(Heap.cacheBytes(), LARGEST_CELL) / ((long) samples * sample.bytes()),
                "its pixels are compressed in pieces that are too large");
        return this;
    }

    private static boolean isExtent(int pixels) {
        return pixels > 0 && pixels < 1 << 30;
    }

    private static void require(boolean condition, String reason) throws IOException {
        if (!condition) {
            throw new IOException(reason);
        }
    }

    /** Channels as ImageJ counts them: alpha is left out. */
    int channels() {
        return sample == TiffSample.UINT8 && photometric == RGB && samples > 3 ? 3 : samples;
    }

    /** Planes of segments that lie one after the other: as many as channels where the samples are planar. */
    int planes() {
        return planar ? samples : 1;
    }

    /** Samples of a pixel within one segment. */
    int interleaved() {
        return planar ? 1 : samples;
    }

    /** Bytes of a pixel within one decoded segment. */
    int pixelBytes() {
        return interleaved() * sample.bytes();
    }

    int across() {
        return (width + segmentWidth - 1) / segmentWidth;
    }

    int down() {
        return (height + segmentHeight - 1) / segmentHeight;
    }

    /** Which of {@link #offsets} is the segment in a plane, column and row of segments. */
    int segment(int plane, int column, int row) {
        return (plane * down() + row) * across() + column;
    }

    /** Rows that a segment holds: the last strip is shorter, tiles are full. */
    int rows(int row) {
        return tiled ? segmentHeight : Math.min(segmentHeight, height - row * segmentHeight);
    }

    /** Bytes that a segment takes in the file. */
    long storedBytes(int segment) {
        boolean zeros = lengths.length > segment && lengths[segment] == 0 && offsets[segment] == 0;
        return compression == TiffCompression.NONE && !zeros
                ? (long) segmentWidth * rows(segment / across() % down()) * pixelBytes()
                : lengths[segment];
    }

    /** Width and height of the cells in which the page is best read. */
    int[] cellSize() {
        boolean whole = compression != TiffCompression.NONE
                || (tiled && (long) segmentWidth * segmentHeight * pixelBytes() <= SMALL_SEGMENT);
        return whole
                ? new int[] {Math.min(width, segmentWidth), Math.min(height, segmentHeight)}
                : new int[] {Math.min(width, CELL_WIDTH), Math.min(height, CELL_HEIGHT)};
    }

    /** Whether another page has pixels of the same kind and number. */
    boolean isLike(TiffPage other) {
        return width == other.width
                && height == other.height
                && sample == other.sample
                && channels() == other.channels();
    }

    /** The same page further on in the file, as ImageJ writes the slices of a stack. */
    TiffPage shifted(long bytes) {
        return new TiffPage(
                width,
                height,
                sample,
                samples,
                planar,
                compression,
                differences,
                photometric,
                segmentWidth,
                segmentHeight,
                tiled,
                Arrays.stream(offsets).map(offset -> offset + bytes).toArray(),
                lengths,
                jpegTables);
    }
}
