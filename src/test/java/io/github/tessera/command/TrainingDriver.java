package io.github.tessera.command;

import ij.IJ;
import ij.ImageJ;
import ij.ImagePlus;
import ij.Prefs;
import ij.WindowManager;
import ij.gui.GenericDialog;
import ij.io.FileSaver;
import ij.process.ByteProcessor;
import java.awt.Component;
import java.awt.Container;
import java.awt.EventQueue;
import java.awt.Frame;
import java.awt.TextField;
import java.awt.Window;
import java.awt.event.WindowEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import javax.swing.JButton;
import javax.swing.JDialog;
import javax.swing.JFrame;
import javax.swing.JLabel;
import javax.swing.JProgressBar;

/**
 * Trains from the dialog of a real ImageJ with a display as a user does, in a Java of its own: watches, pauses, stops, discards. Prints what it sees for
 * {@link TrainingWindowIT}, and leaves pictures of the window.
 */
final class TrainingDriver {
    private static final int SIDE = 96;
    private static final int IMAGES = 8;
    private static final int PAUSE = 1500; // milliseconds

    private final Path pictures;
    private final Path home;

    private TrainingDriver(Path pictures, Path home) {
        this.pictures = pictures;
        this.home = home;
    }

    /**
     * The whole session.
     *
     * @param arguments the ImageJ folder, the folder for pictures, and an empty folder
     */
    public static void main(String[] arguments) throws Exception {
        ImageJ.main(new String[] {"-ijpath", arguments[0]});
        TrainingDriver driver = new TrainingDriver(Path.of(arguments[1]), Path.of(arguments[2]));
        driver.draw();
        driver.keep();
        driver.discard();
        driver.macro();
        System.exit(0);
    }

    /** Bright discs on noise, and where they are. */
    private void draw() throws Exception {
        Random random = new Random(1);
        for (String name : List.of("images", "masks")) {
            Files.createDirectories(home.resolve(name));
        }
        for (int i = 0; i < IMAGES; i++) {
            ByteProcessor mask = new ByteProcessor(SIDE, SIDE);
            mask.setValue(255);
            for (int k = 0; k < 4; k++) {
                mask.fillOval(random.nextInt(SIDE - 20), random.nextInt(SIDE - 20), 20, 20);
            }
            ByteProcessor image = (ByteProcessor) mask.duplicate();
            image.multiply(0.3);
            image.add(60);
            image.noise(15);
            new FileSaver(new ImagePlus("image", image)).saveAsPng(home.resolve("images/" + i + ".png") + "");
            new FileSaver(new ImagePlus("mask", mask)).saveAsPng(home.resolve("masks/" + i + ".png") + "");
        }
    }

    private void keep() throws Exception {
        JFrame window = train("kept");
        System.out.println("in the Window menu: "
                + List.of(WindowManager.getNonImageTitles()).contains("Training of kept"));
        DialogDriver.picture(pictures.resolve("TrainingWindow.png"));
        click(window, "Pause");
        JProgressBar bar = find(window, JProgressBar.class, b -> true);
        DialogDriver.until(() -> bar.getString().startsWith("Paused after step "));
        Thread.sleep(PAUSE); // the step in hand may end
        int before = bar.getValue();
        Thread.sleep(PAUSE);
        System.out.println("steps while it waits: " + (bar.getValue() - before));
        DialogDriver.picture(pictures.resolve("TrainingWindowPaused.png"));
        click(window, "Go on");
        DialogDriver.until(() -> bar.getValue() > before);
        click(window, "Stop and keep");
        DialogDriver.until(() -> button(window, "Open film") != null);
        DialogDriver.until(() -> IJ.getLog().contains("Stopped early; the model is in"));
        System.out.println("ended: " + bar.getString());
        for (String file : List.of("rdf.yaml", "film.tif", "history.png", "checkpoint.safetensors")) {
            System.out.println(file + " is there: "
                    + Files.isRegularFile(home.resolve("kept").resolve(file)));
        }
        DialogDriver.picture(pictures.resolve("TrainingWindowStopped.png"));
        click(window, "Open film");
        DialogDriver.until(() -> WindowManager.getCurrentImage() != null);
        ImagePlus film = WindowManager.getCurrentImage();
        System.out.println("film: " + film.getBitDepth() + " bits, "
                + film.getStack().getSliceLabel(1).replaceFirst("\\d\\.\\d{4}$", "x"));
        film.close();
        click(window, "Close");
        DialogDriver.until(() -> !window.isShowing());
    }

