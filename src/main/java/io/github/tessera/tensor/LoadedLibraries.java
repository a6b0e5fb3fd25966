package io.github.tessera.tensor;

import io.github.tessera.device.CacheFolder;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** PyTorch's libraries that this process has loaded already, as Linux tells it. */
final class LoadedLibraries {
    private static final Pattern TORCH = Pattern.compile("(?m) (/\\S.*/libtorch_cpu\\.so)$");

    private LoadedLibraries() {}

    /** A PyTorch of another plugin: two in one process take each other's functions and crash. Empty on other systems. */
    static Optional<String> other(EngineLibraries libraries) {
        return other(
                FreeMemory.text(Path.of("/proc/self/maps")), libraries.folder().orElse(CacheFolder.path()));
    }

    /**
     * The same of a list of mapped files.
     *
     * @param maps of /proc/self/maps
     * @param own folder that Tessera's libraries are in, at any depth
     */
    static Optional<String> other(String maps, Path own) {
        Matcher torch = TORCH.matcher(maps);
        while (torch.find()) {
            if (!Path.of(torch.group(1)).startsWith(own.toAbsolutePath())) {
                return Optional.of(torch.group(1));
            }
        }
        return Optional.empty();
    }
}
