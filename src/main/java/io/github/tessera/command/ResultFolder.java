package io.github.tessera.command;

import ij.ImagePlus;
import io.github.tessera.image.AtomicFile;
import io.github.tessera.image.ImageFiles;
import io.github.tessera.image.LabelImage;
import io.github.tessera.postprocess.Component;
import io.github.tessera.postprocess.ConnectedComponents;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.view.ImageSegmenter;
import io.github.tessera.view.ImageSegmenter.Options;
import io.github.tessera.view.SegmentedImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The folder that segmented images are saved to: labels, overlays, probabilities, and a table over all. */
final class ResultFolder {
    /** The table's name in the folder. */
    static final String TABLE = "segmentation.csv";

    private static final String HEADER = "image,plane,class,objects,pixels,percent\n";
    private static final String LABELS = "labels";
    private static final String OVERLAYS = "overlays";
    private static final String PROBABILITIES = "probabilities";

    private final Path folder;
    private final StringBuilder rows = new StringBuilder();

    /**
     * A folder that can be written.
     *
     * @param files the images to come, all in the folder {@code source}
     * @throws TesseraException if results would be written where images are read, or two images would have one result
     */
    ResultFolder(Path folder, Path source, List<Path> files) {
        if (Stream.of("", LABELS, OVERLAYS, PROBABILITIES).anyMatch(part -> source.equals(folder.resolve(part)))) {
            throw new TesseraException(
                    "Images and results would share the folder " + folder + ": choose another output folder.");
        }
        Map<Path, Path> results = new HashMap<>();
        for (Path file : files) {
            Path other = results.put(resultName(file), file);
            if (other != null) {
                throw new TesseraException("The folder " + source + " holds both " + other.getFileName() + " and "
                        + file.getFileName() + ", whose results would have one name: rename one of them.");
            }
        }
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    /** Segments a file and saves what comes out; the label image last, since it stands for a finished image. */
    void add(Path file, boolean skip, ImageSegmenter segmenter, Options options, Progress progress) {
        String name = file.getFileName().toString();
        Path labels = file(file, LABELS);
        if (skip && Files.exists(labels)) {
            progress.status("Skipping " + name);
            addRows(name, ImageFiles.open(labels));
            return;
        }
        ImagePlus image = ImageFiles.open(file);
        SegmentedImage result = segmenter.segment(image, options, progress);
        if (result.overlay() != null) {
            result.layOver(image);
            ImageFiles.saveTiff(image, file(file, OVERLAYS));
        }
        if (result.probabilities() != null) {
            ImageFiles.saveTiff(result.probabilities(), file(file, PROBABILITIES));
        }
        ImageFiles.saveTiff(result.labels(), labels);
        addRows(name, result.labels());
    }

    private Path file(Path image, String kind) {
        return folder.resolve(kind).resolve(resultName(image));
    }

    private static Path resultName(Path image) {
        String name = image.getFileName().toString();
        return Path.of(ImageFiles.baseName(name) + ".tif");
    }

    private void addRows(String name, ImagePlus labels) {
        List<String> classes = LabelImage.classes(labels);
        List<byte[]> planes = LabelImage.labels(labels);
        for (int p = 0; p < planes.size(); p++) {
            int[] objects = new int[256];
            long[] pixels = new long[256];
            for (Component component : ConnectedComponents.label(planes.get(p), labels.getWidth(), labels.getHeight())
                    .components()) {
                objects[component.classIndex()]++;
                pixels[component.classIndex()] += component.size();
            }
            for (int k = 1; k < classes.size(); k++) {
                rows.append(String.format(
                        Locale.ROOT,
                        "\"%s\",%d,\"%s\",%d,%d,%.4f\n",
                        name.replace("\"", "\"\""),
                        p + 1,
                        classes.get(k).replace("\"", "\"\""),
                        objects[k],
                        pixels[k],
                        100.0 * pixels[k] / planes.get(p).length));
            }
        }
    }

    /** Writes the table of what was added: objects, pixels and share of each class in each plane; background is left out. Nothing where nothing was added. */
    void writeTable() {
        if (!rows.isEmpty()) {
            String text = HEADER + rows;
            AtomicFile.write(folder.resolve(TABLE), path -> Files.writeString(path, text, StandardCharsets.UTF_8));
        }
    }
}
