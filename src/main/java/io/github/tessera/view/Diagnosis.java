package io.github.tessera.view;

import ij.IJ;
import io.github.tessera.device.CacheFolder;
import io.github.tessera.device.Devices;
import io.github.tessera.device.JnaCheck;
import io.github.tessera.device.NvidiaDriver;
import io.github.tessera.device.Setting;
import io.github.tessera.natives.LibraryFolder;
import io.github.tessera.natives.LibrarySetup;
import io.github.tessera.progress.CancelledException;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.tensor.DeviceChoice;
import io.github.tessera.tensor.FreeMemory;
import io.github.tessera.tensor.MemoryUse;
import io.github.tessera.tensor.PyTorch;
import io.github.tessera.train.SpeedTrial;
import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything that helps strangers to find out why Tessera does not run on a computer, in one text: versions, device, memory, libraries, class
 * loaders, jars, and how fast a training step is. What cannot be told says why and stops nothing.
 */
public final class Diagnosis {
    private static final double GB = 1e9;

    /** What changes how libraries are found and run. */
    private static final List<String> VARIABLES = List.of(
            CacheFolder.KEY,
            "ENGINE_CACHE_DIR",
            LibrarySetup.MIRROR,
            "PYTORCH_LIBRARY_PATH",
            "PYTORCH_FLAVOR",
            "PYTORCH_VERSION",
            "LD_LIBRARY_PATH",
            "LD_PRELOAD",
            "CUDA_PATH",
            "CUDA_VISIBLE_DEVICES",
            "OMP_NUM_THREADS");

    private final ShownPaths paths;
    private final List<String> lines = new ArrayList<>();

    private Diagnosis(ShownPaths paths) {
        this.paths = paths;
    }

    /**
     * The text.
     *
     * @param wholePaths whether paths, which may tell whose computer it is, are shown whole
     * @param trial whether to start PyTorch and try a training step, which takes some ten seconds
     * @throws CancelledException if the user has asked to stop
     */
    public static String text(boolean wholePaths, boolean trial, Progress progress) {
        Map<Path, String> known = new LinkedHashMap<>();
        known.put(Path.of(System.getProperty("user.home")), "~");
        cacheFolder().ifPresent(folder -> known.put(folder, "<cache>"));
        Optional.ofNullable(IJ.getDirectory("imagej"))
                .ifPresent(folder -> known.put(Path.of(folder).toAbsolutePath(), "<ImageJ>"));
        Diagnosis diagnosis = new Diagnosis(new ShownPaths(known, System.getProperty("user.name", ""), wholePaths));
        progress.status("Looking at this computer");
        diagnosis.computer();
        diagnosis.libraries();
        diagnosis.surroundings();
        if (trial) {
            diagnosis.trial(progress);
        }
        return String.join("\n", diagnosis.lines) + "\n";
    }

    private static Optional<Path> cacheFolder() {
        try {
            return Optional.of(CacheFolder.path());
        } catch (TesseraException e) {
            return Optional.empty(); // Its own line tells why.
        }
    }

    private void line(String what, Supplier<String> told) {
        String text;
        try {
            text = told.get();
        } catch (TesseraException e) {
            text = e.getMessage();
        } catch (CancelledException e) {
            throw e;
        } catch (RuntimeException | LinkageError e) {
            text = "cannot be told (" + e + ")";
        }
        lines.add(what + ": " + paths.in(text));
    }

    private void computer() {
        line("Programs", () -> String.join(", ", Software.programs()));
        line(
                "Java",
                () -> System.getProperty("java.version") + " of " + System.getProperty("java.vendor") + ", "
                        + Devices.here().platform().bits() + "-bit");
        line(
                "System",
                () -> System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
                        + Devices.here().platform().classifier() + ", C library "
                        + Devices.here().platform().libc().describe() + ", "
                        + Runtime.getRuntime().availableProcessors() + " processors for Java");
        line("PyTorch can run here", () -> Devices.here()
                .platform()
                .problem()
                .map(why -> "no, " + why)
                .orElse("yes"));
        line(
                "Memory",
                () -> gigabytes(MemoryUse.ofComputer()) + " in all"
                        + FreeMemory.onCpu().stream()
                                .mapToObj(free -> ", of which " + gigabytes(free) + " can be had")
                                .collect(Collectors.joining())
                        + "; " + heap());
        line("NVIDIA", () -> driver(Devices.here().driver()));
        line("GPU", () -> Devices.here()
                .withoutGpu()
                .map(why -> "none can be used, because " + why)
                .orElse("can be used"));
    }

