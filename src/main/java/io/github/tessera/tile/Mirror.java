package io.github.tessera.tile;

/** The mirror at the edges of an image: it does not repeat the edge pixel ({@code c b | a b c | b a}) and reaches any distance. */
public final class Mirror {
    private Mirror() {}

    /**
     * Where each of {@code count} positions from {@code first} on lies inside the extent, after mirroring.
     *
     * @param first may be negative
     * @param extent pixels of the image, above 0; an extent of one pixel is repeated
     */
    public static int[] positions(int first, int count, int extent) {
        int period = Math.max(1, 2 * (extent - 1));
        int[] positions = new int[count];
        for (int i = 0; i < count; i++) {
            int within = Math.floorMod(first + i, period);
            positions[i] = Math.min(within, period - within);
        }
        return positions;
    }
}
