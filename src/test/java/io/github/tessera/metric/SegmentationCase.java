package io.github.tessera.metric;

import io.github.tessera.image.LabelImage;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Two label images, as they are written for Python. */
record SegmentationCase(
        int width,
        int height,
        double pixelWidth,
        double pixelHeight,
        double tolerance,
        int[] truth,
        int[] prediction,
        boolean[] ignored) {

    /** Rectangles, at times with single pixels that are ignored. */
    static SegmentationCase rectangles(long seed) {
        RandomObjects objects = new RandomObjects(seed);
        Random random = new Random(seed);
        boolean[] ignored = new boolean[objects.truth.length];
        for (int i = 0; seed % 3 == 0 && i < ignored.length; i++) {
            ignored[i] = random.nextInt(20) == 0;
        }
        boolean square = seed % 2 == 0;
        return new SegmentationCase(
                RandomObjects.WIDTH,
                RandomObjects.HEIGHT,
                square ? 1 : 0.2 + random.nextDouble(),
                square ? 1 : 0.2 + random.nextDouble(),
                1.5 * random.nextDouble(),
                objects.truth,
                objects.prediction,
                ignored);
    }

    /**
     * A small image, down to a single pixel: cells that touch, rectangles, single pixels, noise, one object everywhere or nothing, each up to
     * the border, and at times a region to ignore; distances that equal the tolerance are frequent.
     */
    static SegmentationCase small(long seed) {
        Random random = new Random(seed);
        int width = 1 + random.nextInt(14);
        int height = 1 + random.nextInt(14);
        int[] truth = scene(width, height, random);
        int[] prediction = random.nextInt(3) == 0 ? scene(width, height, random) : changed(truth, width, random);
        boolean[] ignored = new boolean[truth.length];
        int ignoring = random.nextInt(4); // 0: single pixels, 1: a region
        int left = random.nextInt(width);
        int top = random.nextInt(height);
        for (int i = 0; i < ignored.length; i++) {
            boolean inside = i % width >= left && i / width >= top;
            ignored[i] = (ignoring == 0 && random.nextInt(8) == 0) || (ignoring == 1 && inside);
        }
        List<Double> sizes = List.of(1.0, 1.0, 0.5, 2.0, 0.2 + random.nextDouble());
        double pixelWidth = sizes.get(random.nextInt(sizes.size()));
        double pixelHeight = sizes.get(random.nextInt(sizes.size()));
        List<Double> tolerances = List.of(0.0, 0.5, 1.0, Math.sqrt(2), 2.0, 5.0, 3 * random.nextDouble());
        double tolerance = tolerances.get(random.nextInt(tolerances.size()));
        return new SegmentationCase(width, height, pixelWidth, pixelHeight, tolerance, truth, prediction, ignored);
    }

    private static int[] scene(int width, int height, Random random) {
        int[] numbers = new int[width * height];
        switch (random.nextInt(6)) {
            case 0 -> Arrays.fill(numbers, random.nextInt(2)); // nothing or everything
            case 1 -> Arrays.setAll(numbers, i -> random.nextInt(4));
            case 2 -> Arrays.setAll(numbers, i -> random.nextInt(12) == 0 ? i + 1 : 0);
            case 3 -> rectangles(numbers, width, random);
            default -> cells(numbers, width, random);
        }
        return numbers;
    }

    private static void rectangles(int[] numbers, int width, Random random) {
        for (int n = 1; n <= 4; n++) {
            int left = random.nextInt(width);
            int top = random.nextInt(numbers.length / width);
            int right = left + 1 + random.nextInt(6);
            int bottom = top + 1 + random.nextInt(6);
            for (int i = 0; i < numbers.length; i++) {
                int x = i % width;
                int y = i / width;
                numbers[i] = x >= left && x < right && y >= top && y < bottom ? 5 * n : numbers[i];
            }
        }
    }

    /** Every pixel belongs to the nearest of some points; what is nearest to the first is background. */
    private static void cells(int[] numbers, int width, Random random) {
        int[] points = random.ints(2 + random.nextInt(6), 0, numbers.length).toArray();
        for (int i = 0; i < numbers.length; i++) {
            int best = 0;
            for (int n = 1; n < points.length; n++) {
                best = distance(i, points[n], width) < distance(i, points[best], width) ? n : best;
            }
            numbers[i] = best;
        }
    }

    private static double distance(int pixel, int other, int width) {
        return Math.hypot(pixel % width - other % width, (double) (pixel / width - other / width));
    }

    /** Moved by a pixel or not, with two numbers made one, and some pixels changed. */
    private static int[] changed(int[] numbers, int width, Random random) {
        int[] changed = new int[numbers.length];
        int shift = List.of(0, 1, width).get(random.nextInt(3));
        int merged = random.nextInt(4);
        int wrong = 1 + random.nextInt(30);
        for (int i = shift; i < numbers.length; i++) {
            int number = numbers[i - shift];
            changed[i] = number != 0 && number == merged ? merged + 1 : number;
            changed[i] = random.nextInt(wrong + 1) == 0 ? random.nextInt(4) : changed[i];
        }
        return changed;
    }

    /** Python's libraries have nothing to say where there are no objects. */
    boolean hasObjects() {
        ContingencyTable table = table();
        return table.truthObjects() > 0 && table.predictedObjects() > 0;
    }

    ContingencyTable table() {
        ObjectOverlaps overlaps = new ObjectOverlaps();
        overlaps.add(truth, prediction, pixel -> ignored[pixel]);
        return overlaps.table();
    }

    Map<String, Double> values() {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("aji", AggregatedJaccard.of(table()).value());
        ObjectMatches matches = ObjectMatches.of(table());
        for (ObjectMetric metric : ObjectMetric.values()) {
            for (double threshold : ObjectMatches.THRESHOLDS) {
                values.put(metric.word() + " " + threshold, metric.of(matches.counts(threshold)));
            }
            values.put(metric.word() + " mean", matches.mean(metric));
            values.put(metric.word() + " panoptic", metric.of(matches.panoptic()));
        }
        for (PartitionMetric metric : PartitionMetric.values()) {
            values.put(metric.word(), metric.of(table()));
        }
        LabelPair masks = new LabelPair(mask(truth), mask(prediction), width, height);
        BoundaryDistances distances = BoundaryDistances.of(masks, 1, pixelWidth, pixelHeight);
        for (DistanceMetric metric : DistanceMetric.values()) {
            values.put(metric.word(), metric.of(distances));
        }
        for (BoundaryMetric metric : BoundaryMetric.values()) {
            values.put(metric.word(), metric.of(distances.counts(tolerance)));
        }
        return values;
    }

    private byte[] mask(int[] numbers) {
        byte[] mask = new byte[numbers.length];
        for (int i = 0; i < mask.length; i++) {
            int label = numbers[i] == 0 ? 0 : 1;
            mask[i] = (byte) (ignored[i] ? LabelImage.IGNORED : label);
        }
        return mask;
    }
}