    private static String heap() {
        Runtime java = Runtime.getRuntime();
        return "Java may take " + gigabytes(java.maxMemory()) + " and uses "
                + gigabytes(java.totalMemory() - java.freeMemory());
    }

    private static String driver(NvidiaDriver driver) {
        String version = driver.version().isEmpty() ? "" : " " + driver.version();
        String cuda = driver.cuda() == 0 ? "" : " for CUDA " + driver.shownCuda();
        return switch (driver.state()) {
            case NONE -> "no driver";
            case NO_GPU -> "driver" + version + cuda + ", no GPU";
            case BROKEN -> "driver" + version + cuda + " does not work: " + driver.detail();
            case READY ->
                "driver" + version + cuda + "; "
                        + driver.gpus().stream()
                                .map(gpu -> gpu.describe() + ", compute capability " + gpu.shownCapability())
                                .collect(Collectors.joining("; "));
        };
    }

    private void libraries() {
        line("PyTorch's libraries", () -> {
            List<LibraryFolder> installed = PyTorch.setup().installed();
            return (PyTorch.isThere() ? "there" : "missing") + "; installed by Tessera: "
                    + (installed.isEmpty()
                            ? "none"
                            : installed.stream()
                                    .map(f -> f.flavour().word() + " (" + gigabytes(f.bytes())
                                            + (PyTorch.isThere(f.flavour()) ? ")" : ", set aside)"))
                                    .collect(Collectors.joining(", ")))
                    + "; loaded: " + PyTorch.loaded().orElse("not yet");
        });
        line("Cache folder", () -> paths.of(CacheFolder.path()));
        line(
                "JNA",
                () -> JnaCheck.version()
                        + JnaCheck.problem().map(what -> ", " + what).orElse(""));
    }

    private void surroundings() {
        ClassLoader own = Diagnosis.class.getClassLoader();
        line(
                "Class loaders",
                () -> "Tessera's " + name(own) + ", this thread's "
                        + name(Thread.currentThread().getContextClassLoader()));
        line("Menu and macros", () -> IJ.getInstance() == null ? "without ImageJ's window" : "with ImageJ's window");
        LibraryJars.found(own)
                .forEach((library, jars) -> line(
                        "Jar of " + library,
                        () -> (jars.isEmpty()
                                        ? "MISSING"
                                        : jars.stream().map(paths::of).collect(Collectors.joining(" AND ")))
                                + (jars.size() > 1 ? " (a conflict: the first counts, delete the others)" : "")));
        line("Set in the environment", () -> {
            String set = VARIABLES.stream()
                    .flatMap(key -> Setting.of(key).stream()
                            .map(value ->
                                    key + "=" + (key.equals(LibrarySetup.MIRROR) ? host(value) : shownList(value))))
                    .collect(Collectors.joining(", "));
            return set.isEmpty() ? "nothing that matters" : set;
        });
    }

    /** Of an address, in which there may be a name and a password. */
    static String host(String address) {
        try {
            URI uri = new URI(address.strip());
            return uri.getHost() == null ? "(no web address)" : uri.getScheme() + "://" + uri.getHost();
        } catch (URISyntaxException e) {
            return "(no web address)";
        }
    }

    /** Of a list of paths each as it is shown, for blanks in them are nothing to go by. */
    private String shownList(String value) {
        try {
            return Stream.of(value.split(File.pathSeparator, -1))
                    .map(part -> part.contains("/") || part.contains("\\") ? paths.of(Path.of(part)) : part)
                    .collect(Collectors.joining(File.pathSeparator));
        } catch (InvalidPathException e) {
            return "(not a path)";
        }
    }

    private void trial(Progress progress) {
        line("Device", () -> DeviceChoice.AUTO.choose().line());
        line("Training step and segmenting", () -> {
            SpeedTrial speed = SpeedTrial.on(DeviceChoice.AUTO.choose().device(), progress);
            return String.format(
                    Locale.ROOT,
                    "%.1f ms a step, %.1f megapixels a second (C-UNet, %d crops of %d x %d, freed memory %s)",
                    speed.stepMillis(),
                    speed.megapixels(),
                    SpeedTrial.BATCH,
                    SpeedTrial.SIDE,
                    SpeedTrial.SIDE,
                    speed.memoryKept() ? "kept" : "given back");
        });
    }

    private static String name(ClassLoader loader) {
        return loader == null ? "Java's own" : loader.getClass().getName();
    }

    private static String gigabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f GB", bytes / GB);
    }
}
