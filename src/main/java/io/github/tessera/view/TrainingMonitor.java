package io.github.tessera.view;

import io.github.tessera.network.NetworkSettings;
import io.github.tessera.network.Weights;
import io.github.tessera.tensor.DeviceChoice;
import io.github.tessera.tensor.MemoryUse;
import io.github.tessera.train.Epoch;
import io.github.tessera.train.Pace;
import io.github.tessera.train.Snapshot;
import io.github.tessera.train.TrainingListener;
import io.github.tessera.train.TrainingStart;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Keeps what a training tells, for a window that looks when it has the time: the training never waits for the window. */
final class TrainingMonitor implements TrainingListener {
    private static final long LOOK_AT_MEMORY = 1_000_000_000; // nanoseconds

    private final String name;
    private String title;
    private String what;
    private TrainingStart start;
    private DeviceChoice device;
    private Pace pace;
    private long step;
    private double cropsPerSecond;
    private double secondsLeft;
    private String memory;
    private long looked;
    private StepLosses losses;
    private List<Epoch> epochs;
    private List<Film.Frame> frames;
    private String end;
    private Standing now;

    /** A training of a model of that name, which has not begun. */
    TrainingMonitor(String name) {
        this.name = name;
        begin("");
    }

    /** Another one begins, such as that of a fold; what is known of the one before is forgotten. */
    synchronized void begin(String part) {
        title = part.isEmpty() ? name : name + ", " + part;
        what = "";
        start = null;
        step = 0;
        cropsPerSecond = 0;
        secondsLeft = 0;
        memory = "";
        losses = new StepLosses();
        epochs = new ArrayList<>();
        frames = List.of();
        end = "";
        now = null;
    }

    /** How far it is; the same object until something has been told. */
    synchronized Standing now() {
        if (now == null) {
            now = new Standing(
                    title,
                    what,
                    start == null ? "" : start.device(),
                    start == null ? null : start.config(),
                    step,
                    losses.curve(),
                    cropsPerSecond,
                    secondsLeft,
                    memory,
                    List.copyOf(epochs),
                    frames,
                    end);
        }
        return now;
    }

    synchronized void setFrames(List<Film.Frame> some) {
        frames = some;
        now = null;
    }

    synchronized void end(String how) {
        end = how;
        now = null;
    }

    @Override
    public void onStart(TrainingStart begun) {
        NetworkSettings network = begun.config().network();
        String text = String.format(
                Locale.ROOT,
                "%s of width %d, %,d parameters; %d images to learn from, %d kept out",
                network.architecture().label(),
                network.width(),
                Weights.learnt(network.build()),
                begun.split().train().size(),
                begun.split().validation().size());
        synchronized (this) {
            what = text;
            start = begun;
            device = begun.config().device();
            pace = new Pace(begun);
            step = begun.step();
            now = null;
        }
    }

    @Override
    public synchronized void onResume(List<Epoch> earlier) {
        epochs.addAll(earlier);
        now = null;
    }

    @Override
    public synchronized void onPause(long nanos) {
        pace.pause(nanos);
    }

    @Override
    public void onStep(long done, long total, double loss) {
        String use = memory();
        synchronized (this) {
            step = done;
            losses.add(done, loss);
            cropsPerSecond = pace.cropsPerSecond(done);
            secondsLeft = pace.secondsLeft(done, total);
            memory = use;
            now = null;
        }
    }

    /** Asked for now and then: it takes longer than to add a number. */
    private String memory() {
        long time = System.nanoTime();
        if (!memory.isEmpty() && time - looked < LOOK_AT_MEMORY) {
            return memory;
        }
        looked = time;
        return MemoryUse.on(device).describe();
    }

    @Override
    public synchronized void onEpoch(Epoch epoch, Snapshot snapshot) {
        epochs.add(epoch);
        now = null;
    }
}
