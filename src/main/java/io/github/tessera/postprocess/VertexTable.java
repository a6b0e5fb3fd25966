package io.github.tessera.postprocess;

import java.util.Arrays;

/** Numbers the vertices of a lattice by their keys, from 0 in the order they come: a hash table with open addressing, without objects. */
final class VertexTable {
    /** 2^64 over the golden ratio: neighbouring keys go to far places (Knuth, vol. 3, 6.4). */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private static final int LONG_BITS = 64;

    private int bits = 12;
    private int[] places = new int[1 << bits]; // vertex + 1, or 0 where free
    private long[] keys = new long[1 << (bits - 1)];
    private int size;

    /** Vertices so far. */
    int size() {
        return size;
    }

    long key(int vertex) {
        return keys[vertex];
    }

    /** The vertex of a key; a new one if the key is new. */
    int add(long key) {
        int place = place(key);
        if (places[place] == 0) {
            if (size == keys.length) {
                grow();
                place = place(key);
            }
            keys[size++] = key;
            places[place] = size;
        }
        return places[place] - 1;
    }

    /** The vertex of a key, or -1. */
    int find(long key) {
        return places[place(key)] - 1;
    }

    private int place(long key) {
        int mask = places.length - 1;
        int place = (int) ((key * SPREAD) >>> (LONG_BITS - bits));
        while (places[place] != 0 && keys[places[place] - 1] != key) {
            place = (place + 1) & mask;
        }
        return place;
    }

    private void grow() {
        bits++;
        places = new int[1 << bits];
        keys = Arrays.copyOf(keys, 1 << (bits - 1));
        for (int vertex = 0; vertex < size; vertex++) {
            places[place(keys[vertex])] = vertex + 1;
        }
    }
}
