package io.github.tessera.tensor;

import io.github.tessera.device.CacheFolder;
import io.github.tessera.device.Devices;
import io.github.tessera.device.Flavour;
import io.github.tessera.device.Platform;
import io.github.tessera.device.Setting;
import io.github.tessera.natives.LibraryFolder;
import io.github.tessera.progress.TesseraException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The libraries that PyTorch is started from.
 *
 * @param folder where they lie; empty if they are unpacked from a jar beside the plugin
 * @param flavour which build they are
 */
record EngineLibraries(Optional<Path> folder, Flavour flavour) {
    /** What names an installed libtorch, for those who look after it themselves. */
    private static final String GIVEN = "PYTORCH_LIBRARY_PATH";

    private static final String FLAVOUR = "PYTORCH_FLAVOR";
    private static final String VERSION = "PYTORCH_VERSION";

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
        String path = Setting.of(GIVEN).orElse("");
        if (path.isBlank()) {
            return Optional.empty();
        }
        // DJL takes a list, too, and of it the first that has libraries.
        List<Path> folders = Stream.of(path.split(File.pathSeparator, -1))
                .map(EngineLibraries::folder)
                .toList();
        Path folder = folders.stream()
                .filter(each -> new LibraryFolder(each, Flavour.CPU, platform).hasLibraries())
                .findFirst()
                .orElse(folders.get(0));
        boolean cuda = new LibraryFolder(folder, Flavour.CU128, platform).hasLibraries();
        return Optional.of(new EngineLibraries(Optional.of(folder), cuda ? Flavour.CU128 : Flavour.CPU));
    }

    private static Path folder(String text) {
        try {
            return Path.of(text).toAbsolutePath();
        } catch (InvalidPathException e) {
            throw new TesseraException(
                    GIVEN + " has \"" + text
                            + "\" in it, which cannot be a path: let it name a folder, or take it out.",
                    e);
        }
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

    /** What DJL would believe more than what it is told here. */
    void requireAgreement(UnaryOperator<String> environment) {
        String version = environment.apply(VERSION);
        requireAgreement(VERSION, "".equals(version) ? null : version, LibraryFolder.VERSION);
        if (folder.isPresent()) {
            requireAgreement(FLAVOUR, environment.apply(FLAVOUR), flavour.word());
        }
    }

    private static void requireAgreement(String key, String set, String needed) {
        if (set != null && !set.equals(needed)) {
            throw new TesseraException("The environment variable " + key + " is \"" + set + "\", but Tessera needs "
                    + needed + ": start ImageJ without that variable (unset " + key + ").");
        }
    }

    private static Optional<EngineLibraries> installed(Path place, Flavour flavour, Platform platform) {
        LibraryFolder folder = LibraryFolder.in(place, flavour, platform);
        // DJL's own folders have no list, but are moved into place when they are complete, as Tessera's are.
        return folder.hasLibraries()
                        && SetAside.of(place(), folder.path()).reason().isEmpty()
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

    /** Why the build for GPUs is not used though it is there: what it said when it could not be loaded. */
    static Optional<String> setAside(Flavour flavour, Platform platform) {
        return places().stream()
                .map(place -> LibraryFolder.in(place, flavour, platform))
                .filter(LibraryFolder::hasLibraries)
                .flatMap(folder -> SetAside.of(place(), folder.path()).reason().stream())
                .findFirst();
    }

    /** The build to get, see {@link PyTorch#advised}. */
    static Flavour advised(Devices devices) {
        Flavour best = devices.best();
        boolean lost = setAside(best, devices.platform()).isPresent()
                && best(devices, places()).isEmpty();
        return lost ? Flavour.CPU : best;
    }

    /** The note by which a build for GPUs can be set aside, so that the next start goes on with the CPU; what a user names is the user's. */
    Optional<SetAside> note() {
        return given(Devices.here().platform()).isPresent() || !flavour.isCuda()
                ? Optional.empty()
                : folder.map(path -> SetAside.of(place(), path));
    }

    /**
     * Lets DJL use them, while something runs: DJL reads system properties, and another DJL in this Java should not find ours.
     *
     * @param start may throw what it likes
     */
    void during(Runnable start) {
        Map<String, String> wanted = new HashMap<>();
        wanted.put(CacheFolder.KEY, CacheFolder.path().toString());
        wanted.put("ai.djl.offline", "true");
        folder.ifPresent(path -> {
            wanted.put(GIVEN, path.toString());
            wanted.put(FLAVOUR, flavour.word());
            wanted.put(VERSION, LibraryFolder.VERSION);
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
