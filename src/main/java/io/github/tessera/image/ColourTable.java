package io.github.tessera.image;

import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.ImageInputStream;

/** The colours that a file with a colour table gives to its values; the pixels are not decoded for it. */
public final class ColourTable {
    private ColourTable() {}

    /**
     * The table of the first image in a file.
     *
     * @return 0xRRGGBB of each value from 0 on; empty if the file has no table, or is of a format in which it cannot be found
     */
    public static List<Integer> of(Path file) {
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            Iterator<javax.imageio.ImageReader> readers =
                    in == null ? List.<javax.imageio.ImageReader>of().iterator() : ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                return List.of();
            }
            javax.imageio.ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                ImageTypeSpecifier type = reader.getRawImageType(0);
                return type != null && type.getColorModel() instanceof IndexColorModel table
                        ? colours(table)
                        : List.of();
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) {
            // Readers throw either on files that are not quite as they expect; without a table the values count.
            return List.of();
        }
    }

    private static List<Integer> colours(IndexColorModel table) {
        return IntStream.range(0, table.getMapSize())
                .mapToObj(value -> table.getRGB(value) & 0xFFFFFF)
                .toList();
    }
}
