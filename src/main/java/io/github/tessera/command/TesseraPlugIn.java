package io.github.tessera.command;

import ij.IJ;
import ij.Macro;
import ij.macro.Interpreter;
import ij.plugin.PlugIn;

/**
 * What every line of {@code plugins.config} calls: runs the command whose class name is the argument, on the calling thread.
 *
 * <p>The build compiles this one class for Java 8, so that an ImageJ on an old Java can still load it and say what is wrong.
 */
public final class TesseraPlugIn implements PlugIn {
    private static final int JAVA = 17;

    /**
     * Runs a command; every problem ends in a message, never in an exception.
     *
     * @param className the command's class
     */
    @Override
    public void run(String className) {
        String version = System.getProperty("java.specification.version");
        if (feature(version) < JAVA) {
            fail("Tessera needs Java " + JAVA + " or later, and this ImageJ runs on Java " + version
                    + ": use a current Fiji, or start ImageJ with a newer Java.");
            return;
        }
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // SciJava and DJL look for their parts through the thread's loader, and DJL never looks twice.
        thread.setContextClassLoader(TesseraPlugIn.class.getClassLoader());
        try {
            CommandRunner.run(className);
        } catch (LinkageError e) {
            fail(missing(e));
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** The Java release in a specification version: 8 for "1.8", 17 for "17". */
    static int feature(String specificationVersion) {
        boolean old = specificationVersion.startsWith("1.");
        return Integer.parseInt(old ? specificationVersion.substring(2) : specificationVersion);
    }

    /** Says in a sentence which jars are needed, and where. */
    static String missing(LinkageError e) {
        return "Tessera cannot load one of its libraries (" + e
                + "): put all jars of Tessera's download (scijava-common, parsington,"
                + " imglib2, gson, jna, snakeyaml, DJL's api and pytorch-engine, pytorch-jni, pytorch-native) into the folder"
                + " plugins/jars of ImageJ, one version of each, and start ImageJ again.";
    }

    // The shared Outcome cannot be used here: it is compiled for Java 17.
    private static void fail(String message) {
        if (IJ.getInstance() == null) {
            System.err.println(message);
            Interpreter interpreter = Interpreter.getInstance();
            if (interpreter != null) {
                interpreter.setIgnoreErrors(true);
                interpreter.abort(Macro.MACRO_CANCELED);
            }
            Macro.abort();
        } else {
            IJ.error("Tessera", message);
        }
    }
}
