package io.github.tessera.tensor;

import io.github.tessera.device.CacheFolder;
import io.github.tessera.device.Devices;
import io.github.tessera.device.Flavour;
import io.github.tessera.device.Platform;
import io.github.tessera.image.AtomicFile;
import io.github.tessera.natives.LibraryFolder;
import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * The libraries that PyTorch is started from.
 *
 * @param folder where they lie; empty if they are unpacked from a jar beside the plugin
 * @param flavour which build they are
 */
record EngineLibraries(Optional<Path> folder, Flavour flavour) {
    /** What names an installed libtorch, for those who look after it themselves. */
    private static final String GIVEN = "PYTORCH_LIBRARY_PATH";

    /** In a folder of libraries that could not be loaded: why. */
    private static final String FAILED = "failed.txt";

    /**
     * The best that is there: what the user has named, else the build that suits this computer, of those that Tessera has installed, that lie
     * in jars beside it, or that DJL has brought for another program.
     *
     * @return empty if there is none
     */
    static Optional<EngineLibraries> find(Devices devices) {
        Optional<EngineLibraries> given = given(devices.platform());
        return given.isPresent() ? given : best(devices, places());
    }

    /** Those of one build, in the same order; empty if there are none or they were set aside. */
    static Optional<EngineLibraries> of(Flavour flavour, Platform platform) {
        return of(flavour, platform, places());
    }

    private static List<Path> places() {
        return List.of(place(), Path.of(System.getProperty("user.home"), ".djl.ai", "pytorch"));
    }

    /** Where Tessera installs all builds. */
    static Path place() {
        return CacheFolder.path().resolve("pytorch");
    }

    private static Optional<EngineLibraries> given(Platform platform) {
        String environment = System.getenv(GIVEN);
        String path = environment == null ? System.getProperty(GIVEN) : environment;
        return Optional.ofNullable(path).filter(text -> !text.isBlank()).map(text -> {
            Path folder = Path.of(text).toAbsolutePath();
            boolean cuda = new LibraryFolder(folder, Flavour.CU128, platform).hasLibraries();
            return new EngineLibraries(Optional.of(folder), cuda ? Flavour.CU128 : Flavour.CPU);
        });
    }

    /** Of what is there. */
    static Optional<EngineLibraries> best(Devices devices, List<Path> places) {
        List<Flavour> order = new ArrayList<>(List.of(Flavour.values()));
        if (devices.best() != order.get(0)) {
            Collections.reverse(order);
        }
        return order.stream()
                .flatMap(flavour -> of(flavour, devices.platform(), places).stream())
                .findFirst();
    }

    private static Optional<EngineLibraries> of(Flavour flavour, Platform platform, List<Path> places) {
        return places.stream()
                .flatMap(place -> installed(place, flavour, platform).stream())
                .findFirst()
                .or(() -> bundled(flavour, platform));
    }

    /** What a user has named must be there: DJL would look elsewhere without a word. */
    void requireThere(Platform platform) {
        folder.filter(path -> !new LibraryFolder(path, flavour, platform).hasLibraries())
                .ifPresent(path -> {
                    throw new TesseraException(GIVEN + " names " + path + ", where PyTorch's libraries are not: let it"
                            + " name their folder, or take it out, and restart ImageJ.");
                });
    }

    private static Optional<EngineLibraries> installed(Path place, Flavour flavour, Platform platform) {
        LibraryFolder folder = LibraryFolder.in(place, flavour, platform);
        // DJL's own folders have no list, but are moved into place when they are complete, as Tessera's are.
        return folder.hasLibraries() && Files.notExists(folder.path().resolve(FAILED))
                ? Optional.of(new EngineLibraries(Optional.of(folder.path()), flavour))
                : Optional.empty();
    }

    private static Optional<EngineLibraries> bundled(Flavour flavour, Platform platform) {
        return jar(flavour, platform).map(jar -> new EngineLibraries(Optional.empty(), flavour));
    }

    /** Where DJL unpacks those in a jar beside the plugin; empty if there is no such jar. */
    static Optional<LibraryFolder> unpacked(Flavour flavour, Platform platform) {
        return jar(flavour, platform)
                .map(jar -> jar.getProperty("version") + "-" + flavour.word() + "-" + platform.classifier())
                .map(name -> new LibraryFolder(place().resolve(name), flavour, platform));
    }

    /** What a jar with the libraries tells of itself. */
    private static Optional<Properties> jar(Flavour flavour, Platform platform) {
        try {
            for (URL url : Collections.list(
                    EngineLibraries.class.getClassLoader().getResources("native/lib/pytorch.properties"))) {
                Properties jar = new Properties();
                try (InputStream in = url.openStream()) {
                    jar.load(in);
                }
                if (platform.classifier().equals(jar.getProperty("classifier"))
                        && flavour.word().equals(jar.getProperty("flavor"))) {
                    return Optional.of(jar);
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Why the build for GPUs is not used though it is installed: what it said when it could not be loaded. */
    static Optional<String> failed(Path all, Flavour flavour, Platform platform) {
        Path note = LibraryFolder.in(all, flavour, platform).path().resolve(FAILED);
        try {
            return Files.isRegularFile(note) ? Files.readAllLines(note).stream().findFirst() : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Sets a build for GPUs aside that cannot be loaded, so that the next start goes on with the CPU. */
    void setAside(String reason) {
        aside().ifPresent(note -> AtomicFile.write(note, file -> Files.writeString(file, reason + "\n")));
    }

    /** Takes it back. */
    void trust() {
        aside().ifPresent(AtomicFile::delete);
    }

    private Optional<Path> aside() {
        return folder.filter(path -> flavour.isCuda() && path.startsWith(place()))
                .map(path -> path.resolve(FAILED));
    }

    /**
     * Lets DJL use them, while something runs: DJL reads system properties, and another DJL in this Java should not find ours.
     *
     * @param start may throw what it likes
     */
    void during(Runnable start) {
        Map<String, String> wanted = new HashMap<>();
        wanted.put(CacheFolder.KEY, CacheFolder.path().toString());
        folder.ifPresent(path -> {
            wanted.put(GIVEN, path.toString());
            wanted.put("PYTORCH_FLAVOR", flavour.word());
            wanted.put("PYTORCH_VERSION", LibraryFolder.VERSION);
        });
        Map<String, String> before = new HashMap<>();
        wanted.forEach((key, value) -> before.put(key, System.setProperty(key, value)));
        try {
            start.run();
        } finally {
            before.forEach((key, value) -> {
                if (value == null) {
                    System.clearProperty(key);
                } else {
                    System.setProperty(key, value);
                }
            });
        }
    }
}
