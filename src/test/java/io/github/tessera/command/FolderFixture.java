package io.github.tessera.command;

import ij.ImagePlus;
import ij.process.ByteProcessor;
import io.github.tessera.image.ImageFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/** Folders of small images for tests, and what became of them. */
final class FolderFixture {
    private FolderFixture() {}

    /** Smooth noise, 40 x 30 unless told. */
    static ImagePlus image(long seed, int width, int height) {
        ByteProcessor pixels = new ByteProcessor(width, height);
        Random random = new Random(seed);
        for (int i = 0; i < width * height; i++) {
            pixels.set(i, random.nextInt(256));
        }
        pixels.blurGaussian(2);
        pixels.resetMinAndMax();
        return new ImagePlus("noise", pixels);
    }

    /** Writes images of these names; names may have folders in them. */
    static Path images(Path folder, String... names) {
        for (int i = 0; i < names.length; i++) {
            ImageFiles.saveTiff(image(i, 40, 30), folder.resolve(names[i]));
        }
        return folder;
    }

    /** All files that are not hidden, with slashes, and a fingerprint of what is in them; or with hidden ones, too. */
    static Map<String, String> contents(Path folder, boolean hidden) {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (hidden || !file.getFileName().toString().startsWith(".")) {
                    contents.put(
                            folder.relativize(file).toString().replace('\\', '/'),
                            UUID.nameUUIDFromBytes(Files.readAllBytes(file)).toString());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return contents;
    }

    /** The table of the images: state by name. */
    static Map<String, String> states(Path results) throws IOException {
        Map<String, String> states = new TreeMap<>();
        List<String> lines = Files.readAllLines(results.resolve(ResultTables.IMAGES));
        for (String line : lines.subList(1, lines.size())) {
            List<String> cells = CsvLine.cells(line);
            states.put(cells.get(0), cells.get(6));
        }
        return states;
    }
}
