package io.github.tessera.image;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The coordinates of a GeoJSON geometry: places in lists in lists, as deep as the geometry's type says, which may come after them.
 */
final class GeoJsonCoordinates {
    /** How deep numbers lie in a list of rings. */
    static final int POLYGON = 3;

    /** How deep numbers lie in a list of polygons. */
    static final int MULTI_POLYGON = 4;

    private static final int FEWEST_CORNERS = 3;

    private final List<Outline> polygons = new ArrayList<>();
    private final List<double[]> rings = new ArrayList<>();
    private double[] ring = new double[16];
    private int length;
    private int depth;

    /** Reads the lists; nothing is understood yet. */
    void read(JsonReader json) throws IOException {
        int level = 0;
        int numbers = 0;
        do {
            JsonToken token = json.peek();
            if (token == JsonToken.BEGIN_ARRAY && level < MULTI_POLYGON) {
                json.beginArray();
                level++;
                numbers = 0;
            } else if (token == JsonToken.NUMBER) {
                requireDepth(level);
                add(JsonFile.coordinate(json), numbers++);
            } else {
                json.endArray(); // complains of anything else
                close(level--, numbers);
                numbers = 0;
            }
        } while (level > 0);
        if (depth == POLYGON) {
            closePolygon();
        }
    }

    private void requireDepth(int level) throws MalformedJsonException {
        if (depth != 0 && depth != level) {
            throw new MalformedJsonException("numbers at different depths");
        }
        depth = level;
    }

    /** Adds x or y; a height is dropped. */
    private void add(double value, int index) {
        if (index < 2) {
            ring = length == ring.length ? Arrays.copyOf(ring, 2 * length) : ring;
            ring[length++] = value;
        }
    }

    /** Closes a place, or what lies around places. */
    private void close(int level, int numbers) throws MalformedJsonException {
        if (level == depth && numbers == 1) {
            throw new MalformedJsonException("a place without y");
        }
        if (level == depth - 1 && length > 0) {
            rings.add(Arrays.copyOf(ring, length));
            length = 0;
        }
        if (level == depth - 2 && depth == MULTI_POLYGON) {
            closePolygon();
        }
    }

    private void closePolygon() {
        if (!rings.isEmpty()) {
            polygons.add(new Outline(rings));
            rings.clear();
        }
    }

    /**
     * The polygons; empty for an empty geometry.
     *
     * @param expected {@link #POLYGON} or {@link #MULTI_POLYGON}
     * @throws MalformedJsonException if the lists lie otherwise, or a ring has no area
     */
    List<Outline> polygons(int expected) throws MalformedJsonException {
        if (depth != 0 && depth != expected) {
            throw new MalformedJsonException("coordinates of another type of geometry");
        }
        for (Outline polygon : polygons) {
            for (double[] corners : polygon.rings()) {
                if (corners.length < 2 * FEWEST_CORNERS) {
                    throw new MalformedJsonException("a ring of fewer than three corners");
                }
            }
        }
        return polygons;
    }
}
