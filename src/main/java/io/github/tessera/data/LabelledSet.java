package io.github.tessera.data;

import io.github.tessera.image.ImageFiles;
import io.github.tessera.image.PlaneStack;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Images of one number of channels with their labels, and what the labels mean. */
public final class LabelledSet {
    private final List<LabelledImage> images;
    private final LabelMeaning meaning;
    private final PixelCounts counts;
    private final LabelFiles files;

    private LabelledSet(List<LabelledImage> images, LabelMeaning meaning, LabelFiles files) {
        this.images = List.copyOf(images);
        this.meaning = meaning;
        this.files = files;
        counts = PixelCounts.of(
                images.stream().map(LabelledImage::labels).toList(), classes().size());
    }

    /**
     * Reads all images of a folder that have labels. Masks are paired by base name, with a common prefix or suffix ignored on
     * either side (img_01.tif and mask_01.png; 01.tif and 01_mask.tif). Each slice of a stack is an image.
     *
     * @param labels the folder of the masks
     * @param progress told of every image read and of every file without a partner
     * @throws TesseraException naming file and cure if a folder or file is not as it should be
     */
    public static LabelledSet fromFolders(Path images, Path labels, MaskSettings settings, Progress progress) {
        List<Path> imageFiles = ImageFiles.list(images);
        requireDifferent(images, labels);
        LabelFiles files = settings.kind().find(imageFiles, labels);
        files.unpaired().forEach(file -> progress.log("Left out, for it has no partner: " + withFolder(file)));
        files.notes().forEach(progress::log);
        LabelReader reader = settings.kind().reader(settings, files);
        List<PlaneStack> stacks = new ArrayList<>();
        for (Map.Entry<Path, List<LabelFile>> entry : files.byImage().entrySet()) {
            progress.check();
            progress.status("Reading " + entry.getKey().getFileName());
            PlaneStack image = PlaneStack.open(entry.getKey());
            requireChannels(stacks, image);
            reader.read(image, entry.getValue());
            stacks.add(image);
            progress.update(stacks.size(), files.byImage().size());
        }
        return of(stacks, reader, files, settings);
    }

    /**
     * Takes an image stack and a mask stack, slice by slice.
     *
     * @throws TesseraException naming stack and cure if they do not fit
     */
    public static LabelledSet fromStacks(PlaneStack images, PlaneStack masks, MaskSettings settings) {
        if (!settings.kind().isOneImage()) {
            throw new TesseraException("Labels of the kind \"" + settings.kind().label()
                    + "\" are read from folders, not from open images; choose folders, or another kind of labels.");
        }
        LabelReader reader = settings.kind().reader(settings, LabelFiles.NONE);
        ((MaskLabels) reader).add(images, MaskFile.of(masks));
        return of(List.of(images), reader, LabelFiles.NONE, settings);
    }

    private static LabelledSet of(
            List<PlaneStack> stacks, LabelReader reader, LabelFiles files, MaskSettings settings) {
        Labels labels = reader.labels();
        List<LabelledImage> images = new ArrayList<>();
        for (PlaneStack stack : stacks) {
            for (int p = 0; p < stack.planes().size(); p++) {
                images.add(new LabelledImage(
                        stack.name(p),
                        stack.planes().get(p),
                        stack.bitDepth(),
                        labels.planes().get(images.size())));
            }
        }
        LabelledSet set = new LabelledSet(images, labels.meaning(), files);
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

    private static void requireDifferent(Path images, Path masks) {
        try {
            if (Files.exists(masks) && Files.isSameFile(images, masks)) {
                throw new TesseraException("Images and masks are both read from " + images
                        + "; put the masks into a folder of their own.");
            }
        } catch (IOException e) {
            throw new TesseraException("The folders " + images + " and " + masks + " cannot be read; check them.", e);
        }
    }

    private static String withFolder(Path file) {
        return file.getParent().getFileName() + "/" + file.getFileName();
    }

    /** The images, at least one. */
    public List<LabelledImage> images() {
        return images;
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

    /** Files that have no partner, as folder/name. */
    public List<String> unpaired() {
        return files.unpaired().stream().map(LabelledSet::withFolder).toList();
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
        String left =
                files.unpaired().isEmpty() ? "" : "\nWithout a partner, left out: " + String.join(", ", unpaired());
        String notes = files.notes().isEmpty() ? "" : "\n" + String.join("\n", files.notes());
        return images.size() + " images with masks, " + kind + ", " + depths + " bits" + left + notes + "\n"
                + labelling();
    }
}
