package io.github.tessera.predict;

import io.github.tessera.data.LabelledImage;
import io.github.tessera.data.LabelledSet;
import io.github.tessera.data.MaskSettings;
import io.github.tessera.data.Portion;
import io.github.tessera.data.SplitSettings;
import io.github.tessera.image.ImageFiles;
import io.github.tessera.metric.ConfusionMatrix;
import io.github.tessera.metric.Metric;
import io.github.tessera.model.Ensemble;
import io.github.tessera.model.SegmentationModel;
import io.github.tessera.network.Architecture;
import io.github.tessera.network.NetworkSettings;
import io.github.tessera.network.Weights;
import io.github.tessera.progress.Progress;
import io.github.tessera.tensor.DeviceChoice;
import io.github.tessera.train.Training;
import io.github.tessera.train.TrainingConfig;
import io.github.tessera.train.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntPredicate;
import net.imglib2.Cursor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

/**
 * What a CPU gets out of Light U-Net, C-UNet and a narrow U-Net: Dice on real images kept out of training, and speed.
 *
 * <p>{@code TESSERA_DATA=../shared/data mvn test-compile exec:exec -Pbench -Dbench.main=io.github.tessera.predict.LightBenchmark}.
 * In each round, all learn the same crops for the same number of steps with the round's seed, and then segment in turn: one seed moves a
 * Dice by up to 0.03, so a single round tells little. Dice per second is the mean Dice over the sets divided by the seconds that a
 * megapixel takes. A fast network that finds nothing scores well by it: look at the Dice of each set first.
 */
public final class LightBenchmark {
    private static final int STEPS = 300;

    /** Half the side that is the default of a training: with it a round takes a quarter of an hour on two cores. */
    private static final int CROP = 128;

    private static final int SIDE = 1024;
    private static final double MEGAPIXELS = SIDE * SIDE / 1e6;

    private final Path work = Files.createTempDirectory("light");
    private final List<Data> sets = new ArrayList<>();

    private record Data(String name, LabelledSet learnt, LabelledSet kept) {}

    /** What is measured of one network. */
    private static final class Candidate {
        private final NetworkSettings network;
        private final Map<String, List<Double>> dice = new LinkedHashMap<>();
        private final List<Double> stepMillis = new ArrayList<>();
        private final List<Double> seconds = new ArrayList<>();
        private final List<Double> bareSeconds = new ArrayList<>();
        private SegmentationModel grey;

        Candidate(NetworkSettings network) {
            this.network = network;
        }

        double meanDice() {
            return dice.values().stream()
                    .flatMap(List::stream)
                    .mapToDouble(Double::doubleValue)
                    .average()
                    .orElse(Double.NaN);
        }

        double speed() {
            return MEGAPIXELS / median(seconds);
        }
    }

    private LightBenchmark(Path data) throws IOException {
        // Neighbouring slices are nearly equal, so that the last ones are kept out as a block.
        add(data, "isbi2012_em_membranes", MaskSettings.defaults().withClassValue(0), i -> i >= 18);
        add(data, "dsb2018_fluorescence_nuclei", MaskSettings.defaults(), i -> i % 5 == 4);
        add(data, "cvc612_polyps", MaskSettings.defaults(), i -> i % 5 == 4);
    }

    /** Arguments: one that is not used, for it is another benchmark's in the same profile, and the number of rounds (3 unless given). */
    public static void main(String[] arguments) throws IOException {
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
        List<Candidate> candidates = List.of(
                new Candidate(Architecture.C_UNET.settings(1, 1)),
                new Candidate(Architecture.LIGHT_U_NET.settings(1, 1)),
                new Candidate(Architecture.U_NET.settings(1, 1).withWidth(16)));
        LightBenchmark benchmark = new LightBenchmark(Path.of(System.getenv("TESSERA_DATA")));
        for (int seed = 1; seed <= rounds; seed++) {
            for (Candidate candidate : candidates) {
                benchmark.learn(candidate, seed);
            }
            for (Candidate candidate : candidates) {
                candidate.seconds.add(seconds(candidate.grey, SegmenterSettings.AUTO));
                candidate.bareSeconds.add(seconds(candidate.grey, SegmenterSettings.tiles(256, 0)));
            }
        }
        Candidate first = candidates.get(0);
        for (Candidate c : candidates) {
            System.out.printf(
                    "%s %d: %d parameters, mean Dice %.4f, %.0f ms a step, %.2f Mpx/s (x %.2f; without overlap x %.2f),"
                            + " Dice per second %.2f; %s%n",
                    c.network.architecture(),
                    c.network.width(),
                    Weights.learnt(c.network.build()),
                    c.meanDice(),
                    median(c.stepMillis),
                    c.speed(),
                    c.speed() / first.speed(),
                    median(first.bareSeconds) / median(c.bareSeconds),
                    c.meanDice() * c.speed(),
                    c.dice);
        }
    }

