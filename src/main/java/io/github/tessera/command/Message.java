package io.github.tessera.command;

import ij.IJ;
import ij.Macro;
import ij.macro.Interpreter;
import ij.plugin.frame.Recorder;

/**
 * One sentence for the user: in a window, or without ImageJ's window on standard error; a running macro stops.
 *
 * <p>The build compiles this for Java 8 too, as {@link TesseraPlugIn}.
 */
final class Message {
    private Message() {}

    /** Tells what is wrong and what to do. */
    static void tell(String title, String sentence) {
        if (IJ.getInstance() == null) {
            System.err.println(sentence);
            stopMacro();
        } else {
            forgetRecorded();
            IJ.error(title, wrapped(sentence));
        }
    }

    /** Stops a running macro without a word. */
    static void stopMacro() {
        forgetRecorded();
        Interpreter interpreter = Interpreter.getInstance();
        if (interpreter != null) {
            // Not abortMacro(), which waits two seconds; and without this line ImageJ opens a dialog, even in batch
            // mode.
            interpreter.setIgnoreErrors(true);
            interpreter.abort(Macro.MACRO_CANCELED);
        }
        Macro.abort();
    }

    /** The sentence in lines that a message window can show; a long path is not broken. */
    static String wrapped(String sentence) {
        return sentence.replaceAll("(.{60,90}?) ", "$1\n");
    }

    // Otherwise the recorder writes down a command that was not carried out.
    private static void forgetRecorded() {
        if (Recorder.record) {
            Recorder.setCommand(null);
        }
    }
}
