package io.github.tessera.data;

import io.github.tessera.image.PlaneStack;
import io.github.tessera.image.RegionStack;
import io.github.tessera.model.ImageInput;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.integer.UnsignedByteType;

/** Images of one number of channels with their labels, and what the labels mean. */
public final class LabelledSet {
    private final List<LabelledImage> images;
    private final LabelMeaning meaning;
    private final PixelCounts counts;
    private final List<String> unpaired;
    private final List<String> notes;
    private final List<LeftOut> leftOut;
    private final ImageInput input;

    /**
     * A set as it was read.
     *
     * @param unpaired files that have no partner
     * @param notes what else the user should know
     * @param leftOut what could not be used
     * @param input what of images the model is to remember
     * @param progress asked now and then whether the user has cancelled
     */
    LabelledSet(
            List<LabelledImage> images,
            LabelMeaning meaning,
            List<String> unpaired,
            List<String> notes,
            List<LeftOut> leftOut,
            ImageInput input,
            Progress progress) {
        this.images = List.copyOf(images);
        this.meaning = meaning;
        this.unpaired = List.copyOf(unpaired);
        this.notes = List.copyOf(notes);
        this.leftOut = List.copyOf(leftOut);
        this.input = input;
        counts = PixelCounts.of(
                images.stream().map(LabelledImage::labels).toList(), classes().size(), progress);
    }

    /** As {@link #fromFolders(Path, Path, MaskSettings, ReadingSettings, Progress)}, all planes as they are. */
    public static LabelledSet fromFolders(Path images, Path labels, MaskSettings settings, Progress progress) {
        return fromFolders(images, labels, settings, ReadingSettings.ALL, progress);
    }

    /**
     * Reads all images of a folder that have labels. Masks are paired by base name, with a common prefix or suffix ignored on
     * either side (img_01.tif and mask_01.png; 01.tif and 01_mask.tif). Each slice of a stack is an image.
     *
     * @param labels the folder of the masks, or where regions are kept
     * @param reading what of them is read, and how large their pixels are made
     * @param progress told of every image read, of every file without a partner, and of what is left out
     * @throws TesseraException naming file and cure if a folder or file is not as it should be
     */
    public static LabelledSet fromFolders(
            Path images, Path labels, MaskSettings settings, ReadingSettings reading, Progress progress) {
        return read(
                settings.kind().opener().open(images, labels, settings, reading.planes(), progress),
                settings,
                reading,
                progress);
    }

    private static <T extends PlaneLabels> LabelledSet read(
            LabelSource<T> source, MaskSettings settings, ReadingSettings reading, Progress progress) {
        return new SetReader<>(source, settings, reading, progress).read().checked(settings);
    }

    /** As {@link #fromStacks(PlaneStack, PlaneStack, MaskSettings, ReadingSettings, Progress)}, all planes as they are. */
    public static LabelledSet fromStacks(
            PlaneStack images, PlaneStack masks, MaskSettings settings, Progress progress) {
        return fromStacks(images, masks, settings, ReadingSettings.ALL, progress);
    }

    /**
     * Takes an image stack and a mask stack, slice by slice.
     *
     * @param reading what of them is read, and how large their pixels are made
     * @param progress asked now and then whether the user has cancelled
     * @throws TesseraException naming stack and cure if they do not fit
     */
    public static LabelledSet fromStacks(
            PlaneStack images, PlaneStack masks, MaskSettings settings, ReadingSettings reading, Progress progress) {
        if (!(settings.kind().opener() instanceof MaskSource.OneEach masksOfKind)) {
            throw new TesseraException("Labels of the kind \"" + settings.kind().label()
                    + "\" are read from files, not from open masks; choose folders, or another kind of labels.");
        }
        PlaneStack chosen = reading.planes().of(images);
        Labels labels = labels(masksOfKind.reader().apply(settings), chosen, masks, progress);
        return of(chosen, labels, settings, reading, progress);
    }

    private static <T extends PlaneLabels> Labels labels(
            MaskLabels<T> reader, PlaneStack images, PlaneStack masks, Progress progress) {
        return reader.labels(reader.read(images, MaskFile.of(masks), progress));
    }

    /**
     * Takes an image stack and what is drawn on it, slice by slice.
     *
     * @param reading what of them is read, and how large their pixels are made
     * @param progress asked now and then whether the user has cancelled
     * @throws TesseraException naming stack, class and cure if too little is drawn, or a class that is not in the table
     */
    public static LabelledSet fromRegions(
            RegionStack image, MaskSettings settings, ReadingSettings reading, Progress progress) {
        RegionReader reader = new RegionReader(settings, List.of(), progress);
        RegionStack chosen = image.chosen(reading.planes());
        return of(chosen.stack(), reader.labels(reader.planes(chosen)), settings, reading, progress);
    }

