package io.github.tessera.command;

import ij.IJ;
import ij.gui.YesNoCancelDialog;
import io.github.tessera.device.Devices;
import io.github.tessera.device.Flavour;
import io.github.tessera.natives.LibrarySetup;
import io.github.tessera.progress.CancelledException;
import io.github.tessera.progress.Progress;
import io.github.tessera.tensor.PyTorch;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Before the first command that needs PyTorch where it is not there: may it be downloaded? Somebody who says no gets the sentence that tells
 * how to get it, from whatever needs it.
 *
 * @param setup of this computer
 * @param flavour the build that suits it
 * @param answer of the one who is asked
 */
record LibraryQuestion(LibrarySetup setup, Flavour flavour, Predicate<String> answer) {
    /** That it was asked, by whichever Tessera of this Java. */
    private static final String ASKED = "tessera.pytorch.asked";

    /** What is to be asked now: nothing in a macro, without a display, for the second time, or where PyTorch is there or cannot be. */
    static Optional<LibraryQuestion> due() {
        if (!TrainingDisplay.watched() || System.getProperty(ASKED) != null || PyTorch.isThere()) {
            return Optional.empty();
        }
        Devices devices = Devices.here();
        if (devices.platform().problem().isPresent()) {
            return Optional.empty();
        }
        System.setProperty(ASKED, "");
        LibrarySetup setup = PyTorch.setup();
        return Optional.of(new LibraryQuestion(setup, PyTorch.advised(), LibraryQuestion::agreed));
    }

    private static boolean agreed(String question) {
        YesNoCancelDialog dialog =
                new YesNoCancelDialog(IJ.getInstance(), "Tessera", Message.wrapped(question), "Download", "Not now");
        if (dialog.cancelPressed()) {
            throw new CancelledException();
        }
        return dialog.yesPressed();
    }

    /** Asks, and downloads if the answer is yes. */
    void ask(Progress progress) {
        if (answer.test(text())) {
            PyTorch.trustAgain(setup.install(flavour, "", "", progress));
        }
    }

    private String text() {
        return "Networks run on PyTorch, whose libraries are not on this computer yet. Download them now? This brings "
                + setup.plan(flavour) + ", once; Esc stops it, and it goes on from there the next time."
                + (flavour.isCuda()
                        ? " Meanwhile " + setup.room(flavour)
                                + " must be free there. (These are for your GPU; for the processor alone, or from a file: Tessera Set Up PyTorch...)"
                        : " (From a file: Tessera Set Up PyTorch...)");
    }
}
