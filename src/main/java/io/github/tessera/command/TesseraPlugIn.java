package io.github.tessera.command;

import ij.plugin.PlugIn;

/**
 * What every line of {@code plugins.config} calls: runs the command whose class name is the argument, on the calling thread.
 *
 * <p>The build compiles this class, and {@link Message}, for Java 8 too, so that an ImageJ on an old Java can still load them and say what is wrong.
 */
public final class TesseraPlugIn implements PlugIn {
    private static final int JAVA = 17;
    private static final String TITLE = "Tessera";

    /**
     * Runs a command; every problem ends in a message, never in an exception.
     *
     * @param className the command's class
     */
    @Override
    public void run(String className) {
        String unfit =
                unfit(System.getProperty("java.specification.version"), System.getProperty("sun.arch.data.model"));
        if (!unfit.isEmpty()) {
            Message.tell(TITLE, unfit);
            return;
        }
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // SciJava and DJL look for their parts through the thread's loader, and DJL never looks twice.
        thread.setContextClassLoader(TesseraPlugIn.class.getClassLoader());
        try {
            CommandRunner.run(className);
        } catch (LinkageError e) {
            Message.tell(TITLE, missing(e));
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /**
     * Says in a sentence why Tessera cannot run on a Java, and how to get another.
     *
     * @param specificationVersion such as "1.8" or "17"
     * @param bits of an address, "32" or "64", or null where this Java does not tell
     * @return empty where it can
     */
    static String unfit(String specificationVersion, String bits) {
        int release = feature(specificationVersion);
        String wrong = "";
        if (release < JAVA) {
            wrong = "Tessera needs Java " + JAVA + " or newer, and this is Java " + release;
        } else if ("32".equals(bits)) {
            wrong = "Tessera needs a 64-bit Java, since there is no PyTorch for any other, and this is a 32-bit one";
        }
        return wrong.isEmpty()
                ? ""
                : wrong
                        + ". For Fiji: download Fiji-Latest, for 64 bits, from https://fiji.sc into a new folder; it brings a newer Java."
                        + " For ImageJ: install a 64-bit Java " + JAVA
                        + " or newer (https://adoptium.net has it), and start ImageJ with it: java -jar ij.jar";
    }

    /** The Java release in a specification version: 8 for "1.8", 17 for "17". */
    static int feature(String specificationVersion) {
        boolean old = specificationVersion.startsWith("1.");
        return Integer.parseInt(old ? specificationVersion.substring(2) : specificationVersion);
    }

    /** Says in a sentence which jars are needed, and where. */
    static String missing(LinkageError e) {
        return missing(
                e, TesseraPlugIn.class.getClassLoader().getResource("net/imagej/legacy/LegacyService.class") != null);
    }

    /** The same in Fiji, whose own jars must not come a second time, or elsewhere. */
    static String missing(LinkageError e, boolean fiji) {
        String start = "Tessera cannot load one of its libraries (" + e + "): ";
        if (fiji) {
            return start
                    + "bring Fiji's own jars up to date by Help > Update..., copy what is in the folder Fiji of Tessera's build"
                    + " into Fiji's folder again, take older versions of the same jars out, and start Fiji again."
                    + " Tessera Diagnose... names the jars, and those that are there twice.";
        }
        return start
                + "put all jars of Tessera's download (scijava-common, parsington,"
                + " imglib2, gson, jna, snakeyaml, DJL's api and pytorch-engine, pytorch-jni, pytorch-native) into the folder"
                + " plugins/jars of ImageJ, one version of each, and start ImageJ again.";
    }
}
