package io.github.tessera.tensor;

import ai.djl.Device;
import ai.djl.engine.Engine;
import io.github.tessera.progress.TesseraException;
import java.util.Locale;

/**
 * Where to compute, as the user chose it.
 *
 * @param kind automatic, CPU or GPU
 * @param index the GPU's number, from 0; 0 otherwise
 */
public record DeviceChoice(Kind kind, int index) {
    /** The kinds of choice. */
    public enum Kind {
        AUTO,
        CPU,
        GPU
    }

    /** The first GPU if PyTorch can use one, else the CPU. */
    public static final DeviceChoice AUTO = new DeviceChoice(Kind.AUTO, 0);

    public static final DeviceChoice CPU = new DeviceChoice(Kind.CPU, 0);

    /**
     * Reads {@code auto}, {@code cpu}, {@code gpu} or {@code gpu 1}.
     *
     * @throws TesseraException if the text is none of them
     */
    public static DeviceChoice parse(String text) {
        String word = text.trim().toLowerCase(Locale.ROOT);
        if (word.equals("auto") || word.equals("cpu")) {
            return new DeviceChoice(Kind.valueOf(word.toUpperCase(Locale.ROOT)), 0);
        }
        if (word.matches("gpu ?\\d{0,3}")) {
            String number = word.substring(3).trim();
            return new DeviceChoice(Kind.GPU, number.isEmpty() ? 0 : Integer.parseInt(number));
        }
        throw new TesseraException(
                "The device \"" + text + "\" is not known: write auto, cpu, or gpu and its number, such as gpu 0.");
    }

    /**
     * The device itself, and why.
     *
     * @throws TesseraException if a GPU was asked for that is not there
     */
    public Chosen choose() {
        Engine engine = PyTorch.engine();
        int gpus = engine.getGpuCount();
        boolean cuda = engine.hasCapability("CUDA");
        if (kind == Kind.GPU && (!cuda || index >= gpus)) {
            throw new TesseraException("GPU " + index + " cannot be used because "
                    + (cuda ? "PyTorch finds " + gpus + " GPUs" : "the PyTorch that is installed here is for the CPU")
                    + ": choose auto or cpu.");
        }
        if (kind == Kind.CPU || !cuda || gpus == 0) {
            String reason = kind == Kind.CPU
                    ? "it was chosen"
                    : cuda ? "no GPU was found" : "the PyTorch that is installed here is for the CPU";
            return new Chosen(Device.cpu(), "Using the CPU because " + reason + ".");
        }
        return new Chosen(Device.gpu(index), "Using GPU " + index + ".");
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
