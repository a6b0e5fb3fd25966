package io.github.tessera.postprocess;

import java.util.Arrays;

/** Sets that are joined by and by, of the elements from 0 on, to which others may come (union-find with path halving). */
final class DisjointSets {
    private int[] parent;
    private int size;
    private int count;

    /** Each element is a set of its own. */
    DisjointSets(int elements) {
        parent = new int[elements];
        while (size < elements) {
            add();
        }
    }

    /** A further element, a set of its own. */
    int add() {
        if (size == parent.length) {
            parent = Arrays.copyOf(parent, Math.max(16, 2 * size));
        }
        parent[size] = size;
        count++;
        return size++;
    }

    /** Makes one set of those of two elements; false if they were in one already. */
    boolean join(int a, int b) {
        int rootA = root(a);
        int rootB = root(b);
        if (rootA != rootB) {
            // The earlier element stands for the set, so that sets are numbered by their first.
            parent[Math.max(rootA, rootB)] = Math.min(rootA, rootB);
            count--;
        }
        return rootA != rootB;
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

    /** Number of elements. */
    int size() {
        return size;
    }

    /** Number of sets. */
    int count() {
        return count;
    }

    /** The number of each element's set, from 1, in the order of the sets' first elements. */
    int[] numbers() {
        int[] numbers = new int[size];
        int next = 0;
        for (int i = 0; i < numbers.length; i++) {
            int root = root(i);
            numbers[i] = root == i ? ++next : numbers[root];
        }
        return numbers;
    }
}
