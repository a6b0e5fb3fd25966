package io.github.tessera.tensor;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import io.github.tessera.device.CacheFolder;
import io.github.tessera.device.Devices;
import io.github.tessera.device.Flavour;
import io.github.tessera.natives.LibraryFolder;
import io.github.tessera.natives.LibrarySetup;
import io.github.tessera.progress.TesseraException;
import java.nio.file.Path;
import java.util.Optional;

/** Starts PyTorch's engine inside this Java, without network and without telemetry. */
public final class PyTorch {
    /** The version of PyTorch that Tessera is made for. */
    public static final String VERSION = LibraryFolder.VERSION;

    /** Which libraries were loaded: libraries belong to the whole Java, so this is kept where the whole Java sees it. */
    static final String LOADED = "tessera.pytorch";

    /** Which class loader has loaded them: no other one can. */
    private static final String OWNER = "tessera.pytorch.owner";

    /** Why they could not be loaded: some of them were, and stay, so that another try in this Java could end it. */
    private static final String FAULT = "tessera.pytorch.fault";

    private static final String NO_TELEMETRY = "OPT_OUT_TRACKING";

    private PyTorch() {}

    /**
     * The engine; the first call unpacks and loads the libraries (a few seconds, once a computer; then half a second).
     *
     * @throws TesseraException if the libraries are missing or cannot be loaded here; the message says why and what helps
     */
    public static Engine engine() {
        if (System.getProperty(LOADED) == null) {
            load();
        }
        if (!owner().equals(System.getProperty(OWNER))) {
            throw LoadFault.loadedTwice();
        }
        return started();
    }

    private static String owner() {
        return Integer.toHexString(System.identityHashCode(PyTorch.class.getClassLoader()));
    }

    /** Whether there are libraries to start from; asking loads nothing. */
    public static boolean isThere() {
        return System.getProperty(LOADED) != null
                || EngineLibraries.find(Devices.here()).isPresent();
    }

    /** Whether there are libraries of a build that were not set aside; asking loads nothing. */
    public static boolean isThere(Flavour flavour) {
        return EngineLibraries.of(flavour, Devices.here().platform()).isPresent();
    }

    /** The build to get: the one that suits this computer best, or the processor's where that was set aside and nothing else is there. */
    public static Flavour advised() {
        return EngineLibraries.advised(Devices.here());
    }

    /** Where a build goes that is packed in a jar beside the plugin, each time that it is not there; empty if there is no such jar. */
    public static Optional<LibraryFolder> unpacked(Flavour flavour) {
        return EngineLibraries.unpacked(flavour, Devices.here().platform());
    }

    /** Whether this Java has loaded libraries, or failed to, so that others are used only when it is started again. */
    public static boolean needsRestart() {
        return System.getProperty(LOADED) != null || System.getProperty(FAULT) != null;
    }

    private static synchronized void load() {
        if (System.getProperty(LOADED) != null) {
            return;
        }
        if (System.getProperty(FAULT) != null) {
            throw new TesseraException("Restart ImageJ before PyTorch is tried again. " + System.getProperty(FAULT));
        }
        Devices devices = Devices.here();
        devices.platform().problem().ifPresent(problem -> {
            throw new TesseraException("PyTorch cannot run here, because " + problem);
        });
        CacheFolder.requireWritable(CacheFolder.path());
        EngineLibraries libraries = EngineLibraries.find(devices).orElseThrow(() -> LoadFault.missing(setAside()));
        libraries.requireThere(devices.platform());
        LoadedLibraries.other(libraries).ifPresent(where -> {
            throw LoadFault.alreadyLoaded(where);
        });
        libraries.requireAgreement(System::getenv);
        if (System.getProperty(NO_TELEMETRY) == null) {
            System.setProperty(NO_TELEMETRY, "true");
        }
        CacheFolder.useForJna();
        letThreadsSleep();
        libraries.folder().ifPresent(DllFolder::use);
        libraries
                .note()
                .ifPresentOrElse(
                        note -> note.during(
                                "it ended ImageJ when it was tried",
                                () -> start(libraries, devices),
                                e -> "it could not be loaded (" + LoadFault.reason(e) + ")"),
                        () -> start(libraries, devices));
    }

    private static void start(EngineLibraries libraries, Devices devices) {
        try {
            libraries.during(PyTorch::started);
        } catch (EngineException | IllegalArgumentException | LinkageError e) {
            TesseraException fault = LoadFault.of(e, libraries, isThere(Flavour.CPU));
            System.setProperty(FAULT, fault.getMessage());
            throw fault;
        }
        System.setProperty(OWNER, owner());
        System.setProperty(
                LOADED,
                libraries.flavour().word() + " "
                        + libraries.folder().map(Path::toString).orElse("bundled"));
        // Libraries that do not suit a driver end Java not when they are loaded but when they first calculate.
        if (libraries.flavour().isCuda()) {
            devices.usable().stream().findFirst().ifPresent(gpu -> DeviceTrial.problem(Device.gpu(gpu.index())));
        }
    }

    private static Engine started() {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        // DJL finds its engines through the context class loader, once for the whole life of this Java (IMAGEJ.md,
        // section 4).
        Thread.currentThread().setContextClassLoader(PyTorch.class.getClassLoader());
        try {
            return Engine.getEngine("PyTorch");
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    /**
     * OpenMP's threads spin while they wait, unless told before the library is loaded. Measured beside two busy processes on two
     * cores, a C-UNet step took 1,620 ms spinning and 990 ms sleeping; alone, sleeping was never slower.
     */
    private static void letThreadsSleep() {
        Libc.with("setenv").ifPresent(libc -> libc.call("setenv", "OMP_WAIT_POLICY", "PASSIVE", 0));
    }

    /** Why the libraries that were loaded are not those for GPUs: a part of a sentence. */
    static String withoutCuda() {
        return setAside().orElse("the PyTorch that was loaded is for the CPU");
    }

    private static Optional<String> setAside() {
        return EngineLibraries.setAside(Flavour.CU128, Devices.here().platform())
                .map(why -> "PyTorch for the GPU was set aside, since " + why);
    }

    /** What installs, repairs and removes libraries of this computer. */
    public static LibrarySetup setup() {
        return new LibrarySetup(libraryFolder(), Devices.here().platform());
    }

    /** Where Tessera installs PyTorch's libraries. */
    public static Path libraryFolder() {
        return EngineLibraries.place();
    }

    /** Uses libraries again that could not be loaded, once they were checked or repaired. */
    public static void trustAgain(LibraryFolder folder) {
        SetAside.of(EngineLibraries.place(), folder.path()).forget();
    }

    /** What was loaded and from where, such as {@code cpu bundled}; empty before the first use. */
    public static Optional<String> loaded() {
        return Optional.ofNullable(System.getProperty(LOADED));
    }

    /** The version of the library that PyTorch is called through, the Deep Java Library. */
    public static String bridgeVersion() {
        return Engine.getDjlVersion();
    }
}
