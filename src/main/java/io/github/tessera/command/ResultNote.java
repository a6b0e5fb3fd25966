package io.github.tessera.command;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import io.github.tessera.image.AtomicFile;
import io.github.tessera.model.Ensemble;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * How a folder's results were made; it lies beside them, so that those of another model or other settings never come between them.
 *
 * @param model its name
 * @param checksum of its weights
 * @param settings what decides the labels: words of a macro by their keys
 * @param look what decides how they are shown, in the same way
 */
record ResultNote(String model, String checksum, Map<String, String> settings, Map<String, String> look) {
    /** The file's name. */
    static final String FILE = "segmentation.json";

    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    /** Of what is about to be made. */
    static ResultNote of(Ensemble models, Map<String, String> settings, Map<String, String> look) {
        return new ResultNote(models.first().name(), models.checksum(), settings, look);
    }

    /** Whether a folder holds results. */
    static boolean isIn(Path folder) {
        return Files.exists(folder.resolve(FILE));
    }

    /**
     * Leaves the note in a folder, where it is not there already.
     *
     * @param goOn whether results that are there are to be kept; then it is told if they look otherwise
     * @param filled whether there are such results
     * @return since when results in the folder are made so
     * @throws TesseraException if results that are to be kept have other labels, or nobody knows which
     */
    FileTime leave(Path folder, boolean goOn, boolean filled, Progress progress) {
        Path file = folder.resolve(FILE);
        ResultNote found = read(file);
        String labels = found == null ? FILE + " is missing" : labelDifference(found);
        String shown = found == null ? "" : String.join(", ", differences(look, found.look));
        if (goOn && filled && !labels.isEmpty()) {
            throw new TesseraException("The folder " + folder + " holds results that were made otherwise (" + labels
                    + "): choose another output folder, or do not skip what is done.");
        } else if (goOn && filled && !shown.isEmpty()) {
            progress.log("The results that are there look otherwise (" + shown + "), and stay as they are.");
        } else if (!labels.isEmpty() || !shown.isEmpty()) {
            AtomicFile.write(file, path -> Files.writeString(path, GSON.toJson(this) + "\n", StandardCharsets.UTF_8));
        }
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new TesseraException("The file " + file + " cannot be read; ask for permission.", e);
        }
    }

    private static ResultNote read(Path file) {
        try {
            ResultNote note = GSON.fromJson(Files.readString(file), ResultNote.class);
            boolean whole = note != null
                    && note.model != null
                    && note.checksum != null
                    && note.settings != null
                    && note.look != null;
            return whole ? note : null;
        } catch (IOException | JsonParseException e) {
            return null; // then it is not known how they were made
        }
    }

    private String labelDifference(ResultNote other) {
        List<String> differences = new ArrayList<>();
        if (!checksum.equals(other.checksum)) {
            differences.add(
                    model.equals(other.model)
                            ? "by another model " + model
                            : "by the model " + other.model + " instead of " + model);
        }
        differences.addAll(differences(settings, other.settings));
        return String.join(", ", differences);
    }

    private static List<String> differences(Map<String, String> here, Map<String, String> there) {
        List<String> differences = new ArrayList<>();
        TreeSet<String> keys = new TreeSet<>(here.keySet());
        keys.addAll(there.keySet());
        for (String key : keys) {
            String wanted = here.getOrDefault(key, "");
            String found = there.getOrDefault(key, "");
            if (!wanted.equals(found)) {
                differences.add(key + "=" + found + " instead of " + wanted);
            }
        }
        return differences;
    }
}
