package io.github.tessera.command;

import ij.ImageJ;
import ij.ImagePlus;
import ij.gui.GenericDialog;
import ij.plugin.frame.Recorder;
import java.nio.file.Path;

/** Uses the preview of Tessera Segment... as a user does, in a Java of its own; prints what it sees for {@link PreviewIT}. */
final class SegmentPreviewDriver {
    private static final String COMMAND = "Tessera Segment...";

    private final ImagePlus image = new ImagePlus("blobs", PreviewSession.blobs(4));
    private final PreviewSession seen = new PreviewSession(image);
    private final Path pictures;

    private SegmentPreviewDriver(Path pictures) {
        this.pictures = pictures;
    }

    /**
     * The whole session.
     *
     * @param arguments the ImageJ folder, the folder for pictures, and a model
     */
    public static void main(String[] arguments) throws Exception {
        ImageJ.main(new String[] {"-ijpath", arguments[0]});
        SegmentPreviewDriver driver = new SegmentPreviewDriver(Path.of(arguments[1]));
        PreviewSession.runAndExit(() -> driver.session(arguments[2]));
    }

    private void session(String model) throws Exception {
        image.show();
        Recorder recorder = new Recorder();
        recorder.setLocation(0, 600);
        GenericDialog dialog = seen.open(COMMAND);
        PreviewSession.enter(dialog.getStringFields().get(0), model);
        PreviewSession.tick(dialog, "Preview", true);
        DialogDriver.until(() -> seen.count() > 0);
        String first = seen.laid();
        System.out.println("ticked: " + seen.count());
        DialogDriver.picture(pictures.resolve("Preview.png"));

        PreviewSession.enter(dialog.getNumericFields().get(0), "1");
        DialogDriver.until(() -> seen.count() == 1);
        System.out.println("threshold 1: " + seen.count());
        PreviewSession.enter(dialog.getNumericFields().get(0), "0");
        DialogDriver.until(() -> seen.count() > 1);
        System.out.println("threshold back: " + (seen.laid().equals(first) ? "as before" : seen.laid()));
        PreviewSession.enter(dialog.getNumericFields().get(2), "1000000");
        DialogDriver.until(() -> seen.count() == 1);
        System.out.println("smallest object: " + seen.count());
        PreviewSession.enter(dialog.getNumericFields().get(2), "0");
        DialogDriver.until(() -> seen.count() > 1);

        PreviewSession.enter(dialog.getStringFields().get(0), model + "/not/there");
        DialogDriver.until(() -> seen.count() == 0);
        System.out.println("no model: none");
        DialogDriver.picture(pictures.resolve("PreviewWithoutModel.png"));
        PreviewSession.enter(dialog.getStringFields().get(0), model);
        DialogDriver.until(() -> seen.count() > 1);
        PreviewSession.tick(dialog, "Preview", false);
        DialogDriver.until(() -> seen.count() == 0);
        System.out.println("unticked: none");
        PreviewSession.tick(dialog, "Preview", true);
        DialogDriver.until(() -> seen.count() > 1);
        DialogDriver.press(dialog, "Cancel");
        DialogDriver.gone(dialog);
        DialogDriver.until(() -> seen.count() == 0);
        System.out.println("cancelled: none");

        dialog = seen.open(COMMAND);
        PreviewSession.enter(dialog.getStringFields().get(0), model);
        PreviewSession.tick(dialog, "Preview", true);
        DialogDriver.until(() -> seen.laid().contains("Preview"));
        String usual = seen.laid();
        PreviewSession.enter(dialog.getNumericFields().get(0), "0.45");
        DialogDriver.until(() -> seen.laid().contains("Preview") && !seen.laid().equals(usual));
        String previewed = seen.laid();
        DialogDriver.press(dialog, "OK");
        DialogDriver.gone(dialog);
        DialogDriver.until(() -> recorder.getText().contains("threshold="));
        DialogDriver.until(() -> seen.count() > 0 && !seen.laid().contains("Preview"));
        System.out.println(
                "result: " + (seen.laid().equals(previewed.replace("Preview\n", "")) ? "as previewed" : seen.laid()));
        System.out.println(recorder.getText().strip());
    }
}
