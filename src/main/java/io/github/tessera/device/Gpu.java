package io.github.tessera.device;

import java.util.Optional;

/**
 * A graphics card as NVIDIA's driver tells of it.
 *
 * @param index the number by which CUDA, and so PyTorch, calls it, from 0
 * @param name as the maker calls it
 * @param bytes its memory
 * @param capability its compute capability times 10: 75 is 7.5
 */
public record Gpu(int index, String name, long bytes, int capability) {
    private static final int GIB_SHIFT = 30;

    /** For people: GPU 0, NVIDIA RTX 4090, 24 GB. */
    public String describe() {
        return "GPU " + index + ", " + name + ", " + Math.round(bytes / (double) (1L << GIB_SHIFT)) + " GB";
    }

    /** Why it cannot be used by PyTorch's build for GPUs: a part of a sentence that begins after "because"; empty if it can. */
    public Optional<String> misfit() {
        // Drivers that do not tell are of GPUs that may be new enough: the trial will show.
        if (capability >= Flavour.OLDEST_CAPABILITY || capability == 0) {
            return Optional.empty();
        }
        return Optional.of(describe() + ", has compute capability " + decimal(capability)
                + ", and PyTorch for CUDA 12.8 needs " + decimal(Flavour.OLDEST_CAPABILITY)
                + " (GeForce 16, RTX 20 or newer)");
    }

    /** As NVIDIA writes it: 7.5. */
    public String shownCapability() {
        return decimal(capability);
    }

    /** A number of tenths with one decimal. */
    static String decimal(int tenths) {
        return tenths / 10 + "." + tenths % 10;
    }
}
