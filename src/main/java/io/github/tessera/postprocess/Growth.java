package io.github.tessera.postprocess;

import java.util.Arrays;

/**
 * Objects that grow over pixels of no object until they meet: each pixel goes to the object that is nearest by a way through such
 * pixels.
 *
 * <p>A step to the side counts 5 and to the corner 7, which is within 8 percent of the Euclidean length (Borgefors, "Distance
 * transformations in digital images", 1986). Of equally near objects the one that came first in the rows' order, seen along the ways, wins:
 * equal images give equal results. Queues by distance make the time grow with the number of pixels alone (Dial 1969).
 */
final class Growth {
    private static final int SIDE = 5;
    private static final int CORNER = 7;

    /** More than the longest step, so that distances that wait at one time have queues of their own. */
    private static final int QUEUES = 8;

    private final int[] ids;
    private final byte[] ground;
    private final byte open;
    private final int width;
    private final int height;
    private final Queue[] queues = new Queue[QUEUES];
    private int distance;

    /**
     * Prepares growing.
     *
     * @param ids the number of each pixel's object, row by row, 0 where there is none
     * @param ground where objects may grow
     * @param open what the ground holds there
     */
    Growth(int[] ids, byte[] ground, byte open, int width, int height) {
        this.ids = ids;
        this.ground = ground;
        this.open = open;
        this.width = width;
        this.height = height;
        for (int i = 0; i < QUEUES; i++) {
            queues[i] = new Queue();
        }
    }

    /** Grows until nothing within reach is left. */
    void run() {
        for (int i = 0; i < ids.length; i++) {
            if (ids[i] != 0) {
                spread(i);
            }
        }
        int idle = 0;
        while (idle < QUEUES) {
            distance++;
            Queue now = queues[distance % QUEUES];
            idle = now.size == 0 ? idle + 1 : 0;
            for (int n = 0; n < now.size; n++) {
                int pixel = now.pixels[n];
                if (ids[pixel] == 0) {
                    ids[pixel] = now.owners[n];
                    spread(pixel);
                }
            }
            now.size = 0;
        }
    }

    /** Lays claim to the open neighbours of a pixel, sides first. */
    private void spread(int pixel) {
        int x = pixel % width;
        int y = pixel / width;
        boolean left = x > 0;
        boolean right = x + 1 < width;
        boolean above = y > 0;
        boolean below = y + 1 < height;
        claim(above, pixel - width, pixel, SIDE);
        claim(left, pixel - 1, pixel, SIDE);
        claim(right, pixel + 1, pixel, SIDE);
        claim(below, pixel + width, pixel, SIDE);
        claim(above && left, pixel - width - 1, pixel, CORNER);
        claim(above && right, pixel - width + 1, pixel, CORNER);
        claim(below && left, pixel + width - 1, pixel, CORNER);
        claim(below && right, pixel + width + 1, pixel, CORNER);
    }

    private void claim(boolean inside, int pixel, int from, int step) {
        if (inside && ground[pixel] == open && ids[pixel] == 0) {
            queues[(distance + step) % QUEUES].add(pixel, ids[from]);
        }
    }

    /** Pixels of one distance, and who claims them, first come first served. */
    private static final class Queue {
        private int[] pixels = new int[64];
        private int[] owners = new int[64];
        private int size;

        void add(int pixel, int owner) {
            if (size == pixels.length) {
                pixels = Arrays.copyOf(pixels, size * 2);
                owners = Arrays.copyOf(owners, size * 2);
            }
            pixels[size] = pixel;
            owners[size] = owner;
            size++;
        }
    }
}