    private void discard() throws Exception {
        JFrame window = train("discarded");
        click(window, "Stop and discard");
        DialogDriver.until(() -> question() != null);
        Thread.sleep(PAUSE);
        DialogDriver.picture(pictures.resolve("TrainingWindowDiscard.png"));
        click(question(), "Go on");
        DialogDriver.until(() -> question() == null);
        JProgressBar bar = find(window, JProgressBar.class, b -> true);
        int before = bar.getValue();
        DialogDriver.until(() -> bar.getValue() > before);
        click(window, "Stop and discard");
        DialogDriver.until(() -> question() != null);
        click(question(), "Discard");
        DialogDriver.until(() -> bar.getString().equals("Discarded"));
        System.out.println("the discarded model's folder is there: " + Files.exists(home.resolve("discarded")));
        EventQueue.invokeLater(() -> window.dispatchEvent(new WindowEvent(window, WindowEvent.WINDOW_CLOSING)));
        DialogDriver.until(() -> !window.isShowing());
    }

    private void macro() {
        String aborted = IJ.runMacro("run('Tessera Train...', 'images=[" + home.resolve("images") + "] masks=["
                + home.resolve("masks") + "] model=[" + home.resolve("macro")
                + "] steps=4 validations=2 batch=2 crop=48 device=cpu');");
        long frames = List.of(Frame.getFrames()).stream()
                .filter(f -> f instanceof JFrame && f.isShowing())
                .count();
        System.out.println("macro: " + aborted + ", windows " + frames + ", images " + WindowManager.getImageCount()
                + ", film " + Files.isRegularFile(home.resolve("macro/film.tif")));
    }

    /** Fills the dialog in, and waits until the window shows what the network makes of its first epoch. */
    private JFrame train(String name) throws Exception {
        Map<String, String> remembered = Map.of(
                "images",
                home.resolve("images").toString(),
                "masks",
                home.resolve("masks").toString(),
                "steps",
                "100000",
                "validations",
                "5000",
                "batch",
                "2",
                "crop",
                "48",
                "device",
                "cpu");
        remembered.forEach((key, value) -> Prefs.set("tessera.TrainCommand." + key, value));
        GenericDialog dialog = DialogDriver.open("Tessera Train...");
        for (Object field : dialog.getStringFields()) {
            if (((TextField) field).getText().isEmpty()) { // all others are remembered
                ((TextField) field).setText(home.resolve(name).toString());
            }
        }
        DialogDriver.press(dialog, "OK");
        DialogDriver.until(() -> window(name) != null);
        JFrame window = window(name);
        DialogDriver.until(() -> find(window, JLabel.class, l -> l.getText().startsWith("epoch ")) != null);
        return window;
    }

    private static JFrame window(String name) {
        return List.of(Window.getWindows()).stream()
                .filter(w ->
                        w instanceof JFrame f && f.isShowing() && f.getTitle().equals("Training of " + name))
                .map(JFrame.class::cast)
                .findFirst()
                .orElse(null);
    }

    private static JDialog question() {
        return List.of(Window.getWindows()).stream()
                .filter(w -> w instanceof JDialog && w.isShowing())
                .map(JDialog.class::cast)
                .findFirst()
                .orElse(null);
    }

    private static JButton button(Container container, String label) {
        return find(container, JButton.class, b -> b.isShowing() && b.getText().equals(label));
    }

    private static <T extends Component> T find(Container container, Class<T> type, Predicate<T> wanted) {
        for (Component component : container.getComponents()) {
            if (type.isInstance(component) && wanted.test(type.cast(component))) {
                return type.cast(component);
            }
            T inside = component instanceof Container inner ? find(inner, type, wanted) : null;
            if (inside != null) {
                return inside;
            }
        }
        return null;
    }

    private static void click(Container container, String label) throws Exception {
        DialogDriver.until(() ->
                button(container, label) != null && button(container, label).isEnabled());
        JButton button = button(container, label);
        EventQueue.invokeLater(button::doClick); // which may wait for an answer
    }
}
