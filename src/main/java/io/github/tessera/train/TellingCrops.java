package io.github.tessera.train;

import io.github.tessera.data.PixelCounts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Chooses the crops that show most: those whose labels are mixed most evenly, of as many images as there are. */
final class TellingCrops {
    private TellingCrops() {}

    /**
     * The chosen ones' indices, the most telling first.
     *
     * @param counts labels of each crop
     * @param images which image each crop is from
     * @param most how many are wanted
     */
    static List<Integer> of(List<PixelCounts> counts, List<Integer> images, int most) {
        List<Integer> ranked = IntStream.range(0, counts.size())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -entropy(counts.get(i))))
                .toList();
        Set<Integer> shown = new HashSet<>();
        List<Integer> chosen = new ArrayList<>(ranked.stream()
                .filter(i -> shown.add(images.get(i)))
                .limit(most)
                .toList());
        ranked.stream()
                .filter(i -> !chosen.contains(i))
                .limit(most - chosen.size())
                .toList()
                .forEach(chosen::add);
        return List.copyOf(chosen);
    }

    /** Shannon's entropy of the classes' shares, in nats: 0 where there is but one. */
    private static double entropy(PixelCounts counts) {
        double sum = counts.classes().stream().mapToLong(Long::longValue).sum();
        return counts.classes().stream()
                .filter(n -> n > 0)
                .mapToDouble(n -> -n / sum * Math.log(n / sum))
                .sum();
    }
}
