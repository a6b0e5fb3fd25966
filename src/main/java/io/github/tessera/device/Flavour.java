package io.github.tessera.device;

/** The builds of PyTorch that Tessera can use, as DJL calls them. */
public enum Flavour {
    /** For processors, on every system. */
    CPU("cpu"),

    /**
     * For NVIDIA's GPUs by CUDA 12.8, on Linux and Windows with Intel's or AMD's processors. By CUDA's minor version compatibility it runs
     * with every driver for CUDA 12, from 525 on; GPUs that are newer than CUDA 12.0 need a driver that knows them in any
     * case. PyTorch 2.7 has code for GPUs from compute capability 7.5 on in it.
     */
    CU128("cu128");

    /** CUDA 12.0, and the driver that came with it. */
    static final int OLDEST_CUDA = 120;

    static final int OLDEST_DRIVER = 525;
    static final int OLDEST_CAPABILITY = 75;

    private final String word;

    Flavour(String word) {
        this.word = word;
    }

    /** As DJL writes it. */
    public String word() {
        return word;
    }

    /** What it is for, in a sentence. */
    public String use() {
        return isCuda() ? "for NVIDIA's GPUs" : "for the processor";
    }

    /** Whether it computes on NVIDIA's GPUs. */
    public boolean isCuda() {
        return this == CU128;
    }

    /** Whether there is such a build for a system. */
    public boolean isMadeFor(Platform platform) {
        String classifier = platform.classifier();
        return !isCuda() || classifier.equals("linux-x86_64") || classifier.equals("win-x86_64");
    }
}
