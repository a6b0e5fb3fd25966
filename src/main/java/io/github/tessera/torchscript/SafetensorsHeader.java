package io.github.tessera.torchscript;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import com.google.gson.stream.MalformedJsonException;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The JSON that a file in safetensors begins with. */
final class SafetensorsHeader {
    /** Not a tensor, but texts about the file. */
    private static final String METADATA = "__metadata__";

    private SafetensorsHeader() {}

    /**
     * What the header says of one tensor.
     *
     * @param begin first byte after the header
     * @param end the byte after the last one
     */
    record Entry(ElementType type, int[] shape, long begin, long end) {}

    /** The header of tensors that follow each other as float32, with texts about them. */
    static String text(Map<String, StateTensor> tensors, Map<String, String> texts) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonWriter json = new JsonWriter(text)) {
            json.beginObject();
            json.name(METADATA).beginObject().name("format").value("pt");
            for (Map.Entry<String, String> own : texts.entrySet()) {
                json.name(own.getKey()).value(own.getValue());
            }
            json.endObject();
            long at = 0;
            for (Map.Entry<String, StateTensor> entry : tensors.entrySet()) {
                json.name(entry.getKey()).beginObject();
                json.name("dtype").value(ElementType.FLOAT32.code());
                json.name("shape").beginArray();
                for (int extent : entry.getValue().shape()) {
                    json.value(extent);
                }
                long end = at + (long) Float.BYTES * entry.getValue().values().length;
                json.endArray().name("data_offsets").beginArray();
                json.value(at).value(end).endArray().endObject();
                at = end;
            }
            json.endObject();
        }
        return text.toString();
    }

    /**
     * The tensors by name, in the header's order.
     *
     * @throws IOException if it is damaged, names a tensor twice, or has a type that is none of ours
     */
    static Map<String, Entry> entries(byte[] header) throws IOException {
        Map<String, Entry> entries = new LinkedHashMap<>();
        read(header, (name, json) -> {
            if (name.equals(METADATA)) {
                json.skipValue();
            } else if (entries.put(name, entry(json)) != null) {
                throw new IOException("it has two tensors of one name");
            }
        });
        return entries;
    }

    /** The texts by name; none in a file that has none. */
    static Map<String, String> texts(byte[] header) throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        read(header, (name, json) -> {
            if (!name.equals(METADATA)) {
                json.skipValue();
                return;
            }
            json.beginObject();
            while (json.hasNext()) {
                texts.put(json.nextName(), json.nextString());
            }
            json.endObject();
        });
        return texts;
    }

    @FunctionalInterface
    private interface Member {
        void take(String name, JsonReader json) throws IOException;
    }

    private static void read(byte[] header, Member member) throws IOException {
        try (JsonReader json =
                new JsonReader(new InputStreamReader(new ByteArrayInputStream(header), StandardCharsets.UTF_8))) {
            json.beginObject();
            while (json.hasNext()) {
                member.take(json.nextName(), json);
            }
            json.endObject();
            if (json.peek() != JsonToken.END_DOCUMENT) {
                throw new IOException("its header goes on after its end");
            }
        } catch (MalformedJsonException
                | EOFException
                | IllegalStateException
                | NumberFormatException
                | ArithmeticException e) { // their own words are for programmers
            throw new IOException("its header is damaged", e);
        }
    }

    private static Entry entry(JsonReader json) throws IOException {
        String type = null;
        List<Long> shape = List.of();
        List<Long> place = List.of();
        json.beginObject();
        while (json.hasNext()) {
            switch (json.nextName()) {
                case "dtype" -> type = json.nextString();
                case "shape" -> shape = integers(json);
                case "data_offsets" -> place = integers(json);
                default -> json.skipValue();
            }
        }
        json.endObject();
        if (type == null || place.size() != 2 || place.get(0) < 0 || place.get(1) < place.get(0)) {
            throw new IOException("its header is damaged");
        }
        var known = ElementType.ofCode(type);
        if (known.isEmpty()) {
            throw new IOException("its tensors are of a type that is not read here");
        }
        int[] extents = shape.stream().mapToInt(Math::toIntExact).toArray();
        return new Entry(known.get(), extents, place.get(0), place.get(1));
    }

    private static List<Long> integers(JsonReader json) throws IOException {
        List<Long> integers = new ArrayList<>();
        json.beginArray();
        while (json.hasNext()) {
            integers.add(json.nextLong());
            if (integers.size() > StoredTensor.MOST_DIMENSIONS) {
                throw new IOException("a tensor has over " + StoredTensor.MOST_DIMENSIONS + " dimensions");
            }
        }
        json.endArray();
        return integers;
    }
}
