package io.github.tessera.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.progress.CancelledException;
import io.github.tessera.progress.Progress;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PartedTasksTest {
    private static final int CORES = Runtime.getRuntime().availableProcessors();

    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger mostOpen = new AtomicInteger();
    private final AtomicInteger finished = new AtomicInteger();
    private final ConcurrentHashMap<String, Integer> runs = new ConcurrentHashMap<>();

    private PartedTasks.Task task(int index, int parts) {
        return () -> {
            mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
            return new PartedTasks.Parts() {
                @Override
                public int count() {
                    return parts;
                }

                @Override
                public void run(int part) {
                    runs.merge(index + "/" + part, 1, Integer::sum);
                }

                @Override
                public void finish() {
                    assertEquals(
                            parts,
                            runs.keySet().stream()
                                    .filter(r -> r.startsWith(index + "/"))
                                    .count());
                    finished.incrementAndGet();
                    open.decrementAndGet();
                }
            };
        };
    }

    @Test
    void everyPartRunsOnceAndFewTasksAreOpen() {
        AtomicLong last = new AtomicLong();
        Progress progress = new Progress() {
            @Override
            public void update(long done, long total) {
                assertTrue(done <= total);
                last.accumulateAndGet(1000 * done / total, Math::max);
            }
        };
        PartedTasks.run(IntStream.range(0, 50).mapToObj(i -> task(i, 1 + i % 7)).toList(), progress);
        assertEquals(IntStream.range(0, 50).map(i -> 1 + i % 7).sum(), runs.size());
        assertTrue(runs.values().stream().allMatch(n -> n == 1));
        assertEquals(50, finished.get());
        assertTrue(mostOpen.get() <= CORES, mostOpen.get() + " open");
        assertEquals(1000, last.get());
    }

    @Test
    void nothingToDoIsDone() {
        PartedTasks.run(List.of(), Progress.NONE);
        PartedTasks.run(List.of(() -> PartedTasks.Parts.NONE, () -> PartedTasks.Parts.NONE), Progress.NONE);
    }

    @Test
    void aFailureEndsTheWorkAndIsThrown() {
        IllegalStateException failure = new IllegalStateException("broken");
        AtomicInteger opened = new AtomicInteger();
        PartedTasks.Task broken = () -> {
            if (opened.incrementAndGet() == 3) {
                throw failure;
            }
            return PartedTasks.Parts.NONE;
        };
        List<PartedTasks.Task> tasks = Collections.nCopies(1000, broken);
        assertSame(failure, assertThrows(IllegalStateException.class, () -> PartedTasks.run(tasks, Progress.NONE)));
        assertTrue(opened.get() < 1000);
    }

    @Test
    void escEndsTheWork() {
        Progress escaped = new Progress() {
            @Override
            public boolean cancelled() {
                return runs.size() > 5;
            }
        };
        List<PartedTasks.Task> tasks =
                IntStream.range(0, 1000).mapToObj(i -> task(i, 3)).toList();
        assertThrows(CancelledException.class, () -> PartedTasks.run(tasks, escaped));
        assertTrue(runs.size() < 100, runs.size() + " parts ran");
    }

    @Test
    void anInterruptionEndsTheWorkAndIsKept() {
        Thread.currentThread().interrupt();
        List<PartedTasks.Task> tasks =
                IntStream.range(0, 100_000).mapToObj(i -> task(i, 3)).toList();
        assertThrows(CancelledException.class, () -> PartedTasks.run(tasks, Progress.NONE));
        assertTrue(Thread.interrupted());
    }

    @Test
    void threadsFindImageJsPlugins() {
        ClassLoader loader = new ClassLoader(getClass().getClassLoader()) {};
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(loader);
        try {
            PartedTasks.run(
                    List.of(() -> {
                        assertSame(loader, Thread.currentThread().getContextClassLoader());
                        return PartedTasks.Parts.NONE;
                    }),
                    Progress.NONE);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }
}
