package io.github.tessera.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.loss.WeightedLoss;
import io.github.tessera.metric.ClassCounts;
import io.github.tessera.metric.Metric;
import io.github.tessera.progress.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What listeners may look at fits what the epochs tell. */
final class SnapshotTest {
    @TempDir
    Path folder;

    private final List<Epoch> epochs = new ArrayList<>();
    private final List<Snapshot> shown = new ArrayList<>();
    private TrainingStart start;

    private void train(TrainingConfig config) {
        new Training(config, Squares.set(8), folder.resolve("model"))
                .with(new TrainingListener() {
                    @Override
                    public void onStart(TrainingStart told) {
                        start = told;
                    }

                    @Override
                    public void onEpoch(Epoch epoch, Snapshot now) {
                        epochs.add(epoch);
                        shown.add(now);
                    }
                })
                .run(Progress.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bce+jaccard", "crossentropy"})
    void curvesCountWhatTheValidationCounts(String loss) {
        train(Squares.quick().withLoss(WeightedLoss.parse(loss), Squares.quick().optimizer()));
        for (int i = 0; i < epochs.size(); i++) {
            ClassCounts hard = epochs.get(i).validation().counts().get(1);
            ClassCounts soft = shown.get(i).curves().get(1).counts(128);
            assertEquals(hard.pixels(), soft.pixels());
            // Only a probability within 1 / 510 of a half may be decided otherwise.
            assertEquals(Metric.ACCURACY.of(hard), Metric.ACCURACY.of(soft), 0.01);
        }
    }

    @Test
    void tilesAreTheSameCropsEveryTime() {
        train(Squares.quick());
        assertEquals(2, start.split().validation().size());
        assertEquals(0, start.step());
        assertEquals(start.config().steps(), epochs.get(2).step());
        List<ValidationTile> first = shown.get(0).tiles();
        List<ValidationTile> last = shown.get(2).tiles();
        assertEquals(4, first.size());
        for (int i = 0; i < first.size(); i++) {
            assertEquals(first.get(i).image(), last.get(i).image());
            assertArrayEquals(first.get(i).pixels(), last.get(i).pixels());
            assertArrayEquals(first.get(i).truth(), last.get(i).truth());
        }
    }

    @Test
    void whatIsPredictedIsWhatIsMoreProbable() {
        train(Squares.quick());
        for (ValidationTile tile : shown.get(2).tiles()) {
            int area = tile.side() * tile.side();
            assertEquals(2 * area, tile.probabilities().length);
            for (int i = 0; i < area; i++) {
                int background = tile.probabilities()[i] & 0xff;
                int foreground = tile.probabilities()[area + i] & 0xff;
                assertEquals(255, background + foreground, 1);
                boolean even = Math.abs(background - foreground) <= 1;
                assertTrue(even || tile.prediction()[i] == (foreground > background ? 1 : 0));
            }
        }
    }

    @Test
    void anEpochTellsTheRateOfItsLastStep() {
        TrainingConfig config = Squares.quick();
        train(config.withLoss(
                WeightedLoss.parse("bce"), config.optimizer().withSchedule(Schedule.parse("step 15 0.1"))));
        assertEquals(1e-3, epochs.get(0).rate(), 1e-9);
        assertEquals(1e-4, epochs.get(1).rate(), 1e-9);
        assertEquals(1e-5, epochs.get(2).rate(), 1e-9);
    }
}
