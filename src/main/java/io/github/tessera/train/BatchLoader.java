package io.github.tessera.train;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.github.tessera.data.CropSampler;
import io.github.tessera.postprocess.BorderWeights;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.Waiting;
import io.github.tessera.tensor.PyTorch;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * The batches of a training, one after the other, made by worker threads ahead of the device in a few buffers that are used again and
 * again. Which thread makes a batch does not matter to what is in it. Serves one thread; close it to end its own.
 */
final class BatchLoader implements AutoCloseable {
    private final CropSampler crops;
    private final Progress progress;
    private final ExecutorService workers;
    private final Queue<Order> ahead = new ArrayDeque<>();
    private final NDManager device;
    private long next;
    private BatchBuffer inHand;
    private boolean lean;
    private volatile boolean closed;

    /** A batch that is being made. */
    private record Order(long step, BatchBuffer buffer, Future<?> work) {}

    /**
     * Starts making batches.
     *
     * @param borders what weights of borders are made for each batch; null for none
     * @param first step of the first batch
     * @param far device that the workers send the batches to, while it computes the one before, pixels of 8 bits as they are; null where the
     *     network runs where the batches are made
     * @param threads workers, at least 1; one batch for each is made ahead, and one more
     */
    BatchLoader(
            CropSampler crops,
            int batch,
            BorderWeights borders,
            long first,
            Device far,
            int threads,
            Progress progress) {
        this.crops = crops;
        device = far == null ? null : PyTorch.engine().newBaseManager(far);
        this.progress = progress;
        next = first;
        ClassLoader loader = BatchLoader.class.getClassLoader();
        workers = Executors.newFixedThreadPool(threads, work -> {
            Thread thread = new Thread(work, "Tessera batches");
            thread.setDaemon(true);
            // Under plain ImageJ only this one knows the plugin's own libraries.
            thread.setContextClassLoader(loader);
            return thread;
        });
        try {
            inHand = BatchBuffer.of(crops, batch, borders, far != null);
            for (int i = 0; i <= threads && !lean; i++) {
                order(batch, borders);
            }
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** As many batches ahead as there is memory for. */
    private void order(int batch, BorderWeights borders) {
        try {
            order(BatchBuffer.of(crops, batch, borders, device != null));
        } catch (OutOfMemoryError e) {
            beLean();
        }
    }

    /**
     * Enough workers to keep a device busy: while the processor computes, a small share of it, else most of it.
     *
     * @param near whether the network runs on the processor
     */
    static int threads(boolean near) {
        int cores = Runtime.getRuntime().availableProcessors();
        return Math.max(1, near ? cores / 8 : Math.min(8, cores - 1));
    }

    private void order(BatchBuffer buffer) {
        long step = next++;
        ahead.add(new Order(step, buffer, workers.submit(() -> make(step, buffer))));
    }

    private void make(long step, BatchBuffer buffer) {
        buffer.fill(crops, step, whileOpen());
        if (device != null) {
            buffer.send(device);
        }
    }

    /** From now on one batch alone is in memory, and is made when it is wanted. */
    private void beLean() {
        lean = true;
        for (Order order : ahead) {
            order.work().cancel(false);
            next = Math.min(next, order.step());
        }
        ahead.clear();
    }

    /** Whether memory was too short for making batches ahead. */
    boolean lean() {
        return lean;
    }

    private Progress whileOpen() {
        return new Progress() {
            @Override
            public boolean cancelled() {
                return closed || progress.cancelled();
            }
        };
    }

    /**
     * The batch of the next step, valid until the next call.
     *
     * @throws io.github.tessera.progress.CancelledException if the user cancels
     * @throws RuntimeException what went wrong in the worker, as it was thrown there
     */
    BatchBuffer next() {
        if (!lean) {
            order(inHand);
            Order first = ahead.remove();
            inHand = first.buffer();
            try {
                Waiting.result(first.work(), progress);
                return inHand;
            } catch (OutOfMemoryError e) {
                next = first.step();
                beLean();
            }
        }
        make(next++, inHand);
        return inHand;
    }

    /**
     * Ends the workers, each after the crop that it is at, and waits for that. They are not interrupted: that would close files that
     * are being read.
     */
    @Override
    public void close() {
        closed = true;
        workers.shutdown();
        ahead.forEach(order -> order.work().cancel(false));
        try {
            workers.awaitTermination(1, TimeUnit.MINUTES); // longer only if a disk does not answer
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (device != null) {
            device.close();
        }
    }
}
