package io.github.tessera.image;

import com.google.gson.stream.JsonWriter;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.awt.Rectangle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes objects of one or more images as one COCO file.
 *
 * <p>An object without holes is written as polygons along the edges of its pixels, one for each of its parts; an object with holes and
 * a crowd (a whole class, or what is ignored) as run lengths. Either way {@link CocoFile} and pycocotools find just its pixels. A plane of a
 * stack is an image of its own. Format: https://cocodataset.org/#format-data.
 */
public final class CocoWriter {
    private static final int FIRST_ID = 1;

    private final JsonWriter json;
    private final JsonFile.Lines lines;
    private final List<CocoFile.Image> images = new ArrayList<>();
    private final Map<String, Integer> categories = new LinkedHashMap<>();
    private int annotations;

    private CocoWriter(JsonWriter json, JsonFile.Lines lines) {
        this.json = json;
        this.lines = lines;
    }

    /**
     * Writes a file.
     *
     * @param images asked for one after the other, so that each may be read when its turn comes; their classes, without the background, become
     *     the categories in this order, numbered from 1
     * @param progress told how many planes of an image are written
     * @return how many objects the file holds
     * @throws TesseraException naming the file if it cannot be written
     */
    public static int write(Iterable<ImageObjects> images, Path file, Progress progress) {
        int[] count = {0};
        JsonFile.write(file, (json, lines) -> {
            CocoWriter writer = new CocoWriter(json, lines);
            json.beginObject().name("info").beginObject();
            json.name("description").value("Objects from Tessera").endObject();
            json.name("licenses").beginArray().endArray();
            json.name("annotations").beginArray();
            for (ImageObjects image : images) {
                writer.add(image, progress);
            }
            lines.next();
            json.endArray();
            writer.images();
            writer.categories();
            json.endObject();
            count[0] = writer.annotations;
        });
        return count[0];
    }

    private void add(ImageObjects image, Progress progress) throws IOException {
        image.classes().stream().skip(1).forEach(this::category);
        int first = images.size() + FIRST_ID;
        for (int plane = 0; plane < image.count(); plane++) {
            String id = String.valueOf(first + plane);
            images.add(new CocoFile.Image(id, image.name(plane), image.width(), image.height()));
        }
        new ObjectCount(image, progress).forEach((plane, object) -> annotation(object, image, first + plane));
    }

    /** The number of a category, a new one if it has not come yet. */
    private int category(String className) {
        return categories.computeIfAbsent(className, name -> categories.size() + FIRST_ID);
    }

    private void annotation(ImageObject object, ImageObjects image, int imageId) throws IOException {
        Region region = object.region();
        Rectangle bounds = region.bounds();
        boolean crowd = object.crowd() || region.isIgnored();
        List<Outline> outlines = crowd ? List.of() : OutlineTracer.trace(region);
        boolean holes = outlines.stream().anyMatch(outline -> outline.rings().size() > 1);
        lines.next();
        json.beginObject().name("id").value(++annotations);
        json.name("image_id").value(imageId);
        json.name("category_id").value(category(region.className()));
        json.name("iscrowd").value(crowd ? 1 : 0);
        json.name("area").value(region.pixels());
        json.name("bbox").beginArray();
        json.value(bounds.x).value(bounds.y).value(bounds.width).value(bounds.height);
        json.endArray().name("segmentation");
        if (crowd || holes) {
            runs(RunLengths.of(region, image.width(), image.height()));
        } else {
            polygons(outlines);
        }
        json.endObject();
    }

    private void polygons(List<Outline> outlines) throws IOException {
        json.beginArray();
        for (Outline outline : outlines) {
            json.beginArray();
            for (double place : outline.rings().get(0)) {
                json.value((long) place);
            }
            json.endArray();
        }
        json.endArray();
    }

    private void runs(RunLengths mask) throws IOException {
        json.beginObject().name("size").beginArray();
        json.value(mask.height()).value(mask.width()).endArray();
        json.name("counts").beginArray();
        for (int run : mask.counts()) {
            json.value(run);
        }
        json.endArray().endObject();
    }

    private void images() throws IOException {
        json.name("images").beginArray();
        for (CocoFile.Image image : images) {
            lines.next();
            json.beginObject().name("id").value(Long.parseLong(image.id()));
            json.name("file_name").value(image.fileName());
            json.name("width").value(image.width());
            json.name("height").value(image.height()).endObject();
        }
        json.endArray();
    }

    private void categories() throws IOException {
        json.name("categories").beginArray();
        for (Map.Entry<String, Integer> category : categories.entrySet()) {
            lines.next();
            json.beginObject().name("id").value(category.getValue());
            json.name("name").value(category.getKey());
            json.name("supercategory").value("").endObject();
        }
        json.endArray();
    }
}
