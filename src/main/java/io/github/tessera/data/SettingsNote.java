package io.github.tessera.data;

import io.github.tessera.image.AtomicFile;
import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file in an output folder that says how the others were made, so that those made otherwise never come between them. */
record SettingsNote(Path file) {
    /**
     * Writes the note, or finds it there.
     *
     * @param wanted one line
     * @param filled whether the folder holds such files already
     * @param what they are, such as "tiles already that were cut"
     * @throws TesseraException if they were made otherwise, or it is not known how
     */
    void require(String wanted, boolean filled, String what) throws IOException {
        String line = wanted + "\n";
        String found = Files.exists(file) ? Files.readString(file) : "";
        if (found.equals(line)) {
            return;
        }
        if (filled) {
            String how = found.isBlank()
                    ? "it is not known how, for " + file.getFileName() + " is missing"
                    : found.strip().replaceAll("\\.$", "");
            throw new TesseraException("The folder " + file.getParent() + " holds " + what + " otherwise (" + how
                    + "); choose another folder, or delete them.");
        }
        AtomicFile.write(file, path -> Files.writeString(path, line, StandardCharsets.UTF_8));
    }
}
