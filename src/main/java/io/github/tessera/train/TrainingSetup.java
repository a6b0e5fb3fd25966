package io.github.tessera.train;

import io.github.tessera.data.CropSampler;
import io.github.tessera.data.LabelledImage;
import io.github.tessera.data.LabelledSet;
import io.github.tessera.data.PixelCounts;
import io.github.tessera.data.Seeds;
import io.github.tessera.data.Split;
import io.github.tessera.image.IntensityMap;
import io.github.tessera.model.RunSettings;
import io.github.tessera.network.Graph;
import io.github.tessera.network.MemoryEstimate;
import io.github.tessera.network.NetworkSettings;
import io.github.tessera.network.Outputs;
import io.github.tessera.network.Shapes;
import io.github.tessera.network.Weights;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.tensor.DeviceChoice;
import io.github.tessera.tensor.FreeMemory;
import io.github.tessera.tensor.MemoryAdvice;
import io.github.tessera.tensor.PyTorch;
import io.github.tessera.tensor.TorchModule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.integer.UnsignedByteType;

/**
 * What a training stands on, made ready from its settings and images.
 *
 * @param config with the seed that was drawn, and the network that the images want
 * @param set the images
 * @param graph the network
 * @param device where to compute, and why
 * @param split which images are learnt from
 * @param crops of the images to learn from
 * @param validation the images kept out
 */
