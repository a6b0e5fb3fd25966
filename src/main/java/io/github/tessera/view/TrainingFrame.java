package io.github.tessera.view;

import ij.IJ;
import ij.WindowManager;
import ij.gui.GUI;
import io.github.tessera.progress.TaskControl;
import java.awt.BorderLayout;
import java.awt.Desktop;
import java.awt.Dimension;
import java.awt.GridLayout;
import java.awt.Rectangle;
import java.awt.event.KeyEvent;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.swing.BorderFactory;
import javax.swing.JComponent;
import javax.swing.JFrame;
import javax.swing.JOptionPane;
import javax.swing.JPanel;
import javax.swing.KeyStroke;
import javax.swing.Timer;

/** The window itself, for the event thread only: looks now and then how far the training is. */
final class TrainingFrame extends JFrame {
    private static final long serialVersionUID = 1;
    private static final int LOOK_MILLIS = 400;
    private static final int GAP = 8;

    private final transient TrainingMonitor monitor;
    private final transient TaskControl control;
    private final StandingPanel standing = new StandingPanel();
    private final CurvesPanel curves = new CurvesPanel();
    private final FilmPanel film = new FilmPanel();
    private final ControlPanel controls;
    private final Timer timer = new Timer(LOOK_MILLIS, e -> look());
    private transient Path folder;
    private boolean begun;

    TrainingFrame(String title, TrainingMonitor monitor, TaskControl control) {
        super(title);
        this.monitor = monitor;
        this.control = control;
        boolean folders = Desktop.isDesktopSupported() && Desktop.getDesktop().isSupported(Desktop.Action.OPEN);
        controls = new ControlPanel(
                control, this::sure, this::openFilm, folders ? this::openFolder : null, this::closeForGood);
        JPanel centre = new JPanel(new GridLayout(1, 2, GAP, GAP));
        centre.add(curves);
        centre.add(film);
        JPanel all = new JPanel(new BorderLayout(GAP, GAP));
        all.setBorder(BorderFactory.createEmptyBorder(GAP, GAP, GAP, GAP));
        all.add(standing, BorderLayout.NORTH);
        all.add(centre, BorderLayout.CENTER);
        all.add(controls, BorderLayout.SOUTH);
        setContentPane(all);
        setDefaultCloseOperation(DO_NOTHING_ON_CLOSE);
        addWindowListener(new WindowAdapter() {
            @Override
            public void windowClosing(WindowEvent event) {
                askToClose();
            }
        });
        getRootPane()
                .registerKeyboardAction(
                        e -> control.stop(),
                        KeyStroke.getKeyStroke(KeyEvent.VK_ESCAPE, 0),
                        JComponent.WHEN_IN_FOCUSED_WINDOW);
    }

    /** Opens it, as large as the screen allows. */
    void open() {
        pack();
        Rectangle screen = GUI.getMaxWindowBounds(IJ.getInstance());
        setSize(new Dimension(Math.min(getWidth(), screen.width), Math.min(getHeight(), screen.height)));
        GUI.centerOnImageJScreen(this);
        WindowManager.addWindow(this);
        look();
        timer.start();
        setVisible(true);
    }

    /** Where the model is going to be. */
    void setFolder(Path model) {
        folder = model;
    }

    private void look() {
        Standing now = monitor.now();
        if (now.config() != null && !begun) {
            begun = true;
            toFront(); // the log's window may just have opened
        }
        standing.show(now, control.pausing());
        curves.show(now);
        film.show(now.frames());
        controls.show(now, folder != null && Files.isDirectory(folder));
        if (now.over()) {
            timer.stop();
        }
    }

    /** Looks again: it may have stopped looking. */
    void wake() {
        timer.restart();
        look();
    }

    private boolean sure() {
        String[] answers = {"Discard", "Go on"};
        return ask("Discard this training? Nothing of it will be kept.", answers) == 0;
    }

    private int ask(String question, String[] answers) {
        return JOptionPane.showOptionDialog(
                this,
                question,
                getTitle(),
                JOptionPane.DEFAULT_OPTION,
                JOptionPane.QUESTION_MESSAGE,
                null,
                answers,
                answers[answers.length - 1]);
    }

    private void askToClose() {
        if (monitor.now().over()) {
            closeForGood();
            return;
        }
        String[] answers = {"Stop and keep", "Go on without window", "Cancel"};
        int answer = ask("The training is not over. Stop it and keep the best model so far?", answers);
        if (answer == 0) {
            control.stop();
        } else if (answer == 1) {
            control.setPausing(false); // nobody could make it go on
            IJ.log("The training goes on without its window; Esc stops it and keeps the best model so far.");
            closeForGood();
        }
    }

    private void openFilm() {
        Film.image(getTitle(), monitor.now().frames()).show();
    }

    private void openFolder() {
        try {
            Desktop.getDesktop().open(folder.toFile());
        } catch (IOException | IllegalArgumentException e) {
            IJ.error("Tessera", "The folder " + folder + " cannot be opened here.");
        }
    }

    private void closeForGood() {
        timer.stop();
        WindowManager.removeWindow(this);
        dispose();
    }
}
