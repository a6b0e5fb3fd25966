package io.github.tessera.image;

import ij.gui.Roi;
import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

/**
 * The header of a TIFF or BigTIFF, and from it the planes, read piece by piece from disk.
 *
 * <p>The pages are those of the size and kind of the first: the smaller copies of a pyramid are left out. They are put together
 * to channels, slices and frames as ImageJ's description in the file says, and are slices otherwise.
 */
final class TiffFile {
    private static final int ORIENTATION = 274;
    private static final int MOST_PAGES = 1 << 20;

    /** ImageJ keeps a colour in four bytes, and its three channels take another three. */
    private static final int RGB_BYTES = 7;

    private final DiskFile file;
    private final ByteOrder order;
    private final boolean big;
    private final TiffDirectory first;
    private final long firstPosition;
    private final ImageJFields fields;

    private TiffFile(DiskFile file, ByteOrder order, boolean big, long firstPosition) throws IOException {
        this.file = file;
        this.order = order;
        this.big = big;
        this.firstPosition = firstPosition;
        this.first = new TiffDirectory(file, order, big, firstPosition);
        this.fields = new ImageJFields(first, order);
    }

    /** The header of a file, none if it is no TIFF or too broken to tell. */
    static Optional<TiffFile> read(Path path) {
        try {
            DiskFile file = new DiskFile(path);
            if (file.size() < 16) {
                return Optional.empty();
            }
            ByteBuffer head = ByteBuffer.wrap(file.read(0, 16));
            short mark = head.getShort(0);
            if (mark != 0x4949 && mark != 0x4D4D) {
                return Optional.empty();
            }
            ByteOrder order = mark == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
            head.order(order);
            return switch (head.getShort(2)) {
                case 42 -> Optional.of(new TiffFile(file, order, false, Integer.toUnsignedLong(head.getInt(4))));
                case 43 -> Optional.of(new TiffFile(file, order, true, head.getLong(8)));
                default -> Optional.empty();
            };
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * The pages, at least one.
     *
     * @throws IOException whose message says in a few words what cannot be read piece by piece
     */
    List<TiffPage> pages() throws IOException {
        TiffPage page = TiffPage.of(first);
        if (isOneRun() && page.compression() == TiffCompression.NONE) {
            return contiguous(page, fields.number("images", 1));
        }
        List<TiffPage> pages = new ArrayList<>(List.of(page));
        forEachOther(directory -> {
            if (isOfSize(directory)) {
                TiffPage other = TiffPage.of(directory);
                if (page.isLike(other)) {
                    pages.add(other);
                }
            }
        });
        return pages;
    }

    private boolean isOfSize(TiffDirectory other) throws IOException {
        return other.number(TiffPage.WIDTH, 0) == first.number(TiffPage.WIDTH, 0)
                && other.number(TiffPage.HEIGHT, 0) == first.number(TiffPage.HEIGHT, 0);
    }

    private interface Visitor {
        void visit(TiffDirectory directory) throws IOException;
    }

    /**
     * Goes through the directories behind the first.
     *
     * @throws IOException if one cannot be read, or they go in a circle
     */
    private void forEachOther(Visitor visitor) throws IOException {
        Set<Long> seen = new HashSet<>(Set.of(firstPosition));
        long position = first.next();
        while (position != 0) {
            if (!seen.add(position) || seen.size() > MOST_PAGES) {
                throw new IOException("its directories go in a circle");
            }
            TiffDirectory directory = new TiffDirectory(file, order, big, position);
            visitor.visit(directory);
            position = directory.next();
        }
    }

    /**
     * Whether ImageJ's own decoder reads the pixels from where they are.
     *
     * @throws IOException if a directory cannot be read, or they go in a circle, which that decoder follows for ever
     */
    boolean isOrdinary() throws IOException {
        TiffCheck check = new TiffCheck(file);
        boolean[] ordinary = {check.isOrdinary(first)};
        if (isOneRun()) {
            // Of compressed slices ImageJ would read the first again and again.
            return ordinary[0] && first.number(TiffPage.COMPRESSION, 1) <= TiffCompression.NONE.code();
        }
        forEachOther(directory -> ordinary[0] &= !isOfSize(directory) || check.isOrdinary(directory));
        return ordinary[0];
    }

    /** Whether ImageJ takes all slices to lie one behind the other, and looks at no other directory. */
    private boolean isOneRun() {
        return fields.number("images", 1) > 1 && !first.has(ORIENTATION);
    }

    /**
     * Checks what ImageJ's own decoder believes.
     *
     * @throws TesseraException naming the file if pixels are missing or damaged
     */
    void requireSound() throws IOException {
        TiffCheck check = new TiffCheck(file);
        check.require(first, isOneRun() ? fields.number("images", 1) : 1, firstPosition);
        if (!isOneRun()) {
            forEachOther(directory -> {
                if (isOfSize(directory)) {
                    check.require(directory, 1, 0);
                }
            });
        }
    }

    /** ImageJ writes the slices of a stack one after the other and, beyond 4 GB, a directory for the first alone. */
    private List<TiffPage> contiguous(TiffPage page, int images) {
        long bytes = (long) page.width()
                * page.height()
                * page.samples()
                * page.sample().bytes();
        TiffCheck.requireStack(file, page.offsets()[0], bytes, images, firstPosition);
        List<TiffPage> pages = new ArrayList<>();
        for (int i = 0; i < images; i++) {
            pages.add(page.shifted(i * bytes));
        }
        return pages;
    }

    /** How many bytes all pages take once ImageJ has read them and {@link Planes} has sorted their colours. */
    long wholeBytes() throws IOException {
        int images = fields.number("images", 1);
        if (images > 1) {
            return (long) (images * bytes(first));
        }
        double[] bytes = {bytes(first)};
        forEachOther(directory -> bytes[0] += bytes(directory));
        return (long) bytes[0];
    }

    /** Pixels of all planes, channels not counted where they lie pixel by pixel. */
    double planePixels() throws IOException {
        return wholeBytes() / pixelBytes(first);
    }

    /** As a fraction, for the sizes in a broken header may have any product. */
    private static double bytes(TiffDirectory page) throws IOException {
        return (double) page.number(TiffPage.WIDTH, 0) * page.number(TiffPage.HEIGHT, 0) * pixelBytes(page);
    }

    /** Of one pixel in memory, with its colours. */
    private static double pixelBytes(TiffDirectory page) throws IOException {
        double samples = Math.max(1, page.number(TiffPage.SAMPLES, 1));
        int bytes = Math.max(1, page.number(TiffPage.BITS, 1) / 8);
        return bytes == 1 && samples >= 3 ? RGB_BYTES : samples * bytes;
    }

    /** Whether the pixels are compressed as JPEG, of which ImageJ's own decoder makes noise. */
    boolean isJpeg() throws IOException {
        return first.number(TiffPage.COMPRESSION, 1) == TiffCompression.JPEG.code();
    }

    /** Why the pixels cannot be read piece by piece, in a few words; empty if they can. */
    String obstacle() {
        try {
            pages();
            return "";
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** What helps, besides more memory, where the image must be read whole but is too large. */
    String cure() {
        String obstacle = obstacle();
        return obstacle.isEmpty()
                ? " or cut the image into pieces"
                : " or save it as a tiled TIFF, which is read in parts (this one is not, for " + obstacle + ")";
    }

    /** Width and height for sentences: "30000 x 20000 pixels". */
    String size() throws IOException {
        return first.number(TiffPage.WIDTH, 0) + " x " + first.number(TiffPage.HEIGHT, 0) + " pixels";
    }

    /** The area that was selected when ImageJ saved the file. */
    Optional<Roi> selection() {
        return fields.selection();
    }

    /**
     * The planes on disk.
     *
     * @param name of the stack
     * @throws TesseraException if the file is cut off
     * @throws IOException as {@link #pages()}
     */
    PlaneStack planes(String name) throws IOException {
        List<TiffPage> pages = pages();
        pages.forEach(this::requireWhole);
        int channels = Math.max(1, fields.number("channels", 1));
        int slices = Math.max(1, fields.number("slices", 1));
        int frames = Math.max(1, fields.number("frames", 1));
        if (pages.get(0).channels() > 1) {
            channels = 1;
        }
        if ((long) channels * slices * frames != pages.size()) {
            channels = 1;
            slices = pages.size();
        }
        List<RandomAccessibleInterval<FloatType>> planes = new ArrayList<>();
        for (int page = 0; page < pages.size(); page += channels) {
            planes.add(new TiffPlane(file, order, pages.subList(page, page + channels)).pixels());
        }
        return new PlaneStack(
                name,
                pages.get(0).sample().bitDepth(),
                planes,
                PlaneNumbers.all(slices, planes.size(), 1),
                fields.pixelSize(),
                fields.spacing());
    }

    private void requireWhole(TiffPage page) {
        for (int segment = 0; segment < page.planes() * page.across() * page.down(); segment++) {
            long offset = page.offsets()[segment];
            if (offset < 0 || offset > file.size() - page.storedBytes(segment)) {
                throw new TesseraException(
                        "The file " + file.path() + " is cut off; copy it again from where it came from.");
            }
        }
    }
}
