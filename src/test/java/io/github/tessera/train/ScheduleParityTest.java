package io.github.tessera.train;

import com.google.gson.Gson;
import io.github.tessera.model.Python;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sequences of learning rates against those of torch.optim.lr_scheduler.
 *
 * <p>Different by intention: one-cycle leaves the momentum alone (PyTorch: {@code cycle_momentum=False}); a plateau's validation is better
 * if its score is higher at all ({@code threshold=0}) and lowers the rate however small it is ({@code eps=0}); after a warm-up the rule
 * begins anew with the steps that are left, whereas {@code ChainedScheduler} would have it begin with the warm-up.
 */
@Tag("parity")
class ScheduleParityTest {
    private static final double RATE = 0.02;

    @TempDir
    Path folder;

    /** What a training would use, and how it came to it. */
    record Sequence(String schedule, double rate, int steps, int every, List<Double> scores, List<Double> rates) {
        static Sequence of(String text, int steps, int every, List<Double> scores) {
            Schedule schedule = Schedule.parse(text);
            List<Double> rates = new ArrayList<>();
            for (int step = 0; step < steps; step++) {
                List<Double> known = scores.isEmpty() ? scores : scores.subList(0, step / every);
                rates.add(RATE * schedule.factor(step, steps, known));
            }
            return new Sequence(text, RATE, steps, every, scores, rates);
        }
    }

    @BeforeAll
    static void pythonHasTorch() throws Exception {
        Python.require("torch, torchvision, numpy");
    }

    @Test
    void ratesArePyTorchs() throws Exception {
        List<Sequence> sequences = new ArrayList<>();
        for (String text : List.of(
                "constant",
                "step 10 0.5",
                "step 33 0.1",
                "polynomial 0.9",
                "polynomial 2",
                "cosine",
                "onecycle 0.3",
                "onecycle 0.05",
                "warmup 20, constant",
                "warmup 1, cosine",
                "warmup 10, cosine",
                "warmup 10, step 30 0.1",
                "warmup 7, polynomial 0.9",
                "warmup 5, onecycle 0.5")) {
            sequences.add(Sequence.of(text, 100, 1, List.of()));
            sequences.add(Sequence.of(text, 237, 1, List.of()));
        }
        for (String text : List.of("plateau 0 0.5", "plateau 3 0.1", "plateau 2 0.3")) {
            sequences.add(Sequence.of(text, 240, 6, scores(40, 1)));
            sequences.add(Sequence.of(text, 240, 6, scores(40, -1))); // a loss's scores are below 0
        }
        Path file = folder.resolve("sequences.json");
        Files.writeString(file, new Gson().toJson(sequences));
        Python.run("training/schedules.py", file);
    }

    /** Scores that rise ever less, go up and down, and are equal now and then. */
    private static List<Double> scores(int count, int sign) {
        Random random = new Random(5);
        List<Double> scores = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double rising = 1 - 0.5 * Math.exp(-i / 8.0) + 0.05 * random.nextGaussian();
            scores.add(Math.rint(50 * (sign > 0 ? rising : rising - 2)) / 50);
        }
        return scores;
    }
}
