package io.github.tessera.command;

/**
 * Whether images are done faster with workers that open and save beside the network, or one after the other: tried in turn on the first
 * images. Where the network keeps all processors busy the workers only disturb it; where it computes on a GPU, or a disk is far away, they win.
 */
final class WorkerTrial {
    /** The first images take longer than all others. */
    private static final int WARM_UP = 4;

    /** Images of one turn; the first of them still feels the turn before. */
    private static final int TURN = 6;

    private static final int TURNS = 4;

    private final double[] nanos = new double[2];
    private final double[] pixels = new double[2];
    private int images;

    /** Whether nothing is to be done beside the next image. */
    boolean alone() {
        int turn = turn();
        return turn < TURNS ? turn % 2 == 0 : nanos[0] * pixels[1] < nanos[1] * pixels[0];
    }

    private int turn() {
        return Math.max(0, images - WARM_UP) / TURN;
    }

    /**
     * An image is done.
     *
     * @param time in nanoseconds, since the one before was
     * @param size pixels that were segmented; 0 for an image that does not count
     */
    void took(long time, long size) {
        int turn = turn();
        if (size == 0 || turn >= TURNS) {
            return;
        }
        if (images >= WARM_UP && (images - WARM_UP) % TURN > 0) {
            nanos[turn % 2] += time;
            pixels[turn % 2] += size;
        }
        images++;
    }
}
