package io.github.tessera.command;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.GenericDialog;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.process.ByteProcessor;
import java.awt.Checkbox;
import java.awt.Choice;
import java.awt.EventQueue;
import java.awt.TextField;
import java.awt.event.ItemEvent;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** What a user does with a dialog that has a preview, and sees over the image. */
final class PreviewSession {
    static final int WIDTH = 400;
    static final int HEIGHT = 300;
    private static final long SETTLED = 1_000;

    private final ImagePlus image;

    /** With what lies over this image. */
    PreviewSession(ImagePlus image) {
        this.image = image;
    }

    /** Bright discs on black; of the same seed at the same places. */
    static ByteProcessor blobs(int seed) {
        ByteProcessor pixels = new ByteProcessor(WIDTH, HEIGHT);
        Random random = new Random(seed);
        for (int i = 0; i < 60; i++) {
            pixels.setValue(100 + random.nextInt(150));
            pixels.fillOval(
                    random.nextInt(WIDTH), random.nextInt(HEIGHT), 16 + random.nextInt(8), 16 + random.nextInt(8));
        }
        return pixels;
    }

    /** What a driver does. */
    interface Session {
        void run() throws Exception;
    }

    /** Ends this Java with the session, whatever ends it; ImageJ's windows would keep it alive. */
    static void runAndExit(Session session) {
        try {
            session.run();
            System.exit(0);
        } catch (Exception e) {
            System.out.println(e + " at " + List.of(e.getStackTrace()));
            System.exit(4);
        }
    }

    /** Opens a command's dialog for the image, as who clicks on the image first: windows tell late, and in any order, that they are active. */
    GenericDialog open(String command) throws Exception {
        AtomicLong since = new AtomicLong(System.currentTimeMillis());
        DialogDriver.until(() -> {
            if (WindowManager.getCurrentImage() != image) {
                IJ.selectWindow(image.getID());
                since.set(System.currentTimeMillis());
            }
            return System.currentTimeMillis() - since.get() > SETTLED;
        });
        return DialogDriver.open(command);
    }

    int count() {
        Overlay overlay = image.getOverlay();
        return overlay == null ? 0 : overlay.size();
    }

    /** Names and places of all ROIs, a line each; while another preview is laid, there may be none for a moment. */
    String laid() {
        Overlay overlay = image.getOverlay();
        StringBuilder lines = new StringBuilder();
        Stream.of(overlay == null ? new Roi[0] : overlay.toArray())
                .map(PreviewSession::line)
                .forEach(lines::append);
        return lines.toString();
    }

    private static String line(Roi roi) {
        return "Preview".equals(roi.getName()) ? "Preview\n" : roi.getName() + roi.getBounds() + "\n";
    }

    static void enter(Object field, String text) throws Exception {
        EventQueue.invokeAndWait(() -> ((TextField) field).setText(text));
    }

    static void choose(Object field, String item) throws Exception {
        Choice choice = (Choice) field;
        ItemEvent event = new ItemEvent(choice, ItemEvent.ITEM_STATE_CHANGED, item, ItemEvent.SELECTED);
        EventQueue.invokeAndWait(() -> {
            choice.select(item);
            List.of(choice.getItemListeners()).forEach(l -> l.itemStateChanged(event));
        });
    }

    static void tick(GenericDialog dialog, String label, boolean state) throws Exception {
        List<?> boxes = dialog.getCheckboxes();
        Checkbox box = boxes.stream()
                .map(Checkbox.class::cast)
                .filter(each -> each.getLabel().strip().equals(label))
                .findFirst()
                .orElseThrow();
        ItemEvent event = new ItemEvent(
                box, ItemEvent.ITEM_STATE_CHANGED, box, state ? ItemEvent.SELECTED : ItemEvent.DESELECTED);
        EventQueue.invokeAndWait(() -> {
            box.setState(state);
            List.of(box.getItemListeners()).forEach(l -> l.itemStateChanged(event));
        });
    }
}
