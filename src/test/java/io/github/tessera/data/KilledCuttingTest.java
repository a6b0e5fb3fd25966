package io.github.tessera.data;

import static io.github.tessera.data.TileFixtures.contents;
import static io.github.tessera.data.TileFixtures.settings;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.data.TileFixtures.Kind;
import io.github.tessera.image.ImageFiles;
import io.github.tessera.image.TileFormat;
import io.github.tessera.progress.Progress;
import io.github.tessera.tile.EdgeRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run that is killed in the middle and started again leaves the same files as one that was not. */
@Timeout(120)
class KilledCuttingTest {
    @TempDir
    Path folder;

    /** Cuts a folder: images, output. */
    public static void main(String[] arguments) {
        cut(Path.of(arguments[0]), Path.of(arguments[1]));
    }

    private static FolderResult cut(Path images, Path out) {
        TileSettings settings = settings(16, 16, EdgeRule.MIRROR, TileFormat.PNG);
        return TileCutting.cut(images, Optional.empty(), out, settings, Progress.NONE);
    }

    @Test
    void leavesTheSameFiles() throws IOException, InterruptedException {
        Path images = folder.resolve("in");
        for (int i = 0; i < 3; i++) {
            ImageFiles.saveTiff(Kind.RGB.noise(500, 300), images.resolve("a" + i + ".tif"));
        }
        Path killed = folder.resolve("killed");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.awt.headless=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        getClass().getName(),
                        images.toString(),
                        killed.toString())
                .inheritIO()
                .start();
        while (process.isAlive() && tiles(killed) < 100) {
            Thread.sleep(5);
        }
        process.destroyForcibly().waitFor();
        long there = tiles(killed);
        int all = 3 * 32 * 19;
        assertTrue(there >= 50 && there < all, there + " tiles when it was killed");
        FolderResult result = cut(images, killed);
        assertTrue(result.kept() > 0);
        assertEquals(all, result.kept() + result.written());
        Path whole = folder.resolve("whole");
        cut(images, whole);
        assertEquals(contents(whole), contents(killed));
    }

    private static long tiles(Path out) throws IOException {
        Path tiles = out.resolve("images");
        if (!Files.isDirectory(tiles)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(tiles)) {
            return files.count();
        }
    }
}
