package io.github.tessera.image;

import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A COCO file: outlines and run-length masks of objects in many images, each with a category, which is its class.
 *
 * <p>Several polygons of an annotation are parts of one object: what any of them covers counts. An annotation of a crowd is one of
 * many objects of its class. Keypoints, boxes and captions are not read. Format: https://cocodataset.org/#format-data.
 */
public final class CocoFile {
    private final Path file;
    private final List<String> classes;
    private final Map<Image, List<CocoAnnotation.Drawing>> annotations;

    /**
     * An image that the file lists.
     *
     * @param id how annotations call it
     * @param fileName as listed; it may hold folders
     * @param width pixels in a row
     * @param height rows
     */
    public record Image(String id, String fileName, int width, int height) {
        /** The file name without folders. */
        public String lastName() {
            return fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
        }
    }

    private CocoFile(Path file, List<String> classes, Map<Image, List<CocoAnnotation.Drawing>> annotations) {
        this.file = file;
        this.classes = classes;
        this.annotations = annotations;
    }

    /**
     * Reads all annotations; their pixels are found when they are asked for.
     *
     * @param progress told of annotations without an outline
     * @throws TesseraException naming file and annotation if something in it makes no sense
     */
    public static CocoFile read(Path file, Progress progress) {
        CocoReader content = new CocoReader(file, progress);
        JsonFile.read(file, content);
        Map<Image, List<CocoAnnotation.Drawing>> byImage = new LinkedHashMap<>();
        content.images().values().forEach(image -> byImage.put(image, new ArrayList<>()));
        int boxes = 0;
        for (CocoAnnotation annotation : content.annotations()) {
            progress.check();
            if (annotation.isBox()) {
                boxes++;
            } else {
                Image image = content.images().get(annotation.imageId());
                CocoAnnotation.Drawing drawing = annotation.drawing(file, content.categories(), image);
                byImage.get(image).add(drawing);
            }
        }
        if (boxes > 0) {
            progress.log("Left out of " + file.getFileName() + ": " + boxes + " annotations without an outline.");
        }
        return new CocoFile(
                file, content.categories().values().stream().distinct().toList(), byImage);
    }

    /**
     * Whether a JSON file lists images or annotations, as this kind does.
     *
     * @throws TesseraException naming the file if it is no JSON
     */
    public static boolean isCoco(Path file) {
        return JsonFile.read(file, CocoReader::isCoco);
    }

    /** What messages call the file. */
    public String name() {
        return file.getFileName().toString();
    }

    /** The names of the categories, in the order of the file. */
    public List<String> classes() {
        return classes;
    }

    /** All images, in the order of the file, whether anything is drawn on them or not. */
    public List<Image> images() {
        return List.copyOf(annotations.keySet());
    }

    /** The regions of an image, in the order of its annotations. */
    public List<Region> regions(Image image) {
        return annotations.getOrDefault(image, List.of()).stream()
                .map(drawing -> drawing.region(image.width(), image.height()))
                .flatMap(Optional::stream)
                .toList();
    }
}
