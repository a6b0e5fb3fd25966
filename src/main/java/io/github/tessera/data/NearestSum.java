package io.github.tessera.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which of some sizes add up most nearly to a number: exact, by the sums that can be reached.
 *
 * @param sizes above 0
 */
@SuppressWarnings("ArrayRecordComponent") // made for one question; never compared
record NearestSum(int[] sizes) {
    private static final int NOT_REACHED = -1;

    /**
     * The places of those chosen, ascending: at least one, the sum as near as possible, of two equally near the larger, and the
     * earlier ones rather than later ones.
     *
     * @param others how many must be left over; where the nearest sum leaves fewer, the smallest sizes are kept out of it
     */
    List<Integer> to(int target, int others) {
        List<Integer> eligible =
                new ArrayList<>(IntStream.range(0, sizes.length).boxed().toList());
        while (true) {
            List<Integer> chosen = nearest(eligible, target);
            if (sizes.length - chosen.size() >= others) {
                return chosen;
            }
            Integer smallest = Collections.min(
                    eligible, Comparator.<Integer>comparingInt(i -> sizes[i]).thenComparing(Comparator.reverseOrder()));
            eligible.remove(smallest);
        }
    }

    private List<Integer> nearest(List<Integer> eligible, int target) {
        int[] lastOf = new int[eligible.stream().mapToInt(i -> sizes[i]).sum() + 1];
        Arrays.fill(lastOf, NOT_REACHED);
        int most = 0;
        for (int i : eligible) {
            // Downwards, so that no size is added to a sum that holds it already.
            for (int sum = most; sum >= 0; sum--) {
                boolean reached = sum == 0 || lastOf[sum] != NOT_REACHED;
                if (reached && lastOf[sum + sizes[i]] == NOT_REACHED) {
                    lastOf[sum + sizes[i]] = i;
                }
            }
            most += sizes[i];
            if (target >= 1 && target <= most && lastOf[target] != NOT_REACHED) {
                break;
            }
        }
        return partsOf(nearestReached(lastOf, target), lastOf);
    }

    private static int nearestReached(int[] lastOf, int target) {
        for (int distance = 0; ; distance++) {
            for (int sum : new int[] {target + distance, target - distance}) {
                if (sum >= 1 && sum < lastOf.length && lastOf[sum] != NOT_REACHED) {
                    return sum;
                }
            }
        }
    }

    private List<Integer> partsOf(int sum, int[] lastOf) {
        List<Integer> parts = new ArrayList<>();
        for (int left = sum; left > 0; left -= sizes[lastOf[left]]) {
            parts.add(lastOf[left]);
        }
        Collections.reverse(parts);
        return parts;
    }
}
