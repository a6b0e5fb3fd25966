package io.github.tessera.tensor;

import ai.djl.Device;
import io.github.tessera.device.Devices;
import io.github.tessera.device.Gpu;
import io.github.tessera.device.JnaCheck;
import io.github.tessera.progress.Count;
import io.github.tessera.progress.TesseraException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where to compute, as the user chose it.
 *
 * @param kind automatic, CPU, GPU or Apple's GPU
 * @param index the GPU's number, from 0; 0 otherwise
 */
public record DeviceChoice(Kind kind, int index) {
    /** The kinds of choice. */
    public enum Kind {
        AUTO,
        CPU,
        /** NVIDIA's. */
        GPU,
        /** Apple's, by Metal Performance Shaders; not every network runs there, so it is never chosen by itself. */
        MPS
    }

    /** The first GPU if PyTorch can use one, else the CPU. */
    public static final DeviceChoice AUTO = new DeviceChoice(Kind.AUTO, 0);

    private static final String MPS_TYPE = "mps";

    public static final DeviceChoice CPU = new DeviceChoice(Kind.CPU, 0);

    /**
     * Reads {@code auto}, {@code cpu}, {@code mps}, {@code gpu} or {@code gpu 1}.
     *
     * @throws TesseraException if the text is none of them
     */
    public static DeviceChoice parse(String text) {
        String word = text.trim().toLowerCase(Locale.ROOT);
        if (word.equals("auto") || word.equals("cpu") || word.equals("mps")) {
            return new DeviceChoice(Kind.valueOf(word.toUpperCase(Locale.ROOT)), 0);
        }
        if (word.matches("gpu ?\\d{0,3}")) {
            String number = word.substring(3).trim();
            return new DeviceChoice(Kind.GPU, number.isEmpty() ? 0 : Integer.parseInt(number));
        }
        throw new TesseraException("The device \"" + text
                + "\" is not known: write auto, cpu, gpu and its number, such as gpu 0, or mps.");
    }

    /**
     * The device itself, and why. A GPU is tried before it is used for the first time, which takes some seconds.
     *
     * @throws TesseraException if a GPU was asked for that cannot be used; the message says why
     */
    public Chosen choose() {
        boolean cuda = PyTorch.engine().hasCapability("CUDA");
        Chosen chosen = decide(
                Devices.here(), cuda ? Optional.empty() : Optional.of(PyTorch.withoutCuda()), DeviceTrial::problem);
        return JnaCheck.problem()
                .map(what -> new Chosen(chosen.device, chosen.line + " But " + what + "."))
                .orElse(chosen);
    }

    /**
     * The same of any computer.
     *
     * @param withoutCuda why the PyTorch that was started cannot use GPUs: a part of a sentence; empty if it can
     * @param trial what is wrong when a device is used; empty if nothing
     */
    Chosen decide(Devices devices, Optional<String> withoutCuda, Function<Device, Optional<String>> trial) {
        return switch (kind) {
            case CPU -> new Chosen(Device.cpu(), "Using the CPU because it was chosen.");
            case MPS -> apple(devices, trial);
            case GPU -> {
                Chosen gpu = gpu(devices, withoutCuda, trial);
                if (!gpu.device.isGpu()) {
                    throw new TesseraException(
                            "GPU " + index + " cannot be used because " + gpu.line + ": choose auto or cpu.");
                }
                yield gpu;
            }
            case AUTO -> {
                Chosen gpu = gpu(devices, withoutCuda, trial);
                yield gpu.device.isGpu() ? gpu : new Chosen(gpu.device, "Using the CPU because " + gpu.line + ".");
            }
        };
    }

    /** The GPU, or the CPU and why. */
    private Chosen gpu(Devices devices, Optional<String> withoutCuda, Function<Device, Optional<String>> trial) {
        Optional<String> without = devices.withoutGpu();
        if (without.isPresent()) {
            return new Chosen(Device.cpu(), without.get());
        }
        if (withoutCuda.isPresent()) {
            return new Chosen(
                    Device.cpu(),
                    withoutCuda.get() + ", though there is "
                            + devices.usable().get(0).describe()
                            + " (run Tessera Set Up PyTorch... and restart ImageJ to use it)");
        }
        List<Gpu> gpus = devices.usable().stream()
                .filter(g -> kind == Kind.AUTO || g.index() == index)
                .toList();
        return gpus.isEmpty() ? new Chosen(Device.cpu(), unusable(devices)) : firstThatWorks(gpus, trial);
    }

    /** Why a GPU that was asked for is not among the usable ones. */
    private String unusable(Devices devices) {
        List<Gpu> all = devices.driver().gpus();
        return all.stream()
                .filter(gpu -> gpu.index() == index)
                .findFirst()
                .flatMap(Gpu::misfit)
                .orElse("the driver finds " + Count.of(all.size(), "GPU") + ", and the first has number 0");
    }

    private static Chosen firstThatWorks(List<Gpu> gpus, Function<Device, Optional<String>> trial) {
        List<String> failed = new ArrayList<>();
        for (Gpu gpu : gpus) {
            Device device = Device.gpu(gpu.index());
            Optional<String> problem = trial.apply(device);
            if (problem.isEmpty()) {
                String why = failed.isEmpty() ? "" : ", since " + String.join(" and ", failed);
                return new Chosen(device, "Using " + gpu.describe() + why + ".");
            }
            failed.add(gpu.describe() + ", failed in a trial (" + problem.get()
                    + "), which a newer driver from nvidia.com/drivers may mend");
        }
        return new Chosen(Device.cpu(), String.join(" and ", failed));
    }

    private static Chosen apple(Devices devices, Function<Device, Optional<String>> trial) {
        Device device = Device.of(MPS_TYPE, 0);
        Optional<String> problem = devices.platform().classifier().equals("osx-aarch64")
                ? trial.apply(device)
                : Optional.of("only Macs with Apple silicon have one");
        problem.ifPresent(what -> {
            throw new TesseraException("Apple's GPU cannot be used (" + what + "): choose auto or cpu.");
        });
        return new Chosen(device, "Using Apple's GPU (MPS).");
    }

    /**
     * A device and the line that tells the user.
     *
     * @param device DJL's device
     * @param line one sentence for the log
     */
    public record Chosen(Device device, String line) {}

    /** The word that {@link #parse} reads. */
    @Override
    public String toString() {
        return kind == Kind.GPU ? "gpu " + index : kind.name().toLowerCase(Locale.ROOT);
    }
}
