package io.github.tessera.data;

import io.github.tessera.progress.TesseraException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The tiles of one image, as their names tell.
 *
 * @param whole the name of one of them, for the image's name and size
 * @param files tile to file
 */
record TileSet(TileName whole, Map<TileName, Path> files) {
    /**
     * Sorts files by the image whose tiles they are.
     *
     * @param files those that are no tiles by their names are left out
     * @throws TesseraException if two files are the same tile, or tiles of one name come from images of different sizes
     */
    static List<TileSet> of(List<Path> files) {
        Map<String, TileSet> sets = new LinkedHashMap<>();
        for (Path file : files) {
            Optional<TileName> parsed = TileName.parse(file.getFileName().toString());
            if (parsed.isPresent()) {
                TileName name = parsed.get();
                sets.computeIfAbsent(name.image(), image -> new TileSet(name, new LinkedHashMap<>()))
                        .add(name, file);
            }
        }
        return List.copyOf(sets.values());
    }

    private void add(TileName name, Path file) {
        if (name.width() != whole.width() || name.height() != whole.height() || name.planes() != whole.planes()) {
            throw new TesseraException("The tiles " + file.getFileName() + " and "
                    + files.get(whole).getFileName()
                    + " are of one image but of different sizes; keep the tiles of one of them.");
        }
        Path other = files.put(name, file);
        if (other != null) {
            throw new TesseraException("The files " + other.getFileName() + " and " + file.getFileName()
                    + " are the same tile; keep one of them.");
        }
    }

    /** The columns at which tiles start, ascending. */
    int[] columns() {
        return files.keySet().stream().mapToInt(TileName::x).sorted().distinct().toArray();
    }

    /** The rows at which tiles start, ascending. */
    int[] rows() {
        return files.keySet().stream().mapToInt(TileName::y).sorted().distinct().toArray();
    }

    /** The tile of some position, whether it is there or not. */
    TileName at(int plane, int x, int y) {
        return new TileName(whole.image(), whole.width(), whole.height(), whole.planes(), plane, x, y);
    }

    /** The first of the tiles that are there. */
    Path first() {
        return files.get(whole);
    }
}
