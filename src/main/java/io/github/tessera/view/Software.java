package io.github.tessera.view;

import ij.ImageJ;
import io.github.tessera.tensor.PyTorch;
import java.util.List;

/** What a training ran on, and what runs: names and versions, none of which tells whose computer it was. */
public final class Software {
    private Software() {}

    /** Names of programs with their versions. */
    public static List<String> programs() {
        return List.of(
                Product.TESSERA.name() + " " + Product.TESSERA.version(),
                "ImageJ " + ImageJ.VERSION,
                "Java " + Runtime.version().feature(),
                "Deep Java Library " + PyTorch.bridgeVersion(),
                "PyTorch " + PyTorch.VERSION);
    }

    /** The operating system and its processors. */
    static String machine() {
        return System.getProperty("os.name") + " (" + System.getProperty("os.arch") + ", "
                + Runtime.getRuntime().availableProcessors() + " processors for Java)";
    }
}
