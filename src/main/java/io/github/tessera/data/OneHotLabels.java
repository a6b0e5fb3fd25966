package io.github.tessera.data;

import io.github.tessera.image.LabelImage;
import io.github.tessera.image.PlaneStack;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.integer.UnsignedByteType;

/**
 * Masks with a layer for each class, not 0 where a pixel belongs to it: the channels of a mask, or the slices of a mask without
 * channels whose image is a single plane.
 *
 * <p>The layers are the classes from 0 on, and a pixel in none of them is not learnt from. If the rest is background, that is class
 * 0 and the layers are the classes from 1 on. A pixel in two layers is an error.
 */
final class OneHotLabels extends MaskLabels<OneHotLabels.LayeredPlane> {
    private final MaskSettings settings;
    private final LabelMemory memory;
    private final int first;

    OneHotLabels(MaskSettings settings) {
        this(settings, LabelMemory.AUTO);
    }

    OneHotLabels(MaskSettings settings, LabelMemory memory) {
        this.settings = settings;
        this.memory = memory;
        first = settings.restBackground() ? 1 : 0;
    }

    /**
     * The labels of a plane.
     *
     * @param layers how many its mask has
     * @param inChannels whether they are channels, or slices
     */
    record LayeredPlane(String name, int layers, boolean inChannels, RandomAccessibleInterval<UnsignedByteType> labels)
            implements PlaneLabels {}

    @Override
    List<LayeredPlane> read(PlaneStack image, MaskFile mask, Progress progress) {
        boolean channels = mask.stack().channels() > 1;
        PlaneStack stack = channels ? matching(image, mask.stack()) : mask.stack();
        requireSize(image, stack);
        int found = channels ? stack.channels() : stack.planes().size();
        if (!channels && image.numbers().count() > 1) {
            throw new TesseraException(
                    "The image " + image.name() + " has " + image.numbers().count()
                            + " slices, so the classes of its mask " + stack.name()
                            + " must be channels, but it has one channel; make it a hyperstack with a channel for each class.");
        }
        if (found + first > LabelImage.IGNORED) {
            throw new TesseraException(
                    "The mask " + stack.name() + " has " + found + " layers, which are more classes than the "
                            + LabelImage.IGNORED + " that can be learnt; choose another kind of labels.");
        }
        List<LayeredPlane> planes = new ArrayList<>();
        for (int p = 0; p < image.planes().size(); p++) {
            progress.check();
            String name = channels ? stack.name(p) : stack.name();
            ClassLayers layers = new ClassLayers(
                    layers(stack, p, found, channels), settings.restBackground() ? 0 : LabelImage.IGNORED);
            planes.add(new LayeredPlane(
                    name, found, channels, memory.plane(image.width(), image.height(), layers, progress)));
        }
        return planes;
    }

    private List<MaskLayer> layers(PlaneStack stack, int plane, int count, boolean inChannels) {
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    int from = inChannels ? plane : i;
                    String name = stack.name(from) + (inChannels ? " channel " + (i + 1) : "");
                    MaskReader reader = new MaskReader(name, stack.planes().get(from));
                    return new MaskLayer(reader, inChannels ? i : 0, first + i, "the mask " + name);
                })
                .toList();
    }

    @Override
    public Labels labels(List<LayeredPlane> planes) {
        LayeredPlane usual = Majority.of(planes, LayeredPlane::layers);
        planes.forEach(plane -> requireEqualLayers(plane, usual));
        int layers = usual.layers();
        int classes = layers + first;
        if (classes < 2) {
            throw new TesseraException(
                    "The mask " + usual.name() + " has one layer, so there is one class only; tick \"Rest is"
                            + " background\" if what is not in it is background.");
        }
        ClassTable table = settings.table()
                .orElseGet(() -> settings.restBackground() ? withBackground(layers) : ClassTable.numbered(layers));
        if (table.size() != classes) {
            throw new TesseraException(
                    "The table of classes has " + table.size() + " classes, but the masks have " + layers
                            + " layers" + (first == 1 ? " and the rest, which is background, the first class" : "")
                            + "; give the table a line for each.");
        }
        List<String> signs = new ArrayList<>(settings.restBackground() ? List.of("the rest") : List.of());
        for (int i = 1; i <= layers; i++) {
            signs.add((usual.inChannels() ? "channel " : "slice ") + i);
        }
        return new Labels(
                LabelMeaning.of("The masks have a layer for each class", table, signs, Optional.empty()),
                planes.stream().map(LayeredPlane::labels).toList());
    }

    private static void requireEqualLayers(LayeredPlane plane, LayeredPlane usual) {
        if (plane.layers() != usual.layers()) {
            throw new MisfitException(
                    plane.name(),
                    "The mask " + plane.name() + " has " + plane.layers()
                            + (plane.layers() == 1 ? " layer" : " layers") + ", but " + usual.name() + " has "
                            + usual.layers() + "; give all one-hot masks the same number, a layer for each class.");
        }
    }

    private static ClassTable withBackground(int layers) {
        if (layers == 1) {
            return ClassTable.binary();
        }
        List<String> names = new ArrayList<>(List.of("background"));
        IntStream.rangeClosed(1, layers).forEach(i -> names.add("class " + i));
        return ClassTable.named(names);
    }
}
