package io.github.tessera.view;

import io.github.tessera.progress.TaskControl;
import java.awt.CardLayout;
import java.awt.FlowLayout;
import java.util.function.BooleanSupplier;
import javax.swing.JButton;
import javax.swing.JPanel;

/** The buttons below a training: those that steer it while it goes on, others when it is over. */
final class ControlPanel extends JPanel {
    private static final long serialVersionUID = 1;
    private static final int GAP = 8;
    private static final String RUNNING = "running";
    private static final String OVER = "over";

    private final transient TaskControl control;
    private final CardLayout cards = new CardLayout();
    private final JButton pause = new JButton("Pause");
    private final JButton keep = new JButton("Stop and keep");
    private final JButton discard = new JButton("Stop and discard");
    private final JButton film = new JButton("Open film");
    private final JButton folder = new JButton("Open folder");

    /**
     * Buttons that call these.
     *
     * @param sure asks the user before a training is discarded
     * @param openFolder null where the system cannot show folders
     */
    ControlPanel(TaskControl control, BooleanSupplier sure, Runnable openFilm, Runnable openFolder, Runnable close) {
        this.control = control;
        setLayout(cards);
        JPanel running = new JPanel(new FlowLayout(FlowLayout.RIGHT, GAP, 0));
        pause.setToolTipText("After the step in hand the training waits, and keeps its memory");
        pause.addActionListener(e -> control.setPausing(!control.pausing()));
        keep.setToolTipText("The best model so far is kept; the training can go on another time (Esc does the same)");
        keep.addActionListener(e -> control.stop());
        discard.setToolTipText("The model's folder is left as it was before");
        discard.addActionListener(e -> {
            if (sure.getAsBoolean()) {
                control.discard();
            }
        });
        running.add(pause);
        running.add(keep);
        running.add(discard);
        add(running, RUNNING);
        JPanel over = new JPanel(new FlowLayout(FlowLayout.RIGHT, GAP, 0));
        film.addActionListener(e -> openFilm.run());
        over.add(film);
        if (openFolder != null) {
            folder.addActionListener(e -> openFolder.run());
            over.add(folder);
        }
        JButton closing = new JButton("Close");
        closing.addActionListener(e -> close.run());
        over.add(closing);
        add(over, OVER);
    }

    void show(Standing now, boolean kept) {
        pause.setText(control.pausing() ? "Go on" : "Pause");
        boolean stopping = control.stopping();
        keep.setText(stopping ? "Stopping\u2026" : "Stop and keep");
        pause.setEnabled(!stopping);
        keep.setEnabled(!stopping);
        discard.setEnabled(!stopping);
        film.setEnabled(!now.frames().isEmpty());
        folder.setEnabled(kept);
        cards.show(this, now.over() ? OVER : RUNNING);
    }
}
