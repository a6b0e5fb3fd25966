package io.github.tessera.image;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects what a COCO file lists, in whatever order it does. */
final class CocoReader implements JsonFile.Content<Void> {
    private final Path file;
    private final Progress progress;
    private final Map<String, CocoFile.Image> images = new LinkedHashMap<>();
    private final Map<String, String> categories = new LinkedHashMap<>();
    private final List<CocoAnnotation> annotations = new ArrayList<>();

    CocoReader(Path file, Progress progress) {
        this.file = file;
        this.progress = progress;
    }

    /** Images by their ids. */
    Map<String, CocoFile.Image> images() {
        return images;
    }

    /** Names of the categories by their ids. */
    Map<String, String> categories() {
        return categories;
    }

    List<CocoAnnotation> annotations() {
        return annotations;
    }

    static boolean isCoco(JsonReader json) throws IOException {
        boolean found = false;
        if (json.peek() != JsonToken.BEGIN_OBJECT) {
            json.skipValue();
            return false;
        }
        json.beginObject();
        while (json.hasNext()) {
            String key = json.nextName();
            found |= key.equals("annotations") || key.equals("images");
            json.skipValue();
        }
        json.endObject();
        return found;
    }

    @Override
    public Void read(JsonReader json) throws IOException {
        json.beginObject();
        while (json.hasNext()) {
            switch (json.nextName()) {
                case "images" -> forEach(json, this::readImage);
                case "categories" -> forEach(json, this::readCategory);
                case "annotations" -> forEach(json, this::readAnnotation);
                default -> json.skipValue();
            }
        }
        json.endObject();
        if (images.isEmpty() || categories.isEmpty()) {
            throw new TesseraException("The file " + file + " lists no " + (images.isEmpty() ? "images" : "categories")
                    + "; export it as COCO instances or segmentation.");
        }
        return null;
    }

    private interface Fields {
        void read(JsonReader json) throws IOException;
    }

    private void forEach(JsonReader json, Fields fields) throws IOException {
        json.beginArray();
        while (json.hasNext()) {
            progress.check();
            json.beginObject();
            fields.read(json);
            json.endObject();
        }
        json.endArray();
    }

    private void readImage(JsonReader json) throws IOException {
        String id = null;
        String name = null;
        int width = 0;
        int height = 0;
        while (json.hasNext()) {
            switch (json.nextName()) {
                case "id" -> id = JsonFile.text(json);
                case "file_name" -> name = JsonFile.text(json);
                case "width" -> width = json.nextInt();
                case "height" -> height = json.nextInt();
                default -> json.skipValue();
            }
        }
        if (id == null || name == null || name.isBlank() || width < 1 || height < 1) {
            throw new TesseraException("In " + file + " the image " + (name == null ? id : name)
                    + " lacks its id, file_name, width or height; export the file again.");
        }
        if ((long) width * height > Integer.MAX_VALUE) {
            throw new TesseraException("In " + file + " the image " + name + " has " + width + " x " + height
                    + " pixels, more than ImageJ can open; export the file again.");
        }
        if (images.put(id, new CocoFile.Image(id, name, width, height)) != null) {
            throw new TesseraException("In " + file + " two images have the id " + id + "; export the file again.");
        }
    }

    private void readCategory(JsonReader json) throws IOException {
        String id = null;
        String name = null;
        while (json.hasNext()) {
            switch (json.nextName()) {
                case "id" -> id = JsonFile.text(json);
                case "name" -> name = JsonFile.text(json);
                default -> json.skipValue();
            }
        }
        if (id == null || name == null || name.isBlank()) {
            throw new TesseraException("In " + file + " the category " + (name == null ? id : name)
                    + " lacks its id or name; export the file again.");
        }
        if (categories.put(id, name.strip()) != null) {
            throw new TesseraException("In " + file + " two categories have the id " + id + "; export the file again.");
        }
    }

    private void readAnnotation(JsonReader json) throws IOException {
        String id = null;
        String image = null;
        String category = null;
        List<double[]> polygons = List.of();
        CocoAnnotation.Mask mask = null;
        while (json.hasNext()) {
            switch (json.nextName()) {
                case "id" -> id = JsonFile.text(json);
                case "image_id" -> image = JsonFile.text(json);
                case "category_id" -> category = JsonFile.text(json);
                case "segmentation" -> {
                    switch (json.peek()) {
                        case BEGIN_ARRAY -> polygons = polygons(json);
                        case BEGIN_OBJECT -> mask = mask(json);
                        default -> json.nextNull();
                    }
                }
                default -> json.skipValue();
            }
        }
        String called = id == null ? "number " + (annotations.size() + 1) : id;
        annotations.add(new CocoAnnotation(called, image, category, polygons, mask));
    }

    private static List<double[]> polygons(JsonReader json) throws IOException {
        List<double[]> polygons = new ArrayList<>();
        json.beginArray();
        while (json.hasNext()) {
            json.beginArray();
            double[] numbers = new double[16];
            int n = 0;
            while (json.hasNext()) {
                numbers = n == numbers.length ? Arrays.copyOf(numbers, 2 * n) : numbers;
                numbers[n++] = JsonFile.coordinate(json);
            }
            json.endArray();
            polygons.add(Arrays.copyOf(numbers, n));
        }
        json.endArray();
        return polygons;
    }

    private static CocoAnnotation.Mask mask(JsonReader json) throws IOException {
        int[] counts = {};
        String compressed = null;
        int[] size = null;
        json.beginObject();
        while (json.hasNext()) {
            switch (json.nextName()) {
                case "counts" -> {
                    compressed = json.peek() == JsonToken.STRING ? json.nextString() : null;
                    counts = compressed == null ? integers(json) : null;
                }
                case "size" -> size = integers(json);
                default -> json.skipValue();
            }
        }
        json.endObject();
        return new CocoAnnotation.Mask(counts, compressed, size);
    }

    private static int[] integers(JsonReader json) throws IOException {
        int[] numbers = new int[16];
        int n = 0;
        json.beginArray();
        while (json.hasNext()) {
            numbers = n == numbers.length ? Arrays.copyOf(numbers, 2 * n) : numbers;
            numbers[n++] = json.nextInt();
        }
        json.endArray();
        return Arrays.copyOf(numbers, n);
    }
}
