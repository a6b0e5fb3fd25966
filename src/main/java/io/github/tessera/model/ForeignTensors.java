package io.github.tessera.model;

import io.github.tessera.image.PixelSize;
import io.github.tessera.image.Selection;
import io.github.tessera.model.TensorDescription.FileReference;
import io.github.tessera.model.TensorDescription.StepDescription;
import io.github.tessera.torchscript.NumpyFile;
import io.github.tessera.torchscript.StateTensor;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Everything about somebody else's network but its weights.
 *
 * @param description as the package has it
 * @param sizes of images and results
 * @param before steps between an image and the network
 * @param after steps between the network and the result
 * @param classes that the result's channels stand for
 * @param testInput an image to try it with, in the order of the network's axes
 * @param testOutput what is to come of it, after all steps
 */
record ForeignTensors(
        PackageDescription description,
        ForeignSizes sizes,
        List<ProcessingStep> before,
        ResultSteps after,
        ResultClasses classes,
        Optional<StateTensor> testInput,
        Optional<StateTensor> testOutput) {

    /**
     * Reads and checks them.
     *
     * @throws UnsupportedModelException if it cannot be run here
     * @throws IOException if something is missing, damaged or makes no sense
     */
    static ForeignTensors read(PackageFiles files) throws IOException {
        return of(files.read(), files);
    }

    /**
     * Checks what a description says.
     *
     * @param files of its tests; null where they are not to be read
     * @throws IOException as {@link #read}
     */
    static ForeignTensors of(Map<?, ?> fields, PackageFiles files) throws IOException {
        PackageDescription description = PackageDescription.read(fields);
        ForeignSizes sizes = ForeignSizes.of(description);
        List<ProcessingStep> before = new ArrayList<>();
        for (StepDescription step : description.input().steps()) {
            before.add(ProcessingKind.read(new StepArguments(step, description.input(), sizes.channels())));
        }
        ResultSteps after = ResultSteps.of(description.output(), sizes.results());
        Optional<StateTensor> testInput = tensor(files, description.input().test());
        Optional<StateTensor> testOutput = tensor(files, description.output().test());
        requireFit(description, sizes, testInput, testOutput);
        return new ForeignTensors(
                description,
                sizes,
                before,
                after,
                classes(description, sizes.results(), after, testOutput),
                testInput,
                testOutput);
    }

    private static Optional<StateTensor> tensor(PackageFiles files, Optional<FileReference> file) throws IOException {
        if (files == null || file.isEmpty()) {
            return Optional.empty();
        }
        String source = file.get().source();
        try (SeekableByteChannel channel = files.verified(source, file.get().sha256())) {
            return Optional.of(NumpyFile.read(channel));
        } catch (NoSuchFileException e) {
            throw e;
        } catch (IOException e) {
            throw new IOException(source + " cannot be read: " + PackageDamage.of(e), e);
        }
    }

    private static void requireFit(
            PackageDescription description,
            ForeignSizes sizes,
            Optional<StateTensor> input,
            Optional<StateTensor> output)
            throws IOException {
        TensorOrder in = new TensorOrder(description.input().order());
        TensorOrder out = new TensorOrder(description.output().order());
        boolean fits = input.isEmpty()
                || (input.get().shape().length == in.letters().length()
                        && input.get().values().length > 0
                        && in.length('c', input.get()) == sizes.channels()
                        && takes(sizes, in.length('x', input.get()), in.length('y', input.get())));
        boolean resultFits = output.isEmpty()
                || (output.get().shape().length == out.letters().length()
                        && output.get().values().length > 0
                        && out.length('c', output.get()) == sizes.results());
        boolean both = fits && resultFits && input.isPresent() && output.isPresent();
        boolean together = !both
                || (isLost(sizes, in.length('y', input.get()) - out.length('y', output.get()))
                        && isLost(sizes, in.length('x', input.get()) - out.length('x', output.get())));
        if (!fits || !resultFits || !together) {
            throw new IOException("its test " + (fits ? "result" : "image") + " does not fit its description");
        }
    }

    private static boolean takes(ForeignSizes sizes, int width, int height) {
        return sizes.tiles().columns().atLeast(width) == width
                && sizes.tiles().rows().atLeast(height) == height;
    }

    private static boolean isLost(ForeignSizes sizes, int pixels) {
        return pixels >= 0 && pixels <= 2 * sizes.tiles().least();
    }

    private static ResultClasses classes(
            PackageDescription description, int results, ResultSteps after, Optional<StateTensor> test)
            throws IOException {
        TensorDescription output = description.output();
        List<String> names = output.optionalAxis('c').map(TensorAxis::names).orElse(List.of()).stream()
                .map(PackageDescription::plain)
                .toList();
        if (names.size() != results) {
            names = results == 1
                    ? List.of(PackageDescription.plain(output.id()))
                    : IntStream.range(0, results).mapToObj(c -> "class" + c).toList();
        }
        // A sigmoid alone may be followed by what makes the channels share a pixel, and a network may have one inside.
        ResultClasses.Relation relation = test.isPresent() && !after.softmax()
                ? ResultClasses.relation(new TensorOrder(output.order()).first(test.get()))
                : after.sigmoid() ? ResultClasses.Relation.APART : ResultClasses.Relation.SHARED;
        return ResultClasses.of(names, relation);
    }

    /** What of images it learnt from: all channels, and pixels of a size if that is told in a length. */
    ImageInput input() {
        try {
            TensorAxis y = description.input().axis('y');
            TensorAxis x = description.input().axis('x');
            if (y.unit().isPresent() && x.unit().isPresent()) {
                return new ImageInput(
                        Selection.ALL,
                        Optional.of(new PixelSize(
                                x.scale() * x.unit().get().micrometres(),
                                y.scale() * y.unit().get().micrometres())));
            }
            return ImageInput.ANY;
        } catch (IOException e) {
            throw new IllegalStateException("both axes were asked for before", e);
        }
    }

    /** What users should know of the results. */
    List<String> remarks(String name) {
        List<String> remarks = new ArrayList<>();
        remarks.add("The model " + name + " is run as its package says: its classes are taken as "
                + String.join(", ", classes.names()) + ".");
        boolean dataset = description.input().steps().stream()
                .anyMatch(step -> new StepArguments(step, description.input(), sizes.channels()).ofDataset());
        if (dataset) {
            remarks.add("It wants intensities fitted to a whole set of images; they are fitted to each image.");
        }
        testOutput.ifPresent(test -> {
            float least = 0;
            float most = 1;
            for (float value : test.values()) {
                least = Math.min(least, value);
                most = Math.max(most, value);
            }
            if (least < 0 || most > 1) {
                remarks.add("Its results are no probabilities: in its own test they reach from " + least + " to " + most
                        + ". Thresholds mean something else then.");
            }
        });
        return remarks;
    }
}
