package io.github.tessera.device;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * NVIDIA's driver and its GPUs, asked of the driver itself; no CUDA toolkit is needed.
 *
 * @param state whether it can be used
 * @param version as {@code nvidia-smi} tells it, such as 535.104.05; empty if not known
 * @param cuda the newest CUDA that it knows, times 10: 122 is 12.2; 0 if not known
 * @param gpus in the order of CUDA, whose numbers PyTorch uses; {@code nvidia-smi} may number them otherwise
 * @param detail what it said that is wrong; empty if nothing
 */
public record NvidiaDriver(State state, String version, int cuda, List<Gpu> gpus, String detail) {
    /** How it fares. */
    public enum State {
        /** There is none. */
        NONE,
        /** It is there, but finds no GPU. */
        NO_GPU,
        /** It is there, but does not work. */
        BROKEN,
        /** It has at least one GPU. */
        READY
    }

    /** Of computers without. */
    public static final NvidiaDriver NONE = new NvidiaDriver(State.NONE, "", 0, List.of(), "");

    private static final int NAME_BYTES = 256;
    private static final int MIB_SHIFT = 20;

    /** nvidia-smi: 0, NVIDIA RTX 4090, 24564, 535.104.05, 8.9. */
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\s*(\\d+), (.+), (\\d+), ([\\d.]+)(?:, (\\d+)\\.(\\d+))?\\s*$");

    private static final String NO_HEADER = "--format=csv,noheader,nounits";

    private static final Pattern CUDA = Pattern.compile("CUDA Version: (\\d+)\\.(\\d+)");

    public NvidiaDriver {
        gpus = List.copyOf(gpus);
    }

    /**
     * Asks for it, of the library and, for what the library does not tell or if it cannot be called, of {@code nvidia-smi}.
     *
     * @param library loads it; throws {@link LinkageError} if it cannot be loaded
     */
    static NvidiaDriver find(Supplier<CudaLibrary> library, CommandOutput output) {
        CudaLibrary cuda;
        try {
            cuda = library.get();
        } catch (UnsatisfiedLinkError e) {
            NvidiaDriver told = ofSmi(output);
            // PyTorch calls the same library.
            return told.state == State.NONE
                    ? told
                    : told.broken("its library cannot be loaded, though nvidia-smi runs: install the driver anew");
        } catch (LinkageError e) {
            return ofSmi(output);
        }
        return ofLibrary(cuda, output);
    }

    private static NvidiaDriver ofLibrary(CudaLibrary library, CommandOutput output) {
        int status = library.cuInit(0);
        // The library does not tell the version by which drivers are known.
        String version = output.of("nvidia-smi", "--query-gpu=driver_version", NO_HEADER)
                .map(text -> text.strip().lines().findFirst().orElse(""))
                .filter(line -> line.matches("[\\d.]+"))
                .orElse("");
        if (status == CudaLibrary.NO_DEVICE) {
            return new NvidiaDriver(State.NO_GPU, version, 0, List.of(), "");
        }
        int[] number = new int[1];
        int cuda = library.cuDriverGetVersion(number) == 0 ? number[0] / 1000 * 10 + number[0] % 1000 / 10 : 0;
        NvidiaDriver driver = new NvidiaDriver(State.READY, version, cuda, List.of(), "");
        if (status != 0) {
            return driver.broken(
                    switch (status) {
                        case CudaLibrary.DRIVER_MISMATCH ->
                            "it was updated since the computer was started: restart the computer";
                        case CudaLibrary.SYSTEM_NOT_READY ->
                            "its services are not running: restart the computer, or ask who looks after it";
                        default ->
                            "it answers with error " + status + ": restart the computer, or install the driver anew";
                    });
        }
        if (library.cuDeviceGetCount(number) != 0) {
            return driver.broken("it does not tell its GPUs: restart the computer");
        }
        List<Gpu> gpus = new ArrayList<>();
        for (int i = 0; i < number[0]; i++) {
            gpu(library, i).ifPresent(gpus::add);
        }
        return new NvidiaDriver(gpus.isEmpty() ? State.NO_GPU : State.READY, version, cuda, gpus, "");
    }

