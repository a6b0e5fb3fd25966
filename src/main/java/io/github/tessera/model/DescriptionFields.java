package io.github.tessera.model;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A part of a description, asked for its fields by name and kind; what is missing or of another kind is told with its place.
 *
 * @param place such as {@code inputs.axes}; empty for the whole description
 * @param values plain maps, lists, texts and numbers
 */
record DescriptionFields(String place, Map<?, ?> values) {

    private String place(String name) {
        return place.isEmpty() ? name : place + "." + name;
    }

    private IOException wrong(String name, String wanted) {
        return new IOException("its description has no " + wanted + " for " + place(name));
    }

    /** Whether there is such a field, and it is not empty. */
    boolean has(String name) {
        return values.get(name) != null;
    }

    /** The field as it is; null if it is missing. */
    Object raw(String name) {
        return values.get(name);
    }

    /** Whether a value can be told as a text; lists, maps, sets and bytes cannot. */
    static boolean isText(Object value) {
        return value instanceof String || value instanceof Number || value instanceof Boolean || value instanceof Date;
    }

    String text(String name) throws IOException {
        return optionalText(name).orElseThrow(() -> wrong(name, "text"));
    }

    /** A text; a number counts as one, as in {@code version: 1}. */
    Optional<String> optionalText(String name) {
        Object value = values.get(name);
        return isText(value) ? Optional.of(String.valueOf(value)) : Optional.empty();
    }

    /** The checksum of a file; empty if it is not told. */
    String sha256() throws IOException {
        return has("sha256") ? text("sha256") : "";
    }

    int whole(String name) throws IOException {
        double value = number(name);
        if (value != (int) value) {
            throw wrong(name, "whole number");
        }
        return (int) value;
    }

    int whole(String name, int otherwise) throws IOException {
        return has(name) ? whole(name) : otherwise;
    }

    double number(String name) throws IOException {
        return number(values.get(name), name);
    }

    double number(String name, double otherwise) throws IOException {
        return has(name) ? number(name) : otherwise;
    }

    /** YAML's older version, which the parser knows, takes 1e-6 for a text. */
    private double number(Object value, String name) throws IOException {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        try {
            return Double.parseDouble(String.valueOf(value));
        } catch (NumberFormatException e) {
            throw wrong(name, "number");
        }
    }

    /** Numbers: a single one, or a list of them. */
    double[] numbers(String name) throws IOException {
        if (!(values.get(name) instanceof List<?> list)) {
            return new double[] {number(name)};
        }
        double[] numbers = new double[list.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = number(list.get(i), name);
        }
        return numbers;
    }

    /** The texts of a list. */
    List<String> texts(String name) throws IOException {
        List<String> texts = new ArrayList<>();
        for (Object value : list(name)) {
            if (!isText(value)) {
                throw wrong(name, "list of texts");
            }
            texts.add(String.valueOf(value));
        }
        return texts;
    }

    private List<?> list(String name) throws IOException {
        if (values.get(name) instanceof List<?> list) {
            return list;
        }
        throw wrong(name, "list");
    }

    /** A field that has fields itself. */
    DescriptionFields part(String name) throws IOException {
        if (values.get(name) instanceof Map<?, ?> map) {
            return new DescriptionFields(place(name), map);
        }
        throw wrong(name, "fields");
    }

    /** The same, with nothing in it where it is missing. */
    DescriptionFields optionalPart(String name) throws IOException {
        return has(name) ? part(name) : new DescriptionFields(place(name), Map.of());
    }

    /** A list of what has fields; empty where it is missing. */
    List<DescriptionFields> parts(String name) throws IOException {
        List<DescriptionFields> parts = new ArrayList<>();
        for (Object value : has(name) ? list(name) : List.of()) {
            if (!(value instanceof Map<?, ?> map)) {
                throw wrong(name, "list of fields");
            }
            parts.add(new DescriptionFields(place(name), map));
        }
        return parts;
    }
}