record TrainingSetup(
        TrainingConfig config,
        LabelledSet set,
        Graph graph,
        DeviceChoice.Chosen device,
        Split split,
        CropSampler crops,
        Validation validation) {
    /** Crops of a batch draw by their indices from 0, the network by this one. */
    private static final int NETWORK = -1;

    /**
     * Makes ready; a seed of 0 is replaced by a new one.
     *
     * @param given see {@link #fitted}
     * @throws TesseraException if crops are too small for the network, or something else does not fit; the message says what to do
     */
    static TrainingSetup of(TrainingConfig given, LabelledSet set, Progress progress) {
        TrainingConfig seeded = seeded(given);
        Graph graph = seeded.network().build();
        Shapes.requireReach(graph, seeded.crop(), "crop");
        Shapes.requireStatistics(graph, seeded.crop(), seeded.batch() / seeded.parts());
        BatchBuffer.requireAddressable(seeded.batch(), graph.channels(), seeded.crop());
        DeviceChoice.Chosen device = seeded.device().choose();
        Split split = seeded.split().of(set.names());
        TrainingConfig config =
                seeded.withLoss(seeded.loss().resolved(pixels(seeded, set, split, progress)), seeded.optimizer());
        List<IntensityMap> maps = new ArrayList<>();
        for (LabelledImage image : set.images()) {
            progress.check();
            maps.add(config.normalization().fit(image.pixels(), image.bitDepth(), image.name(), progress));
        }
        CropSampler crops = new CropSampler(
                pick(set.images(), split.train()), pick(maps, split.train()), config.cropSettings(), progress);
        Validation validation = new Validation(
                pick(set.images(), split.validation()),
                pick(maps, split.validation()),
                set.coding().classes(),
                config);
        return new TrainingSetup(config, set, graph, device, split, crops, validation);
    }

    /** The settings with a seed of their own where none was chosen. */
    static TrainingConfig seeded(TrainingConfig config) {
        return config.seed() == 0 ? config.withSeed(new SplittableRandom().nextLong(1, Integer.MAX_VALUE)) : config;
    }

    /** How frequent each class is: in the images that are learnt from if that counts, for reading all their labels takes a while. */
    private static long[] pixels(TrainingConfig config, LabelledSet set, Split split, Progress progress) {
        PixelCounts counts = set.counts();
        if (config.loss().classWeights().frequency()) {
            List<RandomAccessibleInterval<UnsignedByteType>> labels = pick(set.images(), split.train()).stream()
                    .map(LabelledImage::labels)
                    .toList();
            counts = PixelCounts.of(labels, set.coding().classes().size(), progress);
        }
        return counts.classes().stream().mapToLong(Long::longValue).toArray();
    }

    /** The settings with the images' channels and classes. */
    static TrainingConfig fitted(TrainingConfig config, LabelledSet set) {
        int classes = set.coding().classes().size();
        NetworkSettings network = config.network().withChannels(set.channels()).withOutputs(classes == 2 ? 1 : classes);
        return config.withNetwork(network);
    }

    private static <T> List<T> pick(List<T> all, List<Integer> indices) {
        return indices.stream().map(all::get).toList();
    }

    /** Whether the network runs where the batches are made. */
    boolean near() {
        return !device.device().isGpu();
    }

    /** The choice of speed that does not depend on the clock. */
    RunSettings rule() {
        RunSettings rule = RunSettings.byRule(config.network());
        return near() ? rule : rule.onGpu();
    }

    /** The batches from a step on, from 1. */
    BatchLoader batches(long first, Progress progress) {
        return new BatchLoader(
                crops,
                config.batch(),
                config.loss().borderWeights(),
                first,
                near() ? null : device.device(),
                BatchLoader.threads(near()),
                progress);
    }

    /** The network on its device, with what is not learnt in a step, from 0, frozen. */
    TorchModule module(Weights weights, boolean channelsLast, long step) {
        return TorchModule.load(
                graph, weights, channelsLast, device.device(), config.start().frozenLayers(graph, step));
    }

    /** One step of a network of this training, with an optimizer before its first. */
    TrainingStep step(TorchModule module) {
        return new TrainingStep(module, config.loss(), config.optimizer(), graph);
    }

    /**
     * The weights to begin with.
     *
     * @param notes receives what is to be told of weights from elsewhere
     */
    Weights firstWeights(List<String> notes, Progress progress) {
        Weights fresh = Weights.initial(graph, config.initialization(), config.seed());
        progress.status("Reading weights");
        int count = config.network().outputs();
        Outputs outputs =
                new Outputs(set.classes().names(), count, config.loss().activation(count));
        return config.start().weights(graph, fresh, outputs, notes::add);
    }

    /** Draws the network's random numbers, such as those of dropout, for a step, from 0, anew. */
    void drawFor(long step) {
        PyTorch.engine()
                .setRandomSeed(Seeds.random(config.seed(), step, NETWORK).nextInt());
    }

    /** What training takes of the memory, in so many parts of a batch. */
    MemoryEstimate need(int parts, boolean channelsLast) {
        int crops = (config.batch() + parts - 1) / parts;
        MemoryEstimate need = MemoryEstimate.training(
                graph,
                config.crop(),
                config.crop(),
                crops,
                config.optimizer().states().size(),
                channelsLast);
        return near() ? need : need.onGpu();
    }

    /** What to set so that PyTorch has as much beside Java; on a GPU it has its own. */
    Optional<String> memoryAdvice(long need) {
        return near() ? MemoryAdvice.of(need) : Optional.empty();
    }

    /**
     * Checks that there is as much memory as training is estimated to take.
     *
     * @param least parts of a batch
     * @throws TesseraException if there is less; the message tells in how many parts a batch would fit
     */
    void requireMemory(int least, boolean channelsLast) {
        OptionalLong free = FreeMemory.on(device.device());
        long need = need(least, channelsLast).bytes();
        if (free.isEmpty() || need <= free.getAsLong()) {
            return;
        }
        int parts = least;
        while (parts < config.batch() && need(parts, channelsLast).bytes() > free.getAsLong()) {
            parts = Math.min(config.batch(), 2 * parts);
        }
        boolean fits = need(parts, channelsLast).bytes() <= free.getAsLong();
        throw new TesseraException(String.format(
                        Locale.ROOT,
                        "Training takes about %.1f GB of memory, but only %.1f GB are free: %s.",
                        need / 1e9,
                        free.getAsLong() / 1e9,
                        fits
                                ? "split each batch into " + parts + " parts (accumulate=" + parts
                                        + "), choose a smaller batch or smaller crops, or close other programs"
                                : "choose smaller crops or a narrower network, or close other programs")
                + memoryAdvice(need).map(advice -> " " + advice + ".").orElse(""));
    }
}
