package io.github.tessera.data;

import io.github.tessera.progress.TesseraException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Deals groups of images out whole.
 *
 * <p>A share asks for that part of all images, rounded half up; groups are then chosen so that their images come as near to that
 * number as whole groups allow, of two numbers equally near the larger. Each part that is asked for gets at least one group, and
 * at least one is learnt from. A count is a number of groups, and is met exactly.
 *
 * @param groups what stays together
 * @param validation above nothing
 * @param test may be nothing
 */
record SplitDeal(ImageGroups groups, Portion validation, Portion test) {
    SplitDeal {
        if (validation.isNone()) {
            throw new TesseraException(
                    "No image would be kept out for validation; write a share such as 0.2, or a number of images.");
        }
        if (!validation.isCount() && !test.isCount() && validation.value() + test.value() >= 1) {
            throw new TesseraException("Shares of " + validation + " for validation and " + test
                    + " for the test leave nothing to learn from; choose smaller ones.");
        }
        int needed = fewest(validation) + fewest(test) + 1;
        boolean onlyOne = groups.members().size() == 1 && needed == 2;
        if (groups.members().size() < needed && !onlyOne) {
            throw new TesseraException("There are " + groups.members().size() + " " + groups.what()
                    + ", but the split needs at least " + needed + ": " + fewest(validation) + " for validation, "
                    + fewest(test) + " for the test and 1 to learn from; keep out less or add images.");
        }
    }

    private static int fewest(Portion portion) {
        return portion.isCount() ? (int) portion.value() : portion.isNone() ? 0 : 1;
    }

    /** In an order drawn by the seed; the shares are parts of all images. */
    Split shuffled(long seed) {
        return deal(seed, validation.shareOf(groups.images()));
    }

    /**
     * In an order drawn by the seed; the share for validation is a part of what the test leaves: 10 % and 10 % of 14,400 are 1,440
     * for the test and 1,296 for validation.
     */
    Split shuffledAfterTest(long seed) {
        int tested = test.isCount() ? (int) test.value() : test.shareOf(groups.images());
        return deal(seed, validation.shareOf(groups.images() - tested));
    }

    private Split deal(long seed, int forValidation) {
        if (groups.members().size() == 1) {
            return onlyOne();
        }
        List<List<Integer>> rest = groups.shuffled(seed);
        List<Integer> validated = take(rest, validation, forValidation, fewest(test) + 1);
        List<Integer> tested = test.isNone() ? List.of() : take(rest, test, test.shareOf(groups.images()), 1);
        return split(rest, validated, tested);
    }

    /** As the images stand: the first are learnt from, then come those for validation, at the end those for the test. */
    Split inOrder() {
        if (groups.members().size() == 1) {
            return onlyOne();
        }
        List<List<Integer>> rest = new ArrayList<>(groups.members());
        List<Integer> tested =
                test.isNone() ? List.of() : cut(rest, test, test.shareOf(groups.images()), fewest(validation) + 1);
        List<Integer> validated = cut(rest, validation, validation.shareOf(groups.images()), 1);
        return split(rest, validated, tested);
    }

    /** Takes groups with about so many images, or the first ones where they are counted; some others must be left. */
    private static List<Integer> take(List<List<Integer>> rest, Portion portion, int images, int others) {
        if (portion.isCount()) {
            return remove(rest, IntStream.range(0, fewest(portion)).boxed().toList());
        }
        int[] sizes = rest.stream().mapToInt(List::size).toArray();
        return remove(rest, new NearestSum(sizes).to(images, others));
    }

    /** Takes the last groups, with about so many images; some others must be left. */
    private static List<Integer> cut(List<List<Integer>> rest, Portion portion, int images, int others) {
        int from = rest.size() - fewest(portion);
        if (!portion.isCount()) {
            int sum = rest.get(from).size();
            // One more as long as that comes as near or nearer.
            while (from > others && images - sum >= sum + rest.get(from - 1).size() - images) {
                from--;
                sum += rest.get(from).size();
            }
        }
        return remove(rest, IntStream.range(from, rest.size()).boxed().toList());
    }

    private static List<Integer> remove(List<List<Integer>> rest, List<Integer> places) {
        List<List<Integer>> taken = places.stream().map(rest::get).toList();
        rest.removeAll(new HashSet<>(taken));
        return ascending(taken);
    }

    private Split onlyOne() {
        List<Integer> all = groups.members().get(0);
        return new Split(all, all, List.of(), List.of());
    }

    private Split split(List<List<Integer>> learnt, List<Integer> validated, List<Integer> tested) {
        return new Split(ascending(learnt), validated, tested, List.of());
    }

    private static List<Integer> ascending(List<List<Integer>> groups) {
        return groups.stream().flatMap(List::stream).sorted().toList();
    }
}
