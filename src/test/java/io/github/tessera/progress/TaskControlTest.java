package io.github.tessera.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TaskControlTest {
    private static final long MILLISECOND = 1_000_000;

    private final CountDownLatch waits = new CountDownLatch(1);
    private final List<String> told = new ArrayList<>();
    private volatile boolean escaped;

    private final TaskControl control = new TaskControl(new Progress() {
        @Override
        public void update(long done, long total) {
            told.add(done + "/" + total);
        }

        @Override
        public void status(String message) {
            told.add(message);
            if (message.equals("Paused")) {
                waits.countDown();
            }
        }

        @Override
        public void log(String line) {
            told.add(line);
        }

        @Override
        public boolean cancelled() {
            return escaped;
        }
    });

    /** Lets another thread do it once the task waits; gives how long the task waited. */
    private long pausedUntil(Runnable end) throws Exception {
        control.setPausing(true);
        CompletableFuture<Long> task = CompletableFuture.supplyAsync(control::pause);
        assertTrue(waits.await(10, TimeUnit.SECONDS));
        TimeUnit.MILLISECONDS.sleep(50);
        assertFalse(task.isDone());
        end.run();
        return task.get(10, TimeUnit.SECONDS);
    }

    @Test
    void nothingIsAskedForAtFirst() {
        assertEquals(0, control.pause());
        assertFalse(control.cancelled() || control.discarded() || control.stopping() || control.pausing());
        control.check();
    }

    @Test
    void allIsTold() {
        control.update(1, 2);
        control.status("s");
        control.log("l");
        assertEquals(List.of("1/2", "s", "l"), told);
    }

    @Test
    void waitsUntilItIsToGoOn() throws Exception {
        long waited = pausedUntil(() -> control.setPausing(false));
        assertTrue(waited >= 50 * MILLISECOND, waited + " ns");
        assertFalse(control.cancelled());
        assertEquals(0, control.pause());
    }

    @Test
    void stoppingEndsThePause() throws Exception {
        pausedUntil(control::stop);
        assertTrue(control.cancelled() && control.stopping());
        assertFalse(control.discarded() || control.pausing());
        assertThrows(CancelledException.class, control::check);
    }

    @Test
    void discardingEndsThePause() throws Exception {
        pausedUntil(control::discard);
        assertTrue(control.cancelled() && control.discarded());
    }

    @Test
    void cancellingElsewhereEndsThePause() throws Exception {
        pausedUntil(() -> escaped = true);
        assertTrue(control.cancelled());
        assertFalse(control.discarded());
    }

    @Test
    void whatIsKeptIsNotDiscardedAfterwards() {
        control.stop();
        control.discard();
        assertFalse(control.discarded());
    }
}