    private static Optional<Gpu> gpu(CudaLibrary library, int index) {
        int[] device = new int[1];
        byte[] name = new byte[NAME_BYTES];
        long[] bytes = new long[1];
        int[] major = new int[1];
        int[] minor = new int[1];
        boolean told = library.cuDeviceGet(device, index) == 0
                && library.cuDeviceGetName(name, name.length, device[0]) == 0
                && library.cuDeviceTotalMem_v2(bytes, device[0]) == 0
                && library.cuDeviceGetAttribute(major, CudaLibrary.CAPABILITY_MAJOR, device[0]) == 0
                && library.cuDeviceGetAttribute(minor, CudaLibrary.CAPABILITY_MINOR, device[0]) == 0;
        if (!told) {
            return Optional.empty();
        }
        String text = new String(name, StandardCharsets.UTF_8);
        int end = text.indexOf('\0');
        return Optional.of(new Gpu(index, end < 0 ? text : text.substring(0, end), bytes[0], 10 * major[0] + minor[0]));
    }

    private static NvidiaDriver ofSmi(CommandOutput output) {
        // Drivers before 510 do not know compute_cap, and refuse the whole question.
        String fields = "--query-gpu=index,name,memory.total,driver_version";
        Optional<String> rows = output.of("nvidia-smi", fields + ",compute_cap", NO_HEADER)
                .or(() -> output.of("nvidia-smi", fields, NO_HEADER));
        Optional<String> head = output.of("nvidia-smi");
        if (rows.isEmpty()) {
            return head.map(text -> NONE.broken("nvidia-smi does not tell its GPUs: restart the computer"))
                    .orElse(NONE);
        }
        List<Gpu> gpus = new ArrayList<>();
        String version = "";
        Matcher row = ROW.matcher(rows.get());
        while (row.find()) {
            int capability =
                    row.group(5) == null ? 0 : 10 * Integer.parseInt(row.group(5)) + Integer.parseInt(row.group(6));
            gpus.add(new Gpu(
                    Integer.parseInt(row.group(1)),
                    row.group(2),
                    Long.parseLong(row.group(3)) << MIB_SHIFT,
                    capability));
            version = row.group(4);
        }
        Matcher newest = CUDA.matcher(head.orElse(""));
        int cuda = newest.find() ? 10 * Integer.parseInt(newest.group(1)) + Integer.parseInt(newest.group(2)) : 0;
        return new NvidiaDriver(gpus.isEmpty() ? State.NO_GPU : State.READY, version, cuda, gpus, "");
    }

    private NvidiaDriver broken(String how) {
        return new NvidiaDriver(State.BROKEN, version, cuda, List.of(), how);
    }

    /** The newest CUDA that it knows, as NVIDIA writes it: 12.2. */
    public String shownCuda() {
        return Gpu.decimal(cuda);
    }

    /** With its version where it is known. */
    String called() {
        return version.isEmpty() ? "NVIDIA's driver" : "NVIDIA's driver " + version;
    }

    /** Why it cannot run PyTorch's build for GPUs, and what helps; empty if it can. */
    Optional<String> misfit() {
        int number = version.isEmpty() ? 0 : Integer.parseInt(version.replaceFirst("\\..*", ""));
        boolean old = cuda > 0 ? cuda < Flavour.OLDEST_CUDA : number > 0 && number < Flavour.OLDEST_DRIVER;
        if (!old) {
            return Optional.empty();
        }
        String why = number > 0
                ? "the driver " + number + " is older than CUDA 12.8 needs: " + Flavour.OLDEST_DRIVER
                : "the driver knows CUDA " + shownCuda() + " at most, and CUDA 12.8 needs driver "
                        + Flavour.OLDEST_DRIVER + " or newer";
        return Optional.of(why + ", so update it from nvidia.com/drivers");
    }
}
