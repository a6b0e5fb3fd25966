package io.github.tessera.image;

import ij.io.FileInfo;
import ij.io.TiffDecoder;
import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The files in which the regions of a set of images are drawn, all of one kind.
 *
 * @param kind of all files
 * @param files at least one, in natural order
 */
public record RegionFiles(Kind kind, List<Path> files) {
    /** Where regions are kept. */
    public enum Kind {
        /** {@code .roi} files and sets of the ROI Manager, one for each image. */
        ROIS(Set.of("zip", "roi")),
        /** QuPath's annotations, one file for each image. */
        GEO_JSON(Set.of("geojson", "json")),
        /** One COCO file for all images. */
        COCO(Set.of("json")),
        /** TIFF files with an overlay, one for each image or the image itself. */
        OVERLAYS(Set.of("tif", "tiff"));

        private final Set<String> extensions;

        Kind(Set<String> extensions) {
            this.extensions = extensions;
        }

        private boolean holds(Path file) {
            String name = file.getFileName().toString();
            return extensions.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
        }
    }

    /** Copies the list. */
    public RegionFiles {
        files = List.copyOf(files);
    }

    /**
     * Finds what there is: ROI files before JSON, and overlays of TIFF files where there is neither.
     *
     * @param place a file, or a folder, in which hidden files and subfolders are skipped
     * @throws TesseraException naming the place if it is missing, or holds no regions, or several kinds
     */
    public static RegionFiles find(Path place) {
        Path absolute = place.toAbsolutePath();
        if (!Files.exists(absolute)) {
            throw new TesseraException("There is no file or folder " + absolute + "; check the path.");
        }
        List<Path> files = Files.isDirectory(absolute) ? list(absolute) : List.of(absolute);
        List<Path> rois = files.stream().filter(Kind.ROIS::holds).toList();
        List<Path> json = files.stream().filter(Kind.GEO_JSON::holds).toList();
        if (!rois.isEmpty() && !json.isEmpty()) {
            throw new TesseraException("The folder " + absolute + " holds both ROIs ("
                    + rois.get(0).getFileName() + ") and JSON (" + json.get(0).getFileName()
                    + "); keep one kind in it.");
        }
        if (!rois.isEmpty()) {
            return new RegionFiles(Kind.ROIS, rois);
        }
        if (!json.isEmpty()) {
            return ofJson(absolute, json);
        }
        List<Path> overlays = files.stream()
                .filter(Kind.OVERLAYS::holds)
                .filter(RegionFiles::hasOverlay)
                .toList();
        if (overlays.isEmpty()) {
            throw new TesseraException(absolute + " holds no regions; choose ROIs (.zip, .roi), a COCO file (.json),"
                    + " QuPath's GeoJSON, or TIFF files that were saved with an overlay.");
        }
        return new RegionFiles(Kind.OVERLAYS, overlays);
    }

    private static RegionFiles ofJson(Path place, List<Path> json) {
        Path first = firstSound(json);
        if (!CocoFile.isCoco(first)) {
            return new RegionFiles(Kind.GEO_JSON, json);
        }
        if (json.size() > 1) {
            throw new TesseraException("The folder " + place + " holds " + json.size() + " JSON files, and "
                    + first.getFileName() + " is a COCO file; choose that file instead of the folder.");
        }
        return new RegionFiles(Kind.COCO, json);
    }

    /** A broken file does not tell the kind of the others; if all are, the first is told. */
    private static Path firstSound(List<Path> json) {
        for (Path file : json) {
            try {
                CocoFile.isCoco(file);
                return file;
            } catch (TesseraException e) {
                // The next one tells.
            }
        }
        return json.get(0);
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(file -> !file.getFileName().toString().startsWith(".") && Files.isRegularFile(file))
                    .sorted((a, b) -> NaturalOrder.compare(
                            a.getFileName().toString(), b.getFileName().toString()))
                    .toList();
        } catch (IOException e) {
            throw new TesseraException(
                    "The folder " + folder + " may not be read; ask for permission or choose another folder.", e);
        }
    }

    /** A TIFF that cannot be told from others without an overlay counts as one with; opening it says what is wrong. */
    private static boolean hasOverlay(Path tiff) {
        try {
            Optional<TiffFile> known = TiffFile.read(tiff);
            if (known.isEmpty() || !known.get().isOrdinary()) {
                return true;
            }
            FileInfo[] planes = new TiffDecoder(
                            tiff.getParent().toString(), tiff.getFileName().toString())
                    .getTiffInfo();
            return planes == null || planes[0].overlay != null;
        } catch (IOException | RuntimeException e) {
            return true;
        }
    }
}
