package io.github.tessera.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.postprocess.Component;
import io.github.tessera.postprocess.ObjectFinder;
import io.github.tessera.postprocess.ObjectMap;
import io.github.tessera.postprocess.ObjectSettings;
import io.github.tessera.postprocess.ObjectSplit;
import io.github.tessera.progress.Progress;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is learnt with interior and border classes gives the objects back from which these were made. */
class BordersBackTest {
    private static final int SIDE = 120;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void objectsThatTouchComeBack(int border) {
        int[] objects = cells(new Random(border));
        byte[] labels = new byte[objects.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) (objects[i] == 0 ? 0 : 1);
        }
        new ObjectBorders(objects, SIDE, 0, -1).draw(labels, border, Progress.NONE);
        ObjectSettings settings = new ObjectSettings(0, false, ObjectSplit.BORDERS, ObjectSettings.DEFAULT_TOLERANCE);
        ObjectMap found = new ObjectFinder(settings).find(labels, SIDE, SIDE, Progress.NONE);
        assertEquals(25, found.objects().size());
        long wrong = 0;
        for (Component object : found.objects()) {
            int[] counts = new int[26];
            for (int i = 0; i < objects.length; i++) {
                counts[objects[i]] += found.ids()[i] == object.id() ? 1 : 0;
            }
            int most = 0;
            for (int count : counts) {
                most = Math.max(most, count);
            }
            wrong += object.size() - most;
        }
        assertTrue(wrong < objects.length / 100, wrong + " pixels at the contacts went to the other object");
    }

    /** A pavement of 25 cells around scattered points: all touch, with gaps where they are far from their points. */
    private static int[] cells(Random random) {
        int[] x = new int[25];
        int[] y = new int[25];
        for (int n = 0; n < x.length; n++) {
            x[n] = n % 5 * 24 + 9 + random.nextInt(7);
            y[n] = n / 5 * 24 + 9 + random.nextInt(7);
        }
        int[] objects = new int[SIDE * SIDE];
        for (int i = 0; i < objects.length; i++) {
            double nearest = 15;
            for (int n = 0; n < x.length; n++) {
                double distance = Math.hypot(i % SIDE - x[n], i / SIDE - y[n]);
                if (distance < nearest) {
                    nearest = distance;
                    objects[i] = n + 1;
                }
            }
        }
        return objects;
    }
}
