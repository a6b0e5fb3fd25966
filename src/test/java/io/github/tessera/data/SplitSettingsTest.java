package io.github.tessera.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.progress.TesseraException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SplitSettingsTest {
    private static final SplitSettings DEFAULTS = SplitSettings.defaults();

    private static List<String> names(int n) {
        return IntStream.rangeClosed(1, n).mapToObj(i -> i + ".tif").toList();
    }

    /** Tiles of 250 pixels of images in as many columns and rows. */
    private static List<String> tiles(int images, int columns, int rows) {
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= images; i++) {
            for (int y = 0; y < rows; y++) {
                for (int x = 0; x < columns; x++) {
                    names.add(String.format("town_%d_x%04d_y%04d.tif", i, 250 * x, 250 * y));
                }
            }
        }
        return names;
    }

    private static SplitSettings portions(double validation, double test) {
        return DEFAULTS.withPortions(new Portion(validation), new Portion(test));
    }

    private static String sizes(Split split) {
        return split.train().size() + " " + split.validation().size() + " "
                + split.test().size();
    }

    private static void assertEachInOnePart(int n, Split split) {
        TreeSet<Integer> all = new TreeSet<>(split.train());
        all.addAll(split.validation());
        all.addAll(split.test());
        assertEquals(IntStream.range(0, n).boxed().toList(), List.copyOf(all));
        assertEquals(
                n,
                split.train().size() + split.validation().size() + split.test().size());
    }

    private static void assertWhole(List<String> names, Function<String, String> group, Split split) {
        Set<String> seen = new HashSet<>();
        for (List<Integer> part : List.of(split.train(), split.validation(), split.test())) {
            Set<String> groups =
                    part.stream().map(i -> group.apply(names.get(i))).collect(Collectors.toSet());
            groups.forEach(g -> assertTrue(seen.add(g), g + " is in two parts"));
        }
    }

    @Test
    void theSplitOfASeedNeverChanges() {
        // As the first version dealt them, so that figures that were published stay true.
        assertEquals(
                List.of(4, 6, 8), portions(0.3, 0).withSeed(7).of(names(10)).validation());
    }

    @ParameterizedTest
    @CsvSource({
        "10, 0.2, 0.1, 7 2 1",
        "10, 0.25, 0.25, 4 3 3", // 2.5 is rounded up, twice
        "3, 0.01, 0.01, 1 1 1", // one at least
        "3, 0.9, 0.05, 1 1 1", // and one for each other part
        "36, 8, 8, 20 8 8", // counts
        "36, 8, 0.25, 19 8 9",
        "36, 0.25, 35, fails",
        "2, 0.3, 0.3, fails",
        "10, 9, 0, 1 9 0",
        "10, 10, 0, fails",
        "10, 5, 5, fails",
    })
    void portionsAreMetByTheStatedRule(int n, double validation, double test, String expected) {
        for (SplitRule rule : List.of(SplitRule.IMAGE, SplitRule.ORDER)) {
            SplitSettings settings = portions(validation, test).withRule(rule);
            if (expected.equals("fails")) {
                TesseraException e = assertThrows(TesseraException.class, () -> settings.of(names(n)));
                assertTrue(
                        e.getMessage().startsWith("There are " + n + " images, but the split needs"), e.getMessage());
            } else {
                Split split = settings.of(names(n));
                assertEquals(expected, sizes(split), rule.label());
                assertEachInOnePart(n, split);
            }
        }
    }

    @Test
    void whereSharesRoundUpToAllTheSecondPartGetsLess() {
        // 1.8 and 1.8 of 4 would leave nothing to learn from.
        assertEquals("1 2 1", sizes(portions(0.45, 0.45).of(names(4))));
        assertEquals(
                "1 1 2", sizes(portions(0.45, 0.45).withRule(SplitRule.ORDER).of(names(4))));
    }

    @Test
    void aTestPartLeavesTheValidationAsItIs() {
        assertEquals(
                portions(0.2, 0).of(names(50)).validation(),
                portions(0.2, 0.3).of(names(50)).validation());
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0.5, 0.5", "0.9, 0.2"})
    void portionsThatLeaveNothingAreRefused(double validation, double test) {
        assertThrows(TesseraException.class, () -> portions(validation, test).of(names(10)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, Double.NaN, 2.5, 1e12, Double.POSITIVE_INFINITY})
    void numbersThatAreNoPortionAreRefused(double value) {
        assertThrows(TesseraException.class, () -> new Portion(value));
    }

    @Test
    void inOrderTheFirstAreLearntFromAndTheLastTest() {
        Split split = portions(2, 3).withRule(SplitRule.ORDER).of(names(10));
        assertEquals(List.of(0, 1, 2, 3, 4), split.train());
        assertEquals(List.of(5, 6), split.validation());
        assertEquals(List.of(7, 8, 9), split.test());
        assertEquals(
                "1800 200 0", sizes(portions(0.1, 0).withRule(SplitRule.ORDER).of(names(2000))));
    }

    @Test
    void tilesOfOneImageAreNeverOnBothSides() {
        List<String> names = tiles(36, 20, 20);
        Split split = portions(0.1, 0.1).of(names);
        // 1,440 tiles are 3.6 images of 400: the nearest whole number is 4.
        assertEquals("11200 1600 1600", sizes(split));
        assertWhole(names, name -> name.substring(0, name.indexOf("_x")), split);
        assertTrue(
                split.describe()
                        .contains("Images that stay together: 28 to learn from, 4 for validation, 4 for the test"),
                split.describe());
        assertEquals(
                "13600 400 400", sizes(portions(1, 1).withRule(SplitRule.ORDER).of(names)), "counts are of images");
    }

    @Test
    void tilesOfOnlyOneImageServeBothAndItIsTold() {
        Split split = DEFAULTS.of(tiles(1, 3, 2));
        assertEquals("6 6 0", sizes(split));
        assertTrue(split.describe().startsWith("All 6 images are learnt from and validated on"), split.describe());
        assertThrows(TesseraException.class, () -> portions(0.2, 0.2).of(tiles(1, 3, 2)));
    }

    @Test
    void byTileTheSeedsNumbersComeOutWithAWarning() {
        List<String> names = tiles(36, 20, 20);
        Split split = portions(0.1, 0.1).withRule(SplitRule.TILE).of(names);
        assertEquals("11664 1296 1440", sizes(split));
        assertEachInOnePart(14400, split);
        assertTrue(split.describe().contains("neighbours from one image"), split.describe());
        assertEquals(
                "11520 1440 1440",
                sizes(portions(1440, 1440).withRule(SplitRule.TILE).of(names)));
    }

    @Test
    void patientsStayTogether() {
        // As the polyps: 912 images of 36 patients, 20 patients to learn from, 8 and 8 kept out.
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 912; i++) {
            names.add("polyp_p" + (i % 36 + 1) + "_" + i + ".png");
        }
        SplitSettings byPatient = DEFAULTS.withGroups("_p(\\d+)_");
        Function<String, String> patient = name -> name.replaceAll("polyp_p(\\d+)_.*", "$1");
        Split counted = byPatient.withPortions(new Portion(8), new Portion(8)).of(names);
        assertWhole(names, patient, counted);
        assertEachInOnePart(912, counted);
        assertTrue(
                counted.describe()
                        .contains("Groups that stay together: 20 to learn from, 8 for validation, 8 for the test"),
                counted.describe());
        // 912 = 36 x 25 + 12: groups of 25 and 26. A fifth is 182.4, so 182: 7 x 26 gives it.
        Split shared =
                byPatient.withPortions(new Portion(0.2), new Portion(0.2)).of(names);
        assertWhole(names, patient, shared);
        assertEquals(182, shared.validation().size());
        assertTrue(Math.abs(shared.test().size() - 182) <= 7, sizes(shared));
        assertNotEquals(shared, byPatient.withSeed(2).of(names));
    }

    @Test
    void groupsOfUnlikeSizesComeAsNearAsTheyCan() {
        // Groups of 7, 5 and 3 of 15 images: a share of 0.5 asks for 8, and 5 + 3 is 8.
        List<String> names = new ArrayList<>();
        for (String group : List.of("a", "b", "c")) {
            for (int i = 0;
                    i
                            < switch (group) {
                                case "a" -> 7;
                                case "b" -> 5;
                                default -> 3;
                            };
                    i++) {
                names.add(group + "/" + i + ".tif");
            }
        }
        for (int seed = 1; seed <= 10; seed++) {
            SplitSettings byFolder = DEFAULTS.withGroups("").withSeed(seed);
            assertEquals(
                    "7 8 0",
                    sizes(byFolder.withPortions(new Portion(0.5), Portion.NONE).of(names)));
            // 0.6 is 9: of 8 and 10 the larger. With a test one group only may be taken: 7 is nearest.
            assertEquals(
                    "5 10 0",
                    sizes(byFolder.withPortions(new Portion(0.6), Portion.NONE).of(names)));
            assertEquals(
                    "5 7 3",
                    sizes(byFolder.withPortions(new Portion(0.6), new Portion(0.1))
                            .of(names)));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "p\\d+, needs one pair of parentheses",
        "(p)(\\d), needs one pair of parentheses",
        "(p\\d, cannot be read",
        "q(\\d), does not hold the group pattern",
        "(tif), are of one group",
        "'', is in no folder of its own",
    })
    void patternsThatTellNoGroupsAreRefused(String pattern, String sentence) {
        TesseraException e = assertThrows(
                TesseraException.class, () -> DEFAULTS.withGroups(pattern).of(List.of("p1.tif", "p2.tif")));
        assertTrue(e.getMessage().contains(sentence), e.getMessage());
    }

    @ParameterizedTest
    @EnumSource(
            value = SplitRule.class,
            names = {"IMAGE", "ORDER", "TILE"})
    void everyRuleIsRepeatableAndLeavesNothingOut(SplitRule rule) {
        SplitSettings settings = portions(0.3, 0.2).withRule(rule).withSeed(9);
        Split split = settings.of(tiles(5, 3, 3));
        assertEquals(split, settings.of(tiles(5, 3, 3)));
        assertEachInOnePart(45, split);
    }

    @Test
    void aListFileMustBeNamed() {
        assertThrows(TesseraException.class, () -> DEFAULTS.withRule(SplitRule.LIST));
    }
}
