package io.github.tessera.data;

import io.github.tessera.image.TileFormat;
import io.github.tessera.tile.TileLayout;

/**
 * How a folder of images is cut into tile files.
 *
 * @param layout size, steps and edge rule
 * @param format the kind of files
 * @param overwrite whether tiles that are there already are cut again
 */
public record TileSettings(TileLayout layout, TileFormat format, boolean overwrite) {
    /** What decides the tiles, for people and for the check that a folder holds tiles of one kind only. */
    String describe() {
        return "Tiles of " + layout.width() + " x " + layout.height() + " pixels, every " + layout.stepX() + " x "
                + layout.stepY() + " pixels, edge rule " + layout.edge().word() + ", " + format.label() + ".";
    }
}
