package io.github.tessera.tensor;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.WString;
import io.github.tessera.device.CacheFolder;
import io.github.tessera.device.Platform;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** PyTorch's libraries that this process has loaded already, as its system tells it. */
final class LoadedLibraries {
    private static final Pattern MAPPED = Pattern.compile("(?m) (/\\S.*/libtorch_cpu\\.so)$");
    private static final String OF_WINDOWS = "torch_cpu.dll";
    private static final String OF_MACOS = "/libtorch_cpu.dylib";

    /** Characters of a path on Windows, at most. */
    private static final int LONGEST = 32_767;

    private LoadedLibraries() {}

    /** A PyTorch of another plugin: two in one process take each other's functions and crash. Empty where the system does not tell. */
    static Optional<String> other(EngineLibraries libraries) {
        return other(here(), libraries.folder().orElse(CacheFolder.path()));
    }

    /**
     * The same of a list of files.
     *
     * @param loaded of all plugins
     * @param own folder that Tessera's libraries are in, at any depth
     */
    static Optional<String> other(List<String> loaded, Path own) {
        return loaded.stream()
                .filter(file -> !Path.of(file).startsWith(own.toAbsolutePath()))
                .findFirst();
    }

    private static List<String> here() {
        return switch (Platform.Kind.here()) {
            case LINUX -> mapped(FreeMemory.text(Path.of("/proc/self/maps")));
            case WINDOWS -> asked(() -> of(Kernel32.load()));
            case MACOS -> asked(() -> of(Native.load(Dyld.class)));
            case OTHER -> List.of();
        };
    }

    /** Of /proc/self/maps, which tells a file once for each part of it that is mapped. */
    static List<String> mapped(String maps) {
        return MAPPED.matcher(maps)
                .results()
                .map(file -> file.group(1))
                .distinct()
                .toList();
    }

    /** By what others ask through JNA; nothing where that does not work. */
    private static List<String> asked(Supplier<Stream<String>> system) {
        try {
            return CacheFolder.useForJna() ? system.get().toList() : List.of();
        } catch (LinkageError e) {
            return List.of();
        }
    }

    /** What the loader of macOS tells of the process. */
    interface Dyld extends Library {
        int _dyld_image_count();

        String _dyld_get_image_name(int image);
    }

    static Stream<String> of(Kernel32 kernel) {
        Pointer library = kernel.GetModuleHandleW(new WString(OF_WINDOWS));
        if (library == null) {
            return Stream.empty();
        }
        char[] path = new char[LONGEST];
        int length = kernel.GetModuleFileNameW(library, path, path.length);
        return length > 0 ? Stream.of(new String(path, 0, length)) : Stream.empty();
    }

    static Stream<String> of(Dyld loader) {
        return IntStream.range(0, loader._dyld_image_count())
                .mapToObj(loader::_dyld_get_image_name)
                .filter(file -> file != null && file.endsWith(OF_MACOS));
    }
}
