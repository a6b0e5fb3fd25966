package io.github.tessera.data;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/** What most have in common. */
final class Majority {
    private Majority() {}

    /** The first of those with the most frequent number, and of two equally frequent numbers the first. */
    static <T> T of(List<T> all, ToIntFunction<T> number) {
        Map<Integer, Integer> counts = new LinkedHashMap<>();
        all.forEach(one -> counts.merge(number.applyAsInt(one), 1, Integer::sum));
        int most = counts.values().stream().mapToInt(Integer::intValue).max().orElseThrow();
        return all.stream()
                .filter(one -> counts.get(number.applyAsInt(one)) == most)
                .findFirst()
                .orElseThrow();
    }
}
