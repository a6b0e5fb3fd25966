package io.github.tessera.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WorkerTest {
    private static final Progress CANCELLED = new Progress() {
        @Override
        public boolean cancelled() {
            return true;
        }
    };

    @Test
    void everythingIsDoneInOrderBeforeItFinishes() {
        List<Integer> done = Collections.synchronizedList(new ArrayList<>());
        List<Future<Boolean>> all = new ArrayList<>();
        try (Worker worker = new Worker("test")) {
            for (int i = 0; i < 100; i++) {
                int number = i;
                all.add(worker.give(() -> done.add(number)));
            }
            worker.finish();
        }
        assertEquals(100, done.size());
        for (int i = 0; i < 100; i++) {
            assertEquals(i, done.get(i));
            assertTrue(Waiting.result(all.get(i), Progress.NONE));
        }
    }

    @Test
    void whatWentWrongIsThrownWhereItIsWaitedFor() {
        try (Worker worker = new Worker("test")) {
            TesseraException known = new TesseraException("known");
            OutOfMemoryError memory = new OutOfMemoryError("made up");
            Future<Object> first = worker.give(() -> {
                throw known;
            });
            Future<Object> second = worker.give(() -> {
                throw memory;
            });
            assertSame(known, assertThrows(TesseraException.class, () -> Waiting.result(first, Progress.NONE)));
            assertSame(memory, assertThrows(OutOfMemoryError.class, () -> Waiting.result(second, Progress.NONE)));
        }
    }

    @Test
    void aCancelledCallerDoesNotWait() {
        CountDownLatch end = new CountDownLatch(1);
        try (Worker worker = new Worker("test")) {
            Future<Boolean> work = worker.give(() -> {
                end.await();
                return true;
            });
            assertThrows(CancelledException.class, () -> Waiting.result(work, CANCELLED));
            end.countDown();
            assertTrue(Waiting.result(work, Progress.NONE));
        }
    }

    @Test
    void anInterruptedCallerStillFinishes() {
        List<String> done = Collections.synchronizedList(new ArrayList<>());
        try (Worker worker = new Worker("test")) {
            Future<Boolean> work = worker.give(() -> {
                Thread.sleep(100);
                return done.add("done");
            });
            Thread.currentThread().interrupt();
            assertThrows(CancelledException.class, () -> Waiting.result(work, Progress.NONE));
            worker.finish();
        }
        assertTrue(Thread.interrupted());
        assertEquals(List.of("done"), done);
    }

    @Test
    void whatEndsInAFaultHasEndedToo() {
        List<String> done = Collections.synchronizedList(new ArrayList<>());
        try (Worker worker = new Worker("test")) {
            Future<Object> work = worker.give(() -> {
                Thread.sleep(100);
                done.add("done");
                throw new TesseraException("known");
            });
            Thread.currentThread().interrupt();
            Waiting.end(work);
        }
        assertTrue(Thread.interrupted());
        assertEquals(List.of("done"), done);
    }
}
