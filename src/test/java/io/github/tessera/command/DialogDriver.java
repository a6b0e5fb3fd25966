package io.github.tessera.command;

import ij.IJ;
import ij.ImageJ;
import ij.WindowManager;
import ij.gui.GenericDialog;
import ij.gui.MessageDialog;
import ij.gui.NewImage;
import ij.plugin.frame.Recorder;
import java.awt.Button;
import java.awt.Checkbox;
import java.awt.Component;
import java.awt.Container;
import java.awt.Dialog;
import java.awt.Frame;
import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.TextField;
import java.awt.Toolkit;
import java.awt.Window;
import java.awt.event.ActionEvent;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * Uses the dialogs of a real ImageJ with a display as a user does, in a Java of its own: opens, cancels, mistypes, confirms, replays.
 * Prints what it sees for {@link DialogsIT}, and leaves a picture of every dialog.
 */
final class DialogDriver {
    private static final long PATIENCE = 30_000;

    private DialogDriver() {}

    /**
     * The whole session.
     *
     * @param arguments the ImageJ folder, the folder for pictures, and the commands
     */
    public static void main(String[] arguments) throws Exception {
        ImageJ.main(new String[] {"-ijpath", arguments[0]});
        NewImage.createByteImage("cells", 64, 48, 1, NewImage.FILL_RAMP).show();
        Recorder recorder = new Recorder();
        for (String label : List.of(arguments).subList(2, arguments.length)) {
            GenericDialog dialog = open(label);
            look(dialog, Path.of(arguments[1]));
            if (tickMore(dialog)) {
                press(dialog, "OK");
                gone(dialog);
                dialog = await(GenericDialog.class);
                look(dialog, Path.of(arguments[1]));
                while (dialog.getTitle().contains(" of ") && !lastPage(dialog.getTitle())) {
                    press(dialog, "OK");
                    gone(dialog);
                    dialog = await(GenericDialog.class);
                    look(dialog, Path.of(arguments[1]));
                }
            }
            press(dialog, "Cancel");
            gone(dialog);
        }
        System.out.println("after cancelling: [" + recorder.getText().strip() + "]");

        GenericDialog dialog = open("Tessera Summary...");
        TextField size = (TextField)
                dialog.getNumericFields().get(dialog.getNumericFields().size() - 1);
        size.setText("12x");
        press(dialog, "OK");
        MessageDialog message = await(MessageDialog.class);
        press(message, "OK");
        gone(message);
        dialog = await(GenericDialog.class);
        size = (TextField)
                dialog.getNumericFields().get(dialog.getNumericFields().size() - 1);
        System.out.println("asked again with: " + size.getText());
        size.setText("128");
        press(dialog, "OK");
        gone(dialog);
        until(() -> recorder.getText().contains("size="));
        String recorded = recorder.getText().strip();
        System.out.println("recorded: " + recorded);
        IJ.log("replay");
        String aborted = IJ.runMacro(recorded);
        System.out.println("replayed: " + aborted + ", "
                + IJ.getLog().substring(IJ.getLog().indexOf("replay")).contains("Total params: 29,465"));
        System.exit(0);
    }

    private static void look(Dialog dialog, Path folder) throws Exception {
        picture(folder.resolve(dialog.getTitle().replaceAll("[ .:]+", "") + ".png"));
        if (!fits(dialog)) {
            System.out.println("cut off: " + dialog.getTitle());
        }
    }

    /** Asks for the dialog of what is seldom changed; false if all is asked for in one. */
    private static boolean tickMore(GenericDialog dialog) {
        List<?> boxes = dialog.getCheckboxes() == null ? List.of() : dialog.getCheckboxes();
        Checkbox last = boxes.isEmpty() ? null : (Checkbox) boxes.get(boxes.size() - 1);
        if (last == null || !last.getLabel().strip().equals("More options")) {
            return false;
        }
        last.setState(true);
        return true;
    }

    /** Whether a title ends as "2 of 2" does. */
    private static boolean lastPage(String title) {
        return title.matches(".* (\\d+) of \\1");
    }

    /** Whether all that is asked for can be seen, on a screen of this size. */
    private static boolean fits(Dialog dialog) {
        Rectangle inside = new Rectangle(dialog.getSize());
        Rectangle screen = new Rectangle(Toolkit.getDefaultToolkit().getScreenSize());
        return screen.contains(dialog.getBounds())
                && List.of(dialog.getComponents()).stream().allMatch(c -> inside.contains(c.getBounds()));
    }

    static GenericDialog open(String command) throws Exception {
        IJ.doCommand(command);
        return await(GenericDialog.class);
    }

    static <T extends Dialog> T await(Class<T> type) throws Exception {
        until(() -> showing(type) != null);
        // A dialog is on the screen before it is in its place and listens.
        Thread.sleep(700);
        return showing(type);
    }

    private static <T extends Dialog> T showing(Class<T> type) {
        for (Window window : Window.getWindows()) {
            if (window.isShowing() && type.isInstance(window)) {
                return type.cast(window);
            }
        }
        return null;
    }

    static void gone(Dialog dialog) throws Exception {
        until(() -> !dialog.isShowing());
        Thread.sleep(300);
    }

    static void press(Container container, String label) {
        for (Component component : container.getComponents()) {
            if (component instanceof Button button && button.getLabel().strip().equals(label)) {
                ActionEvent event = new ActionEvent(button, ActionEvent.ACTION_PERFORMED, button.getActionCommand());
                List.of(button.getActionListeners()).forEach(l -> l.actionPerformed(event));
                return;
            } else if (component instanceof Container inner) {
                press(inner, label);
            }
        }
    }

    static void picture(Path file) throws Exception {
        BufferedImage image = new Robot()
                .createScreenCapture(new Rectangle(Toolkit.getDefaultToolkit().getScreenSize()));
        ImageIO.write(image, "png", file.toFile());
    }

    interface Condition {
        boolean holds();
    }

    static void until(Condition condition) throws Exception {
        long end = System.currentTimeMillis() + PATIENCE;
        while (!condition.holds()) {
            if (System.currentTimeMillis() > end) {
                System.out.println("waited in vain: " + scene());
                System.exit(3);
            }
            Thread.sleep(50);
        }
    }

    /** What there is on the screen, and who waited for more. */
    private static String scene() {
        List<String> windows = Stream.of(Window.getWindows())
                .filter(Window::isShowing)
                .map(window -> window instanceof Frame frame
                        ? frame.getTitle()
                        : window instanceof Dialog dialog ? dialog.getTitle() : window.getName())
                .toList();
        return "windows " + windows + ", active image " + WindowManager.getCurrentImage() + ", status \""
                + ImageJ.getStatusBarText() + "\", log \"" + IJ.getLog() + "\", at "
                + List.of(Thread.currentThread().getStackTrace());
    }
}
