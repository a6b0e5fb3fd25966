package io.github.tessera.view;

import ij.WindowManager;
import ij.gui.GUI;
import java.awt.Dimension;
import java.awt.event.KeyEvent;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import javax.swing.JComponent;
import javax.swing.JFrame;
import javax.swing.JPanel;
import javax.swing.KeyStroke;

/** A window of ImageJ's that only tells something. Esc closes it. */
final class TextWindow extends JFrame {
    private static final long serialVersionUID = 1;

    /**
     * Not yet shown.
     *
     * @param closed what is to be done when it has been closed
     */
    TextWindow(String title, JPanel content, Runnable closed) {
        super(title);
        setContentPane(content);
        getRootPane()
                .registerKeyboardAction(
                        e -> dispose(),
                        KeyStroke.getKeyStroke(KeyEvent.VK_ESCAPE, 0),
                        JComponent.WHEN_IN_FOCUSED_WINDOW);
        setDefaultCloseOperation(DISPOSE_ON_CLOSE);
        addWindowListener(new WindowAdapter() {
            @Override
            public void windowClosed(WindowEvent event) {
                WindowManager.removeWindow(TextWindow.this);
                closed.run();
            }
        });
    }

    /** Shows it on ImageJ's screen, and in its Window menu. */
    void open(Dimension size) {
        setSize(size);
        GUI.centerOnImageJScreen(this);
        WindowManager.addWindow(this);
        setVisible(true);
    }
}
