package io.github.tessera.tensor;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Starts PyTorch's engine inside this Java, without network and without telemetry. */
public final class PyTorch {
    /** The version of PyTorch that the bundled libraries have. */
    public static final String VERSION = "2.7.1";

    private static final String OFFLINE = "ai.djl.offline";
    private static final String NO_TELEMETRY = "OPT_OUT_TRACKING";

    private PyTorch() {}

    /**
     * The engine; the first call unpacks and loads the libraries (a few seconds, once a computer; then half a second).
     *
     * @throws TesseraException if the libraries are missing or cannot be loaded here; the message says why and what helps
     */
    public static Engine engine() {
        setUnlessGiven(OFFLINE, "true");
        setUnlessGiven(NO_TELEMETRY, "true");
        if (!useOneCacheFolder() && !Files.isDirectory(Path.of(cacheFolder(), "pytorch"))) {
            // DJL would fail too, but after JNA has unpacked itself elsewhere.
            throw new TesseraException(cure(new IOException("no cache folder")));
        }
        letThreadsSleep();
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        // DJL finds its engines through the context class loader, once for the whole life of this Java (IMAGEJ.md,
        // section 4).
        Thread.currentThread().setContextClassLoader(PyTorch.class.getClassLoader());
        try {
            return Engine.getEngine("PyTorch");
        } catch (EngineException | IllegalArgumentException | LinkageError e) {
            throw new TesseraException(cure(e), e);
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

    private static void setUnlessGiven(String key, String value) {
        if (System.getProperty(key) == null) {
            System.setProperty(key, value);
        }
    }

    /** The version of the library that PyTorch is called through, the Deep Java Library. */
    public static String bridgeVersion() {
        return Engine.getDjlVersion();
    }

    /** One sentence for the reason that lies deepest. */
    static String cure(Throwable failure) {
        String deepest = "";
        for (Throwable t = failure; t != null; t = t.getCause()) {
            deepest = t.getMessage() == null ? t.toString() : t.getMessage();
        }
        String start = "PyTorch's libraries could not be loaded ("
                + deepest.lines().findFirst().orElse("no reason given") + "): ";
        if (deepest.contains("already loaded in another classloader")) {
            return start + "restart ImageJ, since they can be loaded only once.";
        }
        // Without its bundled libraries DJL wants to download them, which is forbidden here: "Offline mode is enabled."
        if (deepest.contains("No deep learning engine")
                || deepest.contains("not found: PyTorch")
                || deepest.contains("Offline mode")) {
            return start
                    + "put pytorch-engine, pytorch-jni and pytorch-native-cpu for this computer into plugins/jars and restart ImageJ.";
        }
        return start + "Tessera needs 64-bit Linux, Windows or macOS (Apple silicon), Java 17, and the folder "
                + cacheFolder() + " writable.";
    }

    /**
     * JNA unpacks its library into a folder of its own unless told; called before JNA is first touched.
     *
     * @return false if the cache folder cannot be written: then JNA must be left alone, for it would write elsewhere
     */
    static boolean useOneCacheFolder() {
        Path folder = Path.of(cacheFolder(), "jna");
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            return false;
        }
        setUnlessGiven("jna.tmpdir", folder.toString());
        return Files.isWritable(folder);
    }

    /** The one folder outside the user's own that is written to: the unpacked libraries. */
    public static String cacheFolder() {
        String given = System.getProperty("DJL_CACHE_DIR", System.getenv("DJL_CACHE_DIR"));
        return given != null ? given : System.getProperty("user.home") + "/.djl.ai";
    }
}
