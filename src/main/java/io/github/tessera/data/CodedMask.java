package io.github.tessera.data;

import io.github.tessera.image.CellImages;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.tile.Tile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedByteType;

/**
 * One mask plane, kept as a byte a pixel until it is known what its values and colours mean; or, where there is no room for that, read
 * again then.
 *
 * <p>A code is a grey value, 0 to 65535, or a colour with a bit above it. A byte is the place of the pixel's code among the codes
 * of this mask, so that there may be 256 of them; a grey mask of more is only counted, for it cannot hold classes.
 */
final class CodedMask implements PlaneLabels {
    private static final int COLOUR = 1 << 24;
    private static final int GREYS = 1 << 16;
    private static final int MOST_CODES = 256;

    private static final int BAND_PIXELS = 1 << 16;

    private final String name;
    private final int width;
    private final int height;
    private final List<Integer> fileColours;
    private final List<Integer> codes = new ArrayList<>();
    private final List<long[]> counts = new ArrayList<>();
    private final List<Long> firstPixels = new ArrayList<>();
    private final Map<Integer, Integer> known = new HashMap<>();

    /** Empty where there is no room; then {@link #mask} is there to be read again, and null otherwise. */
    private final byte[] places;

    private final MaskReader mask;
    private boolean coloured;
    private int last = -1;
    private int lastPlace;
    private long[] lastCount;

    /**
     * Reads a mask plane.
     *
     * @param fileColours the colours, 0xRRGGBB, that the file gives to the values; empty where it gives none
     * @param memory whether a byte a pixel is kept
     * @param progress asked now and then whether to go on
     * @throws TesseraException naming mask and cure if it holds neither values nor colours, or more colours than a mask can
     */
    CodedMask(MaskReader mask, List<Integer> fileColours, LabelMemory memory, Progress progress) {
        name = mask.name();
        width = mask.width();
        height = mask.height();
        this.fileColours = List.copyOf(fileColours);
        boolean keeps = memory.keeps(width, height);
        places = new byte[keeps ? width * height : 0];
        this.mask = keeps ? null : mask;
        int rows = Math.max(1, BAND_PIXELS / width);
        for (int top = 0; top < height; top += rows) {
            progress.check();
            Tile band = new Tile(0, top, width, Math.min(rows, height - top));
            long start = (long) top * width;
            mask.codes(band, (index, code) -> {
                byte place = place(start + index, code);
                if (keeps) {
                    places[(int) start + index] = place;
                }
            });
        }
    }

    /** The code of a grey value. */
    static int grey(int value) {
        return value;
    }

    /** The code of a colour 0xRRGGBB. */
    static int colour(int rgb) {
        return COLOUR | rgb;
    }

    /** Counts a pixel, each once, in their order. */
    private byte place(long pixel, int code) {
        if (code != last) {
            last = code;
            lastPlace = known.computeIfAbsent(code, c -> add(c, pixel));
            lastCount = counts.get(lastPlace);
        }
        lastCount[0]++;
        return (byte) lastPlace;
    }

    private int add(int code, long pixel) {
        codes.add(code);
        counts.add(new long[1]);
        firstPixels.add(pixel);
        coloured |= code >= GREYS;
        if (coloured && codes.size() > MOST_CODES) {
            throw new TesseraException("The mask " + name + " holds more than " + MOST_CODES + " colours"
                    + (MaskCoding.isJpeg(name)
                            ? ": a JPEG smears colours at edges; save masks as PNG or TIFF."
                            : ": it is a picture, or its colours were smeared by JPEG or by scaling; make the mask"
                                    + " again and save it as PNG or TIFF."));
        }
        return codes.size() - 1;
    }

    @Override
    public String name() {
        return name;
    }

    /** Whether some pixel is no grey. */
    boolean coloured() {
        return coloured;
    }

    /** Whether its file gives colours to its values. */
    boolean hasFileColours() {
        return !fileColours.isEmpty();
    }

    /** The codes that occur, in the order of the first pixel of each. */
    List<Integer> codes() {
        return codes;
    }

    /** How many pixels have each grey value. */
    SortedMap<Integer, Long> histogram() {
        if (coloured) {
            throw new IllegalStateException(name + " is coloured");
        }
        SortedMap<Integer, Long> histogram = new TreeMap<>();
        for (int place = 0; place < codes.size(); place++) {
            histogram.put(codes.get(place), counts.get(place)[0]);
        }
        return histogram;
    }

    /** The colour that people see where a code is, 0xRRGGBB; nothing for a grey value of more than 8 bits. */
    OptionalInt seen(int code) {
        if (code >= GREYS) {
            return OptionalInt.of(code - COLOUR);
        }
        if (hasFileColours()) {
            return code < fileColours.size() ? OptionalInt.of(fileColours.get(code)) : OptionalInt.empty();
        }
        return code < MOST_CODES ? OptionalInt.of(code * 0x010101) : OptionalInt.empty();
    }

    /** A code as people write it: a colour or a value. */
    String written(int code) {
        OptionalInt colour = seen(code);
        return colour.isPresent() ? "colour " + ClassTable.written(colour.getAsInt()) : "value " + code;
    }

    /** Where a code is first: "x=3, y=7", both from 0 as ImageJ shows them. */
    String position(int code) {
        long pixel = firstPixels.get(known.get(code));
        return "x=" + pixel % width + ", y=" + pixel / width;
    }

    /**
     * The labels (x, y). This mask is used up: the labels take its memory.
     *
     * @param labels the label of each code that occurs, 0 to 255
     */
    RandomAccessibleInterval<UnsignedByteType> labels(IntUnaryOperator labels) {
        byte[] table = new byte[MOST_CODES];
        for (int place = 0; place < codes.size(); place++) {
            table[place] = (byte) labels.applyAsInt(codes.get(place));
        }
        if (mask != null) {
            return CellImages.bytes(width, height, (area, bytes) -> readAgain(area, table, bytes));
        }
        for (int i = 0; i < places.length; i++) {
            places[i] = table[places[i] & 0xFF];
        }
        return ArrayImgs.unsignedBytes(places, width, height);
    }

    private void readAgain(Tile area, byte[] table, byte[] bytes) {
        // Neighbours mostly have one code.
        int[] before = {-1};
        byte[] label = {0};
        mask.codes(area, (index, code) -> {
            if (code != before[0]) {
                Integer place = known.get(code);
                if (place == null) {
                    throw new TesseraException("The mask " + name + " has been changed since its classes were read;"
                            + " leave the files as they are meanwhile.");
                }
                before[0] = code;
                label[0] = table[place];
            }
            bytes[index] = label[0];
        });
    }
}
