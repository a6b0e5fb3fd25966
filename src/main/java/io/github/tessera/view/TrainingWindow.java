package io.github.tessera.view;

import io.github.tessera.progress.TaskControl;
import io.github.tessera.train.TrainingListener;
import java.awt.EventQueue;
import java.nio.file.Path;
import java.util.List;

/**
 * A window in which a training can be watched and steered: losses and metrics, how quick it is and how long it takes, memory, what the
 * network makes of images kept out, and buttons to pause, to stop and keep, and to stop and discard. One window serves one training after
 * the other.
 *
 * <p>Its methods may be called from any thread and never wait; the window looks a few times a second at what they left.
 */
public final class TrainingWindow {
    private final TrainingMonitor monitor;
    private final TaskControl control;
    private TrainingFrame frame; // of the event thread

    /**
     * Opens the window; there must be a display.
     *
     * @param name of the model
     * @param control what the buttons steer
     */
    public TrainingWindow(String name, TaskControl control) {
        this.control = control;
        monitor = new TrainingMonitor(name);
        EventQueue.invokeLater(() -> {
            frame = new TrainingFrame("Training of " + name, monitor, this.control);
            frame.open();
        });
    }

    /**
     * A training begins.
     *
     * @param part which one of several, such as "fold 2 of 5"; empty where there is one
     * @param folder of its model
     * @return hears it
     */
    public TrainingListener begin(String part, Path folder) {
        monitor.begin(part);
        EventQueue.invokeLater(() -> frame.setFolder(folder));
        return monitor;
    }

    /** Shows these pictures of the network's progress. */
    public void setFrames(List<Film.Frame> frames) {
        monitor.setFrames(List.copyOf(frames));
    }

    /** The task is over, in a word or a sentence. */
    public void end(String how) {
        monitor.end(how);
        EventQueue.invokeLater(() -> frame.wake());
    }
}
