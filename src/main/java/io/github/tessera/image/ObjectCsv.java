package io.github.tessera.image;

import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.awt.Rectangle;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Writes the objects of an image as a table of comma-separated values: a line for each, lengths and areas in pixels. */
public final class ObjectCsv {
    private static final String HEADER = "object,name,class,slice,frame,x,y,width,height,area,centroid x,centroid y\n";

    private ObjectCsv() {}

    /**
     * Writes a file. The columns: the number in the label image, or else the line from 1, name, class, slice and frame from 1, the upper left corner and the size of the bounds, the
     * number of pixels, and the centroid, where the centre of the upper left pixel is (0.5, 0.5) as in ImageJ.
     *
     * @param progress told how many planes are written
     * @return how many objects it holds
     * @throws TesseraException naming the file if it cannot be written
     */
    public static int write(ImageObjects objects, Path file, Progress progress) {
        ObjectCount count = new ObjectCount(objects, progress);
        AtomicFile.write(file, path -> {
            try (Writer text = Files.newBufferedWriter(path)) {
                text.write(HEADER);
                count.forEach((plane, object) -> {
                    int number = objects.planes().numbers().get(plane);
                    int id = object.number() == 0 ? count.objects() + 1 : object.number();
                    text.write(id + "," + quoted(object.name()) + ","
                            + quoted(object.region().className()) + ","
                            + objects.planes().slice(number) + ","
                            + objects.planes().frame(number) + "," + numbers(object.region()) + "\n");
                });
            }
        });
        return count.objects();
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\"", "\"\"").replaceAll("\\R", " ") + "\"";
    }

    private static String numbers(Region region) {
        Rectangle bounds = region.bounds();
        long sumX = 0;
        long sumY = 0;
        long pixels = 0;
        for (int y = 0; y < bounds.height; y++) {
            for (int x = 0; x < bounds.width; x++) {
                if (region.inside()[y * bounds.width + x] != 0) {
                    sumX += x;
                    sumY += y;
                    pixels++;
                }
            }
        }
        return String.format(
                Locale.ROOT,
                "%d,%d,%d,%d,%d,%.3f,%.3f",
                bounds.x,
                bounds.y,
                bounds.width,
                bounds.height,
                pixels,
                bounds.x + 0.5 + (double) sumX / pixels,
                bounds.y + 0.5 + (double) sumY / pixels);
    }
}
