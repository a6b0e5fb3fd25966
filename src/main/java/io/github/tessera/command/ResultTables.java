package io.github.tessera.command;

import io.github.tessera.image.AtomicFile;
import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The tables over a folder's results: {@value #CLASSES} counts each class in each plane, {@value #IMAGES} has a line for each image. They
 * grow line by line, so that they tell what is done wherever a run ends; that of the images last, so that an image in it is whole in both.
 *
 * <p>Several threads may add at the same time.
 */
final class ResultTables {
    static final String CLASSES = "segmentation.csv";
    static final String IMAGES = "segmentation_images.csv";

    private static final String CLASS_HEADER = "image,plane,class,objects,pixels,percent\n";

    private final Path folder;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private boolean onDisk;

    /**
     * What the tables say of an image.
     *
     * @param classes its lines in the table of classes, each with its end
     */
    record Entry(ImageRow row, String classes) {}

    /**
     * Tables that begin anew, with what is known of images that are done.
     *
     * @throws TesseraException if they cannot be written
     */
    ResultTables(Path folder, Collection<Entry> done) {
        this.folder = folder;
        done.forEach(entry -> entries.put(entry.row().image(), entry));
        if (entries.isEmpty()) {
            AtomicFile.delete(folder.resolve(CLASSES));
            AtomicFile.delete(folder.resolve(IMAGES));
        } else {
            write(entries.values());
        }
        onDisk = true;
    }

    /** What the tables in a folder say of the images that have results, by the images' names; nothing where they are missing or damaged. */
    static Map<String, Entry> read(Path folder) {
        Map<String, String> classes = lines(folder.resolve(CLASSES)).stream()
                .collect(Collectors.toMap(line -> CsvLine.cells(line).get(0), line -> line + "\n", String::concat));
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (String line : lines(folder.resolve(IMAGES))) {
            ImageRow.parse(line)
                    .filter(row -> classes.containsKey(row.image()))
                    .ifPresent(row -> entries.put(row.image(), new Entry(row, classes.get(row.image()))));
        }
        return entries;
    }

    private static List<String> lines(Path table) {
        try {
            List<String> lines = Files.readAllLines(table);
            return lines.isEmpty() ? lines : lines.subList(1, lines.size());
        } catch (IOException e) {
            return List.of(); // what it would tell is counted again
        }
    }

    /** Adds an image, in place of what was said of it before. A table that is in somebody's way, such as a spreadsheet's, is written later. */
    synchronized void add(Entry entry) {
        entries.put(entry.row().image(), entry);
        try {
            if (onDisk) {
                append(CLASSES, CLASS_HEADER, entry.classes());
                append(IMAGES, ImageRow.HEADER, entry.row().line());
            } else {
                write(entries.values());
                onDisk = true;
            }
        } catch (IOException | TesseraException e) {
            onDisk = false;
        }
    }

    private void append(String table, String header, String lines) throws IOException {
        Path file = folder.resolve(table);
        if (!lines.isEmpty()) {
            Files.createDirectories(folder);
            String text = Files.exists(file) ? lines : header + lines;
            Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }

    /**
     * Writes both tables once more, in the order of these names; those that are left out come last. Nothing where nothing was added.
     *
     * @throws TesseraException if they cannot be written
     */
    synchronized void finish(List<String> images) {
        List<Entry> ordered = new ArrayList<>();
        Map<String, Entry> others = new LinkedHashMap<>(entries);
        for (String image : images) {
            Entry entry = others.remove(image);
            if (entry != null) {
                ordered.add(entry);
            }
        }
        ordered.addAll(others.values());
        if (!ordered.isEmpty()) {
            write(ordered);
        }
    }

    private void write(Collection<Entry> all) {
        write(CLASSES, CLASS_HEADER, all.stream().map(Entry::classes).toList());
        write(IMAGES, ImageRow.HEADER, all.stream().map(e -> e.row().line()).toList());
    }

    private void write(String table, String header, List<String> lines) {
        if (lines.stream().anyMatch(line -> !line.isEmpty())) {
            String text = header + String.join("", lines);
            AtomicFile.write(folder.resolve(table), path -> Files.writeString(path, text, StandardCharsets.UTF_8));
        }
    }
}
