package io.github.tessera.postprocess;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.progress.Progress;
import io.github.tessera.tile.Tile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for all planes, whatever is in them. */
class ObjectLawsTest {
    private static ObjectMap find(LabelText text, int minimumSize, boolean fillHoles, ObjectSplit split) {
        ObjectSettings settings = new ObjectSettings(minimumSize, fillHoles, split, ObjectSettings.DEFAULT_TOLERANCE);
        return new ObjectFinder(settings).find(text.labels(), text.width(), text.height(), Progress.NONE);
    }

    private static String classes(ObjectMap map) {
        return new LabelText(map.labels(), map.width(), map.height()).print();
    }

    static List<LabelText> planes() {
        List<LabelText> planes = new ArrayList<>();
        int[][] sizes = {{1, 1}, {1, 30}, {30, 1}, {17, 23}, {64, 40}, {90, 80}};
        for (int[] size : sizes) {
            for (int classes : new int[] {1, 2, 4}) {
                planes.add(LabelText.discs(size[0], size[1], 0, classes, size[0] * 100L + classes));
            }
        }
        return planes;
    }

    @ParameterizedTest
    @EnumSource
    void objectsCoverTheLabelsAndAreConnectedAndNumberedInOrder(ObjectSplit split) {
        for (LabelText plane : planes()) {
            for (int size : new int[] {0, 12}) {
                byte[] before = plane.labels().clone();
                ObjectMap found = find(plane, size, true, split);
                assertArrayEquals(before, plane.labels());
                assertEquals(
                        found.objects().stream().mapToInt(Component::size).sum(),
                        Arrays.stream(found.ids()).filter(id -> id != 0).count());
                for (int i = 0; i < before.length; i++) {
                    assertEquals(found.labels()[i] == 0 || found.labels()[i] == -1, found.ids()[i] == 0);
                    assertEquals(before[i] == -1, found.labels()[i] == -1);
                }
                int[] firsts = Arrays.stream(found.ids())
                        .filter(id -> id != 0)
                        .distinct()
                        .toArray();
                for (int n = 0; n < firsts.length; n++) {
                    assertEquals(n + 1, firsts[n]);
                    assertWhole(found.objects().get(n), found, size);
                }
            }
        }
    }

    private static void assertWhole(Component object, ObjectMap found, int least) {
        byte[] mask = found.mask(object);
        for (int i = 0; i < mask.length; i++) {
            int y = object.bounds().y() + i / object.bounds().width();
            int x = object.bounds().x() + i % object.bounds().width();
            assertEquals(found.ids()[y * found.width() + x] == object.id(), mask[i] != 0);
            if (mask[i] != 0) {
                assertEquals(object.classIndex(), found.labels()[y * found.width() + x]);
                mask[i] = 1;
            }
        }
        ConnectedComponents parts = ConnectedComponents.label(
                mask, object.bounds().width(), object.bounds().height());
        assertEquals(1, parts.count());
        assertEquals(object.size(), parts.components().get(0).size());
        assertTrue(object.size() >= least);
        Tile around = new Tile(0, 0, object.bounds().width(), object.bounds().height());
        assertEquals(around, parts.components().get(0).bounds());
    }

    @ParameterizedTest
    @EnumSource
    void noSmallestSizeChangesNothing(ObjectSplit split) {
        for (LabelText plane : planes()) {
            ObjectMap none = find(plane, 0, false, split);
            ObjectMap one = find(plane, 1, false, split);
            assertArrayEquals(none.labels(), one.labels());
            assertArrayEquals(none.ids(), one.ids());
            assertEquals(none.objects(), one.objects());
        }
    }

    @Test
    void fillingAddsOnlyAndDoesNothingTheSecondTime() {
        for (LabelText plane : planes()) {
            ObjectMap once = find(plane, 0, true, ObjectSplit.NONE);
            LabelText filled = new LabelText(once.labels(), plane.width(), plane.height());
            assertEquals(filled.print(), classes(find(filled, 0, true, ObjectSplit.NONE)));
            for (int i = 0; i < plane.labels().length; i++) {
                assertTrue(plane.labels()[i] == 0 || plane.labels()[i] == once.labels()[i]);
            }
        }
    }

    @Test
    void fillingDoesNotDependOnTheDirection() {
        for (LabelText plane : planes()) {
            byte[] filled = find(plane, 0, true, ObjectSplit.NONE).labels();
            LabelText turned = new LabelText(reversed(plane.labels()), plane.width(), plane.height());
            assertArrayEquals(
                    reversed(filled), find(turned, 0, true, ObjectSplit.NONE).labels());
        }
    }

    private static byte[] reversed(byte[] labels) {
        byte[] turned = new byte[labels.length];
        for (int i = 0; i < labels.length; i++) {
            turned[i] = labels[labels.length - 1 - i];
        }
        return turned;
    }

    @ParameterizedTest
    @EnumSource
    void objectsDoNotDependOnWhatIsElsewhere(ObjectSplit split) {
        LabelText one = LabelText.discs(50, 40, 1, 1, 5);
        LabelText other = LabelText.discs(45, 40, 1, 1, 6);
        byte[] both = one.placed(3, 2, 130, 47).labels();
        byte[] second = other.placed(60, 5, 130, 47).labels();
        for (int i = 0; i < both.length; i++) {
            both[i] |= second[i];
        }
        ObjectMap together = find(new LabelText(both, 130, 47), 10, true, split);
        List<String> expected = shapes(find(one, 10, true, split), 3, 2);
        expected.addAll(shapes(find(other, 10, true, split), 60, 5));
        List<String> shapes = shapes(together, 0, 0);
        expected.sort(null);
        shapes.sort(null);
        assertEquals(expected, shapes);
    }

    private static List<String> shapes(ObjectMap map, int right, int down) {
        List<String> shapes = new ArrayList<>();
        for (Component object : map.objects()) {
            shapes.add((object.bounds().x() + right) + " " + (object.bounds().y() + down) + " "
                    + Arrays.toString(map.mask(object)));
        }
        return shapes;
    }
}
