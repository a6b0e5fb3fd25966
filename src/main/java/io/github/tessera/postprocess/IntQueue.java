package io.github.tessera.postprocess;

/** Whole numbers, first in, first out; grows as needed. */
final class IntQueue {
    private int[] ring = new int[1 << 10];
    private int first;
    private int size;

    void add(int number) {
        if (size == ring.length) {
            int[] larger = new int[2 * size];
            System.arraycopy(ring, first, larger, 0, size - first);
            System.arraycopy(ring, 0, larger, size - first, first);
            ring = larger;
            first = 0;
        }
        ring[(first + size) & (ring.length - 1)] = number;
        size++;
    }

    /** Of a queue that is not empty. */
    int take() {
        int number = ring[first];
        first = (first + 1) & (ring.length - 1);
        size--;
        return number;
    }

    boolean isEmpty() {
        return size == 0;
    }
}
