package io.github.tessera.data;

import io.github.tessera.image.ImageFiles;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the name of a tile tells: {@code cells_5000x5000_x0250_y0500} is the tile of cells, an image of 5000 x 5000 pixels, whose upper
 * left pixel is at column 250 and row 500; {@code stack_512x512x20_s07_x0000_y0128} one of slice 7 of 20.
 *
 * <p>As the name holds the size of the whole, tiles and whatever is made of them under their names can be put together again without
 * any other file.
 *
 * @param image the image's name without its ending
 * @param width columns of the image
 * @param height rows of the image
 * @param planes slices of the image, all frames counted
 * @param plane from 0 to {@code planes - 1}
 * @param x column of the tile's upper left pixel
 * @param y row of the tile's upper left pixel
 */
public record TileName(String image, int width, int height, int planes, int plane, int x, int y) {
    private static final Pattern NAME = Pattern.compile(
            "(?s)(.+)_(\\d{1,9})x(\\d{1,9})(?:x(\\d{1,9})_s(\\d{1,9}))?_x(\\d{1,9})_y(\\d{1,9})(?:\\D.*)?");
    private static final int DIGITS = 4;

    /** The file's name without its ending; the names of one image's tiles sort by slice, column and row. */
    public String base() {
        int digits = Math.max(DIGITS, String.valueOf(Math.max(width, height)).length());
        String size = width + "x" + height;
        if (planes > 1) {
            size += "x" + planes + "_s"
                    + padded(plane + 1, String.valueOf(planes).length());
        }
        return image + "_" + size + "_x" + padded(x, digits) + "_y" + padded(y, digits);
    }

    private static String padded(int number, int digits) {
        return String.format(Locale.ROOT, "%0" + digits + "d", number);
    }

    /**
     * Reads a file's name; what other programs have added behind the position, such as {@code _mask}, does not matter.
     *
     * @return empty if the name is none of a tile's
     */
    public static Optional<TileName> parse(String fileName) {
        Matcher found = NAME.matcher(ImageFiles.baseName(fileName));
        if (!found.matches()) {
            return Optional.empty();
        }
        boolean stack = found.group(4) != null;
        TileName name = new TileName(
                found.group(1),
                Integer.parseInt(found.group(2)),
                Integer.parseInt(found.group(3)),
                stack ? Integer.parseInt(found.group(4)) : 1,
                stack ? Integer.parseInt(found.group(5)) - 1 : 0,
                Integer.parseInt(found.group(6)),
                Integer.parseInt(found.group(7)));
        boolean inside = name.x < name.width && name.y < name.height && name.plane >= 0 && name.plane < name.planes;
        return inside ? Optional.of(name) : Optional.empty();
    }
}
