package io.github.tessera.network;

import java.util.ArrayList;
import java.util.List;

/** Tensors as they are made and freed, in order; each is freed when its last holder lets it go. Sizes are in bytes. */
final class AllocationTrace {
    private final List<Long> sizes = new ArrayList<>();
    private final List<Integer> holders = new ArrayList<>();

    /** A tensor's number where it is made, the number's complement where it is freed. */
    private final List<Integer> events = new ArrayList<>();

    /** A new tensor, held once; returns its number. */
    int make(long bytes) {
        int tensor = sizes.size();
        sizes.add(bytes);
        holders.add(1);
        events.add(tensor);
        return tensor;
    }

    /** One holder more; returns the tensor. */
    int hold(int tensor) {
        holders.set(tensor, holders.get(tensor) + 1);
        return tensor;
    }

    /** One holder fewer. */
    void release(int tensor) {
        int left = holders.get(tensor) - 1;
        holders.set(tensor, left);
        if (left == 0) {
            events.add(~tensor);
        }
    }

    /** Makes a tensor and frees it. */
    void use(long bytes) {
        release(make(bytes));
    }

    /** Whether only one holds it. */
    boolean single(int tensor) {
        return holders.get(tensor) == 1;
    }

    /** The largest sum of tensors that are there at one time, in bytes; counts those of up to {@code largest} bytes only. */
    long peak(long largest) {
        long now = 0;
        long peak = 0;
        for (int event : events) {
            long size = sizes.get(event >= 0 ? event : ~event);
            if (size <= largest) {
                now += event >= 0 ? size : -size;
                peak = Math.max(peak, now);
            }
        }
        return peak;
    }
}
