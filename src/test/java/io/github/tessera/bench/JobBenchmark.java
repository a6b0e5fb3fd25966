package io.github.tessera.bench;

import ij.ImagePlus;
import ij.process.ColorProcessor;
import io.github.tessera.image.ImageFiles;
import io.github.tessera.image.LabelImage;
import io.github.tessera.image.Normalization;
import io.github.tessera.image.NormalizationSettings;
import io.github.tessera.image.Planes;
import io.github.tessera.model.ModelPackage;
import io.github.tessera.model.RunSettings;
import io.github.tessera.model.SegmentationModel;
import io.github.tessera.model.TrainingNotes;
import io.github.tessera.network.Activation;
import io.github.tessera.network.Architecture;
import io.github.tessera.network.Initialization;
import io.github.tessera.network.NetworkSettings;
import io.github.tessera.network.Weights;
import io.github.tessera.predict.SegmentedPlane;
import io.github.tessera.predict.Segmenter;
import io.github.tessera.progress.Progress;
import io.github.tessera.tensor.DeviceChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import javax.imageio.ImageIO;

/**
 * The whole job, file -> normalize -> tiles with overlap -> stitched labels -> file, by C-UNet on 5000 x 5000 RGB, here and as
 * {@code segment_file.py} does it in stock PyTorch at the tile sizes that it may like best, in turn, each in a process of its own, the loading
 * of the model included.
 *
 * <p>{@code FOLDER SEGMENT_FILE.py STOCK_PYTORCH.py ROUNDS}; the folder gets image and model and is to be deleted afterwards.
 */
public final class JobBenchmark {
    private static final int SIDE = 5000;
    private static final int RUNS = 2;

    /** Margin of C-UNet, in pixels. */
    private static final String OVERLAP = "24";

    private JobBenchmark() {}

    /** Runs all rounds, or with {@code MODEL IMAGE LABELS} one job. */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 3) {
            job(Path.of(arguments[0]), Path.of(arguments[1]), Path.of(arguments[2]));
            return;
        }
        Path folder = Path.of(arguments[0]);
        Path image = folder.resolve("image.png");
        Files.createDirectories(folder);
        ModelPackage.write(model(), folder.resolve("model"));
        writeImage(image);
        Map<String, List<Double>> figures = new TreeMap<>();
        for (int i = 0; i < Integer.parseInt(arguments[3]); i++) {
            List<String> ours = BenchmarkProcess.java(
                    JobBenchmark.class, folder.resolve("model").toString(), image.toString(), folder + "/labels.tif");
            figures.computeIfAbsent("Tessera", n -> new ArrayList<>()).addAll(BenchmarkProcess.figures(ours));
            for (String tiles : List.of("256 4", "256 16", "512 1", "512 4", "1024 1")) {
                List<String> stock = new ArrayList<>(List.of(
                        BenchmarkProcess.PYTHON, arguments[1], arguments[2], image.toString(), folder + "/labels.png"));
                stock.addAll(List.of(tiles.split(" ")));
                stock.addAll(List.of(OVERLAP, Integer.toString(RUNS)));
                figures.computeIfAbsent("stock " + tiles, n -> new ArrayList<>())
                        .addAll(BenchmarkProcess.figures(stock));
            }
        }
        report(figures);
    }

    private static void report(Map<String, List<Double>> figures) {
        double ours = BenchmarkProcess.median(figures.get("Tessera"));
        figures.forEach((name, seconds) -> {
            double median = BenchmarkProcess.median(seconds);
            System.out.printf(Locale.ROOT, "%-14s %6.2f s, %.2f times, %s%n", name, median, median / ours, seconds);
        });
    }

    private static SegmentationModel model() {
        NetworkSettings network = Architecture.C_UNET.settings(3, 1);
        return new SegmentationModel(
                "job",
                network,
                Activation.SIGMOID,
                List.of("background", "cell"),
                NormalizationSettings.of(Normalization.PERCENTILE),
                RunSettings.byRule(network),
                new TrainingNotes("bce", "adam", 1, 1, 64, "none", 1, 1, 1, Double.NaN, "cpu", false),
                Weights.initial(network.build(), Initialization.HE_NORMAL, 1));
    }

    private static void writeImage(Path file) throws IOException {
        int[] pixels = new int[SIDE * SIDE];
        Random random = new Random(1);
        for (int i = 0; i < pixels.length; i++) {
            int x = i % SIDE % 60 - 30;
            int y = i / SIDE % 60 - 30;
            int level = x * x + y * y < 400 ? 130 : 40;
            pixels[i] = (level + random.nextInt(40)) << 16 | (level / 2 + random.nextInt(40)) << 8 | random.nextInt(40);
        }
        ImageIO.write(new ColorProcessor(SIDE, SIDE, pixels).getBufferedImage(), "png", file.toFile());
    }

    private static void job(Path model, Path file, Path labels) {
        for (int i = 0; i < RUNS; i++) {
            long start = System.nanoTime();
            ImagePlus image = ImageFiles.open(file);
            try (Segmenter segmenter = Segmenter.open(model, DeviceChoice.CPU)) {
                SegmentedPlane plane = segmenter.segment(
                        Planes.of(image, 0), image.getTitle(), Planes.bitDepth(image), false, Progress.NONE);
                List<String> classes = segmenter.model().classes();
                ImageFiles.saveTiff(
                        LabelImage.of(
                                plane.labels(),
                                plane.width(),
                                plane.height(),
                                classes,
                                "labels",
                                image.getCalibration()),
                        labels);
            }
            System.out.printf(Locale.ROOT, "%.2f%n", (System.nanoTime() - start) / 1e9);
        }
    }
}
