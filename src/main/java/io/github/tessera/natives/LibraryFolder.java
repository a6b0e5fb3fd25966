package io.github.tessera.natives;

import io.github.tessera.device.Flavour;
import io.github.tessera.device.Platform;
import io.github.tessera.image.AtomicFile;
import io.github.tessera.image.Sha256;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder with one build of PyTorch's libraries, laid out and named as DJL does it. Beside the libraries lies {@code SHA256SUMS}, as {@code
 * sha256sum} writes it, once the build is complete.
 *
 * @param path it may not be there
 * @param flavour which build it is for
 * @param platform which system it is for
 */
public record LibraryFolder(Path path, Flavour flavour, Platform platform) {
    /** The version of PyTorch. */
    public static final String VERSION = "2.7.1";

    static final String SUMS = "SHA256SUMS";

    /** What a folder of DJL or of an installed PyTorch has been looked at for. */
    private static final List<String> NEEDED = List.of("c10", "torch_cpu", "torch");

    private static final Pattern LIBRARY = Pattern.compile("(?i)[\\w.+-]+\\.(so(\\.\\d+)*|dll|dylib)");

    private static final List<String> NEEDED_FOR_CUDA = List.of("c10_cuda", "torch_cuda");

    /** In the folder of all builds. */
    public static LibraryFolder in(Path all, Flavour flavour, Platform platform) {
        String name = VERSION + "-" + flavour.word() + "-" + platform.classifier();
        return new LibraryFolder(all.resolve(name), flavour, platform);
    }

    /** Whether everything was unpacked into it, by Tessera; what happened to it since is told by {@link #damage}. */
    public boolean isInstalled() {
        return Files.isRegularFile(path.resolve(SUMS)) && hasLibraries();
    }

    /** Whether the libraries that such a build cannot be without are there, whoever put them there. */
    public boolean hasLibraries() {
        Stream<String> needed =
                flavour.isCuda() ? Stream.concat(NEEDED.stream(), NEEDED_FOR_CUDA.stream()) : NEEDED.stream();
        return needed.allMatch(name -> Files.isRegularFile(path.resolve(fileName(platform, name))));
    }

    /** A library's file name on a system. */
    static String fileName(Platform platform, String library) {
        return switch (platform.system()) {
            case WINDOWS -> library + ".dll";
            case MACOS -> "lib" + library + ".dylib";
            default -> "lib" + library + ".so";
        };
    }

    /** Bytes on the disk; 0 if it is not there. */
    public long bytes() {
        return files().stream().mapToLong(file -> file.toFile().length()).sum();
    }

    /** Whether a file is called as a library is, by a name that is nothing but a name on any system. */
    static boolean isLibrary(String name) {
        return LIBRARY.matcher(name).matches();
    }

    /**
     * What differs from what was unpacked: names of files that are missing or changed, and of libraries that came later. The one that DJL puts
     * there to call PyTorch by does not count.
     *
     * @param progress hears which file is read, and may cancel it
     * @throws TesseraException if the list cannot be read
     */
    public List<String> damage(Progress progress) {
        Map<String, String> sums = sums().sums();
        Set<String> damaged = new TreeSet<>();
        sums.forEach((name, sum) -> {
            progress.status("Checking " + name);
            Path file = path.resolve(name);
            if (!Files.isRegularFile(file) || !Sha256.of(file, progress).equals(sum)) {
                damaged.add(name);
            }
        });
        names().filter(name -> isLibrary(name) && !isBridge(name) && !sums.containsKey(name))
                .forEach(damaged::add);
        return List.copyOf(damaged);
    }

    /** Deletes what DJL has put there to call PyTorch by; it does so anew. */
    public void removeBridge() {
        names().filter(LibraryFolder::isBridge).forEach(name -> AtomicFile.delete(path.resolve(name)));
    }

    private static boolean isBridge(String name) {
        return name.contains("djl_torch");
    }

    private Stream<String> names() {
        return files().stream().map(file -> file.getFileName().toString());
    }

    private ChecksumList sums() {
        Path file = path.resolve(SUMS);
        try {
            return ChecksumList.of(Files.readAllLines(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new TesseraException(
                    "The list " + file + " cannot be read: repair PyTorch (Tessera Set Up PyTorch...).", e);
        }
    }

    /** Writes the list of what is in the folder now, which makes it installed. */
    void seal(Progress progress) {
        StringBuilder sums = new StringBuilder();
        for (Path file : files()) {
            progress.status("Checking " + file.getFileName());
            sums.append(Sha256.of(file, progress))
                    .append("  ")
                    .append(file.getFileName())
                    .append('\n');
        }
        AtomicFile.write(path.resolve(SUMS), list -> Files.writeString(list, sums));
    }

    /**
     * Deletes it, whole or not at all.
     *
     * @throws TesseraException if a file of it is in use or protected
     */
    public void remove() {
        place().remove();
    }

    LibraryPlace place() {
        return new LibraryPlace(path);
    }

    private List<Path> files() {
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.sorted(Comparator.naturalOrder()).toList();
        } catch (IOException e) {
            throw new TesseraException("The folder " + path + " cannot be read: choose another.", e);
        }
    }
}
