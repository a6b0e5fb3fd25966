package io.github.tessera.image;

import java.awt.Rectangle;
import java.util.Optional;

/** Regions as pictures: one line a row, # where the region is. */
final class Drawn {
    private Drawn() {}

    static String picture(Optional<Region> region, int width, int height) {
        StringBuilder text = new StringBuilder();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int column = x;
                int row = y;
                text.append(region.filter(r -> covers(r, column, row)).isPresent() ? '#' : '.');
            }
            text.append('\n');
        }
        return text.toString();
    }

    static boolean covers(Region region, int x, int y) {
        Rectangle bounds = region.bounds();
        return bounds.contains(x, y) && region.inside()[(y - bounds.y) * bounds.width + x - bounds.x] != 0;
    }

    static int count(Region region) {
        int count = 0;
        for (byte pixel : region.inside()) {
            count += pixel == 0 ? 0 : 1;
        }
        return count;
    }
}
