package io.github.tessera.device;

import io.github.tessera.image.AtomicFile;
import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The one folder outside the user's own that is written to: PyTorch's libraries, JNA's, and weights that were downloaded. It is Tessera's own,
 * for two programs in one Java cannot load the same library file.
 */
public final class CacheFolder {
    /** As DJL calls it; environment variable or system property. */
    public static final String KEY = "DJL_CACHE_DIR";

    private static final String JNA = "jna.tmpdir";

    private CacheFolder() {}

    /** What {@value #KEY} names, else {@code .tessera} in the user's home; it may not be there yet. */
    public static Path path() {
        return given().orElseGet(() -> home(System.getProperty("user.home", "")).resolve(".tessera"))
                .toAbsolutePath();
    }

    /** @param told by Java: a question mark where a container has no such user */
    static Path home(String told) {
        if (told.isBlank() || told.equals("?")) {
            throw new TesseraException(
                    "This computer tells no home folder, in which Tessera could keep PyTorch: let the"
                            + " environment variable " + KEY + " name a folder, and start ImageJ again.");
        }
        return Path.of(told);
    }

    /**
     * Fails before anything is begun if nothing can be written in it, or in a folder of it.
     *
     * @throws TesseraException naming the folder and the cure
     */
    public static void requireWritable(Path folder) {
        try {
            AtomicFile.requireWritable(folder);
        } catch (TesseraException e) {
            throw named(e);
        }
    }

    /** The sentence for a file in it that could not be written: nobody has chosen its folder, so it tells how to choose another. */
    public static TesseraException failure(Path file, IOException e) {
        return named(AtomicFile.failure(file, e));
    }

    private static TesseraException named(TesseraException e) {
        boolean another = e.getMessage().matches("(?s).*choose an?(other)?[^;]*\\.");
        return another
                ? new TesseraException(
                        e.getMessage().replaceFirst("\\.$", "") + " (by the environment variable " + KEY + ").", e)
                : e;
    }

    private static Optional<Path> given() {
        String environment = System.getenv(KEY);
        String text = environment == null || environment.isEmpty() ? System.getProperty(KEY, "") : environment;
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            throw new TesseraException(
                    KEY + " is \"" + text + "\", which cannot be a path: let it name a folder, or take it out.", e);
        }
    }

    /**
     * JNA unpacks its library into a folder of its own unless told; called before JNA is first touched.
     *
     * @return false if the cache folder cannot be written: then JNA must be left alone, for it would write elsewhere
     */
    public static boolean useForJna() {
        Path folder = path().resolve("jna");
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            return false;
        }
        if (System.getProperty(JNA) == null) {
            System.setProperty(JNA, folder.toString());
        }
        return Files.isWritable(folder);
    }
}
