package io.github.tessera.command;

import ij.IJ;
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
        if (fault != null) {
            StringWriter trace = new StringWriter();
            fault.printStackTrace(new PrintWriter(trace, true));
            log(trace.toString());
        }
        if (problem == null) {
            Message.stopMacro();
        } else {
            Message.tell(title, problem);
        }
    }

    private static void log(String text) {
        if (IJ.getInstance() == null) {
            System.err.print(text);
        } else {
            IJ.log(text);
        }
    }
}
