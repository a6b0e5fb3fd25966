package io.github.tessera.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.github.tessera.data.LabelledImage;
import io.github.tessera.data.PixelCounts;
import io.github.tessera.image.IntensityMap;
import io.github.tessera.image.LabelImage;
import io.github.tessera.loss.LossSettings;
import io.github.tessera.loss.Targets;
import io.github.tessera.loss.Truth;
import io.github.tessera.metric.MetricsReport;
import io.github.tessera.metric.ThresholdCounts;
import io.github.tessera.metric.ThresholdCurve;
import io.github.tessera.postprocess.BorderWeights;
import io.github.tessera.progress.Progress;
import io.github.tessera.tensor.Constant;
import io.github.tessera.tensor.TileReader;
import io.github.tessera.tensor.TorchModule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.imglib2.RandomAccess;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.view.Views;

/**
 * The loss and the metrics on the images kept out: on crops that lie side by side over them, the same ones every time, at most
 * {@value #MOST_CROPS} drawn from all.
 */
final class Validation {
    private static final int MOST_CROPS = 64;
    private static final int MOST_TILES = 4;

    private record Crop(int image, int x, int y) {}

    /**
     * What a validation gives.
     *
     * @param suspects images of crops whose loss is no number
     * @param tiles the most telling crops
     * @param curves one for each class
     */
    record Result(
            double loss,
            MetricsReport report,
            List<String> suspects,
            List<ValidationTile> tiles,
            List<ThresholdCurve> curves) {}

    private final List<LabelledImage> images;
    private final List<TileReader> readers = new ArrayList<>();
    private final List<Crop> crops = new ArrayList<>();
    private final List<Crop> telling;
    private final List<String> missing;
    private final List<String> classes;
    private final int channels;
    private final int side;
    private final int batch;
    private final BatchBuffer whole;
    private final BatchBuffer last;
    private final float[] crop;

    Validation(List<LabelledImage> images, List<IntensityMap> maps, List<String> classes, TrainingConfig config) {
        this.images = images;
        this.classes = classes;
        side = config.crop();
        channels = (int) images.get(0).pixels().dimension(2);
        for (int i = 0; i < images.size(); i++) {
            LabelledImage image = images.get(i);
            readers.add(new TileReader(image.pixels(), maps.get(i)));
            for (int y = 0; y < image.labels().dimension(1); y += side) {
                for (int x = 0; x < image.labels().dimension(0); x += side) {
                    crops.add(new Crop(i, x, y));
                }
            }
        }
        Collections.shuffle(crops, new Random(config.seed()));
        crops.subList(Math.min(MOST_CROPS, crops.size()), crops.size()).clear();
        List<PixelCounts> counts = crops.stream()
                .map(c -> PixelCounts.of(List.of(labels(c)), classes.size(), Progress.NONE))
                .toList();
        telling = telling(counts);
        missing = IntStream.range(0, classes.size())
                .filter(k -> counts.stream().allMatch(c -> c.classes().get(k) == 0))
                .mapToObj(classes::get)
                .toList();
        batch = Math.min(config.batch(), crops.size());
        int rest = crops.size() % batch;
        BorderWeights borders = config.loss().borderWeights();
        whole = new BatchBuffer(batch, channels, side, borders);
        last = rest == 0 ? whole : new BatchBuffer(rest, channels, side, borders);
        crop = new float[channels * side * side];
    }

    /** Classes of which no crop has a pixel: nothing is learnt of them here. */
    List<String> missing() {
        return missing;
    }

    private List<Crop> telling(List<PixelCounts> counts) {
        List<Integer> from = crops.stream().map(Crop::image).toList();
        return TellingCrops.of(counts, from, MOST_TILES).stream()
                .map(crops::get)
                .toList();
    }

    private RandomAccessibleInterval<UnsignedByteType> labels(Crop crop) {
        RandomAccessibleInterval<UnsignedByteType> all =
                images.get(crop.image()).labels();
        long right = Math.min(crop.x() + side, all.dimension(0)) - 1;
        long bottom = Math.min(crop.y() + side, all.dimension(1)) - 1;
        return Views.interval(all, new long[] {crop.x(), crop.y()}, new long[] {right, bottom});
    }

