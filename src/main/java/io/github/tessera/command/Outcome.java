package io.github.tessera.command;

import ij.IJ;
import ij.Macro;
import ij.macro.Interpreter;
import ij.plugin.frame.Recorder;
import java.io.PrintWriter;
import java.io.StringWriter;

/** How one run of a command ended, and how that is told: nothing, one sentence, or a sentence and a stack trace in the log. */
final class Outcome {
    private String problem;
    private Throwable fault;

    /** Keeps the sentence of something that the user can mend. The first one counts. */
    void problem(String sentence) {
        if (problem == null) {
            problem = sentence;
        }
    }

    /** Keeps a fault of the program. */
    void fault(Throwable cause) {
        problem("Tessera failed: " + cause + ". This is a fault of the program; the log says where it happened.");
        fault = cause;
    }

    /** The sentence for the user, or null where there is none. */
    String sentence() {
        return problem;
    }

    /** Shows what is to be shown and stops a running macro; call it after the run, and only if it did not succeed. */
    void tell(String title) {
        if (Recorder.record) {
            // Otherwise the recorder writes down a command that was not carried out.
            Recorder.setCommand(null);
        }
        if (fault != null) {
            StringWriter trace = new StringWriter();
            fault.printStackTrace(new PrintWriter(trace, true));
            log(trace.toString());
        }
        if (problem == null) {
            stopMacro();
        } else if (IJ.getInstance() == null) {
            System.err.println(problem);
            stopMacro();
        } else {
            IJ.error(title, wrapped(problem));
        }
    }

    /** The sentence in lines that a message window can show; a long path is not broken. */
    static String wrapped(String sentence) {
        return sentence.replaceAll("(.{60,90}?) ", "$1\n");
    }

    private static void log(String text) {
        if (IJ.getInstance() == null) {
            System.err.print(text);
        } else {
            IJ.log(text);
        }
    }

    private static void stopMacro() {
        Interpreter interpreter = Interpreter.getInstance();
        if (interpreter != null) {
            // Not abortMacro(), which waits two seconds; and without this line ImageJ opens a dialog, even in batch
            // mode.
            interpreter.setIgnoreErrors(true);
            interpreter.abort(Macro.MACRO_CANCELED);
        }
        Macro.abort();
    }
}
