package io.github.tessera.command;

import ij.IJ;
import ij.ImageJ;
import ij.Menus;
import java.awt.Menu;
import java.awt.MenuItem;
import java.awt.Robot;
import java.awt.event.KeyEvent;
import java.nio.file.Path;
import javax.swing.JFrame;

/** Opens what the Help menu tells of Tessera as a user does, in a Java of its own; prints what it sees for {@link AboutWindowIT}. */
final class AboutWindowDriver {
    private AboutWindowDriver() {}

    /**
     * The whole session.
     *
     * @param arguments the ImageJ folder, and the folder for pictures
     */
    public static void main(String[] arguments) throws Exception {
        ImageJ.main(new String[] {"-ijpath", arguments[0]});
        Menu help = Menus.getMenuBar().getHelpMenu();
        for (int i = 0; i < help.getItemCount(); i++) {
            if (help.getItem(i) instanceof Menu menu) {
                for (int j = 0; j < menu.getItemCount(); j++) {
                    MenuItem item = menu.getItem(j);
                    System.out.println("menu: Help>" + menu.getLabel() + ">" + item.getLabel());
                }
            }
        }
        IJ.doCommand("About Tessera...");
        DialogDriver.until(() -> ModelWindowDriver.window() != null);
        Thread.sleep(700);
        JFrame window = ModelWindowDriver.window();
        System.out.println("title: " + window.getTitle());
        System.out.println("shown: " + ModelWindowDriver.text(window).getText());
        DialogDriver.picture(Path.of(arguments[1]).resolve("About.png"));
        ModelWindowDriver.text(window).requestFocusInWindow();
        Thread.sleep(300);
        Robot robot = new Robot();
        robot.keyPress(KeyEvent.VK_ESCAPE);
        robot.keyRelease(KeyEvent.VK_ESCAPE);
        DialogDriver.until(() -> ModelWindowDriver.window() == null);
        System.out.println("closed");
        System.exit(0);
    }
}
