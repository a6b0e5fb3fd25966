package io.github.tessera.command;

import ij.IJ;
import io.github.tessera.device.JnaCheck;
import io.github.tessera.progress.CancelledException;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.tensor.MemoryFault;
import io.github.tessera.view.Product;
import org.scijava.Cancelable;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.widget.Button;

/**
 * A command: says what it does in {@link #execute}, and leaves progress, Esc, cancel, messages and help to this class.
 *
 * <p>Parameter names are macro keys: lower-case letters, none the end of another. A field's initial value is its default.
 */
abstract class TesseraCommand implements Command, Cancelable {
    /** Marks a parameter that commands of one name for it hand on to each other: the model that was made is the next one used. */
    static final String SHARED = "shared";

    /** Marks a parameter that most users leave as it is: a dialog asks for it only if they tick that they want more. */
    static final String MORE = "more";

    /** Marks a parameter that is asked for before those of the classes that its command extends. */
    static final String FIRST = "first";

    /** Marks a parameter that only a dialog has use for: no recorder writes it down, Fiji's neither. */
    static final String UNRECORDED = "no-record";

    /** Style of a parameter that is a model there is: a dialog offers the list of models. */
    static final String MODEL = "model";

    /** Attribute of a parameter whose macro key may stand alone: the value that is meant then. */
    static final String BARE = "bare";

    static final String CITE = "Please cite Tessera (" + Product.TESSERA.address() + ") and the network's paper.";

    // SciJava reads these two.
    @SuppressWarnings("UnusedVariable")
    @Parameter(visibility = ItemVisibility.MESSAGE, required = false, persist = false, label = " ")
    private final String cite = CITE;

    @SuppressWarnings("UnusedVariable")
    @Parameter(label = "Help", callback = "showHelp", required = false, persist = false)
    private Button help;

    private final IjProgress progress = new IjProgress();
    private Outcome outcome;
    private String cancelReason;

    /**
     * Does the work with the parameters as they stand.
     *
     * @throws TesseraException with one sentence where the user can mend it
     * @throws CancelledException where the user stopped it
     */
    abstract void execute(Progress progress);

    /** What is to be known before anything is chosen, in lines; empty for most. */
    String notice() {
        return "";
    }

    /** Whether it runs a network: then PyTorch is offered before it begins, where it is missing. */
    boolean needsPyTorch() {
        return false;
    }

    /** Lets the runner tell how it ended; without it SciJava tells. */
    void reportTo(Outcome runnersOutcome) {
        outcome = runnersOutcome;
    }

    /** Shows progress elsewhere, too. */
    void showOn(Progress other) {
        progress.showOn(other);
    }

    @Override
    public final void run() {
        progress.start();
        QuitGuard guard = new QuitGuard(progress::cancel);
        try {
            if (needsPyTorch()) {
                LibraryQuestion.due().ifPresent(question -> question.ask(progress));
            }
            execute(progress);
        } catch (CancelledException e) {
            cancel("");
        } catch (TesseraException e) {
            fail(e.getMessage());
        } catch (LinkageError e) {
            fail(JnaCheck.problem(e)
                    .map(what -> "Tessera cannot go on, because " + what + ".")
                    .orElseGet(() -> TesseraPlugIn.missing(e)));
        } catch (RuntimeException | Error e) {
            if (MemoryFault.is(e)) {
                fail(
                        MemoryFault.isOfJava(e)
                                ? "Java has not enough memory for this: close images, or give ImageJ more in Edit > Options > Memory & Threads..."
                                : "PyTorch has not enough memory for this, which lies outside ImageJ's: choose a smaller tile, batch or crop, or close other programs.");
            } else if (outcome == null) {
                throw e;
            } else {
                outcome.fault(e);
                cancel("");
            }
        } finally {
            guard.end();
            progress.end();
        }
    }

    private void fail(String sentence) {
        if (outcome == null) {
            cancel(sentence);
            return;
        }
        outcome.problem(sentence);
        // An empty reason keeps SciJava from showing a second message.
        cancel("");
    }

    /** Opens the help text of this command; SciJava's dialog calls it. */
    public void showHelp() {
        IJ.showMessage(CommandRunner.title(getClass()), CommandHelp.html(getClass()));
    }

    @Override
    public boolean isCanceled() {
        return cancelReason != null;
    }

    @Override
    public void cancel(String reason) {
        cancelReason = reason == null ? "" : reason;
        progress.cancel();
    }

    @Override
    public String getCancelReason() {
        return cancelReason;
    }
}
