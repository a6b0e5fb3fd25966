package io.github.tessera.data.broken;

import static io.github.tessera.data.broken.BrokenInput.fine;
import static io.github.tessera.data.broken.BrokenInput.refused;
import static io.github.tessera.data.broken.Cause.GEO_JSON_FEATURE;
import static io.github.tessera.data.broken.Cause.GEO_JSON_FILE;
import static io.github.tessera.data.broken.Cause.GEO_JSON_GEOMETRY;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;

/** QuPath's GeoJSON. */
final class GeoJsonCases {
    private static final String NAME = "cell.geojson";
    private static final String BOX = "[[1, 0], [3, 0], [3, 2], [1, 2], [1, 0]]";

    private GeoJsonCases() {}

    private static BrokenInput.Builder file(String content) {
        return scene -> {
            scene.soundImage("cell");
            Files.writeString(scene.masks.resolve(NAME), content.replace('\'', '"'));
        };
    }

    private static BrokenInput bad(Cause cause, String name, String content) {
        return refused(cause, name, Reading.DRAWN, file(content), NAME);
    }

    private static String geometry(String type, String coordinates) {
        return "{'type': '" + type + "', 'coordinates': " + coordinates + "}";
    }

    private static String feature(String geometry, String properties) {
        return "{'type': 'Feature', 'geometry': " + geometry + ", 'properties': " + properties + "}";
    }

    private static String drawn(String type, String coordinates) {
        return feature(geometry(type, coordinates), "{'classification': {'name': 'nucleus'}}");
    }

    /** A sound file. */
    static byte[] sound() {
        return drawn("Polygon", "[" + BOX + "]").replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    static List<BrokenInput> files() {
        String whole = drawn("Polygon", "[" + BOX + "]");
        return List.of(
                bad(GEO_JSON_FILE, "of 0 bytes", ""),
                bad(GEO_JSON_FILE, "cut off", whole.substring(0, whole.length() / 2)),
                bad(GEO_JSON_FILE, "no JSON", "annotations: none"),
                bad(GEO_JSON_FILE, "without features", "{'type': 'Topology', 'arcs': []}"),
                bad(GEO_JSON_FILE, "a number", "5"));
    }

    static List<BrokenInput> geometries() {
        return List.of(
                bad(GEO_JSON_GEOMETRY, "a ring of two corners", drawn("Polygon", "[[[1, 0], [3, 0]]]")),
                bad(GEO_JSON_GEOMETRY, "a place without y", drawn("Polygon", "[[[1], [3, 0], [3, 2]]]")),
                bad(GEO_JSON_GEOMETRY, "coordinates of another type", drawn("MultiPolygon", "[" + BOX + "]")),
                bad(GEO_JSON_GEOMETRY, "lists too deep", drawn("MultiPolygon", "[".repeat(5000))),
                bad(GEO_JSON_GEOMETRY, "a place that is a text", drawn("Polygon", "[[['one', 0], [3, 0], [3, 2]]]")));
    }

    static List<BrokenInput> features() {
        return List.of(
                bad(GEO_JSON_FEATURE, "a collection in a collection", "{'features': [{'features': []}]}"),
                bad(
                        GEO_JSON_FEATURE,
                        "classes within classes",
                        feature(
                                geometry("Polygon", "[" + BOX + "]"),
                                "{'classification': " + "{'parentClass': ".repeat(50) + "'x'" + "}".repeat(51))),
                bad(GEO_JSON_FEATURE, "a list of texts", "['nucleus']"),
                fine(
                        GEO_JSON_FEATURE,
                        "points, lines, and one without geometry",
                        Reading.DRAWN,
                        file("[" + drawn("Polygon", "[" + BOX + "]") + ","
                                + drawn("Point", "[1, 1]") + "," + drawn("LineString", "[[0, 0], [3, 2]]") + ","
                                + feature("null", "null") + "]"),
                        Scene.LABELS),
                fine(
                        GEO_JSON_FEATURE,
                        "a measure that is NaN, and a hole",
                        Reading.DRAWN,
                        file(feature(
                                geometry("Polygon", "[[[0, 0], [4, 0], [4, 3], [0, 3], [0, 0]], " + BOX + "]"),
                                "{'measurements': {'area': NaN}, 'classification': {'name': 'nucleus'}}")),
                        "1001/1001/1111"));
    }
}
