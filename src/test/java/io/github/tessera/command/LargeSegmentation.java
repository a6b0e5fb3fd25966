package io.github.tessera.command;

import ij.IJ;
import ij.ImageJ;
import ij.ImagePlus;
import ij.WindowManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Writes one large image of discs on noise, segments it with a C-UNet through the command line, and tells what that took. Run it with little
 * memory: {@code java -Xmx1g ... LargeSegmentation /tmp/large strips 30000} ({@code strips}, {@code tiles} or {@code big}; pixels of a side).
 * The folder is to be deleted afterwards. With {@code window} behind it has a display, takes the one file, and tells which image is open then.
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
        boolean window = arguments.length > 3;
        System.setProperty("java.awt.headless", Boolean.toString(!window));
        MemoryPeak peak = new MemoryPeak();
        long start = System.nanoTime();
        int code = window
                ? inWindow(folder)
                : CommandLine.run(List.of(
                        "segment-folder",
                        "input=" + folder.resolve("in"),
                        "model=" + folder.resolve("cells"),
                        "output=" + folder.resolve("out")));
        System.out.printf(Locale.ROOT, "seconds: %.1f%n%s", (System.nanoTime() - start) / 1e9, peak.describe());
        System.exit(code);
    }

    private static int inWindow(Path folder) {
        new ImageJ(ImageJ.NO_SHOW).exitWhenQuitting(false);
        HeadlessImageJ.fillCommands();
        IJ.run(
                "Tessera Segment Folder...",
                "input=[" + folder + "/in/large.tif] model=[" + folder + "/cells] output=[" + folder + "/out]");
        ImagePlus open = WindowManager.getCurrentImage();
        System.out.println("open: " + open.getTitle() + " with "
                + open.getOverlay().size() + " ROIs, " + (open.isVisible() ? "seen" : "hidden"));
        return 0;
    }

    static int pixel(int x, int y) {
        return (LargeTraining.inside(x, y) ? 130 : 40) + LargeTraining.noise(x, y) % 90;
    }
}
