package io.github.tessera.data;

import io.github.tessera.progress.TesseraException;
import java.nio.file.Path;
import java.util.List;

/**
 * What was made of the images of a folder.
 *
 * @param images images of which all files are there now
 * @param written files written now
 * @param kept files that were there before
 * @param failures a sentence for each image of which nothing could be made
 */
public record FolderResult(int images, long written, long kept, List<String> failures) {
    /** Copies the list. */
    public FolderResult {
        failures = List.copyOf(failures);
    }

    /**
     * One line for the log.
     *
     * @param done what was done to the images, such as "cut"
     * @param files what was written
     */
    public String describe(String done, String files, Path folder) {
        return images + " images are " + done + ": " + written + " " + files + " written"
                + (kept == 0 ? "" : ", " + kept + " were there already") + ", in " + folder + ".";
    }

    /**
     * Checks that nothing failed.
     *
     * @param done what should have been done to the images, such as "cut"
     * @throws TesseraException with the first failure
     */
    public void requireAll(String done) {
        if (!failures.isEmpty()) {
            throw new TesseraException(failures.size() + " of " + (images + failures.size()) + " images could not be "
                    + done + "; the first: " + failures.get(0));
        }
    }
}
