package io.github.tessera.data;

import java.util.SplittableRandom;

/** Random numbers from (seed, step) or (seed, step, index), so that they do not depend on what was drawn before, nor on the thread. */
public final class Seeds {
    private Seeds() {}

    /** A generator of its own for each pair; neighbouring seeds and steps share nothing. */
    static SplittableRandom random(long seed, long step) {
        return new SplittableRandom(mixed(seed, step));
    }

    /** A generator of its own for each triple. */
    public static SplittableRandom random(long seed, long step, long index) {
        return new SplittableRandom(mix(mixed(seed, step) ^ (index + 0x8CB92BA72F3D8DD7L)));
    }

    private static long mixed(long seed, long step) {
        return mix(mix(seed + 0x9E3779B97F4A7C15L) ^ (step + 0xD1B54A32D192ED03L));
    }

    /** The finalizer of MurmurHash3: each bit of the result depends on each bit of the value. */
    private static long mix(long value) {
        long z = (value ^ (value >>> 33)) * 0xFF51AFD7ED558CCDL;
        z = (z ^ (z >>> 33)) * 0xC4CEB9FE1A85EC53L;
        return z ^ (z >>> 33);
    }
}
