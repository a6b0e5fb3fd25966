package io.github.tessera.postprocess;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.progress.CancelledException;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Morphological clean-up of label images. */
class CleanUpTest {
    private static final int[] SIZES = {0, 5, 30};
    private static final int[] RADII = {0, 1, 2, 4};
    private static final boolean[] BOTH = {false, true};

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

    private static List<CleanUp> all() {
        List<CleanUp> all = new ArrayList<>();
        for (int size : SIZES) {
            for (int radius : RADII) {
                for (boolean fill : BOTH) {
                    for (boolean largest : BOTH) {
                        all.add(new CleanUp(size, fill, radius, largest));
                    }
                }
            }
        }
        return all;
    }

    private static List<LabelText> planes() {
        List<LabelText> planes = new ArrayList<>();
        planes.add(LabelText.discs(1, 30, 0, 1, 1));
        planes.add(LabelText.discs(64, 40, 0, 2, 2));
        planes.add(LabelText.discs(50, 41, 0, 3, 3));
        Random random = new Random(9);
        for (int n = 0; n < 6; n++) {
            byte[] labels = new byte[(n + 5) * 20];
            for (int i = 0; i < labels.length; i++) {
                int value = random.nextInt(12);
                labels[i] = (byte) (value > 10 ? 255 : value > 3 ? n % 3 : value);
            }
            planes.add(new LabelText(labels, n + 5, 20));
        }
        return planes;
    }

    @Test
    void cleaningTwiceChangesNothingMoreAndIgnoredPixelsStay() {
        for (LabelText plane : planes()) {
            for (CleanUp cleanUp : all()) {
                byte[] once = cleanUp.clean(plane.labels(), plane.width(), plane.height(), Progress.NONE);
                byte[] twice = cleanUp.clean(once, plane.width(), plane.height(), Progress.NONE);
                assertEquals(
                        new LabelText(once, plane.width(), plane.height()).print(),
                        new LabelText(twice, plane.width(), plane.height()).print(),
                        cleanUp::toString);
                for (int i = 0; i < once.length; i++) {
                    assertEquals(plane.labels()[i] == -1, once[i] == -1, cleanUp::toString);
                }
            }
        }
    }

    @Test
    void withoutFillingPixelsAreOnlyRemoved() {
        for (LabelText plane : planes()) {
            for (CleanUp cleanUp : all()) {
                if (!cleanUp.fillHoles()) {
                    byte[] cleaned = cleanUp.clean(plane.labels(), plane.width(), plane.height(), Progress.NONE);
                    for (int i = 0; i < cleaned.length; i++) {
                        assertTrue(cleaned[i] == plane.labels()[i] || cleaned[i] == 0, cleanUp::toString);
                    }
                }
            }
        }
    }

    @Test
    void whatStaysIsLargeEnoughAndOneOfItsClass() {
        for (LabelText plane : planes()) {
            for (CleanUp cleanUp : all()) {
                byte[] cleaned = cleanUp.clean(plane.labels(), plane.width(), plane.height(), Progress.NONE);
                ConnectedComponents objects = ConnectedComponents.label(cleaned, plane.width(), plane.height());
                assertTrue(objects.components().stream().allMatch(object -> object.size() >= cleanUp.minimumSize()));
                long classes = objects.components().stream()
                        .mapToInt(Component::classIndex)
                        .distinct()
                        .count();
                assertTrue(!cleanUp.keepLargest() || objects.count() == classes, cleanUp::toString);
            }
        }
    }

    @Test
    void openingIsThatOfEveryDiscThatFits() {
        for (LabelText plane : planes()) {
            for (int radius : RADII) {
                byte[] opened = new CleanUp(0, false, radius, false)
                        .clean(plane.labels(), plane.width(), plane.height(), Progress.NONE);
                assertEquals(
                        new LabelText(discs(plane, radius), plane.width(), plane.height()).print(),
                        new LabelText(opened, plane.width(), plane.height()).print());
            }
        }
    }

    /** Draws each disc of one class, as far as it lies in the image. */
    private static byte[] discs(LabelText plane, int radius) {
        byte[] drawn = new byte[plane.labels().length];
        int most = radius == 0 ? 0 : radius * radius + 1; // as ImageJ's discs
        for (int c = 0; c < drawn.length; c++) {
            byte label = plane.labels()[c];
            List<Integer> disc = new ArrayList<>();
            for (int i = 0; i < drawn.length; i++) {
                int dx = i % plane.width() - c % plane.width();
                int dy = Math.floorDiv(i, plane.width()) - Math.floorDiv(c, plane.width());
                if (dx * dx + dy * dy <= most) {
                    disc.add(i);
                }
            }
            if (label == -1) {
                drawn[c] = label;
            } else if (disc.stream().allMatch(i -> plane.labels()[i] == label)) {
                disc.forEach(i -> drawn[i] = label);
            }
        }
        return drawn;
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
