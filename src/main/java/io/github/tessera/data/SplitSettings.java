package io.github.tessera.data;

import io.github.tessera.progress.TesseraException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * How images are dealt out to training, validation and test.
 *
 * <p>A share is one of all images; only by tile is the share for validation one of what the test leaves. How shares are rounded:
 * half up, at least one image, tile or group in each part that is asked for; where groups stay together, the sum of their images
 * that comes nearest, the larger of two equally near.
 *
 * @param rule what is dealt out, and in which order
 * @param validation how much is tried while learning, above nothing
 * @param test how much is kept for a test at the end, often nothing
 * @param groupPattern by group: a regular expression with one pair of parentheses around the part of the file name that names the
 *     group, or empty for the folder
 * @param list by list file: the file or folder that {@link SplitFile} reads; else null
 * @param fold one of a cross-validation, which is kept out instead of the portion for validation; null for none
 * @param seed equal seeds give equal splits
 */
public record SplitSettings(
        SplitRule rule, Portion validation, Portion test, String groupPattern, Path list, Fold fold, long seed) {
    private static final String LEAK =
            "Tiles are split one by one, so that neighbours from one image are learnt from and"
                    + " tried: the figures will look better than they will be on new images; split by image unless you need this.";

    /** Checks that a list file is there where it is needed. */
    public SplitSettings {
        if (rule == SplitRule.LIST && list == null) {
            throw new TesseraException("No list file was chosen; choose a file of lines \"name,part\","
                    + " with the parts train, validation and test.");
        }
    }

    /** By image, a fifth for validation, no test, seed 1. */
    public static SplitSettings defaults() {
        return new SplitSettings(SplitRule.IMAGE, new Portion(0.2), Portion.NONE, "", null, null, 1);
    }

    /** These settings with another rule of those that need nothing more. */
    public SplitSettings withRule(SplitRule other) {
        return new SplitSettings(other, validation, test, groupPattern, list, fold, seed);
    }

    /** These settings with other portions. */
    public SplitSettings withPortions(Portion otherValidation, Portion otherTest) {
        return new SplitSettings(rule, otherValidation, otherTest, groupPattern, list, fold, seed);
    }

    /** These settings, by group; an empty pattern stands for the folder. */
    public SplitSettings withGroups(String pattern) {
        return new SplitSettings(SplitRule.GROUP, validation, test, pattern, list, fold, seed);
    }

    /** These settings, by list file. */
    public SplitSettings withList(Path file) {
        return new SplitSettings(SplitRule.LIST, validation, test, groupPattern, file, fold, seed);
    }

    /** These settings for one fold of a cross-validation; null for none. */
    public SplitSettings withFold(Fold other) {
        return new SplitSettings(rule, validation, test, groupPattern, list, other, seed);
    }

    /** These settings with another seed. */
    public SplitSettings withSeed(long other) {
        return new SplitSettings(rule, validation, test, groupPattern, list, fold, other);
    }

    /**
     * The split of a set.
     *
     * @param imageNames the images' names as {@link LabelledImage#name()} tells them, for groups by folder with the folder before
     *     them (patient1/01.tif); at least one, all different
     * @throws TesseraException if the portions cannot be met, there are fewer groups than folds, a name has no group, or the list file cannot
     *     be read or is to tell folds
     */
    public Split of(List<String> imageNames) {
        if (fold != null) {
            return ofFold(imageNames);
        }
        return switch (rule) {
            case IMAGE, GROUP -> {
                ImageGroups groups = groups(imageNames);
                yield told(groups, deal(groups).shuffled(seed));
            }
            case ORDER -> {
                ImageGroups groups = groups(imageNames);
                yield told(groups, deal(groups).inOrder());
            }
            case TILE -> told(groups(imageNames), deal(groups(imageNames)).shuffledAfterTest(seed));
            case LIST -> SplitFile.read(list, imageNames);
        };
    }

    /**
     * What stays together is dealt out whole into parts of as equal numbers of images as that allows, and one of them is kept out. In order,
     * the parts are the first, the next and so on; else what comes into which part is drawn by the seed. The test images, which are in no
     * part, are those of the split without folds.
     */
    private Split ofFold(List<String> imageNames) {
        if (rule == SplitRule.LIST) {
            throw new TesseraException(
                    "A list file tells one split, but " + fold.folds()
                            + " folds need as many: for a cross-validation choose another split, such as by image or by group.");
        }
        ImageGroups groups = groups(imageNames);
        List<Integer> tested =
                test.isNone() ? List.of() : withFold(null).of(imageNames).test();
        FoldDeal deal = new FoldDeal(groups.without(tested), fold.folds());
        List<List<Integer>> parts = rule == SplitRule.ORDER ? deal.inOrder() : deal.shuffled(seed);
        return told(groups, split(imageNames.size(), parts.get(fold.number() - 1), tested));
    }

    private static Split split(int images, List<Integer> validation, List<Integer> test) {
        Set<Integer> out = new HashSet<>(validation);
        out.addAll(test);
        List<Integer> train =
                IntStream.range(0, images).filter(i -> !out.contains(i)).boxed().toList();
        return new Split(train, validation, test, List.of());
    }

    private ImageGroups groups(List<String> imageNames) {
        if (rule == SplitRule.TILE) {
            return ImageGroups.single(imageNames.size());
        }
        if (rule != SplitRule.GROUP) {
            return ImageGroups.byImage(imageNames);
        }
        ImageGroups groups = groupPattern.isBlank()
                ? ImageGroups.byFolder(imageNames)
                : ImageGroups.byPattern(imageNames, groupPattern);
        requireSeveral(groups);
        return groups;
    }

    private SplitDeal deal(ImageGroups groups) {
        return new SplitDeal(groups, validation, test);
    }

    private void requireSeveral(ImageGroups groups) {
        if (groups.members().size() == 1) {
            throw new TesseraException("All images are of one group, so none can be kept out; "
                    + (groupPattern.isBlank()
                            ? "put each group into a folder of its own, or write a pattern of the file names."
                            : "change the group pattern " + groupPattern + "."));
        }
    }

    private Split told(ImageGroups groups, Split split) {
        if (rule == SplitRule.TILE) {
            return split.withNotes(List.of(LEAK));
        }
        return groups.bind() && groups.members().size() > 1 ? split.withNotes(List.of(groups.describe(split))) : split;
    }
}
