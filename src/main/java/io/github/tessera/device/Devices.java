package io.github.tessera.device;

import com.sun.jna.Native;
import io.github.tessera.progress.TesseraException;
import java.util.List;
import java.util.Optional;

/**
 * What this computer can compute on.
 *
 * @param platform its system
 * @param driver NVIDIA's
 */
public record Devices(Platform platform, NvidiaDriver driver) {
    /** The GPUs that CUDA may see; what runs jobs on a cluster sets it. */
    private static final String VISIBLE = "CUDA_VISIBLE_DEVICES";

    /** Asked once: computers keep their GPUs while a program runs. */
    private static final class Here {
        static final Devices DEVICES =
                new Devices(Platform.here(), NvidiaDriver.find(Devices::library, CommandOutput.OF_SYSTEM));
    }

    /** This computer's; the first call asks its driver, which takes a tenth of a second, some seconds where it is broken. */
    public static Devices here() {
        return Here.DEVICES;
    }

    private static CudaLibrary library() {
        if (!jnaWorks()) {
            throw new LinkageError("JNA does not work");
        }
        return CudaLibrary.load();
    }

    /** Apart from the driver's library: what JNA cannot do is not the driver's fault, and it may throw anything. */
    private static boolean jnaWorks() {
        try {
            return CacheFolder.useForJna() && Native.POINTER_SIZE > 0;
        } catch (TesseraException | Error e) {
            return false;
        }
    }

    /** The GPUs that PyTorch's build for GPUs can use, in the order of their numbers. */
    public List<Gpu> usable() {
        if (!Flavour.CU128.isMadeFor(platform) || driver.misfit().isPresent()) {
            return List.of();
        }
        return driver.gpus().stream().filter(gpu -> gpu.misfit().isEmpty()).toList();
    }

    /** The build that suits this computer best. */
    public Flavour best() {
        return usable().isEmpty() ? Flavour.CPU : Flavour.CU128;
    }

    /** Why no GPU can be used: a part of a sentence that begins after "because"; empty if one can be. */
    public Optional<String> withoutGpu() {
        if (!usable().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                switch (driver.state()) {
                    case NONE -> "no NVIDIA GPU was found";
                    case NO_GPU -> driver.called() + " finds no GPU" + hiding(System.getenv(VISIBLE));
                    case BROKEN -> driver.called() + " does not work: " + driver.detail();
                    case READY -> unsuitable();
                });
    }

    /** @param visible what the environment lets CUDA see; null for all */
    static String hiding(String visible) {
        return visible == null
                ? ""
                : " (the environment variable " + VISIBLE + " is \"" + visible
                        + "\": ask for a GPU where that is set, or take it out)";
    }

    private String unsuitable() {
        if (!Flavour.CU128.isMadeFor(platform)) {
            return "there is no PyTorch for GPUs for " + platform.classifier();
        }
        return driver.misfit()
                .or(() -> driver.gpus().stream()
                        .map(Gpu::misfit)
                        .flatMap(Optional::stream)
                        .findFirst())
                .orElseThrow();
    }
}
