package io.github.tessera.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.progress.TesseraException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Laws of the splits of a cross-validation. */
class FoldDealTest {
    private static final SplitSettings DEFAULTS = SplitSettings.defaults();

    /** Images of groups a, b, c ... of so many images each, the groups' images in turn. */
    private static List<String> names(String sizes) {
        List<Integer> left = new ArrayList<>(
                Arrays.stream(sizes.split(" ", -1)).map(Integer::valueOf).toList());
        List<String> names = new ArrayList<>();
        while (left.stream().anyMatch(n -> n > 0)) {
            for (int g = 0; g < left.size(); g++) {
                if (left.get(g) > 0) {
                    left.set(g, left.get(g) - 1);
                    names.add((char) ('a' + g) + "/" + names.size() + ".tif");
                }
            }
        }
        return names;
    }

    private static List<String> single(int n) {
        return IntStream.range(0, n).mapToObj(i -> "cell" + i + "b.tif").toList();
    }

    /** Each image is validated in one fold, and learnt from in all others, unless it is for the test. */
    private static void assertPartition(int n, List<Split> folds) {
        List<Integer> test = folds.get(0).test();
        List<Integer> validated = new ArrayList<>(test);
        for (Split split : folds) {
            assertEquals(test, split.test());
            assertFalse(split.validation().isEmpty());
            validated.addAll(split.validation());
            Set<Integer> all = new TreeSet<>(split.train());
            all.addAll(split.validation());
            all.addAll(test);
            assertEquals(n, all.size());
            assertEquals(n, split.train().size() + split.validation().size() + test.size());
        }
        assertEquals(
                IntStream.range(0, n).boxed().toList(),
                validated.stream().sorted().toList());
    }

    private static List<Split> folds(SplitSettings settings, List<String> names, int folds) {
        return Fold.all(folds).stream()
                .map(fold -> settings.withFold(fold).of(names))
                .toList();
    }

