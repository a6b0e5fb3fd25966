package io.github.tessera.torchscript;

/** The order in which a tensor's values lie in memory; the tensor itself is the same in both. */
enum MemoryOrder {
    /** The last extent changes fastest. */
    CONTIGUOUS,
    /**
     * Of kernels (O, I, kH, kW) the second extent changes fastest: as convolutions in channels-last format want them, which would
     * otherwise bring every kernel into this order in every pass.
     */
    CHANNELS_LAST;

    /** Distances between neighbours along each extent, in values. */
    int[] strides(int[] shape) {
        if (this == CHANNELS_LAST && shape.length == 4) {
            return new int[] {shape[1] * shape[2] * shape[3], 1, shape[3] * shape[1], shape[1]};
        }
        int[] strides = new int[shape.length];
        int size = 1;
        for (int i = shape.length - 1; i >= 0; i--) {
            strides[i] = size;
            size *= shape[i];
        }
        return strides;
    }

    /** The values in this order; the array itself where that is how they lie already. */
    float[] ordered(float[] values, int[] shape) {
        if (this == CONTIGUOUS || shape.length != 4 || shape[1] == 1 || shape[2] * shape[3] == 1) {
            return values;
        }
        int maps = shape[1];
        int taps = shape[2] * shape[3];
        float[] ordered = new float[values.length];
        for (int start = 0; start < values.length; start += maps * taps) {
            for (int map = 0; map < maps; map++) {
                for (int tap = 0; tap < taps; tap++) {
                    ordered[start + tap * maps + map] = values[start + map * taps + tap];
                }
            }
        }
        return ordered;
    }
}
