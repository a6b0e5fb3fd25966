package io.github.tessera.data;

import io.github.tessera.image.PlaneStack;
import io.github.tessera.model.ImageInput;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.integer.UnsignedByteType;

/** Images of one number of channels with their labels, and what the labels mean. */
public final class LabelledSet {
    private final List<LabelledImage> images;
    private final LabelMeaning meaning;
    private final PixelCounts counts;
    private final List<String> unpaired;
    private final List<String> notes;
    private final ImageInput input;

    private LabelledSet(
            List<LabelledImage> images,
            LabelMeaning meaning,
            List<String> unpaired,
            List<String> notes,
            ImageInput input,
            Progress progress) {
        this.images = List.copyOf(images);
        this.meaning = meaning;
        this.unpaired = List.copyOf(unpaired);
        this.notes = List.copyOf(notes);
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
     * @param labels the folder of the masks
     * @param reading what of them is read, and how large their pixels are made
     * @param progress told of every image read and of every file without a partner
     * @throws TesseraException naming file and cure if a folder or file is not as it should be
     */
    public static LabelledSet fromFolders(
            Path images, Path labels, MaskSettings settings, ReadingSettings reading, Progress progress) {
        LabelSource source = settings.kind().opener().open(images, labels, settings, reading.planes(), progress);
        source.unpaired().forEach(file -> progress.log("Left out, for it has no partner: " + file));
        source.notes().forEach(progress::log);
        List<PlaneStack> stacks = new ArrayList<>();
        for (Path file : source.images()) {
            progress.check();
            progress.status("Reading " + file.getFileName());
            PlaneStack image = reading.rescaled(source.read(file, progress), progress);
            requireChannels(stacks, image);
            stacks.add(image);
            progress.update(stacks.size(), source.images().size());
        }
        return of(stacks, source.labels(), settings, reading, source.unpaired(), source.notes(), progress);
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
        MaskLabels reader = masksOfKind.reader().apply(settings);
        PlaneStack chosen = reading.planes().of(images);
        reader.add(chosen, MaskFile.of(masks), progress);
        List<PlaneStack> stacks = List.of(reading.rescaled(chosen, progress));
        return of(stacks, reader.labels(), settings, reading, List.of(), List.of(), progress);
    }

    private static LabelledSet of(
            List<PlaneStack> stacks,
            Labels labels,
            MaskSettings settings,
            ReadingSettings reading,
            List<String> unpaired,
            List<String> notes,
            Progress progress) {
        List<LabelledImage> images = new ArrayList<>();
        for (PlaneStack stack : stacks) {
            for (int p = 0; p < stack.planes().size(); p++) {
                RandomAccessibleInterval<UnsignedByteType> read =
                        labels.planes().get(images.size());
                images.add(new LabelledImage(
                        stack.name(p),
                        stack.planes().get(p),
                        stack.bitDepth(),
                        ReadingSettings.likeImage(stack, p, read, progress)));
            }
        }
        List<String> told = new ArrayList<>(notes);
        told.addAll(reading.notes());
        LabelledSet set = new LabelledSet(images, labels.meaning(), unpaired, told, reading.input(stacks), progress);
        if (settings.indices().isEmpty()) {
            set.requireTwoClasses();
        }
        return set;
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

    private static void requireChannels(List<PlaneStack> before, PlaneStack image) {
        if (!before.isEmpty() && before.get(0).channels() != image.channels()) {
            throw new TesseraException("The image " + image.name() + " has " + image.channels() + " channels, but "
                    + before.get(0).name() + " has " + before.get(0).channels()
                    + "; convert all images to the same type (Image > Type).");
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
        String told = notes.isEmpty() ? "" : "\n" + String.join("\n", notes);
        return images.size() + " images with masks, " + kind + ", " + depths + " bits" + left + told + "\n"
                + labelling();
    }
}