    private void add(Path data, String name, MaskSettings masks, IntPredicate kept) throws IOException {
        Path from = data.resolve(name);
        sets.add(new Data(name, part(from, "learnt", masks, kept.negate()), part(from, "kept", masks, kept)));
    }

    private LabelledSet part(Path from, String kind, MaskSettings masks, IntPredicate wanted) throws IOException {
        Path to = work.resolve(from.getFileName()).resolve(kind);
        for (String folder : List.of("images", "masks")) {
            Files.createDirectories(to.resolve(folder));
            List<Path> files = ImageFiles.list(from.resolve(folder));
            for (int i = 0; i < files.size(); i++) {
                if (wanted.test(i)) {
                    Files.copy(
                            files.get(i),
                            to.resolve(folder).resolve(files.get(i).getFileName()));
                }
            }
        }
        return LabelledSet.fromFolders(to.resolve("images"), to.resolve("masks"), masks, Progress.NONE);
    }

    private void learn(Candidate candidate, int seed) {
        for (Data data : sets) {
            TrainingConfig config = TrainingConfig.defaults(data.name())
                    .withNetwork(candidate.network)
                    .withLength(3, STEPS)
                    .withCrops(8, CROP)
                    .withSplit(SplitSettings.defaults().withPortions(new Portion(0.1), Portion.NONE))
                    .withSeed(seed)
                    .withDevice(DeviceChoice.CPU);
            Path folder = work.resolve(candidate.network.architecture().word() + "-" + data.name() + "-" + seed);
            SegmentationModel model = new Training(config, data.learnt(), folder)
                    .with(new Stopwatch(candidate.stepMillis))
                    .run(Progress.NONE)
                    .model();
            candidate.grey = model.network().channels() == 1 ? model : candidate.grey;
            double dice = dice(model, data.kept());
            candidate.dice.computeIfAbsent(data.name(), n -> new ArrayList<>()).add(dice);
            System.out.printf(
                    "%s, %s, seed %d: Dice %.4f%n", candidate.network.architecture(), data.name(), seed, dice);
        }
    }

    private static double dice(SegmentationModel model, LabelledSet kept) {
        ConfusionMatrix all = new ConfusionMatrix(2);
        try (Segmenter segmenter = new Segmenter(Ensemble.of(model), DeviceChoice.CPU, SegmenterSettings.AUTO)) {
            for (LabelledImage image : kept.images()) {
                byte[] truth = new byte[image.width() * image.height()];
                Cursor<UnsignedByteType> cursor =
                        Views.flatIterable(image.labels()).cursor();
                for (int i = 0; i < truth.length; i++) {
                    truth[i] = cursor.next().getByte();
                }
                all.add(
                        truth,
                        segmenter
                                .segment(image.pixels(), image.name(), image.bitDepth(), false, Progress.NONE)
                                .labels());
            }
        }
        return all.report(kept.coding().classes()).value(Metric.DICE, 1);
    }

    /** Of the second pass: the first one specializes the network to the tile's shape. */
    private static double seconds(SegmentationModel model, SegmenterSettings tiling) {
        float[] noise = new float[SIDE * SIDE];
        Random random = new Random(1);
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) random.nextGaussian();
        }
        RandomAccessibleInterval<FloatType> plane = ArrayImgs.floats(noise, SIDE, SIDE, 1);
        try (Segmenter segmenter = new Segmenter(Ensemble.of(model), DeviceChoice.CPU, tiling)) {
            segmenter.segment(plane, "noise", 32, false, Progress.NONE);
            long start = System.nanoTime();
            segmenter.segment(plane, "noise", 32, false, Progress.NONE);
            return (System.nanoTime() - start) / 1e9;
        }
    }

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }

    /** Times from step to step; a validation between two of them does not move the median. */
    private static final class Stopwatch implements TrainingListener {
        private final List<Double> millis;
        private long last;

        Stopwatch(List<Double> millis) {
            this.millis = millis;
        }

        @Override
        public void onStep(long step, long total, double loss) {
            long now = System.nanoTime();
            if (step > 1) {
                millis.add((now - last) / 1e6);
            }
            last = now;
        }
    }
}
