package io.github.tessera.data;

import io.github.tessera.data.Finding.Kind;
import io.github.tessera.data.ImageFacts.Intensities;
import io.github.tessera.data.ImageFacts.Labels;
import io.github.tessera.progress.Progress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.IntToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Images that are there twice, or nearly, and masks that belong to several images. */
final class DuplicateRules {
    private static final double SIMILAR = 0.97;

    /** Masks that mark less, as a corner of an object in a tile, are the same by chance. */
    private static final int DISTINCTIVE_PIXELS = 50;

    private final List<ImageFacts> images;
    private final Split split;
    private final List<Finding> findings = new ArrayList<>();

    private DuplicateRules(List<ImageFacts> images, Split split) {
        this.images = images;
        this.split = split;
    }

    static List<Finding> apply(List<ImageFacts> images, Split split, Progress progress) {
        DuplicateRules rules = new DuplicateRules(images, split);
        rules.sameImages();
        rules.sameMasks();
        rules.similarImages(progress);
        return rules.findings;
    }

    private void sameImages() {
        // Constant images have a rule of their own.
        List<List<Integer>> groups = groups(i -> intensities(i).distinct() > 1, this::pixelHash);
        add(
                Kind.SAME_ACROSS_PARTS,
                groups.stream().filter(this::crosses).toList(),
                "The validation would praise what was learnt by heart: keep one of each.");
        add(
                Kind.SAME_IMAGE,
                groups.stream()
                        .filter(group -> !crosses(group) && !differ(group, this::labelHash))
                        .toList(),
                "Each counts as often as it is there: keep one.");
        add(
                Kind.SAME_IMAGE_OTHER_MASK,
                groups.stream().filter(group -> differ(group, this::labelHash)).toList(),
                "They teach that the same pixel is of one class and of another: keep the mask that is right.");
    }

    private void sameMasks() {
        List<List<Integer>> groups = groups(i -> labels(i).rarer() >= DISTINCTIVE_PIXELS, this::labelHash);
        add(
                Kind.SAME_MASK,
                groups.stream().filter(group -> differ(group, this::pixelHash)).toList(),
                "Unless one place was imaged several times, a mask was saved under a wrong name: compare them.");
    }

    private void similarImages(Progress progress) {
        List<List<Integer>> pairs = new ArrayList<>();
        for (int kept : split.validation()) {
            progress.check();
            // Bare backgrounds, such as the dark corners of one instrument's images, look alike.
            if (!labels(kept).marked()) {
                continue;
            }
            split.train().stream()
                    .filter(learnt -> labels(learnt).marked() && pixelHash(learnt) != pixelHash(kept))
                    .filter(learnt -> intensities(learnt)
                            .look()
                            .resembles(intensities(kept).look(), SIMILAR))
                    .findFirst()
                    .ifPresent(learnt -> pairs.add(List.of(kept, learnt)));
        }
        String text = pairs.size() + " of " + split.validation().size()
                + " images kept out are nearly the same as one that is learnt from. Neighbouring slices and frames of a"
                + " video are, and make the validation too good to be true: keep a series on one side.";
        Finding.ofGroups(Kind.SIMILAR_ACROSS_PARTS, images, pairs, " ~ ", text).ifPresent(findings::add);
    }

    /** Images of one size and one hash, where there are several. */
    private List<List<Integer>> groups(IntPredicate counted, IntToLongFunction hash) {
        record Key(String size, long hash) {}
        Map<Key, List<Integer>> groups = IntStream.range(0, images.size())
                .filter(counted)
                .boxed()
                .collect(Collectors.groupingBy(
                        i -> new Key(images.get(i).size(), hash.applyAsLong(i)),
                        LinkedHashMap::new,
                        Collectors.toList()));
        return groups.values().stream().filter(group -> group.size() > 1).toList();
    }

    private void add(Kind kind, List<List<Integer>> groups, String text) {
        Finding.ofGroups(kind, images, groups, " = ", text).ifPresent(findings::add);
    }

    private boolean crosses(List<Integer> group) {
        return group.stream().anyMatch(split.train()::contains)
                && group.stream().anyMatch(split.validation()::contains);
    }

    private static boolean differ(List<Integer> group, IntToLongFunction hash) {
        return group.stream().mapToLong(hash::applyAsLong).distinct().count() > 1;
    }

    private Intensities intensities(int image) {
        return images.get(image).intensities();
    }

    private Labels labels(int image) {
        return images.get(image).labels();
    }

    private long pixelHash(int image) {
        return intensities(image).hash();
    }

    private long labelHash(int image) {
        return labels(image).hash();
    }
}
