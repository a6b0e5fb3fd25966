package io.github.tessera.command;

import ij.ImageJ;
import ij.Prefs;
import ij.gui.GenericDialog;
import ij.gui.NewImage;
import java.awt.Component;
import java.awt.Container;
import java.awt.EventQueue;
import java.awt.Robot;
import java.awt.TextField;
import java.awt.event.KeyEvent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.swing.JButton;
import javax.swing.JDialog;
import javax.swing.JList;
import javax.swing.JTextField;

/** Chooses a model in the dialog of Tessera Segment... as a user does, in a Java of its own; prints what it sees for {@link ModelListIT}. */
final class ModelListDriver {
    private ModelListDriver() {}

    /**
     * The whole session.
     *
     * @param arguments the ImageJ folder, the folder for pictures, and a folder of models
     */
    public static void main(String[] arguments) throws Exception {
        ImageJ.main(new String[] {"-ijpath", arguments[0]});
        Prefs.set("tessera.models.folder", arguments[2]);
        NewImage.createByteImage("cells", 64, 48, 1, NewImage.FILL_RAMP).show();
        GenericDialog dialog = DialogDriver.open("Tessera Segment...");
        TextField field = (TextField) dialog.getStringFields().get(0);
        field.setText("before");

        JDialog models = list(dialog);
        JList<?> list = find(models, JList.class);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < list.getModel().getSize(); i++) {
            names.add(list.getModel().getElementAt(i).toString());
        }
        System.out.println("rows: " + names);
        DialogDriver.picture(Path.of(arguments[1]).resolve("Models.png"));
        EventQueue.invokeAndWait(() -> list.setSelectedIndex(3));
        System.out.println("broken can be chosen: " + button(models, "OK").isEnabled());
        key(KeyEvent.VK_ESCAPE);
        DialogDriver.gone(models);
        System.out.println("after Esc: " + field.getText());

        models = list(dialog);
        key(KeyEvent.VK_DOWN);
        key(KeyEvent.VK_ENTER);
        DialogDriver.gone(models);
        System.out.println("after Enter: " + field.getText());

        models = list(dialog);
        JTextField place = find(models, JTextField.class);
        JDialog shown = models;
        EventQueue.invokeAndWait(() -> {
            place.setText("/no/such/folder");
            place.postActionEvent();
            System.out.println("no folder: " + texts(shown));
            button(shown, "Cancel").doClick();
        });
        DialogDriver.gone(models);
        System.exit(0);
    }

    private static JDialog list(GenericDialog dialog) throws Exception {
        new Thread(() -> DialogDriver.press(dialog, "List...")).start();
        JDialog models = DialogDriver.await(JDialog.class);
        DialogDriver.until(() -> find(models, JList.class).getModel().getSize() > 0);
        Thread.sleep(500);
        return models;
    }

    private static void key(int key) throws Exception {
        Robot robot = new Robot();
        robot.keyPress(key);
        robot.keyRelease(key);
        Thread.sleep(300);
    }

    private static JButton button(Container container, String label) {
        List<JButton> buttons = new ArrayList<>();
        collect(container, JButton.class, buttons);
        return buttons.stream()
                .filter(b -> label.equals(b.getText()))
                .findFirst()
                .orElseThrow();
    }

    private static String texts(Container container) {
        List<javax.swing.JLabel> labels = new ArrayList<>();
        collect(container, javax.swing.JLabel.class, labels);
        return labels.stream()
                .map(javax.swing.JLabel::getText)
                .filter(t -> t.startsWith("There"))
                .findFirst()
                .orElse("");
    }

    private static <T extends Component> T find(Container container, Class<T> type) {
        List<T> found = new ArrayList<>();
        collect(container, type, found);
        return found.get(0);
    }

    private static <T extends Component> void collect(Container container, Class<T> type, List<T> found) {
        for (Component component : container.getComponents()) {
            if (type.isInstance(component)) {
                found.add(type.cast(component));
            } else if (component instanceof Container inner) {
                collect(inner, type, found);
            }
        }
    }
}
