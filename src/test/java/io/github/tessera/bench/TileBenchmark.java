package io.github.tessera.bench;

import ij.ImagePlus;
import ij.process.ImageProcessor;
import io.github.tessera.data.TileCutting;
import io.github.tessera.data.TileSettings;
import io.github.tessera.image.ImageFiles;
import io.github.tessera.image.TileFormat;
import io.github.tessera.progress.Progress;
import io.github.tessera.tile.EdgeRule;
import io.github.tessera.tile.Mirror;
import io.github.tessera.tile.TileLayout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Images of 5000 x 5000 with masks into tiles of 250 x 250, in turn with ImageMagick's {@code convert -crop} on the same files, each time
 * into new folders: {@code FOLDER IMAGES ROUNDS SOURCES FORMAT...}, sources and formats being tif or png.
 *
 * <p>The images are made from the aerial ones in {@code TESSERA_DATA}, mirrored and each shifted otherwise.
 */
public final class TileBenchmark {
    private static final int SIZE = 5000;
    private static final int TILE = 250;
    private static final int SHIFT = 137;

    private final Path folder;
    private final String sources;

    private TileBenchmark(Path folder, String sources) {
        this.folder = folder;
        this.sources = sources;
    }

    /** Prints seconds, bytes and ratios. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        TileBenchmark benchmark = new TileBenchmark(Path.of(arguments[0]), arguments[3]);
        benchmark.makeImages(Integer.parseInt(arguments[1]));
        List<String> formats = List.of(arguments).subList(4, arguments.length);
        for (TileFormat format : TileFormat.values()) {
            if (formats.contains(format.extension())) {
                benchmark.compare(format, Integer.parseInt(arguments[2]));
            }
        }
    }

    private Path images() {
        return folder.resolve("images_" + sources);
    }

    private Path masks() {
        return folder.resolve("masks_" + sources);
    }

    private void makeImages(int count) {
        Path data = Path.of(System.getenv("TESSERA_DATA"), "aerial_buildings");
        List<Path> originals = ImageFiles.list(data.resolve("images"));
        for (int i = 0; i < count; i++) {
            Path original = originals.get(i % originals.size());
            String name = String.format("city_%02d.", i + 1);
            make(original, i, images().resolve(name + sources));
            make(data.resolve("masks").resolve(original.getFileName()), i, masks().resolve(name + sources));
        }
    }

    private void make(Path original, int i, Path target) {
        if (Files.exists(target)) {
            return;
        }
        ImageProcessor from = ImageFiles.open(original).getProcessor();
        int[] columns = Mirror.positions(i * SHIFT, SIZE, from.getWidth());
        int[] rows = Mirror.positions(i * i * SHIFT, SIZE, from.getHeight());
        ImageProcessor to = from.createProcessor(SIZE, SIZE);
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                to.set(x, y, from.get(columns[x], rows[y]));
            }
        }
        ImagePlus made = new ImagePlus(target.getFileName().toString(), to);
        if (sources.equals("tif")) {
            ImageFiles.saveTiff(made, target);
        } else {
            ImageFiles.savePng(made, target);
        }
    }

    private void compare(TileFormat format, int rounds) throws IOException, InterruptedException {
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            Path own = folder.resolve("own");
            Path other = folder.resolve("convert");
            delete(own);
            delete(other);
            ours.add(tessera(format, own));
            theirs.add(convert(format, other));
            System.out.printf(
                    "%s from %s: Tessera %.2f s, %,d files, %,d bytes; convert %.2f s, %,d files, %,d bytes%n",
                    format,
                    sources,
                    ours.get(round),
                    count(own),
                    bytes(own),
                    theirs.get(round),
                    count(other),
                    bytes(other));
        }
        System.out.printf(
                "%s from %s: medians %.2f and %.2f s, %.1f times as fast%n",
                format, sources, median(ours), median(theirs), median(theirs) / median(ours));
    }

    private double tessera(TileFormat format, Path out) {
        TileLayout layout = new TileLayout(TILE, TILE, TILE, TILE, EdgeRule.SHIFT);
        long start = System.nanoTime();
        TileCutting.cut(images(), Optional.of(masks()), out, new TileSettings(layout, format, false), Progress.NONE);
        return (System.nanoTime() - start) / 1e9;
    }

    private double convert(TileFormat format, Path out) throws IOException, InterruptedException {
        long start = System.nanoTime();
        for (Path source : List.of(images(), masks())) {
            Path target = Files.createDirectories(
                    out.resolve(source.getFileName().toString().replaceFirst("_.*", "")));
            for (Path image : ImageFiles.list(source)) {
                List<String> command =
                        new ArrayList<>(List.of("convert", image.toString(), "-crop", TILE + "x" + TILE, "+repage"));
                if (format == TileFormat.TIFF) {
                    command.addAll(List.of("-compress", "None"));
                }
                String base = ImageFiles.baseName(image.getFileName().toString());
                command.add(target.resolve(base + "_%04d." + format.extension()).toString());
                Process process = new ProcessBuilder(command).inheritIO().start();
                if (process.waitFor() != 0) {
                    throw new IOException(String.join(" ", command) + " failed");
                }
            }
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private static double median(List<Double> figures) {
        return figures.stream().sorted().toList().get(figures.size() / 2);
    }

    private static long count(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(TileBenchmark::isTile).count();
        }
    }

    private static long bytes(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(TileBenchmark::isTile)
                    .mapToLong(TileBenchmark::size)
                    .sum();
        }
    }

    private static boolean isTile(Path file) {
        return Files.isRegularFile(file) && !file.toString().endsWith(".txt");
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
