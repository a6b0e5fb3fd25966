package io.github.tessera.data;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import io.github.tessera.image.Palette;
import io.github.tessera.image.TileFormat;
import io.github.tessera.progress.Progress;
import io.github.tessera.tile.EdgeRule;
import io.github.tessera.tile.TileLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Images of noise in every kind, and what a folder holds. */
final class TileFixtures {
    private TileFixtures() {}

    /** Every kind of image that ImageJ knows. */
    enum Kind {
        BYTE,
        TABLE,
        SHORT,
        FLOAT,
        RGB,
        STACK,
        CHANNELS;

        boolean inPng() {
            return this != FLOAT && this != CHANNELS;
        }

        ImagePlus noise(int width, int height) {
            ImageStack stack = new ImageStack(width, height);
            int count = this == STACK || this == CHANNELS ? 3 : 1;
            for (int i = 0; i < count; i++) {
                stack.addSlice(processor(width, height, name().hashCode() + i));
            }
            ImagePlus image = new ImagePlus("noise", stack);
            if (this == CHANNELS) {
                image.setDimensions(3, 1, 1);
            }
            return image;
        }

        private ImageProcessor processor(int width, int height, long seed) {
            ImageProcessor image =
                    switch (this) {
                        case BYTE, STACK -> new ByteProcessor(width, height);
                        case TABLE ->
                            new ByteProcessor(
                                    width,
                                    height,
                                    new byte[width * height],
                                    Palette.standard().lut());
                        case SHORT, CHANNELS -> new ShortProcessor(width, height);
                        case FLOAT -> new FloatProcessor(width, height);
                        case RGB -> new ColorProcessor(width, height);
                    };
            SplittableRandom random = new SplittableRandom(seed);
            for (int i = 0; i < width * height; i++) {
                image.set(i, this == FLOAT ? Float.floatToIntBits((float) random.nextDouble()) : random.nextInt());
            }
            return image;
        }
    }

    static TileSettings settings(int size, int step, EdgeRule edge, TileFormat format) {
        return new TileSettings(new TileLayout(size, size, step, step, edge), format, false);
    }

    /** All values of all slices, without the unused byte of RGB. */
    static List<int[]> values(ImagePlus image) {
        List<int[]> slices = new ArrayList<>();
        for (int slice = 1; slice <= image.getStackSize(); slice++) {
            ImageProcessor processor = image.getStack().getProcessor(slice);
            int[] values = new int[image.getWidth() * image.getHeight()];
            for (int i = 0; i < values.length; i++) {
                values[i] = processor.get(i) & (image.getBitDepth() == 24 ? 0xFFFFFF : -1);
            }
            slices.add(values);
        }
        return slices;
    }

    /** The names below a folder, sorted. */
    static List<String> names(Path folder) throws IOException {
        return new ArrayList<>(contents(folder).keySet());
    }

    /** Name to content of all files below a folder, hidden ones too. */
    static Map<String, String> contents(Path folder) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(
                        folder.relativize(file).toString().replace('\\', '/'),
                        String.valueOf(Arrays.hashCode(Files.readAllBytes(file))));
            }
        }
        return contents;
    }

    /** Keeps what is logged. */
    static final class Log implements Progress {
        private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void log(String line) {
            lines.add(line);
        }

        String text() {
            return String.join("\n", lines);
        }
    }
}
