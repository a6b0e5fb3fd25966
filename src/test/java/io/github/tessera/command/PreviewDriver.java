package io.github.tessera.command;

import ij.ImageJ;
import ij.ImagePlus;
import ij.gui.GenericDialog;
import ij.gui.Roi;
import ij.plugin.frame.Recorder;
import ij.process.ByteProcessor;
import java.awt.Checkbox;
import java.awt.EventQueue;
import java.awt.TextField;
import java.awt.event.ItemEvent;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Uses the preview of Tessera Segment... as a user does, in a Java of its own; prints what it sees for {@link PreviewIT}. */
final class PreviewDriver {
    private final ImagePlus image = blobs();
    private final Path pictures;

    private PreviewDriver(Path pictures) {
        this.pictures = pictures;
    }

    /**
     * The whole session.
     *
     * @param arguments the ImageJ folder, the folder for pictures, and a model
     */
    public static void main(String[] arguments) throws Exception {
        ImageJ.main(new String[] {"-ijpath", arguments[0]});
        new PreviewDriver(Path.of(arguments[1])).session(arguments[2]);
        System.exit(0);
    }

    private static ImagePlus blobs() {
        ByteProcessor pixels = new ByteProcessor(400, 300);
        Random random = new Random(4);
        for (int i = 0; i < 60; i++) {
            pixels.setValue(100 + random.nextInt(150));
            pixels.fillOval(random.nextInt(400), random.nextInt(300), 16 + random.nextInt(8), 16 + random.nextInt(8));
        }
        return new ImagePlus("blobs", pixels);
    }

    private void session(String model) throws Exception {
        image.show();
        Recorder recorder = new Recorder();
        recorder.setLocation(0, 600);
        GenericDialog dialog = DialogDriver.open("Tessera Segment...");
        enter(dialog.getStringFields().get(0), model);
        tick(dialog, true);
        DialogDriver.until(() -> count() > 0);
        String first = laid();
        System.out.println("ticked: " + count());
        DialogDriver.picture(pictures.resolve("Preview.png"));

        enter(dialog.getNumericFields().get(0), "1");
        DialogDriver.until(() -> count() == 1);
        System.out.println("threshold 1: " + count());
        enter(dialog.getNumericFields().get(0), "0");
        DialogDriver.until(() -> count() > 1);
        System.out.println("threshold back: " + (laid().equals(first) ? "as before" : laid()));
        enter(dialog.getNumericFields().get(2), "1000000");
        DialogDriver.until(() -> count() == 1);
        System.out.println("smallest object: " + count());
        enter(dialog.getNumericFields().get(2), "0");
        DialogDriver.until(() -> count() > 1);

        enter(dialog.getStringFields().get(0), model + "/not/there");
        DialogDriver.until(() -> count() == 0);
        System.out.println("no model: none");
        DialogDriver.picture(pictures.resolve("PreviewWithoutModel.png"));
        enter(dialog.getStringFields().get(0), model);
        DialogDriver.until(() -> count() > 1);
        tick(dialog, false);
        DialogDriver.until(() -> count() == 0);
        System.out.println("unticked: none");
        tick(dialog, true);
        DialogDriver.until(() -> count() > 1);
        DialogDriver.press(dialog, "Cancel");
        DialogDriver.gone(dialog);
        DialogDriver.until(() -> count() == 0);
        System.out.println("cancelled: none");

        dialog = DialogDriver.open("Tessera Segment...");
        enter(dialog.getStringFields().get(0), model);
        tick(dialog, true);
        enter(dialog.getNumericFields().get(0), "0.45");
        Thread.sleep(1000);
        String previewed = laid();
        DialogDriver.press(dialog, "OK");
        DialogDriver.gone(dialog);
        DialogDriver.until(() -> recorder.getText().contains("threshold="));
        DialogDriver.until(() -> count() > 0 && !laid().contains("Preview"));
        System.out.println("result: " + (laid().equals(previewed.replace("Preview\n", "")) ? "as previewed" : laid()));
        System.out.println(recorder.getText().strip());
    }

    private int count() {
        return image.getOverlay() == null ? 0 : image.getOverlay().size();
    }

    private String laid() {
        StringBuilder lines = new StringBuilder();
        Stream.of(image.getOverlay().toArray()).map(PreviewDriver::line).forEach(lines::append);
        return lines.toString();
    }

    private static String line(Roi roi) {
        return "Preview".equals(roi.getName()) ? "Preview\n" : roi.getName() + roi.getBounds() + "\n";
    }

    private static void enter(Object field, String text) throws Exception {
        EventQueue.invokeAndWait(() -> ((TextField) field).setText(text));
    }

    private static void tick(GenericDialog dialog, boolean state) throws Exception {
        Checkbox box = null;
        for (Object each : dialog.getCheckboxes()) {
            if (((Checkbox) each).getLabel().strip().equals("Preview")) {
                box = (Checkbox) each;
            }
        }
        ItemEvent event = new ItemEvent(
                box, ItemEvent.ITEM_STATE_CHANGED, box, state ? ItemEvent.SELECTED : ItemEvent.DESELECTED);
        Checkbox preview = box;
        EventQueue.invokeAndWait(() -> {
            preview.setState(state);
            List.of(preview.getItemListeners()).forEach(l -> l.itemStateChanged(event));
        });
    }
}
