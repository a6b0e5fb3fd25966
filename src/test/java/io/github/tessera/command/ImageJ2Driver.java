package io.github.tessera.command;

import org.scijava.SciJava;

/** Runs a macro in ImageJ2 by the arguments that Fiji takes, in a Java of its own, for {@link ImageJ2IT}. */
final class ImageJ2Driver {
    private static final int NO_IMAGEJ2 = 3;

    private ImageJ2Driver() {}

    /**
     * The whole session.
     *
     * @param arguments the macro file, and what {@code getArgument()} gives in it
     */
    public static void main(String[] arguments) {
        SciJava imagej = new SciJava();
        try {
            imagej.get("net.imagej.legacy.LegacyService");
        } catch (RuntimeException e) {
            System.err.println("imagej-legacy is missing: " + e.getMessage());
            System.exit(NO_IMAGEJ2);
        }
        imagej.launch("--headless", "-macro", arguments[0], arguments[1]);
        System.exit(0);
    }
}
