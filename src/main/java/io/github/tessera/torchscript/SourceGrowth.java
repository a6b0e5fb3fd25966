package io.github.tessera.torchscript;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * What code grows to. The engine compiles what a function uses before the function itself, one call within another, then puts the code of
 * each function in the place of its calls, and follows the whole again one call within another: its stack must be large enough for both.
 */
final class SourceGrowth {
    /** Ten times what PyTorch's deepest networks need. */
    private static final int MOST_LEVELS = 150;

    /** Five times what its longest networks need; twice that runs on the stack that networks from elsewhere get. */
    private static final long MOST_CALLS = 60_000;

    private record Use(String of, boolean inPlace) {}

    private final Map<String, List<Use>> uses = new HashMap<>();
    private final Map<String, Long> calls = new HashMap<>();
    private final Map<String, Integer> levels = new HashMap<>();

    /** Something names a class, which is compiled before it. */
    void names(String user, String used) {
        uses(user).add(new Use(used, false));
    }

    /** A function is called, and comes in the place of the call. */
    void calls(String user, String used) {
        uses(user).add(new Use(used, true));
    }

    /** Operators are called. */
    void operators(String user, int count) {
        calls.merge(user, (long) count, Long::sum);
    }

    private List<Use> uses(String user) {
        return uses.computeIfAbsent(user, u -> new ArrayList<>());
    }

    /**
     * Adds up all.
     *
     * @throws IOException if something uses itself, or is deeper or longer than a network
     */
    void require() throws IOException {
        for (String each : List.copyOf(uses.keySet())) {
            if (!levels.containsKey(each)) {
                add(each);
            }
        }
    }

    private void add(String root) throws IOException {
        Deque<String> path = new ArrayDeque<>(List.of(root));
        Deque<Iterator<Use>> open = new ArrayDeque<>(List.of(uses(root).iterator()));
        levels.put(root, 0); // being counted
        while (!path.isEmpty()) {
            if (!open.peek().hasNext()) {
                count(path.pop());
                open.pop();
                continue;
            }
            String next = open.peek().next().of();
            Integer level = levels.get(next);
            require(level == null || level > 0);
            if (level == null) {
                levels.put(next, 0);
                path.push(next);
                open.push(uses(next).iterator());
                require(path.size() <= MOST_LEVELS);
            }
        }
    }

    private void count(String user) throws IOException {
        int level = 0;
        long sum = calls.getOrDefault(user, 0L);
        for (Use use : uses(user)) {
            level = Math.max(level, levels.get(use.of()));
            sum += use.inPlace() ? calls.getOrDefault(use.of(), 0L) : 0;
            require(sum <= MOST_CALLS);
        }
        require(level < MOST_LEVELS && sum <= MOST_CALLS);
        levels.put(user, level + 1);
        calls.put(user, sum);
    }

    private static void require(boolean sound) throws IOException {
        if (!sound) {
            throw new IOException("its code is nested too deep for a network, or too long; nothing of it was run");
        }
    }
}
