package io.github.tessera.command;

import ij.ImagePlus;
import io.github.tessera.image.ImageFiles;
import io.github.tessera.image.Planes;
import io.github.tessera.model.Ensemble;
import io.github.tessera.predict.Segmenter;
import io.github.tessera.predict.SegmenterSettings;
import io.github.tessera.progress.Progress;
import io.github.tessera.tensor.DeviceChoice;
import io.github.tessera.view.ImageSegmenter;
import io.github.tessera.view.ImageSegmenter.Options;
import io.github.tessera.view.SegmentedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What an image of a folder costs beyond the network: {@code IMAGES SIDE ROUNDS [MODEL]}, 1000 128 3 for example. In each round, in turn: the
 * network alone on planes in memory; everything with the files opened and saved beside the network where that is faster, as Tessera Segment
 * Folder does it; and with one thing after the other. Labels, overlay and tables are written to a temporary folder.
 */
public final class FolderBenchmark {
    private static final Options OPTIONS = Options.DEFAULT;

    private final Path folder;
    private final List<Path> files = new ArrayList<>();
    private final Ensemble models;

    private FolderBenchmark(Path folder, int count, int side, Ensemble models) {
        this.folder = folder;
        this.models = models;
        for (int i = 0; i < count; i++) {
            Path file = folder.resolve("in").resolve("image" + i + ".tif");
            ImageFiles.saveTiff(FolderFixture.image(i, side, side), file);
            files.add(file);
        }
    }

    /** Prints milliseconds an image. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createTempDirectory("folder-benchmark");
        int count = Integer.parseInt(arguments[0]);
        Ensemble models =
                arguments.length > 3 ? Ensemble.read(Path.of(arguments[3])) : Ensemble.of(TinyModel.of("cells", 1));
        FolderBenchmark benchmark = new FolderBenchmark(folder, count, Integer.parseInt(arguments[1]), models);
        System.out.println("ms an image: network alone; in all; beyond the network; one after the other");
        try (Segmenter segmenter = new Segmenter(models, DeviceChoice.CPU, SegmenterSettings.AUTO)) {
            benchmark.network(segmenter); // warms up
            for (int round = 0; round < Integer.parseInt(arguments[2]); round++) {
                double network = benchmark.network(segmenter);
                double all = benchmark.workers(segmenter, folder.resolve("out" + round));
                double turn = benchmark.inTurn(segmenter, folder.resolve("turn" + round));
                System.out.printf("%.2f; %.2f; %.2f; %.2f%n", network, all, all - network, turn);
            }
        } finally {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path file : all.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.delete(file);
                }
            }
        }
        System.exit(0); // ImageJ's threads would wait for more
    }

    private double since(long start) {
        return (System.nanoTime() - start) / 1e6 / files.size();
    }

    private double network(Segmenter segmenter) {
        List<ImagePlus> images = files.stream().map(ImageFiles::open).toList();
        long start = System.nanoTime();
        for (ImagePlus image : images) {
            segmenter.segment(Planes.of(image, 0), image.getTitle(), 8, false, Progress.NONE);
        }
        return since(start);
    }

    private ResultFolder results(Path out) {
        return new ResultFolder(
                out, folder.resolve("in"), files, "", EnumSet.of(ResultKind.OVERLAYS, ResultKind.LABELS));
    }

    private double workers(Segmenter segmenter, Path out) {
        long start = System.nanoTime();
        new FolderRun(results(out), ResultNote.of(models, Map.of(), Map.of()), false)
                .segment(files, new ImageSegmenter(segmenter), OPTIONS, Progress.NONE);
        return since(start);
    }

    private double inTurn(Segmenter segmenter, Path out) {
        long start = System.nanoTime();
        ResultFolder results = results(out);
        ResultTables tables = new ResultTables(out, List.of());
        ImageSegmenter images = new ImageSegmenter(segmenter);
        for (Path file : files) {
            ImagePlus image = ImageFiles.open(file);
            SegmentedImage result = images.segment(image, OPTIONS, Progress.NONE);
            results.save(file, image, result);
            tables.add(results.entry(file, Counted.of(result), 0L, ImageState.SEGMENTED));
        }
        tables.finish(files.stream().map(results::name).toList());
        return since(start);
    }
}
