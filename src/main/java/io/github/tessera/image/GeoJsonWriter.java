package io.github.tessera.image;

import com.google.gson.stream.JsonWriter;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes objects as GeoJSON that QuPath imports (File &gt; Import objects from file): a collection of features with classification, colour and plane.
 *
 * <p>Outlines run along the edges of the pixels, so that filling them gives just the object's pixels. What is to be ignored gets
 * QuPath's star ({@code Ignore*}), and {@link GeoJsonFile} reads all of it again. Format: RFC 7946, with x and y in pixels.
 */
public final class GeoJsonWriter {
    private static final String IGNORED = "Ignore*";

    private final JsonWriter json;
    private final Kind kind;

    /** What QuPath makes of the objects. */
    public enum Kind {
        /** Can be edited and learnt from. */
        ANNOTATION("annotation"),
        /** Quick in thousands, and measured. */
        DETECTION("detection");

        private final String word;

        Kind(String word) {
            this.word = word;
        }
    }

    private GeoJsonWriter(JsonWriter json, Kind kind) {
        this.json = json;
        this.kind = kind;
    }

    /**
     * Writes a file.
     *
     * @param progress told how many planes are written
     * @return how many objects it holds
     * @throws TesseraException naming the file if it cannot be written
     */
    public static int write(ImageObjects objects, Kind kind, Path file, Progress progress) {
        ObjectCount count = new ObjectCount(objects, progress);
        JsonFile.write(file, (json, lines) -> {
            json.beginObject().name("type").value("FeatureCollection").name("features");
            json.beginArray();
            GeoJsonWriter writer = new GeoJsonWriter(json, kind);
            count.forEach((plane, object) -> {
                lines.next();
                int number = objects.planes().numbers().get(plane);
                writer.feature(
                        object, objects.planes().slice(number), objects.planes().frame(number));
            });
            lines.next();
            json.endArray().endObject();
        });
        return count.objects();
    }

    private void feature(ImageObject object, int slice, int frame) throws IOException {
        json.beginObject().name("type").value("Feature").name("geometry");
        geometry(OutlineTracer.trace(object.region()), slice, frame);
        json.name("properties").beginObject().name("objectType").value(kind.word);
        if (!object.name().isBlank()) {
            json.name("name").value(object.name());
        }
        json.name("classification").beginObject();
        String className = object.region().className();
        json.name("name").value(object.region().isIgnored() ? IGNORED : className);
        if (object.colour() >= 0) {
            json.name("color").beginArray();
            json.value(object.colour() >> 16).value(object.colour() >> 8 & 0xFF).value(object.colour() & 0xFF);
            json.endArray();
        }
        json.endObject().endObject().endObject();
    }

    private void geometry(List<Outline> outlines, int slice, int frame) throws IOException {
        boolean one = outlines.size() == 1;
        json.beginObject().name("type").value(one ? "Polygon" : "MultiPolygon").name("coordinates");
        if (one) {
            polygon(outlines.get(0));
        } else {
            json.beginArray();
            for (Outline outline : outlines) {
                polygon(outline);
            }
            json.endArray();
        }
        if (slice > 1 || frame > 1) {
            json.name("plane").beginObject();
            json.name("c").value(-1).name("z").value(slice - 1).name("t").value(frame - 1);
            json.endObject();
        }
        json.endObject();
    }

    private void polygon(Outline outline) throws IOException {
        json.beginArray();
        for (double[] ring : outline.rings()) {
            json.beginArray();
            for (int i = 0; i <= ring.length; i += 2) { // the first corner comes again as the last
                json.beginArray()
                        .value((long) ring[i % ring.length])
                        .value((long) ring[i % ring.length + 1])
                        .endArray();
            }
            json.endArray();
        }
        json.endArray();
    }
}
