package io.github.tessera.command;

import ij.ImagePlus;
import io.github.tessera.command.ResultTables.Entry;
import io.github.tessera.image.AtomicFile;
import io.github.tessera.image.ImageFiles;
import io.github.tessera.postprocess.PlaneCounts;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.view.SegmentedImage;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The folder that segmented images are saved to: a folder for each {@link ResultKind}, with the subfolders that the images are in.
 *
 * <p>An image is done where all that is wanted of it is there. Files are there whole or not at all, and the label image comes last.
 */
final class ResultFolder {
    private static final Set<ResultKind> WHOLE = Set.of(ResultKind.MASKS, ResultKind.OBJECTS, ResultKind.TABLES);

    private final Path folder;
    private final Path source;
    private final String suffix;
    private final Set<ResultKind> wanted;

    /**
     * A folder that can be written.
     *
     * @param source the folder that all the images are in
     * @param files the images to come
     * @param suffix what a result's name has behind that of its image
     * @param wanted of each image
     * @throws TesseraException if results would be written where images are read, two images would have one result, or the suffix cannot be
     *     part of a name
     */
    ResultFolder(Path folder, Path source, List<Path> files, String suffix, Set<ResultKind> wanted) {
        this.folder = folder;
        this.source = source;
        this.suffix = suffix.strip();
        this.wanted = wanted;
        if (source.equals(folder) || kinds().anyMatch(kind -> source.startsWith(folder.resolve(kind.folder())))) {
            throw new TesseraException(
                    "Images and results would share the folder " + folder + ": choose another output folder.");
        }
        if (this.suffix.matches("(?s).*[/\\\\:*?\"<>|\\p{Cntrl}].*")) {
            throw new TesseraException("The suffix \"" + this.suffix
                    + "\" cannot be part of a file's name: use letters, digits, - and _, such as _labels.");
        }
        Map<String, Path> results = new HashMap<>();
        for (Path file : files) {
            Path other = results.put(resultName(file), file);
            if (other != null) {
                throw new TesseraException("The folder " + file.getParent() + " holds both " + other.getFileName()
                        + " and " + file.getFileName() + ", whose results would have one name: rename one of them.");
            }
        }
    }

    private static Stream<ResultKind> kinds() {
        return Arrays.stream(ResultKind.values());
    }

    Path folder() {
        return folder;
    }

    /** The image, from the folder of images on, with the same slashes on all systems. */
    String name(Path image) {
        return slashes(source.relativize(image));
    }

    private static String slashes(Path path) {
        return path.toString().replace(path.getFileSystem().getSeparator(), "/");
    }

    /** Without its ending. */
    private String resultName(Path image) {
        Path inSource = source.relativize(image);
        String name = ImageFiles.baseName(inSource.getFileName().toString()) + suffix;
        return inSource.resolveSibling(name).toString();
    }

    /** The file of a kind of result. */
    Path file(Path image, ResultKind kind) {
        return folder.resolve(kind.folder()).resolve(resultName(image) + kind.ending());
    }

    /** Whether an image has a label image, of whatever model. */
    boolean isFilled(Path image) {
        return Files.exists(file(image, ResultKind.LABELS));
    }

    /** Whether all that is wanted of an image is there, and made since that time. */
    boolean isDone(Path image, FileTime since) {
        try {
            for (ResultKind kind : ResultKind.values()) {
                Path file = file(image, kind);
                if (wanted.contains(kind)
                        && (!Files.exists(file)
                                || Files.getLastModifiedTime(file).compareTo(since) < 0)) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            return false; // it has just gone away
        }
    }

    /** Deletes what a run that was killed has left unfinished. */
    void tidy() {
        kinds().map(kind -> folder.resolve(kind.folder()))
                .filter(Files::isDirectory)
                .forEach(part -> {
                    try (Stream<Path> files = Files.walk(part)) {
                        files.filter(file -> AtomicFile.unfinished(file).isPresent())
                                .forEach(AtomicFile::delete);
                    } catch (IOException e) {
                        throw new TesseraException("The folder " + part + " cannot be read; choose another.", e);
                    }
                });
    }

    /**
     * Saves all that is wanted of an image that was segmented.
     *
     * @param image what was segmented; an overlay is laid over it
     * @throws TesseraException if a file cannot be written
     */
    void save(Path file, ImagePlus image, SegmentedImage result) {
        for (ResultKind kind : ResultKind.values()) {
            if (wanted.contains(kind)) {
                kind.save(result, image, file(file, kind));
            }
        }
    }

    /** The file of a kind of result, if it is wanted. */
    Optional<Path> wantedFile(Path image, ResultKind kind) {
        return wanted.contains(kind) ? Optional.of(file(image, kind)) : Optional.empty();
    }

    /** Bytes that the results take beside each pixel of an image in memory: labels, the objects of an overlay, probabilities. */
    int bytesPerPixel() {
        return 1
                + (wanted.contains(ResultKind.OVERLAYS) ? 1 + Integer.BYTES : 0)
                + (wanted.contains(ResultKind.PROBABILITIES) ? Float.BYTES : 0);
    }

    /** Whether something is wanted that needs whole images in memory. */
    boolean inMemory() {
        return !Collections.disjoint(wanted, WHOLE);
    }

    /**
     * Checks that all that is wanted can be written row by row.
     *
     * @param image its name
     * @throws TesseraException naming the cure if it cannot
     */
    void requireRows(String image) {
        if (inMemory()) {
            throw new TesseraException(
                    "The image " + image + " is larger than the memory, and masks, numbered objects and"
                            + " tables of objects are made of whole images only: give ImageJ more memory, cut the image into"
                            + " pieces, or leave these out.");
        }
    }

    /**
     * What the tables tell of an image that is done: objects, pixels and share of each class in each plane; the background is left out.
     *
     * @param nanos that it took; null if not known
     */
    Entry entry(Path file, Counted counted, Long nanos, ImageState state) {
        StringBuilder lines = new StringBuilder();
        double pixels = (double) counted.width() * counted.height();
        int all = 0;
        for (int p = 0; p < counted.planes().size(); p++) {
            PlaneCounts plane = counted.planes().get(p);
            for (int k = 1; k < counted.classes().size(); k++) {
                all += plane.objects(k);
                BigDecimal percent =
                        BigDecimal.valueOf(100.0 * plane.pixels(k) / pixels).setScale(4, RoundingMode.HALF_UP);
                lines.append(CsvLine.of(
                        name(file), p + 1, counted.classes().get(k), plane.objects(k), plane.pixels(k), percent));
            }
        }
        String result = slashes(folder.relativize(file(file, ResultKind.LABELS)));
        ImageRow row = ImageRow.of(
                name(file),
                result,
                counted.width(),
                counted.height(),
                counted.planes().size(),
                nanos,
                state,
                all);
        return new Entry(row, lines.toString());
    }
}
