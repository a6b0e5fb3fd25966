package io.github.tessera.image;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import com.google.gson.stream.MalformedJsonException;
import io.github.tessera.progress.TesseraException;
import java.io.EOFException;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** JSON files, those of others too, read and written as streams of tokens, so that neither size nor depth takes memory; every failure names the file. */
public final class JsonFile {
    private static final int LONGEST_PLACE = 80;

    private JsonFile() {}

    /** What reads the content. */
    public interface Content<T> {
        /** Reads one value. */
        T read(JsonReader json) throws IOException;
    }

    /**
     * Reads a file that holds one value.
     *
     * @throws TesseraException naming the file, and the place in it, if it is not what the content should be
     */
    public static <T> T read(Path file, Content<T> content) {
        try (Reader text = Files.newBufferedReader(file);
                JsonReader json = new JsonReader(text)) {
            json.setLenient(true); // QuPath and Python write NaN for what was not measured
            try {
                T value = content.read(json);
                if (json.peek() != JsonToken.END_DOCUMENT) {
                    throw new MalformedJsonException("it goes on after its end");
                }
                return value;
            } catch (EOFException e) {
                throw new TesseraException("The file " + file + " is empty or cut off; export it again.", e);
            } catch (MalformedJsonException | IllegalStateException | NumberFormatException e) {
                throw new TesseraException(
                        "The file " + file + " is damaged, or not what it should be, at " + place(json)
                                + "; export it again.",
                        e);
            }
        } catch (NoSuchFileException e) {
            throw new TesseraException("There is no file " + file + "; check the path.", e);
        } catch (CharacterCodingException e) {
            throw new TesseraException("The file " + file + " is no text in UTF-8; export it again.", e);
        } catch (IOException e) {
            if (Files.isDirectory(file)) {
                throw new TesseraException(file + " is a folder; choose a file in it.", e);
            }
            throw new TesseraException(
                    "The file " + file + " cannot be read; ask for permission, or copy it to another disk.", e);
        }
    }

    /** What writes one value. */
    public interface Output {
        /** Writes it; {@link Lines#next} begins a new line where a list goes on. */
        void write(JsonWriter json, Lines lines) throws IOException;
    }

    /** Line breaks between the members of a list, for whoever looks at the file. */
    public interface Lines {
        /** Ends a line. */
        void next() throws IOException;
    }

    /**
     * Writes a file as a stream of tokens; it is there whole or not at all.
     *
     * @throws TesseraException naming the file if it cannot be written
     */
    public static void write(Path file, Output output) {
        AtomicFile.write(file, path -> {
            try (Writer text = Files.newBufferedWriter(path);
                    JsonWriter json = new JsonWriter(text)) {
                output.write(json, () -> text.write('\n'));
            }
        });
    }

    private static String place(JsonReader json) {
        String path = json.getPath();
        return path.length() <= LONGEST_PLACE ? path : path.substring(0, LONGEST_PLACE) + "...";
    }

    /**
     * A number of pixels.
     *
     * @throws MalformedJsonException if it is no number, or so large that it means none
     */
    static double coordinate(JsonReader json) throws IOException {
        double value = json.nextDouble();
        if (!(Math.abs(value) <= Outline.FARTHEST)) {
            throw new MalformedJsonException(value + " is no place in an image");
        }
        return value;
    }

    /** A text or a number as text, or null. */
    static String text(JsonReader json) throws IOException {
        if (json.peek() == JsonToken.NULL) {
            json.nextNull();
            return null;
        }
        return json.nextString();
    }
}
