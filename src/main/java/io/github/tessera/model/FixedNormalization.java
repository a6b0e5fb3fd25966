package io.github.tessera.model;

import io.github.tessera.image.IntensityMap;
import io.github.tessera.image.Normalization;
import io.github.tessera.image.NormalizationSettings;
import io.github.tessera.image.PlaneStack;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;

/**
 * A model's normalization with numbers that are the same for all images, for programs that look at one tile at a time. Range and fixed
 * means have such numbers; the others take theirs from each image, and get those of typical images here.
 *
 * @param map what it does to intensities
 * @param bitDepth of the images that it is for: 8, 16, 24 or 32
 */
public record FixedNormalization(IntensityMap map, int bitDepth) {
    /** Whether the numbers are known without images. */
    public static boolean isKnown(NormalizationSettings normalization) {
        return switch (normalization.kind()) {
            case FIXED_RANGE, FIXED_MEAN_STD, NONE -> true;
            case PERCENTILE, MIN_MAX, MEAN_STD -> false;
        };
    }

    /**
     * The numbers that are known.
     *
     * @param bitDepth of the images: 8, 16, 24 or 32
     * @throws TesseraException if each image has its own; the message says what to do
     */
    public static FixedNormalization known(SegmentationModel model, int bitDepth) {
        Normalization kind = model.normalization().kind();
        if (!isKnown(model.normalization())) {
            throw new TesseraException(
                    "The model " + model.name() + " is normalized by numbers of each whole image ("
                            + kind.label()
                            + "), which a network that sees one tile cannot know: name a folder of typical images"
                            + " (images), whose numbers are then taken for all, or leave the normalization outside (bake=false).");
        }
        return new FixedNormalization(
                fitted(model.normalization(), model.network().channels(), bitDepth), bitDepth);
    }

    /**
     * The numbers of typical images: what becomes 0 and what becomes 1 in the middle one of their planes, channel by channel (the
     * median), so that single odd images do not matter.
     *
     * @param files images of one bit depth, with the channels that the model learnt from
     * @throws TesseraException if they cannot be read, do not fit the model or each other, or are all constant
     */
    public static FixedNormalization typical(SegmentationModel model, List<Path> files, Progress progress) {
        int channels = model.network().channels();
        List<IntensityMap> maps = new ArrayList<>();
        int bitDepth = 0;
        for (int i = 0; i < files.size(); i++) {
            progress.check();
            progress.status("Reading " + files.get(i).getFileName());
            progress.update(i, files.size());
            PlaneStack stack = PlaneStack.open(files.get(i));
            if (bitDepth != 0 && bitDepth != stack.bitDepth()) {
                throw new TesseraException(
                        "The image " + stack.name() + " has " + stack.bitDepth() + " bits, and "
                                + files.get(0).getFileName() + " has " + bitDepth
                                + ": numbers can be fixed for images of one bit depth only. Leave the others out of the folder.");
            }
            bitDepth = stack.bitDepth();
            if (isKnown(model.normalization())) {
                maps.add(fitted(model.normalization(), channels, bitDepth));
                continue;
            }
            for (RandomAccessibleInterval<FloatType> plane : stack.planes()) {
                RandomAccessibleInterval<FloatType> input = model.input(stack.name(), plane);
                maps.add(model.normalization().fit(input, bitDepth, stack.name(), progress));
            }
        }
        float[] scale = new float[channels];
        float[] offset = new float[channels];
        for (int c = 0; c < channels; c++) {
            double[] ends = middle(maps, c);
            scale[c] = (float) (1 / (ends[1] - ends[0]));
            offset[c] = (float) (0 - ends[0] / (ends[1] - ends[0])); // never -0
        }
        return new FixedNormalization(new IntensityMap(scale, offset), bitDepth);
    }

    /** One that looks at no image. */
    private static IntensityMap fitted(NormalizationSettings settings, int channels, int bitDepth) {
        return settings.fit(ArrayImgs.floats(1, 1, channels), bitDepth);
    }

    /** A model that has these numbers in place of its own normalization. */
    public SegmentationModel in(SegmentationModel model) {
        float[] unit = fitted(NormalizationSettings.of(Normalization.FIXED_RANGE), map.channels(), bitDepth)
                .scale();
        float[] means = map.offset();
        float[] deviations = map.scale();
        for (int c = 0; c < means.length; c++) {
            means[c] = -means[c] / deviations[c] * unit[c];
            deviations[c] = unit[c] / deviations[c];
        }
        return model.normalized(NormalizationSettings.fixed(means, deviations));
    }

    /** The intensities that become 0 and 1; constant planes tell nothing. */
    private static double[] middle(List<IntensityMap> maps, int channel) {
        List<Double> zeros = new ArrayList<>();
        List<Double> ranges = new ArrayList<>();
        for (IntensityMap map : maps) {
            double scale = map.scale()[channel];
            if (scale > 0) {
                zeros.add(-map.offset()[channel] / scale);
                ranges.add(1 / scale);
            }
        }
        if (zeros.isEmpty()) {
            throw new TesseraException("All images are of one value in channel " + (channel + 1)
                    + ", from which nothing can be learnt about typical ones: name a folder of others (images).");
        }
        double zero = median(zeros);
        return new double[] {zero, zero + median(ranges)};
    }

    private static double median(List<Double> values) {
        Collections.sort(values);
        int half = values.size() / 2;
        return values.size() % 2 == 1 ? values.get(half) : (values.get(half - 1) + values.get(half)) / 2;
    }
}
