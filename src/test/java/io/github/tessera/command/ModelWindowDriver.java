package io.github.tessera.command;

import ij.ImageJ;
import ij.gui.GenericDialog;
import java.awt.Component;
import java.awt.Container;
import java.awt.Frame;
import java.awt.Robot;
import java.awt.TextField;
import java.awt.event.KeyEvent;
import java.nio.file.Path;
import javax.swing.JFrame;
import javax.swing.JTextPane;

/** Asks for a model's facts in a dialog as a user does, in a Java of its own; prints what it sees for {@link ModelWindowIT}. */
final class ModelWindowDriver {
    private ModelWindowDriver() {}

    /**
     * The whole session.
     *
     * @param arguments the ImageJ folder, the folder for pictures, and a model
     */
    public static void main(String[] arguments) throws Exception {
        ImageJ.main(new String[] {"-ijpath", arguments[0]});
        GenericDialog dialog = DialogDriver.open("Tessera Model Info...");
        ((TextField) dialog.getStringFields().get(0)).setText(arguments[2]);
        DialogDriver.press(dialog, "OK");
        DialogDriver.gone(dialog);
        DialogDriver.until(() -> window() != null);
        Thread.sleep(700);
        JFrame window = window();
        System.out.println("title: " + window.getTitle());
        System.out.println("shown: " + text(window).getText());
        DialogDriver.picture(Path.of(arguments[1]).resolve("ModelInfo.png"));
        text(window).requestFocusInWindow();
        Thread.sleep(300);
        Robot robot = new Robot();
        robot.keyPress(KeyEvent.VK_ESCAPE);
        robot.keyRelease(KeyEvent.VK_ESCAPE);
        DialogDriver.until(() -> window() == null);
        System.out.println("closed");
        System.exit(0);
    }

    static JFrame window() {
        for (Frame frame : Frame.getFrames()) {
            if (frame instanceof JFrame window && frame.isShowing()) {
                return window;
            }
        }
        return null;
    }

    static JTextPane text(Container container) {
        for (Component component : container.getComponents()) {
            JTextPane found = component instanceof JTextPane pane
                    ? pane
                    : component instanceof Container inner ? text(inner) : null;
            if (found != null) {
                return found;
            }
        }
        return null;
    }
}
