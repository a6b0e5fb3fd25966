package io.github.tessera.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Writes one large image of discs on noise with its mask, trains a network on it through the command, and tells what that took. Run it with
 * little memory: {@code java -Xmx1g ... LargeTraining /tmp/large strips 30000 20} ({@code strips}, {@code tiles} or {@code big}; pixels of
 * a side; steps; further options of the command). The folder is to be deleted afterwards.
 */
final class LargeTraining {
    private static final int CELL = 64;

    private LargeTraining() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        LargeTiff kind = LargeTiff.valueOf(arguments[1].toUpperCase(Locale.ROOT));
        int side = Integer.parseInt(arguments[2]);
        String more = arguments.length > 4 ? arguments[4] : "";
        Files.createDirectories(folder.resolve("images"));
        Files.createDirectories(folder.resolve("masks"));
        kind.write(folder.resolve("images/large.tif"), side, (x, y) -> (inside(x, y) ? 130 : 40) + noise(x, y) % 90);
        kind.write(folder.resolve("masks/large.tif"), side, (x, y) -> inside(x, y) ? 255 : 0);
        System.setProperty("java.awt.headless", "true");
        Path macro = Files.writeString(
                folder.resolve("macro.ijm"),
                "run('Tessera Train...', 'images=[" + folder + "/images] masks=[" + folder + "/masks] model=[" + folder
                        + "/model] network=c-unet normalization=meanstd augment=flips validations=2 steps="
                        + arguments[3]
                        + " " + (more.isEmpty() ? "batch=8 crop=256" : more) + "');");
        MemoryPeak peak = new MemoryPeak();
        long start = System.nanoTime();
        boolean succeeded = HeadlessImageJ.run(macro, "");
        System.out.printf(Locale.ROOT, "seconds: %.1f%n%s", (System.nanoTime() - start) / 1e9, peak.describe());
        System.exit(succeeded ? 0 : 1);
    }

    /** A disc in each cell, of a size and at a place of its own. */
    static boolean inside(int x, int y) {
        int cell = noise(x / CELL, y / CELL);
        int radius = 6 + cell % 18;
        int dx = x % CELL - radius - cell / 32 % (CELL - 2 * radius);
        int dy = y % CELL - radius - cell / 2048 % (CELL - 2 * radius);
        return dx * dx + dy * dy < radius * radius;
    }

    /** A number from 0 to 65535 for each place. */
    static int noise(int x, int y) {
        int mixed = (x * 0x9E3779B1) ^ (y * 0x85EBCA6B);
        mixed ^= mixed >>> 15;
        mixed *= 0x2C1B3C6D;
        return mixed >>> 16;
    }
}
