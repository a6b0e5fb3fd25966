package io.github.tessera.data;

import io.github.tessera.image.IntensityMap;
import io.github.tessera.progress.Progress;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import net.imglib2.img.array.ArrayImgs;

/** An image whose pixels tell where they are: channel 0 is x, channel 1 is y; the label is {@link #label}. */
final class Ramps {
    private Ramps() {}

    static LabelledImage of(int width, int height) {
        float[] pixels = new float[2 * width * height];
        byte[] labels = new byte[width * height];
        for (int y = 0, i = 0; y < height; y++) {
            for (int x = 0; x < width; x++, i++) {
                pixels[i] = x;
                pixels[labels.length + i] = y;
                labels[i] = (byte) label(x, y);
            }
        }
        return new LabelledImage(
                "ramps",
                ArrayImgs.floats(pixels, width, height, 2),
                32,
                ArrayImgs.unsignedBytes(labels, width, height));
    }

    /** From 0 to 250. */
    static int label(int x, int y) {
        return (3 * x + 7 * y) % 251;
    }

    /** Pixels and labels of one batch of crops. */
    record Batch(float[] pixels, byte[] labels) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Batch b && Arrays.equals(pixels, b.pixels) && Arrays.equals(labels, b.labels);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(labels);
        }

        @Override
        public String toString() {
            return "batch of " + labels.length + " pixels";
        }
    }

    static CropSampler sampler(LabelledImage image, CropSettings settings) {
        List<IntensityMap> maps = List.of(IntensityMap.identity(image.channels()));
        return new CropSampler(List.of(image), maps, settings, Progress.NONE);
    }

    static Batch batch(CropSampler sampler, long step, int crops) {
        int area = crops * sampler.size() * sampler.size();
        Batch batch = new Batch(new float[sampler.channels() * area], new byte[area]);
        sampler.fill(step, crops, FloatBuffer.wrap(batch.pixels()), batch.labels(), Progress.NONE);
        return batch;
    }
}
