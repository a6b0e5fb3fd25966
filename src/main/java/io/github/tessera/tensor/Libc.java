package io.github.tessera.tensor;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import io.github.tessera.device.CacheFolder;
import java.util.Optional;

/** The C library's functions by name, where there is one that has them. Linux only; a missing function is no failure. */
final class Libc {
    private final NativeLibrary library;

    private Libc(NativeLibrary library) {
        this.library = library;
    }

    /** The C library, if this is Linux and it has the function; musl, for one, lacks mallopt. */
    static Optional<Libc> with(String function) {
        if (!Platform.isLinux() || !CacheFolder.useForJna()) {
            return Optional.empty();
        }
        try {
            NativeLibrary library = NativeLibrary.getInstance("c");
            library.getFunction(function);
            return Optional.of(new Libc(library));
        } catch (LinkageError e) {
            return Optional.empty();
        }
    }

    int call(String function, Object... arguments) {
        return library.getFunction(function).invokeInt(arguments);
    }
}
