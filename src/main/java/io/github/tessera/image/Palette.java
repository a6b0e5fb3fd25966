package io.github.tessera.image;

import ij.process.LUT;
import java.awt.Color;
import java.awt.image.IndexColorModel;
import java.util.ArrayList;
import java.util.List;

/**
 * One colour for each of the 256 values of a label image.
 *
 * @param colours opaque 0xRRGGBB values; 0 is the background, and among classes 255 is what is ignored
 */
public record Palette(List<Integer> colours) {
    private static final int SIZE = 256;
    private static final int FIRST_CLASS = 0xFFC400;
    private static final int IGNORED = 0x808080;
    private static final int LEVELS = 9;
    private static final int DARKEST = 70;

    /** Checks that there are 256 colours. */
    public Palette {
        if (colours.size() != SIZE) {
            throw new IllegalArgumentException(colours.size() + " colours");
        }
        colours = List.copyOf(colours);
    }

    /**
     * Black, then 254 colours of which each is as far as can be from all before it, then grey.
     *
     * <p>Distances are the weighted RGB distance "redmean" of T. Riemersma, https://www.compuphase.com/cmetric.htm. Greys and
     * dark colours are left out, for they would be lost on micrographs.
     */
    public static Palette standard() {
        List<Integer> colours = distinct(SIZE - 1);
        colours.add(IGNORED);
        return new Palette(colours);
    }

    /** For images whose values are the numbers of objects, among which none is ignored: black, then 255 colours as in {@link #standard}. */
    public static Palette objects() {
        return new Palette(distinct(SIZE));
    }

    private static List<Integer> distinct(int count) {
        List<Integer> candidates = candidates();
        List<Integer> colours = new ArrayList<>(List.of(0, FIRST_CLASS));
        double[] nearest = new double[candidates.size()];
        for (int i = 0; i < nearest.length; i++) {
            nearest[i] = Math.min(distance(candidates.get(i), IGNORED), distance(candidates.get(i), 0));
        }
        while (colours.size() < count) {
            int last = colours.get(colours.size() - 1);
            int best = 0;
            for (int i = 0; i < nearest.length; i++) {
                nearest[i] = Math.min(nearest[i], distance(candidates.get(i), last));
                best = nearest[i] > nearest[best] ? i : best;
            }
            colours.add(candidates.get(best));
        }
        return colours;
    }

    private static List<Integer> candidates() {
        List<Integer> candidates = new ArrayList<>();
        for (int i = 0; i < LEVELS * LEVELS * LEVELS; i++) {
            int red = i / (LEVELS * LEVELS) * 255 / (LEVELS - 1);
            int green = i / LEVELS % LEVELS * 255 / (LEVELS - 1);
            int blue = i % LEVELS * 255 / (LEVELS - 1);
            boolean bright = 0.3 * red + 0.6 * green + 0.1 * blue >= DARKEST;
            int most = Math.max(red, Math.max(green, blue));
            int least = Math.min(red, Math.min(green, blue));
            if (bright && most - least >= SIZE / 4) {
                candidates.add(red << 16 | green << 8 | blue);
            }
        }
        return candidates;
    }

    /** The perceived distance of two colours, 0 to about 765. */
    static double distance(int a, int b) {
        int red = (a >> 16) - (b >> 16);
        int green = (a >> 8 & 0xFF) - (b >> 8 & 0xFF);
        int blue = (a & 0xFF) - (b & 0xFF);
        double mean = ((a >> 16) + (b >> 16)) / 2.0;
        return Math.sqrt(
                (2 + mean / SIZE) * red * red + 4.0 * green * green + (2 + (SIZE - 1 - mean) / SIZE) * blue * blue);
    }

    /** The colour of a label, 0 to 255. */
    public Color color(int label) {
        return new Color(colours.get(label));
    }

    /** The table as Java's images take it. */
    public IndexColorModel colorModel() {
        byte[] red = new byte[SIZE];
        byte[] green = new byte[SIZE];
        byte[] blue = new byte[SIZE];
        for (int i = 0; i < SIZE; i++) {
            red[i] = (byte) (colours.get(i) >> 16);
            green[i] = (byte) (colours.get(i) >> 8);
            blue[i] = (byte) (int) colours.get(i);
        }
        return new IndexColorModel(8, SIZE, red, green, blue);
    }

    /** The table as ImageJ takes it, for the display range 0 to 255. */
    public LUT lut() {
        return new LUT(colorModel(), 0, SIZE - 1);
    }
}
