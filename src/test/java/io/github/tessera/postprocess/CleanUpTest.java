package io.github.tessera.postprocess;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.progress.CancelledException;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Morphological clean-up of label images. */
class CleanUpTest {
    private static void assertCleaned(CleanUp cleanUp, String before, String after) {
        LabelText text = LabelText.of(before.split("\n"));
        byte[] labels = text.labels().clone();
        byte[] cleaned = cleanUp.clean(labels, text.width(), text.height(), Progress.NONE);
        assertEquals(after, new LabelText(cleaned, text.width(), text.height()).print());
        assertArrayEquals(text.labels(), labels);
    }

    @Test
    void withoutSettingsNothingChanges() {
        String text = """
                11.2X
                1.122
                11.1.
                """;
        assertCleaned(CleanUp.NONE, text, text);
    }

    @Test
    void openingTakesSpecksAndLinesAwayAndKeepsTheClassOfTheRest() {
        // ImageJ's disc of radius 1 is a square of 3 pixels.
        assertCleaned(
                new CleanUp(0, false, 1, false),
                """
                ...........
                .111..222..
                .11111222..
                .111..222..
                .......2...
                .1....X2X..
                ...........
                """,
                """
                ...........
                .111..222..
                .111..222..
                .111..222..
                ...........
                ......X.X..
                ...........
                """);
    }

    @Test
    void theDiscOfRadiusTwoHasNoCorners() {
        assertCleaned(
                new CleanUp(0, false, 2, false),
                """
                .......
                .11111.
                .11111.
                .11111.
                .11111.
                .11111.
                .......
                """,
                """
                .......
                ..111..
                .11111.
                .11111.
                .11111.
                ..111..
                .......
                """);
    }

    @Test
    void anObjectMayGoOnBeyondTheEdge() {
        assertCleaned(
                new CleanUp(0, false, 1, false),
                """
                11..3.2
                11....2
                ......2
                .....22
                111..22
                """,
                """
                11.....
                11.....
                .......
                .....22
                .....22
                """);
    }

    @Test
    void whatAnOpenedLineLeavesInsideAClassIsFilled() {
        String before =
                """
                11111111
                11111111
                11122111
                11111111
                11111111
                """;
        assertCleaned(new CleanUp(0, false, 1, false), before, before.replace("22", ".."));
        assertCleaned(new CleanUp(0, true, 1, false), before, before.replace("22", "11"));
    }

    @Test
    void smallObjectsGoAndWhatTheyLeaveIsFilled() {
        String before =
                """
                111111.2
                1....1..
                1.22.1.2
                1....1.2
                111111.2
                """;
        assertCleaned(
                new CleanUp(3, false, 0, false),
                before,
                """
                111111..
                1....1..
                1....1.2
                1....1.2
                111111.2
                """);
        assertCleaned(
                new CleanUp(3, true, 0, false),
                before,
                """
                111111..
                111111..
                111111.2
                111111.2
                111111.2
                """);
    }

    @Test
    void theLargestOfEachClassStays() {
        assertCleaned(
                new CleanUp(0, false, 0, true),
                """
                11.2.33
                1..22.X
                ..1...X
                111.2.3
                .....33
                """,
                """
                ...2...
                ...22.X
                ..1...X
                111...3
                .....33
                """);
    }

    @Test
    void ofEquallyLargeObjectsTheFirstStays() {
        assertCleaned(new CleanUp(0, false, 0, true), "1.1.11.11\n", "....11...\n");
    }

    @Test
    void sizesCountAfterHolesAreFilledAndNarrowPartsAreGone() {
        assertCleaned(new CleanUp(9, true, 0, false), ".111\n.1.1\n.111\n1...\n", ".111\n.111\n.111\n1...\n");
        assertCleaned(new CleanUp(10, true, 0, true), "....\n.111\n.1.1\n.111\n", "....\n....\n....\n....\n");
    }

    @Test
    void changesAreToldForEachClassOverAllPlanes() {
        LabelText plane = LabelText.of("11.2", "1..X", "..33");
        byte[] cleaned = new CleanUp(2, false, 0, false).clean(plane.labels(), 4, 3, Progress.NONE);
        List<PlaneCounts> before = List.of(PlaneCounts.of(plane.labels(), 4), PlaneCounts.of(new byte[] {1, 0}, 2));
        List<PlaneCounts> after = List.of(PlaneCounts.of(cleaned, 4), PlaneCounts.of(new byte[] {1, 0}, 2));
        List<ClassChange> changes = ClassChange.of(before, after);
        assertEquals(
                List.of(
                        new ClassChange(0, new ClassChange.Amount(6, 0), new ClassChange.Amount(7, 0)),
                        new ClassChange(1, new ClassChange.Amount(4, 2), new ClassChange.Amount(4, 2)),
                        new ClassChange(2, new ClassChange.Amount(1, 1), new ClassChange.Amount(0, 0)),
                        new ClassChange(3, new ClassChange.Amount(2, 1), new ClassChange.Amount(2, 1)),
                        new ClassChange(255, new ClassChange.Amount(1, 0), new ClassChange.Amount(1, 0))),
                changes);
        assertEquals(2, changes.get(1).before().meanSize());
        assertTrue(Double.isNaN(changes.get(2).after().meanSize()));
    }

    @Test
    void cancelEndsIt() {
        Progress cancelled = new Progress() {
            @Override
            public boolean cancelled() {
                return true;
            }
        };
        CleanUp opening = new CleanUp(0, false, 1, false);
        assertThrows(CancelledException.class, () -> opening.clean(new byte[] {1}, 1, 1, cancelled));
    }

    @Test
    void anInterruptEndsIt() {
        CleanUp opening = new CleanUp(0, false, 1, false);
        Thread.currentThread().interrupt();
        try {
            assertThrows(CancelledException.class, () -> opening.clean(new byte[] {1}, 1, 1, Progress.NONE));
        } finally {
            assertTrue(Thread.interrupted());
        }
    }

    @Test
    void numbersOutOfRangeAreRefused() {
        assertThrows(TesseraException.class, () -> new CleanUp(-1, false, 0, false));
        assertThrows(TesseraException.class, () -> new CleanUp(0, false, -1, false));
        assertThrows(TesseraException.class, () -> new CleanUp(0, false, 1001, false));
    }
}
