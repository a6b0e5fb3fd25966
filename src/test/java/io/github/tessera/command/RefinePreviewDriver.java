package io.github.tessera.command;

import ij.IJ;
import ij.ImageJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.GenericDialog;
import ij.gui.OvalRoi;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.plugin.frame.Recorder;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;
import java.nio.file.Path;
import java.util.Random;

/** Uses the preview of Tessera Refine... as a user does, in a Java of its own; prints what it sees for {@link PreviewIT}. */
final class RefinePreviewDriver {
    private static final String COMMAND = "Tessera Refine...";
    private static final String MINE = "mine";

    private final ImagePlus image = new ImagePlus("blobs", PreviewSession.blobs(4));
    private final PreviewSession seen = new PreviewSession(image);
    private final Path pictures;

    private RefinePreviewDriver(Path pictures) {
        this.pictures = pictures;
    }

    /**
     * The whole session.
     *
     * @param arguments the ImageJ folder and the folder for pictures
     */
    public static void main(String[] arguments) throws Exception {
        ImageJ.main(new String[] {"-ijpath", arguments[0]});
        PreviewSession.runAndExit(new RefinePreviewDriver(Path.of(arguments[1]))::session);
    }

    /** The discs as labels, a few pixels away from where they are, with specks. */
    private static ImagePlus coarse() {
        ByteProcessor labels = PreviewSession.blobs(4);
        labels.threshold(0);
        labels.multiply(1.0 / 255);
        labels.translate(3, 2);
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            labels.set(random.nextInt(PreviewSession.WIDTH), random.nextInt(PreviewSession.HEIGHT), 1);
        }
        labels.setMinAndMax(0, 1);
        return new ImagePlus("blobs_labels", labels);
    }

    private void session() throws Exception {
        coarse().show();
        Roi roi = new Roi(5, 5, 20, 20);
        roi.setName(MINE);
        image.setOverlay(new Overlay(roi));
        image.show();
        String before = seen.laid();
        Recorder recorder = new Recorder();
        recorder.setLocation(0, 600);

        GenericDialog dialog = seen.open(COMMAND);
        PreviewSession.tick(dialog, "Preview", true);
        DialogDriver.until(this::isPreview);
        String first = seen.laid();
        System.out.println("mine is still there: " + first.contains(MINE));
        DialogDriver.picture(pictures.resolve("Refine.png"));

        changes("iterations", dialog.getNumericFields().get(5), "0", "10", first);
        changes("labels", dialog.getStringFields().get(0), "nothing", "", first);
        PreviewSession.choose(dialog.getChoices().get(0), "Clean up only");
        DialogDriver.until(() -> isPreview() && !seen.laid().equals(first));
        String unrefined = seen.laid();
        System.out.println("method: other");
        DialogDriver.picture(pictures.resolve("RefineNothing.png"));

        PreviewSession.tick(dialog, "More options", true);
        DialogDriver.press(dialog, "OK");
        DialogDriver.gone(dialog);
        GenericDialog more = DialogDriver.await(GenericDialog.class);
        System.out.println("more options: " + (seen.laid().equals(unrefined) ? "still seen" : seen.laid()));
        PreviewSession.enter(more.getNumericFields().get(2), "100");
        DialogDriver.until(() -> isPreview() && !seen.laid().equals(unrefined));
        System.out.println("smallest object: other");
        DialogDriver.picture(pictures.resolve("RefineMore.png"));
        DialogDriver.press(more, "Cancel");
        DialogDriver.gone(more);
        DialogDriver.until(() -> seen.laid().equals(before));
        System.out.println("cancelled: as before");

        Roi selection = new OvalRoi(80, 60, 200, 150);
        image.setRoi(selection);
        dialog = seen.open(COMMAND);
        PreviewSession.tick(dialog, "Preview", true);
        PreviewSession.enter(dialog.getNumericFields().get(1), "20");
        DialogDriver.until(this::isPreview);
        DialogDriver.picture(pictures.resolve("RefineSelection.png"));
        DialogDriver.press(dialog, "OK");
        DialogDriver.gone(dialog);
        DialogDriver.until(() -> WindowManager.getImage("blobs_refined") != null);
        System.out.println("outside the selection: " + (staysOutside(selection) ? "as before" : "other"));
        System.out.println("refined: overlay " + (seen.laid().equals(before) ? "as before" : seen.laid()));
        DialogDriver.until(() -> recorder.getText().contains("reach="));
        System.out.println(recorder.getText().strip());
        DialogDriver.picture(pictures.resolve("Refined.png"));
        System.out.println(IJ.getLog());
    }

    private boolean isPreview() {
        return seen.laid().contains("Preview");
    }

    private static boolean staysOutside(Roi selection) {
        ImageProcessor before = coarse().getProcessor();
        ImageProcessor after = WindowManager.getImage("blobs_refined").getProcessor();
        for (int i = 0; i < before.getPixelCount(); i++) {
            int x = i % PreviewSession.WIDTH;
            int y = i / PreviewSession.WIDTH;
            if (!selection.contains(x, y) && before.get(i) != after.get(i)) {
                return false;
            }
        }
        return true;
    }

    /** Enters something else, and again what there was. */
    private void changes(String name, Object field, String other, String usual, String first) throws Exception {
        PreviewSession.enter(field, other);
        DialogDriver.until(() -> !seen.laid().equals(first));
        PreviewSession.enter(field, usual);
        DialogDriver.until(() -> seen.laid().equals(first));
        System.out.println(name + ": other, and as before");
    }
}
