package io.github.tessera.data;

import io.github.tessera.progress.TesseraException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Deals groups of images out whole into folds, each group into one, and at least one into each.
 *
 * @param groups what stays together
 * @param folds how many, at least 2
 */
record FoldDeal(ImageGroups groups, int folds) {
    FoldDeal {
        if (groups.members().size() < folds) {
            throw new TesseraException("A cross-validation of " + folds + " folds needs at least " + folds + " "
                    + groups.what() + ", but " + groups.members().size()
                    + " can be dealt out: choose fewer folds or add images.");
        }
    }

    /** What a fold holds so far. */
    private record Fold(List<List<Integer>> groups) {
        int images() {
            return groups.stream().mapToInt(List::size).sum();
        }

        /** One group of each size that occurs, and under 0 the empty one. */
        Map<Integer, List<Integer>> bySize() {
            Map<Integer, List<Integer>> sizes = new TreeMap<>(Map.of(0, List.of()));
            groups.forEach(group -> sizes.putIfAbsent(group.size(), group));
            return sizes;
        }

        void exchange(List<Integer> mine, Fold other, List<Integer> others) {
            give(mine, other);
            other.give(others, this);
        }

        private void give(List<Integer> group, Fold other) {
            if (groups.remove(group)) {
                other.groups.add(group);
            }
        }

        List<Integer> ascending() {
            return groups.stream().flatMap(List::stream).sorted().toList();
        }
    }

    /**
     * In an order drawn by the seed: the large groups first, each to the fold that has the fewest images; then, as long as that makes two
     * folds more equal, a group moves or two are exchanged.
     *
     * @return indices of the images of each fold, ascending; where all groups are of one size, the folds differ by at most one group
     */
    List<List<Integer>> shuffled(long seed) {
        List<Fold> dealt =
                Stream.generate(() -> new Fold(new ArrayList<>())).limit(folds).toList();
        groups.shuffled(seed).stream()
                .sorted(Comparator.<List<Integer>>comparingInt(List::size).reversed())
                .forEach(group -> smallest(dealt).groups().add(group));
        boolean more = true;
        while (more) {
            // It ends, for the sum of the squared numbers of images becomes smaller each time.
            more = evened(dealt);
        }
        return dealt.stream().map(Fold::ascending).toList();
    }

    private static Fold smallest(List<Fold> dealt) {
        return dealt.stream().min(Comparator.comparingInt(Fold::images)).orElseThrow();
    }

    private static boolean evened(List<Fold> dealt) {
        for (Fold larger : dealt) {
            for (Fold smaller : dealt) {
                if (evened(larger, smaller)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Exchanges the two groups, of which the smaller fold's may be none, that leave the smallest difference. */
    private static boolean evened(Fold larger, Fold smaller) {
        int difference = larger.images() - smaller.images();
        int least = difference;
        List<Integer> given = List.of();
        List<Integer> taken = List.of();
        for (List<Integer> mine : larger.bySize().values()) {
            for (List<Integer> others : smaller.bySize().values()) {
                int left = Math.abs(difference - 2 * (mine.size() - others.size()));
                if (left < least) {
                    least = left;
                    given = mine;
                    taken = others;
                }
            }
        }
        larger.exchange(given, smaller, taken);
        return least < difference;
    }

    /**
     * As the images stand, cut where their number comes nearest to equal parts.
     *
     * @return as {@link #shuffled}
     */
    List<List<Integer>> inOrder() {
        List<List<Integer>> members = groups.members();
        List<List<Integer>> dealt = new ArrayList<>();
        int from = 0;
        int images = 0;
        for (int fold = 1; fold <= folds; fold++) {
            int last = members.size() - (folds - fold);
            int wanted = (int) Math.round((double) groups.images() * fold / folds);
            int to = from + 1;
            images += members.get(from).size();
            // One more as long as that comes as near or nearer.
            while (to < last && wanted - images >= images + members.get(to).size() - wanted) {
                images += members.get(to).size();
                to++;
            }
            dealt.add(members.subList(from, to).stream()
                    .flatMap(List::stream)
                    .sorted()
                    .toList());
            from = to;
        }
        return dealt;
    }
}
