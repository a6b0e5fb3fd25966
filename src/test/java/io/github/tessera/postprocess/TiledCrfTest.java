package io.github.tessera.postprocess;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.progress.Progress;
import io.github.tessera.tile.Tile;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Images too large to be refined in one piece. */
class TiledCrfTest {
    private static final DenseCrfSettings SETTINGS = DenseCrfSettings.DEFAULT.withAppearance(10, 15, 13);

    private final CrfScene scene = new CrfScene(230, 170, 3, 4, 1.5, 3);
    private final int[] counts = new int[230 * 170];
    private final int[] labels = new int[230 * 170];
    private int parts;

    private TiledCrf.Source source() {
        return new TiledCrf.Source() {
            @Override
            public GuideImage image(Tile tile) {
                return scene.image.part(tile);
            }

            @Override
            public UnaryEnergy unary(Tile tile) {
                int classes = scene.unary.classes();
                float[] beliefs = new float[tile.width() * tile.height() * classes];
                for (int y = 0; y < tile.height(); y++) {
                    int from = (tile.y() + y) * 230 + tile.x();
                    System.arraycopy(
                            scene.unary.beliefs(),
                            from * classes,
                            beliefs,
                            y * tile.width() * classes,
                            tile.width() * classes);
                }
                return new UnaryEnergy(classes, beliefs);
            }
        };
    }

    private void keep(Tile part, float[][] probabilities) {
        parts++;
        int[] refined = CrfScene.labels(probabilities);
        for (int i = 0; i < refined.length; i++) {
            int at = (part.y() + i / part.width()) * 230 + part.x() + i % part.width();
            labels[at] = refined[i];
            counts[at]++;
        }
    }

    @Test
    void tilesAgreeWithTheWhole() {
        int[] whole = CrfScene.labels(new DenseCrf(SETTINGS, 1).refine(scene.image, scene.unary, Progress.NONE));
        assertEquals(30, SETTINGS.halo());
        new TiledCrf(SETTINGS, 2, 120).refine(230, 170, source(), this::keep, Progress.NONE);
        assertTrue(parts > 6, parts + " tiles");
        for (int count : counts) {
            assertEquals(1, count);
        }
        double agreement = CrfScene.agreement(whole, labels);
        assertTrue(agreement >= 0.995, "" + agreement);
    }

    @Test
    void tilesAreNeverTiny() {
        DenseCrfSettings narrow = SETTINGS.withAppearance(1, 0.5, 13).withSmoothness(0, 3);
        for (DenseCrfSettings settings : List.of(narrow, narrow.withAppearance(0, 1, 1))) {
            parts = 0;
            new TiledCrf(settings, 1, 1).refine(230, 170, source(), this::keep, Progress.NONE);
            assertEquals(12, parts);
        }
    }

    @Test
    void aSmallImageIsOnePiece() {
        new TiledCrf(SETTINGS, 1, 230).refine(230, 170, source(), this::keep, Progress.NONE);
        assertEquals(1, parts);
        assertArrayEquals(
                CrfScene.labels(new DenseCrf(SETTINGS, 1).refine(scene.image, scene.unary, Progress.NONE)), labels);
    }
}
