package io.github.tessera.device;

import com.sun.jna.Library;
import com.sun.jna.Native;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;

/** Whether the JNA that this Java has found is new enough: Fiji's updater leaves old ones behind. */
public final class JnaCheck {
    private JnaCheck() {}

    /** What to do about it; empty if it is new enough. */
    public static Optional<String> problem() {
        return problem(Native.class);
    }

    /** The same where something failed that an old JNA has not; empty if that was not the reason. */
    public static Optional<String> problem(Throwable failure) {
        return blamesJna(failure) ? problem() : Optional.empty();
    }

    /** Whether a failure is that JNA lacks a function. */
    static boolean blamesJna(Throwable failure) {
        return failure instanceof IncompatibleClassChangeError
                && String.valueOf(failure.getMessage()).contains("com.sun.jna");
    }

    /** The same of what is found under that class's name. */
    static Optional<String> problem(Class<?> found) {
        try {
            found.getMethod("load", String.class, Class.class);
            return Optional.empty();
        } catch (NoSuchMethodException e) {
            String version = found.getPackage().getImplementationVersion();
            return Optional.of("an old JNA" + (version == null ? "" : " (" + version + ")") + " is in the way, in "
                    + place(found.getProtectionDomain().getCodeSource())
                    + ": delete that file and restart ImageJ, so that GPUs are found and memory is kept");
        }
    }

    /** The file, as its system writes it. */
    private static String place(CodeSource source) {
        if (source == null) {
            return "Java's class path";
        }
        try {
            return Path.of(source.getLocation().toURI()).toString();
        } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
            return source.getLocation().toString();
        }
    }

    /** The version of JNA, as its jar tells it. */
    public static String version() {
        return String.valueOf(Library.class.getPackage().getImplementationVersion());
    }
}
