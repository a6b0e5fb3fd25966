package io.github.tessera.command;

import ij.IJ;
import ij.ImageJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.GenericDialog;
import ij.gui.MessageDialog;
import ij.gui.YesNoCancelDialog;
import java.nio.file.Path;

/**
 * Segments in a real ImageJ with a display where PyTorch is missing, in a Java of its own: declines it, is not asked again, and in another
 * session accepts it. Prints what it sees for {@link SetUpPyTorchIT}, and leaves pictures.
 */
final class LibraryQuestionDriver {
    private final String model;

    private LibraryQuestionDriver(String model) {
        this.model = model;
    }

    /**
     * The whole session.
     *
     * @param arguments the ImageJ folder, the folder for pictures, a model, the cache folder, and the mirror
     */
    public static void main(String[] arguments) throws Exception {
        System.setProperty("DJL_CACHE_DIR", arguments[3]);
        System.setProperty("TESSERA_MIRROR", arguments[4]);
        ImageJ.main(new String[] {"-ijpath", arguments[0]});
        LibraryQuestionDriver driver = new LibraryQuestionDriver(arguments[2]);
        PreviewSession.runAndExit(() -> driver.session(Path.of(arguments[1])));
    }

    private void session(Path pictures) throws Exception {
        new ImagePlus("cells", PreviewSession.blobs(1)).show();
        segment();
        YesNoCancelDialog question = DialogDriver.await(YesNoCancelDialog.class);
        DialogDriver.picture(pictures.resolve("PyTorchQuestion.png"));
        DialogDriver.press(question, "Not now");
        DialogDriver.gone(question);
        refused(pictures.resolve("PyTorchMissing.png"));
        segment();
        refused(pictures.resolve("PyTorchMissing.png"));
        System.out.println("asked once");
        System.clearProperty("tessera.pytorch.asked");
        segment();
        question = DialogDriver.await(YesNoCancelDialog.class);
        DialogDriver.press(question, "Download");
        DialogDriver.gone(question);
        DialogDriver.until(() -> WindowManager.getImageCount() == 2);
        System.out.println("segmented: " + WindowManager.getCurrentImage().getTitle());
        System.out.println(IJ.getLog());
    }

    private void segment() throws Exception {
        GenericDialog dialog = DialogDriver.open("Tessera Segment...");
        PreviewSession.enter(dialog.getStringFields().get(0), model);
        DialogDriver.press(dialog, "OK");
        DialogDriver.gone(dialog);
    }

    private static void refused(Path picture) throws Exception {
        MessageDialog message = DialogDriver.await(MessageDialog.class);
        DialogDriver.picture(picture);
        System.out.println("refused");
        DialogDriver.press(message, "OK");
        DialogDriver.gone(message);
    }
}
