package io.github.tessera.data;

import io.github.tessera.progress.CancelledException;
import io.github.tessera.progress.Progress;
import java.util.ArrayList;
import java.util.List;

/**
 * Works off tasks of many parts on all cores, with few tasks open at a time.
 *
 * <p>Parts of open tasks come first, in order; only a thread that finds none opens the next task. So one large task keeps all cores
 * busy, many small ones too, and memory holds at most as many open tasks as there are threads.
 */
final class PartedTasks {
    /** One thread opens tasks as quickly as several others work off their parts: more of them only take memory. */
    private static final int MOST_OPEN = 4;

    private static final int GRAIN = 1000;

    /** Something that is opened, with the memory that it takes, when its turn comes. */
    @FunctionalInterface
    interface Task {
        /** Opens it. */
        Parts open();
    }

    /** An open task. */
    interface Parts {
        /** Nothing to do. */
        Parts NONE = new Parts() {
            @Override
            public int count() {
                return 0;
            }

            @Override
            public void run(int part) {
                throw new IllegalStateException();
            }
        };

        /** How many parts there are; 0 if there is nothing to do. */
        int count();

        /** Does one part, from 0 to {@link #count} - 1, at the same time as others. */
        void run(int part);

        /** Called once after the last part. */
        default void finish() {}
    }

    private final List<? extends Task> tasks;
    private final Progress progress;
    private final int mostOpen;
    private final List<Open> open = new ArrayList<>();
    private int opened;
    private int opening;
    private double done;
    private Throwable failure;

    private PartedTasks(List<? extends Task> tasks, Progress progress, int mostOpen) {
        this.tasks = tasks;
        this.progress = progress;
        this.mostOpen = mostOpen;
    }

    /**
     * Works off all tasks.
     *
     * <p>What a task throws ends the work and is thrown here, once every thread has stopped.
     *
     * @param progress told of tasks and parts that are done; asked before every part
     * @throws CancelledException if the user stops it, or the calling thread is interrupted
     */
    static void run(List<? extends Task> tasks, Progress progress) {
        int count = Runtime.getRuntime().availableProcessors();
        PartedTasks work = new PartedTasks(tasks, progress, Math.min(count, MOST_OPEN));
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Thread thread = new Thread(work::loop, "Tessera tiles " + (i + 1));
            // ImageJ's plugin classes are found through it.
            thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        boolean interrupted = false;
        for (Thread thread : threads) {
            interrupted |= work.join(thread);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        work.tell();
    }

    /** Waits for a thread to end; an interruption makes all end, and is told. */
    private boolean join(Thread thread) {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                return interrupted;
            } catch (InterruptedException e) {
                interrupted = true;
                fail(new CancelledException());
            }
        }
    }

    private synchronized void tell() {
        if (failure instanceof RuntimeException known) {
            throw known;
        } else if (failure instanceof Error error) {
            throw error;
        }
    }

    private void loop() {
        try {
            for (Runnable next = next(); next != null; next = next()) {
                progress.check();
                next.run();
            }
        } catch (InterruptedException e) {
            fail(new CancelledException());
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    private synchronized void fail(Throwable cause) {
        failure = failure == null ? cause : failure;
        notifyAll();
    }

    /** The next thing to do, or null if nothing is left or something failed. */
    private synchronized Runnable next() throws InterruptedException {
        while (failure == null) {
            for (Open task : open) {
                if (task.next < task.parts.count()) {
                    int part = task.next++;
                    return () -> work(task, part);
                }
            }
            if (opened == tasks.size() && opening == 0) {
                return null;
            }
            if (opened < tasks.size() && open.size() + opening < mostOpen) {
                Task task = tasks.get(opened++);
                opening++;
                return () -> open(task);
            }
            wait();
        }
        return null;
    }

    private void open(Task task) {
        Parts parts = task.open();
        synchronized (this) {
            opening--;
            if (parts.count() > 0) {
                open.add(new Open(parts));
            }
            notifyAll();
        }
        if (parts.count() == 0) {
            report(1);
        }
    }

    private void work(Open task, int part) {
        task.parts.run(part);
        report(1.0 / task.parts.count());
        boolean last;
        synchronized (this) {
            task.left--;
            last = task.left == 0;
        }
        if (last) {
            // Still counted as open, for its memory is in use until it is finished.
            task.parts.finish();
            synchronized (this) {
                open.remove(task);
                notifyAll();
            }
        }
    }

    private void report(double share) {
        long units;
        synchronized (this) {
            done += share;
            units = Math.round(GRAIN * done);
        }
        progress.update(Math.min(units, (long) GRAIN * tasks.size()), (long) GRAIN * tasks.size());
    }

    private static final class Open {
        private final Parts parts;
        private int next;
        private int left;

        Open(Parts parts) {
            this.parts = parts;
            left = parts.count();
        }
    }
}
