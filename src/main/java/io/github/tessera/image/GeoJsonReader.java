package io.github.tessera.image;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import io.github.tessera.progress.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Collects the features of a GeoJSON file, with the members that QuPath adds. */
final class GeoJsonReader implements JsonFile.Content<Void> {
    private static final int DEEPEST_CLASS = 16;
    private static final int WHITE = 0xFFFFFF;
    private static final Set<String> NO_DRAWINGS = Set.of("root", "tmaCore", "PathRootObject", "TMACoreObject");

    private final Progress progress;
    private final List<GeoJsonFile.Feature> features = new ArrayList<>();
    private final Map<String, Integer> colours = new LinkedHashMap<>();
    private boolean known;
    private int leftOut;

    GeoJsonReader(Progress progress) {
        this.progress = progress;
    }

    /** Whether it had features, or a list for them. */
    boolean isGeoJson() {
        return known;
    }

    List<GeoJsonFile.Feature> features() {
        return features;
    }

    Map<String, Integer> colours() {
        return colours;
    }

    /** How many features cover no pixels by their kind. */
    int leftOut() {
        return leftOut;
    }

    @Override
    public Void read(JsonReader json) throws IOException {
        if (json.peek() == JsonToken.BEGIN_ARRAY) {
            readList(json);
        } else {
            readFeature(json);
        }
        return null;
    }

    private void readList(JsonReader json) throws IOException {
        known = true;
        json.beginArray();
        while (json.hasNext()) {
            progress.check();
            readFeature(json);
        }
        json.endArray();
    }

    /** Reads a feature, or, at the top, a collection of them. */
    private void readFeature(JsonReader json) throws IOException {
        boolean top = !known;
        String id = null;
        Geometry geometry = null;
        Properties properties = new Properties(null, null);
        boolean feature = false;
        json.beginObject();
        while (json.hasNext()) {
            switch (json.nextName()) {
                case "id" -> id = json.peek() == JsonToken.STRING ? json.nextString() : skipped(json);
                case "geometry" -> {
                    feature = true;
                    geometry = geometry(json);
                }
                case "properties" -> properties = properties(json);
                case "features" -> {
                    if (!top) {
                        throw new MalformedJsonException("a collection in a collection");
                    }
                    readList(json);
                }
                default -> json.skipValue();
            }
        }
        json.endObject();
        if (feature) {
            known = true;
            add(id, geometry, properties);
        }
    }

    private static String skipped(JsonReader json) throws IOException {
        json.skipValue();
        return null;
    }

    private void add(String id, Geometry geometry, Properties properties) {
        String kind = properties.kind == null && id != null ? id : String.valueOf(properties.kind);
        String className = className(properties.classification);
        if (geometry == null || geometry.outlines.isEmpty() || className.isEmpty() || NO_DRAWINGS.contains(kind)) {
            leftOut++;
            return;
        }
        features.add(new GeoJsonFile.Feature(className, geometry.outlines, geometry.slice, geometry.frame));
        if (properties.classification != null && properties.classification.colour != null) {
            colours.putIfAbsent(className, properties.classification.colour);
        }
    }

    /** The class, empty for what marks where to look. */
    private static String className(Classification classification) {
        String name = classification == null ? "" : classification.name.strip();
        if (name.equals("Region*")) {
            return "";
        }
        String starless =
                name.endsWith("*") ? name.substring(0, name.length() - 1).strip() : name;
        return starless.isEmpty() ? Region.FOREGROUND : starless;
    }

    private record Geometry(List<Outline> outlines, int slice, int frame) {}

    private static Geometry geometry(JsonReader json) throws IOException {
        if (json.peek() == JsonToken.NULL) {
            json.nextNull();
            return null;
        }
        String type = "";
        GeoJsonCoordinates coordinates = new GeoJsonCoordinates();
        int[] plane = {1, 1};
        json.beginObject();
        while (json.hasNext()) {
            switch (json.nextName()) {
                case "type" -> type = json.nextString();
                case "coordinates" -> coordinates.read(json);
                case "plane" -> plane = plane(json);
                default -> json.skipValue();
            }
        }
        json.endObject();
        List<Outline> outlines =
                switch (type) {
                    case "Polygon" -> coordinates.polygons(GeoJsonCoordinates.POLYGON);
                    case "MultiPolygon" -> coordinates.polygons(GeoJsonCoordinates.MULTI_POLYGON);
                    default -> List.of();
                };
        return new Geometry(outlines, plane[0], plane[1]);
    }

    /** Slice and frame, from 1, where QuPath counts from 0. */
    private static int[] plane(JsonReader json) throws IOException {
        int[] plane = {1, 1};
        json.beginObject();
        while (json.hasNext()) {
            switch (json.nextName()) {
                case "z" -> plane[0] = json.nextInt() + 1;
                case "t" -> plane[1] = json.nextInt() + 1;
                default -> json.skipValue();
            }
        }
        json.endObject();
        return plane;
    }

    private record Properties(String kind, Classification classification) {}

    private static Properties properties(JsonReader json) throws IOException {
        String kind = null;
        Classification classification = null;
        if (json.peek() == JsonToken.NULL) {
            json.nextNull();
            return new Properties(null, null);
        }
        json.beginObject();
        while (json.hasNext()) {
            switch (json.nextName()) {
                case "objectType", "object_type" -> kind = JsonFile.text(json);
                case "classification" -> classification = classification(json, 0);
                default -> json.skipValue();
            }
        }
        json.endObject();
        return new Properties(kind, classification);
    }

    /** @param colour null if there is none */
    private record Classification(String name, Integer colour) {}

    /** A name, or an object with a name or the parts of one; before QuPath 0.4 derived classes held their parent. */
    private static Classification classification(JsonReader json, int depth) throws IOException {
        if (depth > DEEPEST_CLASS) {
            throw new MalformedJsonException("classes within classes");
        }
        if (json.peek() != JsonToken.BEGIN_OBJECT) {
            String name = JsonFile.text(json);
            return name == null ? null : new Classification(name, null);
        }
        String name = "";
        Classification parent = null;
        Integer colour = null;
        json.beginObject();
        while (json.hasNext()) {
            switch (json.nextName()) {
                case "name" -> name = Objects.requireNonNullElse(JsonFile.text(json), "");
                case "names" -> name = String.join(": ", texts(json));
                case "color", "colorRGB" -> colour = colour(json);
                case "parentClass" -> parent = classification(json, depth + 1);
                default -> json.skipValue();
            }
        }
        json.endObject();
        return new Classification(parent == null ? name : parent.name + ": " + name, colour);
    }

    private static List<String> texts(JsonReader json) throws IOException {
        List<String> texts = new ArrayList<>();
        json.beginArray();
        while (json.hasNext()) {
            texts.add(json.nextString());
        }
        json.endArray();
        return texts;
    }

    /** Red, green and blue, or all in one number. */
    private static Integer colour(JsonReader json) throws IOException {
        if (json.peek() != JsonToken.BEGIN_ARRAY) {
            return json.peek() == JsonToken.NUMBER ? Integer.valueOf((int) json.nextLong() & WHITE) : null;
        }
        List<Integer> parts = new ArrayList<>();
        json.beginArray();
        while (json.hasNext()) {
            parts.add(json.nextInt() & 0xFF);
        }
        json.endArray();
        return parts.size() < 3 ? null : Integer.valueOf(parts.get(0) << 16 | parts.get(1) << 8 | parts.get(2));
    }
}