    private static String sizes(List<Split> folds) {
        return folds.stream()
                .map(split -> split.validation().size())
                .sorted()
                .map(String::valueOf)
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @EnumSource(
            value = SplitRule.class,
            names = {"IMAGE", "ORDER", "TILE"})
    void everyImageIsValidatedOnce(SplitRule rule) {
        for (int n : List.of(5, 12, 33)) {
            for (int k : List.of(2, 3, 5)) {
                List<Split> folds = folds(DEFAULTS.withRule(rule), single(n), k);
                assertEquals(k, folds.size());
                assertPartition(n, folds);
                List<Integer> counts =
                        folds.stream().map(split -> split.validation().size()).toList();
                assertTrue(
                        counts.stream().max(Integer::compare).orElseThrow()
                                        - counts.stream().min(Integer::compare).orElseThrow()
                                <= 1,
                        counts.toString());
                assertEquals(folds, folds(DEFAULTS.withRule(rule), single(n), k), "repeatable");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "3, 5 5 4 4 3 3 3, 9 9 9", // the largest first alone would give 8 8 11
        "3, 8 1 1 1 1, 2 2 8",
        "2, 7 5 3, 7 8",
        "2, 3 3 2 2 2, 6 6", // and here 5 7
        "4, 9 9 9 9, 9 9 9 9",
    })
    void groupsOfUnlikeSizesGiveFoldsAsEqualAsTheyCan(int k, String groups, String expected) {
        for (long seed = 1; seed <= 5; seed++) {
            List<String> names = names(groups);
            List<Split> folds = folds(DEFAULTS.withGroups("").withSeed(seed), names, k);
            assertPartition(names.size(), folds);
            assertEquals(expected, sizes(folds));
            for (Split split : folds) {
                Set<Character> kept = groups(names, split.validation());
                kept.retainAll(groups(names, split.train()));
                assertTrue(kept.isEmpty(), "on both sides: " + kept);
            }
        }
    }

    private static Set<Character> groups(List<String> names, List<Integer> images) {
        return images.stream().map(i -> names.get(i).charAt(0)).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void theSeedDrawsWhatComesIntoWhichFold() {
        assertNotEquals(folds(DEFAULTS, single(20), 4), folds(DEFAULTS.withSeed(2), single(20), 4));
    }

    @Test
    void theTestIsThatOfTheSplitAndInNoFold() {
        for (SplitRule rule : List.of(SplitRule.IMAGE, SplitRule.ORDER, SplitRule.TILE)) {
            SplitSettings settings = DEFAULTS.withRule(rule).withPortions(new Portion(0.2), new Portion(0.25));
            List<Split> folds = folds(settings, single(20), 3);
            assertPartition(20, folds);
            assertEquals(settings.of(single(20)).test(), folds.get(0).test());
            assertEquals("5 5 5", sizes(folds));
        }
        SplitSettings byGroup = DEFAULTS.withGroups("").withPortions(new Portion(1), new Portion(2));
        List<String> names = names("4 4 4 4 4 4");
        List<Split> folds = folds(byGroup, names, 4);
        assertPartition(24, folds);
        assertEquals(8, folds.get(0).test().size());
        assertEquals("4 4 4 4", sizes(folds));
        assertTrue(
                folds.get(0)
                        .describe()
                        .contains("Folders that stay together: 3 to learn from, 1 for validation, 2 for the test"),
                folds.get(0).describe());
    }

    @Test
    void inOrderTheFoldsAreTheFirstTheNextAndSoOn() {
        List<Split> folds = folds(DEFAULTS.withRule(SplitRule.ORDER), single(10), 3);
        assertEquals(List.of(0, 1, 2), folds.get(0).validation());
        assertEquals(List.of(3, 4, 5, 6), folds.get(1).validation());
        assertEquals(List.of(7, 8, 9), folds.get(2).validation());
        // One large image's tiles, then single images: each fold still gets one.
        List<String> tiles = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            tiles.add("town_x000" + i + "_y0000.tif");
        }
        tiles.addAll(List.of("p.tif", "q.tif"));
        List<Split> unlike = folds(DEFAULTS.withRule(SplitRule.ORDER), tiles, 3);
        assertPartition(14, unlike);
        assertEquals("1 1 12", sizes(unlike));
    }

    @Test
    void byTileItWarnsOfNeighbours() {
        Split split = folds(DEFAULTS.withRule(SplitRule.TILE), single(4), 2).get(1);
        assertTrue(split.describe().contains("neighbours from one image"), split.describe());
    }

    @Test
    void whatCannotBeDealtIsToldWithTheCure() {
        refused(DEFAULTS, single(3), 5, "needs at least 5 images, but 3 can be dealt out: choose fewer folds");
        refused(
                DEFAULTS.withPortions(new Portion(1), new Portion(2)),
                single(6),
                5,
                "needs at least 5 images, but 4 can be dealt out");
        refused(DEFAULTS.withGroups(""), names("6 6"), 3, "needs at least 3 folders, but 2");
        refused(DEFAULTS.withGroups(""), names("6"), 2, "All images are of one group");
        refused(DEFAULTS.withList(Path.of("list.csv")), single(9), 3, "choose another split");
    }

    @Test
    void aFoldIsOneOfSeveral() {
        for (int folds : List.of(-1, 0, 1)) {
            TesseraException few = assertThrows(TesseraException.class, () -> Fold.all(folds));
            assertTrue(few.getMessage().contains("choose at least 2 folds"), few.getMessage());
        }
        assertThrows(IllegalArgumentException.class, () -> new Fold(0, 3));
        assertThrows(IllegalArgumentException.class, () -> new Fold(4, 3));
    }

    private static void refused(SplitSettings settings, List<String> names, int folds, String sentence) {
        String message = assertThrows(TesseraException.class, () -> folds(settings, names, folds))
                .getMessage();
        assertTrue(message.contains(sentence), message);
    }
}
