package io.github.tessera.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimeLeftTest {
    private final List<String> told = new ArrayList<>();
    private long seconds;

    private final Progress shown = new Progress() {
        @Override
        public void status(String message) {
            told.add(message);
        }

        @Override
        public boolean cancelled() {
            return seconds > 1000;
        }
    };

    private final TimeLeft progress = new TimeLeft(shown, () -> seconds * 1_000_000_000L);

    private String last() {
        return told.get(told.size() - 1);
    }

    @Test
    void isToldOnceItIsKnown() {
        progress.status("Segmenting a.tif");
        seconds = 2;
        progress.update(1, 100);
        assertEquals("Segmenting a.tif", last());
        seconds = 6;
        progress.update(3, 100);
        assertEquals("Segmenting a.tif, 0:03:14 left", last());
        seconds = 60;
        progress.status("Segmenting b.tif");
        assertEquals("Segmenting b.tif, 0:32:20 left", last());
    }

    @Test
    void isToldOnceASecond() {
        progress.status("Segmenting");
        seconds = 50;
        for (int i = 0; i < 1000; i++) {
            progress.update(500 + i / 10, 1000);
        }
        assertEquals(List.of("Segmenting", "Segmenting, 0:00:50 left"), told);
    }

    @Test
    void aBarThatBeginsAnewIsAPartOfItsOwn() {
        progress.status("Segmenting");
        seconds = 100;
        progress.update(100, 100);
        assertEquals("Segmenting, 0:00:00 left", last());
        progress.update(0, 100);
        progress.status("Finding objects");
        assertEquals("Finding objects", last());
        seconds = 110;
        progress.update(25, 100);
        assertEquals("Finding objects, 0:00:30 left", last());
    }

    @Test
    void nothingIsAddedToNothing() {
        seconds = 10;
        progress.update(1, 2);
        progress.status("");
        assertEquals(List.of(""), told);
        seconds = 1001;
        assertTrue(progress.cancelled());
        assertEquals("1:01:01", TimeLeft.clock(3661.4));
    }
}
