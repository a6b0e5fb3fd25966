package io.github.tessera.data;

import io.github.tessera.image.AtomicFile;
import io.github.tessera.image.ImageFiles;
import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The folder that tiles are written to: {@code images}, {@code masks} and {@value #SETTINGS}, which says how the tiles were cut, so that
 * those of another size or step never come between them. Files of other origin are left alone.
 */
final class TileFolder {
    /** The name of the file that says how the tiles were cut. */
    static final String SETTINGS = "tiles.txt";

    private final Path folder;
    private final Map<Path, FileTime> there = new HashMap<>();
    private final Map<String, Set<TileName>> names = new HashMap<>();

    /**
     * Makes the folder, or goes on with one: what a run that was killed has left unfinished is deleted.
     *
     * @throws TesseraException if it cannot be written, or holds tiles that were cut otherwise
     */
    TileFolder(Path folder, TileSettings settings) {
        this.folder = folder;
        try {
            index(images());
            index(masks());
            new SettingsNote(folder.resolve(SETTINGS))
                    .require(settings.describe(), !names.isEmpty(), "tiles already that were cut");
        } catch (IOException e) {
            throw new TesseraException("The folder " + folder + " cannot be read; choose another.", e);
        }
    }

    private void index(Path part) throws IOException {
        if (!Files.isDirectory(part)) {
            return;
        }
        try (Stream<Path> files = Files.list(part)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String name = file.getFileName().toString();
                if (AtomicFile.unfinished(file).flatMap(TileName::parse).isPresent()) {
                    Files.deleteIfExists(file);
                } else if (!name.startsWith(".")) {
                    Optional<TileName> tile = TileName.parse(name);
                    if (tile.isPresent()) {
                        there.put(file, Files.getLastModifiedTime(file));
                        names.computeIfAbsent(tile.get().image(), image -> new HashSet<>())
                                .add(tile.get());
                    }
                }
            }
        }
    }

    /** Where the tiles of images are. */
    Path images() {
        return folder.resolve("images");
    }

    /** Where the tiles of masks are, under the names of the images' tiles. */
    Path masks() {
        return folder.resolve("masks");
    }

    /** Whether a tile was there at the start, and is no older than the file that it is cut from. */
    boolean holds(Path tile, FileTime source) {
        FileTime time = there.get(tile);
        return time != null && time.compareTo(source) >= 0;
    }

    /**
     * Some tile of an image that was there at the start: it tells the image's size.
     *
     * @throws TesseraException if there are tiles of images of different sizes under this name
     */
    Optional<TileName> known(Path image) {
        String base = ImageFiles.baseName(image.getFileName().toString());
        Set<TileName> tiles = names.getOrDefault(base, Set.of());
        Optional<TileName> any = tiles.stream().findAny();
        for (TileName tile : tiles) {
            requireSize(
                    image,
                    tile,
                    any.get().width(),
                    any.get().height(),
                    any.get().planes());
        }
        return any;
    }

    /**
     * Checks that tiles that are there fit an image.
     *
     * @throws TesseraException if they come from an image of another size
     */
    void requireSize(Path image, int width, int height, int planes) {
        known(image).ifPresent(tile -> requireSize(image, tile, width, height, planes));
    }

    private void requireSize(Path image, TileName tile, int width, int height, int planes) {
        if (tile.width() != width || tile.height() != height || tile.planes() != planes) {
            throw new TesseraException("The folder " + folder + " holds tiles of another " + image.getFileName()
                    + ", of " + tile.width() + " x " + tile.height() + " pixels and " + tile.planes()
                    + (tile.planes() == 1 ? " slice" : " slices") + "; delete them, or choose another folder.");
        }
    }
}
