package io.github.tessera.command;

import io.github.tessera.device.Devices;
import io.github.tessera.device.Flavour;
import io.github.tessera.progress.Choice;

/** Which build of PyTorch's libraries is meant. */
enum LibraryBuild implements Choice {
    /** What suits the computer. */
    AUTO("Automatic", "auto"),
    CPU("For the processor", "cpu"),
    GPU("For NVIDIA's GPUs", "gpu");

    private final String label;
    private final String word;

    LibraryBuild(String label, String word) {
        this.label = label;
        this.word = word;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public String word() {
        return word;
    }

    @Override
    public String toString() {
        return label;
    }

    Flavour on(Devices devices) {
        return switch (this) {
            case AUTO -> devices.best();
            case CPU -> Flavour.CPU;
            case GPU -> Flavour.CU128;
        };
    }
}
