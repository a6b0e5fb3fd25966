package io.github.tessera.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Writes one large image of discs on noise, segments it with a C-UNet through the command line, and tells what that took. Run it with little
 * memory: {@code java -Xmx1g ... LargeSegmentation /tmp/large strips 30000} ({@code strips}, {@code tiles} or {@code big}; pixels of a side).
 * The folder is to be deleted afterwards.
 */
final class LargeSegmentation {
    private LargeSegmentation() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        LargeTiff kind = LargeTiff.valueOf(arguments[1].toUpperCase(Locale.ROOT));
        int side = Integer.parseInt(arguments[2]);
        Files.createDirectories(folder.resolve("in"));
        kind.write(folder.resolve("in/large.tif"), side, LargeSegmentation::pixel);
        TinyModel.write(folder.resolve("cells"), 1);
        System.setProperty("java.awt.headless", "true");
        MemoryPeak peak = new MemoryPeak();
        long start = System.nanoTime();
        int code = CommandLine.run(List.of(
                "segment-folder",
                "input=" + folder.resolve("in"),
                "model=" + folder.resolve("cells"),
                "output=" + folder.resolve("out")));
        System.out.printf(Locale.ROOT, "seconds: %.1f%n%s", (System.nanoTime() - start) / 1e9, peak.describe());
        System.exit(code);
    }

    static int pixel(int x, int y) {
        return (LargeTraining.inside(x, y) ? 130 : 40) + LargeTraining.noise(x, y) % 90;
    }
}
