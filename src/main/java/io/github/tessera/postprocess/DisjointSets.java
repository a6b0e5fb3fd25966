package io.github.tessera.postprocess;

/** Sets that are joined by and by, of the elements from 0 on (union-find with path halving). */
final class DisjointSets {
    private final int[] parent;
    private int count;

    /** Each element is a set of its own. */
    DisjointSets(int size) {
        parent = new int[size];
        for (int i = 0; i < size; i++) {
            parent[i] = i;
        }
        count = size;
    }

    /** Makes one set of those of two elements. */
    void join(int a, int b) {
        int rootA = root(a);
        int rootB = root(b);
        if (rootA != rootB) {
            // The earlier element stands for the set, so that sets are numbered by their first.
            parent[Math.max(rootA, rootB)] = Math.min(rootA, rootB);
            count--;
        }
    }

    /** The first element of the set that holds one. */
    int root(int element) {
        int at = element;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }

    /** Number of sets. */
    int count() {
        return count;
    }

    /** The number of each element's set, from 1, in the order of the sets' first elements. */
    int[] numbers() {
        int[] numbers = new int[parent.length];
        int next = 0;
        for (int i = 0; i < numbers.length; i++) {
            int root = root(i);
            numbers[i] = root == i ? ++next : numbers[root];
        }
        return numbers;
    }
}
