package io.github.tessera.postprocess;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.progress.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What holds for all labels that are cleaned, whatever is in them. */
class CleanUpLawsTest {
    private static final int[] SIZES = {0, 5, 30};
    private static final int[] RADII = {0, 1, 2, 4};
    private static final boolean[] BOTH = {false, true};

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
}
