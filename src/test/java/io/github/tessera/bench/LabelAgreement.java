package io.github.tessera.bench;

import io.github.tessera.data.LabelledImage;
import io.github.tessera.data.LabelledSet;
import io.github.tessera.data.MaskSettings;
import io.github.tessera.image.AtomicFile;
import io.github.tessera.model.Ensemble;
import io.github.tessera.model.SegmentationModel;
import io.github.tessera.network.Architecture;
import io.github.tessera.network.NetworkSettings;
import io.github.tessera.network.Shapes;
import io.github.tessera.predict.SegmentedPlane;
import io.github.tessera.predict.Segmenter;
import io.github.tessera.predict.SegmenterSettings;
import io.github.tessera.progress.Progress;
import io.github.tessera.tensor.DeviceChoice;
import io.github.tessera.train.Training;
import io.github.tessera.train.TrainingConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.imglib2.Cursor;
import net.imglib2.type.numeric.integer.UnsignedByteType;

/**
 * How far tiles agree with the whole in networks that see the whole image: {@code STEPS DIVISOR [NETWORK ...]}. Each is trained briefly, at
 * its width divided by DIVISOR, on the fluorescent nuclei in {@code TESSERA_DATA}; the large images that it has not seen are segmented in
 * tiles of 256 with the default overlap, and whole. Prints a row a network: share of pixels of equal label (mean and smallest over the
 * images), and Dice against the truth of both.
 */
public final class LabelAgreement {
    private static final int TILE = 256;
    private static final int HELD_OUT = 5;
    private static final int LARGE = 500 * 500;

    private LabelAgreement() {}

    /** Prints the table. */
    public static void main(String[] arguments) throws IOException {
        int steps = Integer.parseInt(arguments[0]);
        int divisor = Integer.parseInt(arguments[1]);
        List<String> words = List.of(arguments).subList(2, arguments.length);
        Path data = Path.of(System.getenv("TESSERA_DATA"), "dsb2018_fluorescence_nuclei");
        List<LabelledImage> large = new ArrayList<>();
        Path work = Files.createTempDirectory("agreement");
        LabelledSet all = set(data);
        for (LabelledImage image : all.images()) {
            if (image.width() * image.height() > LARGE) {
                large.add(image);
            }
        }
        List<LabelledImage> heldOut = new ArrayList<>();
        for (int i = 0; i < HELD_OUT; i++) {
            heldOut.add(large.get(i * large.size() / HELD_OUT));
        }
        linkOthers(data, heldOut, work);
        System.out.println("| network | width | equal labels, mean | smallest | Dice whole | Dice tiles |");
        for (Architecture architecture : Architecture.values()) {
            NetworkSettings plain = architecture.settings(1, 1).forCrop(TILE / 2);
            NetworkSettings settings = plain.withWidth(Math.max(4, plain.width() / divisor));
            if (words.isEmpty() ? Shapes.global(settings.build()) : words.contains(architecture.word())) {
                measure(settings, steps, set(work), heldOut, work.resolve(architecture.word()));
            }
        }
    }

    private static LabelledSet set(Path folder) {
        return LabelledSet.fromFolders(
                folder.resolve("images"), folder.resolve("masks"), MaskSettings.defaults(), Progress.NONE);
    }

    private static void linkOthers(Path data, List<LabelledImage> heldOut, Path work) throws IOException {
        for (String folder : List.of("images", "masks")) {
            Files.createDirectories(work.resolve(folder));
            try (Stream<Path> files = Files.list(data.resolve(folder))) {
                for (Path file : files.toList()) {
                    String name = file.getFileName().toString();
                    if (heldOut.stream().noneMatch(image -> image.name().equals(name))) {
                        Files.createSymbolicLink(work.resolve(folder).resolve(name), file.toAbsolutePath());
                    }
                }
            }
        }
    }

    private static void measure(
            NetworkSettings settings, int steps, LabelledSet set, List<LabelledImage> images, Path folder)
            throws IOException {
        AtomicFile.requireWritable(Files.createDirectories(folder));
        TrainingConfig config = TrainingConfig.defaults("agreement")
                .withNetwork(settings)
                .withLength(1, steps)
                .withCrops(4, TILE / 2);
        SegmentationModel model =
                new Training(config, set, folder).run(Progress.NONE).model();
        double sum = 0;
        double smallest = 1;
        double dice = 0;
        double diceTiles = 0;
        for (LabelledImage image : images) {
            byte[] whole = labels(model, image, Math.max(image.width(), image.height()), 0);
            byte[] tiles = labels(model, image, TILE, -1);
            double equal = share(whole, tiles);
            sum += equal;
            smallest = Math.min(smallest, equal);
            dice += dice(whole, truth(image));
            diceTiles += dice(tiles, truth(image));
        }
        int n = images.size();
        System.out.printf(
                "| %s | %d | %.2f %% | %.2f %% | %.3f | %.3f |%n",
                settings.architecture(), settings.width(), 100 * sum / n, 100 * smallest, dice / n, diceTiles / n);
    }

    private static byte[] labels(SegmentationModel model, LabelledImage image, int side, int overlap) {
        int stride = Shapes.stride(model.inference().graph());
        SegmenterSettings tiling = SegmenterSettings.tiles((side + stride - 1) / stride * stride, overlap);
        try (Segmenter segmenter = new Segmenter(Ensemble.of(model), DeviceChoice.CPU, tiling)) {
            SegmentedPlane plane =
                    segmenter.segment(image.pixels(), image.name(), image.bitDepth(), false, Progress.NONE);
            return plane.labels();
        }
    }

    private static byte[] truth(LabelledImage image) {
        byte[] labels = new byte[image.width() * image.height()];
        Cursor<UnsignedByteType> cursor = image.labels().cursor();
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) cursor.next().get();
        }
        return labels;
    }

    private static double share(byte[] a, byte[] b) {
        int equal = 0;
        for (int i = 0; i < a.length; i++) {
            equal += a[i] == b[i] ? 1 : 0;
        }
        return (double) equal / a.length;
    }

    private static double dice(byte[] a, byte[] b) {
        int both = 0;
        int either = 0;
        for (int i = 0; i < a.length; i++) {
            both += a[i] == 1 && b[i] == 1 ? 2 : 0;
            either += a[i] + b[i];
        }
        return either == 0 ? 1 : (double) both / either;
    }
}