    private static LabelledSet of(
            PlaneStack stack, Labels labels, MaskSettings settings, ReadingSettings reading, Progress progress) {
        List<PlaneStack> stacks = List.of(reading.rescaled(stack, progress));
        return new LabelledSet(
                        images(stacks, labels, progress),
                        labels.meaning(),
                        List.of(),
                        reading.notes(),
                        List.of(),
                        reading.input(stacks),
                        progress)
                .checked(settings);
    }

    /** The planes of all stacks with their labels, which are brought to the planes' size. */
    static List<LabelledImage> images(List<PlaneStack> stacks, Labels labels, Progress progress) {
        List<LabelledImage> images = new ArrayList<>();
        for (PlaneStack stack : stacks) {
            for (int p = 0; p < stack.planes().size(); p++) {
                RandomAccessibleInterval<UnsignedByteType> read =
                        labels.planes().get(images.size());
                int index = images.size();
                images.add(new LabelledImage(
                        stack.name(p),
                        stack.planes().get(p),
                        stack.bitDepth(),
                        ReadingSettings.likeImage(stack, p, read, progress),
                        1,
                        labels.numbers().isEmpty()
                                ? Optional.empty()
                                : Optional.of(labels.numbers().get(index))));
            }
        }
        return images;
    }

    private LabelledSet checked(MaskSettings settings) {
        if (settings.indices().isEmpty()) {
            requireTwoClasses();
        }
        return this;
    }

    private void requireTwoClasses() {
        List<String> occurring = new ArrayList<>();
        for (int i = 0; i < counts.classes().size(); i++) {
            if (counts.classes().get(i) > 0) {
                occurring.add(classes().names().get(i));
            }
        }
        if (occurring.size() < 2) {
            throw new TesseraException(
                    "Of the classes " + String.join(", ", classes().names())
                            + (occurring.isEmpty() ? " none occurs" : " only " + occurring.get(0) + " occurs")
                            + " in the masks, for example " + images.get(0).name()
                            + "; at least two are needed, so check masks and kind of labels.");
        }
    }

    /** The images, at least one. */
    public List<LabelledImage> images() {
        return images;
    }

    /** The names of the images, in their order. */
    public List<String> names() {
        return images.stream().map(LabelledImage::name).toList();
    }

    /** The classes: names and colours, in the order of the labels. */
    public ClassTable classes() {
        return meaning.coding().table();
    }

    /** How many pixels of the set have which label. */
    public PixelCounts counts() {
        return counts;
    }

    /** What the values of the masks mean; the class indices themselves if the labels did not come from values. */
    public MaskCoding coding() {
        return meaning.coding();
    }

    /** What stands for which class. */
    LabelMeaning meaning() {
        return meaning;
    }

    /** Channels of every image. */
    public int channels() {
        return images.get(0).channels();
    }

    /** What of images the model is to remember: the chosen channels, and the size of the pixels if all images have one. */
    public ImageInput input() {
        return input;
    }

    /** Files that have no partner, as folder/name. */
    public List<String> unpaired() {
        return unpaired;
    }

    /** What could not be used, and was left out as the user chose. */
    public List<LeftOut> leftOut() {
        return leftOut;
    }

    /** How the labels were understood: one line a class, and one for what is ignored, with shares of the pixels. */
    public String labelling() {
        return meaning.describe(counts);
    }

    /** A few lines for the log: how many images of which kind, what was left out, what the labels mean. */
    public String describe() {
        String kind = channels() == 1 ? "grey" : channels() + " channels";
        String depths = String.join(
                ", ",
                images.stream()
                        .map(LabelledImage::bitDepth)
                        .distinct()
                        .sorted()
                        .map(String::valueOf)
                        .toList());
        String left = unpaired.isEmpty() ? "" : "\nWithout a partner, left out: " + String.join(", ", unpaired);
        String bad = leftOut.isEmpty()
                ? ""
                : "\nNot to be used, left out: "
                        + String.join(", ", leftOut.stream().map(LeftOut::image).toList());
        String told = notes.isEmpty() ? "" : "\n" + String.join("\n", notes);
        return images.size() + (images.size() == 1 ? " image" : " images") + " with masks, " + kind + ", " + depths
                + " bits" + left + bad + told + "\n" + labelling();
    }
}
