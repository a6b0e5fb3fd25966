package io.github.tessera.data;

import io.github.tessera.image.Planes;
import io.github.tessera.model.ImageInput;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The images that a model learnt from, together with images whose labels have been corrected since: these are always learnt from, and make
 * up a third of the crops or more.
 *
 * @param set all of them, the corrected ones last, their names with {@value #MARK} before them
 * @param split the earlier images as they were dealt out before; corrected ones are kept out only where there is nothing else
 */
public record CorrectedSet(LabelledSet set, Split split) {
    /** Tells a corrected image from the one of the same name that the model learnt from first. */
    static final String MARK = "corrected ";

    private static final double SHARE = 1 / 3.0;

    /**
     * What a model knows of its images, which what is learnt next must fit.
     *
     * @param classes their names in their order
     */
    public record Frame(List<String> classes, ImageInput input) {
        /** Copies the list. */
        public Frame {
            classes = List.copyOf(classes);
        }
    }

    /** Whether there are corrected images only. */
    public boolean alone() {
        return set.images().stream().allMatch(image -> image.name().startsWith(MARK));
    }

    /**
     * Corrected images alone: all are learnt from and validated on.
     *
     * @param corrections labels are indices of the model's classes
     */
    public static CorrectedSet alone(LabelledSet corrections, Frame frame, Progress progress) {
        ClassTable classes = ClassTable.named(frame.classes());
        List<String> signs =
                IntStream.range(0, classes.size()).mapToObj(String::valueOf).toList();
        LabelMeaning meaning = LabelMeaning.of("Labels as they were corrected", classes, signs, Optional.empty());
        List<LabelledImage> images =
                corrections.images().stream().map(image -> marked(image, 1)).toList();
        List<Integer> all = IntStream.range(0, images.size()).boxed().toList();
        LabelledSet set = new LabelledSet(images, meaning, List.of(), List.of(), List.of(), frame.input(), progress);
        return new CorrectedSet(set, new Split(all, all, List.of(), List.of()));
    }

    /**
     * Both together. An earlier image whose pixels are those of a corrected one is left out, for its labels would say something else.
     *
     * @param earlier what the model learnt from first
     * @param parts how it was dealt out
     * @param corrections labels are indices of the model's classes
     * @param crop side of the crops in pixels
     * @throws TesseraException if the earlier images have other classes than the model, or another number of channels than the corrected ones
     */
    public static CorrectedSet of(
            LabelledSet earlier, Split parts, LabelledSet corrections, Frame frame, int crop, Progress progress) {
        requireFit(earlier, corrections, frame);
        List<LabelledImage> images = new ArrayList<>();
        Map<Integer, Integer> places = new HashMap<>();
        for (int i = 0; i < earlier.images().size(); i++) {
            LabelledImage image = earlier.images().get(i);
            if (corrected(image, corrections, progress)) {
                progress.log(image.name() + " is learnt from as it was corrected, not with its earlier labels.");
            } else {
                places.put(i, images.size());
                images.add(image);
            }
        }
        List<Integer> train = moved(parts.train(), places);
        double before = weight(train.stream().map(images::get).toList(), crop);
        double weight = Math.max(1, before * SHARE / (1 - SHARE) / weight(corrections.images(), crop));
        for (LabelledImage image : corrections.images()) {
            train.add(images.size());
            images.add(marked(image, weight));
        }
        List<Integer> validation = moved(parts.validation(), places);
        LabelledSet set = new LabelledSet(
                images,
                earlier.meaning(),
                earlier.unpaired(),
                List.of(corrections.images().size() + " of the images are corrected ones, which make up about "
                        + Math.round(100 * share(before, weight * weight(corrections.images(), crop)))
                        + " % of the crops."),
                earlier.leftOut(),
                frame.input(),
                progress);
        Split split =
                new Split(train, validation.isEmpty() ? train : validation, moved(parts.test(), places), List.of());
        return new CorrectedSet(set, split);
    }

    private static double share(double others, double own) {
        return own / (others + own);
    }

    private static double weight(List<LabelledImage> images, int crop) {
        return images.stream()
                .mapToDouble(image -> CropSource.weight(image, crop))
                .sum();
    }

    private static LabelledImage marked(LabelledImage image, double weight) {
        return new LabelledImage(MARK + image.name(), image.pixels(), image.bitDepth(), image.labels(), weight);
    }

    /** Images that were left out are in no part. */
    private static List<Integer> moved(List<Integer> part, Map<Integer, Integer> places) {
        return new ArrayList<>(
                part.stream().map(places::get).filter(Objects::nonNull).toList());
    }

    private static boolean corrected(LabelledImage image, LabelledSet corrections, Progress progress) {
        for (LabelledImage other : corrections.images()) {
            progress.check();
            if (Planes.same(image.pixels(), other.pixels())) {
                return true;
            }
        }
        return false;
    }

    private static void requireFit(LabelledSet earlier, LabelledSet corrections, Frame frame) {
        List<String> classes = earlier.classes().names();
        if (!classes.equals(frame.classes())) {
            throw new TesseraException("The images that were learnt from first have the classes "
                    + String.join(", ", classes) + ", but the model has " + String.join(", ", frame.classes())
                    + ": choose images and masks with the model's classes.");
        }
        if (earlier.channels() != corrections.channels()) {
            throw new TesseraException("The images that were learnt from first have " + earlier.channels()
                    + " channels, but the corrected ones, such as "
                    + corrections.images().get(0).name() + ", have " + corrections.channels()
                    + ": choose images of the same kind.");
        }
    }
}
