package io.github.tessera.image;

import ij.gui.Roi;
import ij.io.RoiEncoder;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes ROIs as a set that the ROI Manager opens: a zip with a {@code .roi} file for each, with positions, groups, colours and properties.
 *
 * <p>The ROI Manager calls a ROI by its file, so no two files have one name: a number is put behind the later one's.
 */
public final class RoiZip {
    private static final String ENDING = ".roi";

    private RoiZip() {}

    /**
     * Writes a file; the ROIs stay as they are.
     *
     * @param progress told how many ROIs are written
     * @throws TesseraException naming the file if it cannot be written
     */
    public static void write(Collection<Roi> rois, Path file, Progress progress) {
        AtomicFile.write(file, path -> {
            try (ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(path)))) {
                write(rois, zip, progress);
            }
        });
    }

    private static void write(Collection<Roi> rois, ZipOutputStream zip, Progress progress) throws IOException {
        Map<String, Integer> names = new HashMap<>();
        int written = 0;
        for (Roi roi : rois) {
            progress.check();
            byte[] bytes = RoiEncoder.saveAsByteArray(roi);
            if (bytes == null) {
                throw new IOException("the ROI " + roi.getName() + " cannot be saved");
            }
            zip.putNextEntry(new ZipEntry(unique(name(roi, written), names) + ENDING));
            zip.write(bytes);
            progress.update(++written, rois.size());
        }
    }

    /** A name that is no path. */
    private static String name(Roi roi, int index) {
        String name = roi.getName() == null ? "" : roi.getName().strip().replaceAll("[/\\\\\\p{Cntrl}]", "_");
        return name.isEmpty() ? String.format(Locale.ROOT, "%04d", index + 1) : name;
    }

    /** The name, or else the first that is free of name-1, name-2 and so on; where capitals do not count, neither do they here. */
    private static String unique(String name, Map<String, Integer> taken) {
        String free = name;
        while (taken.putIfAbsent(free.toLowerCase(Locale.ROOT), 1) != null) {
            free = name + "-" + (taken.merge(name.toLowerCase(Locale.ROOT), 1, Integer::sum) - 1);
        }
        return free;
    }
}
