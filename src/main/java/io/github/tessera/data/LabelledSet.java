package io.github.tessera.data;

import io.github.tessera.image.ImageFiles;
import io.github.tessera.image.PlaneStack;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;

/** Images of one number of channels with their masks, and what the masks mean. */
public final class LabelledSet {
    private final List<LabelledImage> images;
    private final MaskCoding coding;
    private final List<String> unpaired;

    private LabelledSet(List<LabelledImage> images, MaskCoding coding, List<String> unpaired) {
        this.images = List.copyOf(images);
        this.coding = coding;
        this.unpaired = List.copyOf(unpaired);
    }

    /**
     * Reads all pairs of two folders: by base name, with a common prefix or suffix ignored on either side (img_01.tif and
     * mask_01.png; 01.tif and 01_mask.tif). Each slice of a stack is an image.
     *
     * @param progress told of every pair read and of every file without a partner
     * @throws TesseraException naming file and cure if a folder or file is not as it should be
     */
    public static LabelledSet fromFolders(Path images, Path masks, MaskSettings settings, Progress progress) {
        return fromFolders(images, masks, histograms -> MaskCoding.decide(histograms, settings), progress);
    }

    /** As {@link #fromFolders(Path, Path, MaskSettings, Progress)}, with masks of a meaning that was decided before. */
    public static LabelledSet fromFolders(Path images, Path masks, MaskCoding coding, Progress progress) {
        return fromFolders(images, masks, histograms -> coding, progress);
    }

    private static LabelledSet fromFolders(Path images, Path masks, Decision decision, Progress progress) {
        List<Path> imageFiles = ImageFiles.list(images);
        List<Path> maskFiles = ImageFiles.list(masks);
        requireDifferent(images, masks);
        Pairing pairing = Pairing.of(imageFiles, maskFiles);
        if (pairing.pairs().isEmpty()) {
            throw new TesseraException("No mask in " + masks + " belongs to an image in " + images + ", for example "
                    + imageFiles.get(0).getFileName() + " and "
                    + maskFiles.get(0).getFileName()
                    + "; give each mask the name of its image, with the same prefix or suffix for all.");
        }
        List<String> unpaired =
                pairing.unpaired().stream().map(LabelledSet::withFolder).toList();
        unpaired.forEach(file -> progress.log("Left out, for it has no partner: " + file));
        Builder builder = new Builder();
        int done = 0;
        for (Map.Entry<Path, Path> pair : pairing.pairs().entrySet()) {
            progress.check();
            progress.status("Reading " + pair.getKey().getFileName());
            builder.add(PlaneStack.open(pair.getKey()), PlaneStack.open(pair.getValue()));
            progress.update(++done, pairing.pairs().size());
        }
        return builder.build(decision, unpaired);
    }

    /**
     * Takes an image stack and a mask stack, slice by slice.
     *
     * @throws TesseraException naming stack and cure if they do not fit
     */
    public static LabelledSet fromStacks(PlaneStack images, PlaneStack masks, MaskSettings settings) {
        Builder builder = new Builder();
        builder.add(images, masks);
        return builder.build(histograms -> MaskCoding.decide(histograms, settings), List.of());
    }

    private static void requireDifferent(Path images, Path masks) {
        try {
            if (Files.isSameFile(images, masks)) {
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

    /** What the masks mean. */
    public MaskCoding coding() {
        return coding;
    }

    /** Channels of every image. */
    public int channels() {
        return images.get(0).channels();
    }

    /** Files that have no partner, as folder/name. */
    public List<String> unpaired() {
        return unpaired;
    }

    /** A few lines for the log: how many images of which kind, what was left out, what the masks mean. */
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
        return images.size() + " images with masks, " + kind + ", " + depths + " bits" + left + "\n"
                + coding.describe();
    }

    private interface Decision extends Function<Map<String, SortedMap<Integer, Long>>, MaskCoding> {}

    /** Collects pairs; what the masks mean can be decided only when all are there. */
    private static final class Builder {
        private final List<PlaneStack> images = new ArrayList<>();
        private final List<MaskReader> masks = new ArrayList<>();
        private final Map<String, SortedMap<Integer, Long>> histograms = new LinkedHashMap<>();

        void add(PlaneStack image, PlaneStack mask) {
            requireEqual(image, mask);
            if (!images.isEmpty() && images.get(0).channels() != image.channels()) {
                throw new TesseraException("The image " + image.name() + " has " + image.channels() + " channels, but "
                        + images.get(0).name() + " has " + images.get(0).channels()
                        + "; convert all images to the same type (Image > Type).");
            }
            images.add(image);
            for (int p = 0; p < mask.planes().size(); p++) {
                MaskReader reader = new MaskReader(mask.name(p), mask.planes().get(p));
                masks.add(reader);
                histograms.put(mask.name(p), reader.histogram());
            }
        }

        private static void requireEqual(PlaneStack image, PlaneStack mask) {
            if (image.width() != mask.width() || image.height() != mask.height()) {
                throw new TesseraException("The image " + image.name() + " is " + image.width() + " x " + image.height()
                        + " pixels, but its mask " + mask.name() + " is " + mask.width() + " x " + mask.height()
                        + "; give both the same size.");
            }
            if (image.planes().size() != mask.planes().size()) {
                throw new TesseraException(
                        "The image " + image.name() + " has " + image.planes().size()
                                + " slices, but its mask " + mask.name() + " has "
                                + mask.planes().size()
                                + "; give both the same number.");
            }
        }

        LabelledSet build(Decision decision, List<String> unpaired) {
            MaskCoding coding = decision.apply(histograms);
            histograms.forEach(coding::require);
            List<SortedMap<Integer, Long>> present = List.copyOf(histograms.values());
            List<LabelledImage> result = new ArrayList<>();
            for (PlaneStack image : images) {
                for (int p = 0; p < image.planes().size(); p++) {
                    int index = result.size();
                    result.add(new LabelledImage(
                            image.name(p),
                            image.planes().get(p),
                            image.bitDepth(),
                            masks.get(index).labels(coding, present.get(index).keySet())));
                }
            }
            return new LabelledSet(result, coding, unpaired);
        }
    }
}
