package io.github.tessera.image;

import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.util.Optional;

/**
 * What ImageJ's TIFF decoder takes for granted: that strips lie where it looks for them, and that all pixels are there. It fills what
 * is missing with zeros, and waits for ever where Deflate ends too early.
 */
final class TiffCheck {
    /** Not in the standard, but taken for uncompressed by ImageJ. */
    private static final int NOT_TOLD = 0;

    private final DiskFile file;
    private Strips before;

    TiffCheck(DiskFile file) {
        this.file = file;
    }

    /** The strips of a page, as its directory tells. */
    private record Strips(
            int compression,
            int predictor,
            long rowBytes,
            int height,
            int rows,
            int planes,
            long[] offsets,
            long[] lengths) {
        static Strips of(TiffDirectory page) throws IOException {
            int height = page.number(TiffPage.HEIGHT, 0);
            int samples = page.number(TiffPage.SAMPLES, 1);
            boolean planar = samples > 1 && page.number(TiffPage.PLANAR, 1) == 2;
            long bits = (long) page.number(TiffPage.BITS, 1) * (planar ? 1 : samples);
            return new Strips(
                    page.number(TiffPage.COMPRESSION, 1),
                    page.number(TiffPage.PREDICTOR, 1),
                    (page.number(TiffPage.WIDTH, 0) * bits + Byte.SIZE - 1) / Byte.SIZE,
                    height,
                    Math.max(1, Math.min(height, page.number(TiffPage.ROWS_PER_STRIP, height))),
                    planar ? samples : 1,
                    page.numbers(TiffPage.STRIP_OFFSETS),
                    page.numbers(TiffPage.STRIP_LENGTHS));
        }

        boolean stored() {
            return compression == 1 || compression == NOT_TOLD;
        }

        /** How many there should be; a single one of what is not compressed may hold all rows, whatever is said of them. */
        long count() {
            return stored() && offsets.length == 1 ? 1 : (long) planes * ((height + rows - 1) / rows);
        }

        /** Bytes of the pixels of a strip. */
        long bytes(int strip) {
            if (count() == 1) {
                return rowBytes * height * planes;
            }
            int down = (height + rows - 1) / rows;
            return rowBytes * Math.min(rows, height - (strip % down) * rows);
        }

        /** Whether all are told, one behind the other in the file. */
        boolean inOrder() {
            boolean told = offsets.length == count() && (lengths.length >= count() || (stored() && count() == 1));
            if (rowBytes <= 0 || height <= 0 || !told) {
                return false;
            }
            for (int i = 0; i < count(); i++) {
                boolean whole = !stored() || count() == 1 || lengths[i] == bytes(i);
                boolean follows = i == 0 || offsets[i] == offsets[i - 1] + bytes(i - 1);
                boolean behind = i == 0 || offsets[i] > offsets[i - 1];
                if (!whole || !(stored() ? follows : behind)) {
                    return false;
                }
            }
            return true;
        }

        /** Whether they are read as those of a page before, and lie behind them. */
        boolean follow(Strips before) {
            return compression == before.compression
                    && predictor == before.predictor
                    && (!stored() || offsets[0] >= before.offsets[0] + before.rowBytes * before.height * before.planes);
        }
    }

    /** Whether ImageJ's decoder would find the strips of a page, asked for one page of a size after the other. */
    boolean isOrdinary(TiffDirectory page) throws IOException {
        Strips strips = Strips.of(page);
        boolean known = strips.stored()
                || TiffCompression.of(strips.compression)
                        .filter(compression -> compression != TiffCompression.JPEG)
                        .isPresent();
        // ImageJ takes a list of short numbers for one of long ones, and does not look at types. Two short lengths
        // stand
        // where it looks for the place of a list.
        boolean shorts = page.hasShorts(TiffPage.STRIP_OFFSETS)
                || (!strips.stored() && strips.lengths.length == 2 && page.hasShorts(TiffPage.STRIP_LENGTHS));
        boolean ordinary = known
                && page.isUnderstood()
                && !shorts
                && isDecoded(page, strips)
                && strips.inOrder()
                && (before == null || strips.follow(before));
        before = ordinary ? strips : before;
        return ordinary;
    }

    /**
     * Whether ImageJ's decoder turns what it finds into the right numbers. It does not where bits are in reverse order, of
     * fractions stored as differences, and of some pixels with several samples.
     */
    private static boolean isDecoded(TiffDirectory page, Strips strips) throws IOException {
        if (!strips.stored() && (strips.predictor > 2 || page.number(TiffPage.FILL_ORDER, 1) != 1)) {
            return false;
        }
        int samples = page.number(TiffPage.SAMPLES, 1);
        boolean words = page.number(TiffPage.BITS, 1) == Short.SIZE;
        if (strips.planes > 1) {
            return words ? strips.stored() && samples <= 4 : samples == 3;
        }
        return samples == 1 || strips.stored() || !words || (samples == 3 && strips.predictor == 1);
    }

    /**
     * Checks an ordinary page.
     *
     * @param images that lie one behind the other, as ImageJ writes stacks; 1 or less if the page is for itself
     * @param position of the directory
     * @throws TesseraException naming the file if pixels are missing or damaged
     */
    void require(TiffDirectory page, int images, long position) throws IOException {
        Strips strips = Strips.of(page);
        long end = 0;
        for (int i = 0; i < strips.count(); i++) {
            long length = strips.stored() ? strips.bytes(i) : strips.lengths[i];
            end = strips.offsets[i] + length;
            requireInside(strips.offsets[i], end);
            Optional<TiffCompression> compression = TiffCompression.of(strips.compression);
            if (!strips.stored() && compression.isPresent()) {
                requireWhole(compression.get(), file.read(strips.offsets[i], Math.toIntExact(length)), strips.bytes(i));
            }
        }
        if (strips.stored() && images > 1) {
            requireStack(file, strips.offsets[0], strips.rowBytes * strips.height * strips.planes, images, position);
        }
    }

    /**
     * Checks that images lie one behind the other in a file, and not in what tells of them.
     *
     * @param start of the first
     * @param bytes of each
     * @param directory where it is told how many there are
     * @throws TesseraException naming the file otherwise
     */
    static void requireStack(DiskFile file, long start, long bytes, int images, long directory) {
        double end = start + (double) bytes * images;
        if (end > file.size() || (directory >= start && directory < end)) {
            throw cutOff(file);
        }
    }

    private void requireInside(long start, long end) {
        if (start < 0 || end > file.size()) {
            throw cutOff(file);
        }
    }

    private static TesseraException cutOff(DiskFile file) {
        return new TesseraException("The file " + file.path() + " is cut off; copy it again from where it came from.");
    }

    private void requireWhole(TiffCompression compression, byte[] strip, long bytes) {
        try {
            if (UnpackedLength.of(compression, strip) < bytes) {
                throw new IOException("too short");
            }
        } catch (IOException e) {
            throw new TesseraException(
                    "The compressed pixels in the file " + file.path()
                            + " are damaged; copy it again from where it came from.",
                    e);
        }
    }
}
