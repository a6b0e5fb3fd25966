package io.github.tessera.command;

import ij.IJ;
import ij.ImageJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.GenericDialog;
import java.awt.Component;
import java.awt.Container;
import java.awt.EventQueue;
import java.awt.Frame;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.TextField;
import java.awt.event.InputEvent;
import java.awt.event.KeyEvent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.swing.JButton;
import javax.swing.JFrame;
import javax.swing.JLabel;
import javax.swing.JTable;

/** Evaluates predictions from the menu as a user does, in a Java of its own; prints what it sees for {@link EvaluationWindowIT}. */
final class EvaluationWindowDriver {
    private static final int WIDTH = 320;
    private static final int IOU = 1;

    private EvaluationWindowDriver() {}

    /**
     * The whole session.
     *
     * @param arguments the ImageJ folder, the folder for pictures, and one with images, truth and prediction
     */
    public static void main(String[] arguments) throws Exception {
        ImageJ.main(new String[] {"-ijpath", arguments[0]});
        GenericDialog dialog = DialogDriver.open("Tessera Evaluate...");
        enter(dialog, Path.of(arguments[2]));
        DialogDriver.press(dialog, "OK");
        DialogDriver.gone(dialog);
        DialogDriver.until(() -> window() != null);
        Thread.sleep(2500);
        JFrame window = window();
        JTable table = find(window, JTable.class).get(0);
        Path pictures = Path.of(arguments[1]);
        System.out.println("rows: " + names(table));
        System.out.println("selected: " + selected(table));
        DialogDriver.picture(pictures.resolve("Worst.png"));

        click(table, 2);
        System.out.println("after a click: " + selected(table));
        DialogDriver.picture(pictures.resolve("Clicked.png"));
        key(KeyEvent.VK_DOWN);
        System.out.println("after the down key: " + selected(table));
        System.out.println("its image: " + status(window));
        DialogDriver.picture(pictures.resolve("WithoutImage.png"));

        EventQueue.invokeAndWait(() -> table.getRowSorter().toggleSortOrder(IOU));
        System.out.println("best first: " + names(table));
        key(KeyEvent.VK_DOWN);
        EventQueue.invokeAndWait(() -> find(window, JButton.class).stream()
                .filter(b -> "Open image".equals(b.getText()))
                .forEach(JButton::doClick));
        DialogDriver.until(() -> WindowManager.getImageCount() > 0);
        ImagePlus opened = IJ.getImage();
        System.out.println("opened: " + opened.getTitle() + ", wider than 4 x 320: " + (opened.getWidth() > 4 * WIDTH));
        EventQueue.invokeAndWait(opened::close);
        click(table, 0);
        key(KeyEvent.VK_ESCAPE);
        DialogDriver.until(() -> window() == null);
        System.out.println("closed");
        System.exit(0);
    }

    /** Fields come in the order of the dialog: truth, prediction, model, images. */
    private static void enter(GenericDialog dialog, Path folder) {
        ((TextField) dialog.getStringFields().get(0))
                .setText(folder.resolve("truth").toString());
        ((TextField) dialog.getStringFields().get(1))
                .setText(folder.resolve("prediction").toString());
        ((TextField) dialog.getStringFields().get(3))
                .setText(folder.resolve("images").toString());
    }

    private static void click(JTable table, int row) throws Exception {
        Point corner = table.getLocationOnScreen();
        Rectangle cell = table.getCellRect(row, 0, true);
        Robot robot = new Robot();
        robot.mouseMove(corner.x + cell.x + 20, corner.y + cell.y + cell.height / 2);
        robot.mousePress(InputEvent.BUTTON1_DOWN_MASK);
        robot.mouseRelease(InputEvent.BUTTON1_DOWN_MASK);
        Thread.sleep(1500);
    }

    private static void key(int key) throws Exception {
        Robot robot = new Robot();
        robot.keyPress(key);
        robot.keyRelease(key);
        Thread.sleep(1200);
    }

    private static List<String> names(JTable table) {
        List<String> names = new ArrayList<>();
        for (int row = 0; row < table.getRowCount(); row++) {
            names.add(table.getValueAt(row, 0).toString());
        }
        return names;
    }

    private static Object selected(JTable table) {
        return table.getSelectedRow() < 0 ? "nothing" : table.getValueAt(table.getSelectedRow(), 0);
    }

    private static String status(JFrame window) {
        return find(window, JLabel.class).stream()
                .map(JLabel::getText)
                .filter(t -> t != null && t.contains("There"))
                .findFirst()
                .orElse("no message");
    }

    private static JFrame window() {
        for (Frame frame : Frame.getFrames()) {
            if (frame instanceof JFrame window && frame.isShowing()) {
                return window;
            }
        }
        return null;
    }

    private static <T extends Component> List<T> find(Container container, Class<T> type) {
        List<T> found = new ArrayList<>();
        for (Component component : container.getComponents()) {
            if (type.isInstance(component)) {
                found.add(type.cast(component));
            }
            if (component instanceof Container inner) {
                found.addAll(find(inner, type));
            }
        }
        return found;
    }
}