    /**
     * Runs the network, without dropout and batch statistics, over all crops.
     *
     * @param parts in which a batch goes through it
     */
    Result run(TorchModule module, LossSettings loss, int outputs, int parts, Progress progress) {
        ValidationTally tally = new ValidationTally(classes, side * side);
        for (int start = 0; start < crops.size(); start += batch) {
            progress.check();
            List<Crop> next = crops.subList(start, Math.min(start + batch, crops.size()));
            BatchBuffer buffer = read(next);
            buffer.weighBorders(progress);
            Truth truth = buffer.truth(side, side);
            for (int part = 0; part < parts; part++) {
                int first = next.size() * part / parts;
                int end = next.size() * (part + 1) / parts;
                if (end > first) {
                    Places places = new Places(buffer, truth, first, next.subList(first, end));
                    add(tally, places, module, loss, outputs);
                }
            }
        }
        return tally.result();
    }

    /** Crops that go through the network together: some of a batch's, from one on. */
    private record Places(BatchBuffer buffer, Truth truth, int first, List<Crop> crops) {}

    private void add(ValidationTally tally, Places places, TorchModule module, LossSettings loss, int outputs) {
        int count = places.crops().size();
        try (NDManager scope = module.newScope()) {
            Targets targets = Targets.of(scope, places.truth(), places.first(), count, outputs, loss);
            NDArray logits = module.forward(places.buffer().tensor(scope, places.first(), count), false)
                    .get(0);
            // A batch's loss is the sum of its parts', and counts by its crops.
            float sum = loss.of(logits, targets).getFloat() * places.truth().batch();
            List<String> names = places.crops().stream()
                    .map(c -> images.get(c.image()).name())
                    .toList();
            tally.addLoss(sum, names);
            int area = side * side;
            byte[] truth = Arrays.copyOfRange(
                    places.buffer().labels(), places.first() * area, (places.first() + count) * area);
            addPixels(tally, places.crops(), truth, logits, loss);
        }
    }

    private void addPixels(ValidationTally tally, List<Crop> own, byte[] truth, NDArray logits, LossSettings loss) {
        boolean binary = logits.getShape().get(1) == 1;
        byte[] decided = (binary ? logits.gte(0) : logits.argMax(1))
                .toType(DataType.UINT8, false)
                .toByteArray();
        NDArray ofOutputs = loss.probabilities(logits);
        NDArray ofClasses = binary ? ofOutputs.neg().add(1).concat(ofOutputs, 1) : ofOutputs;
        byte[] probabilities = ofClasses
                .mul(Constant.of(ofClasses, ThresholdCounts.BYTE_LEVELS))
                .round()
                .toType(DataType.UINT8, false)
                .toByteArray();
        tally.addPixels(truth, decided, probabilities);
        for (int i = 0; i < own.size(); i++) {
            int rank = telling.indexOf(own.get(i));
            if (rank >= 0) {
                tally.keep(rank, tile(own.get(i), i, truth, decided, probabilities));
            }
        }
    }

    private ValidationTile tile(Crop place, int index, byte[] truth, byte[] decided, byte[] probabilities) {
        float[] pixels = new float[crop.length];
        LabelledImage image = images.get(place.image());
        readers.get(place.image()).read(place.x(), place.y(), side, side, pixels, 0);
        int area = side * side;
        return new ValidationTile(
                image.name(),
                side,
                channels,
                pixels,
                ValidationTally.part(truth, index, area),
                ValidationTally.part(decided, index, area),
                ValidationTally.part(probabilities, index, area * classes.size()));
    }

    private BatchBuffer read(List<Crop> next) {
        BatchBuffer buffer = next.size() == batch ? whole : last;
        Arrays.fill(buffer.labels(), (byte) LabelImage.IGNORED);
        int pixels = side * side;
        for (int i = 0; i < next.size(); i++) {
            Crop place = next.get(i);
            readers.get(place.image()).read(place.x(), place.y(), side, side, crop, 0);
            buffer.pixels().put(i * crop.length, crop);
            copyLabels(images.get(place.image()), place, buffer.labels(), i * pixels);
        }
        return buffer;
    }

    /** Beyond the image's edge pixels are mirrored, and their labels stay ignored. */
    private void copyLabels(LabelledImage image, Crop crop, byte[] into, int offset) {
        RandomAccess<UnsignedByteType> access = image.labels().randomAccess();
        int right = Math.min(side, (int) image.labels().dimension(0) - crop.x());
        int bottom = Math.min(side, (int) image.labels().dimension(1) - crop.y());
        for (int y = 0; y < bottom; y++) {
            access.setPosition(crop.x(), 0);
            access.setPosition(crop.y() + y, 1);
            for (int x = 0; x < right; x++) {
                into[offset + y * side + x] = access.get().getByte();
                access.fwd(0);
            }
        }
    }
}
