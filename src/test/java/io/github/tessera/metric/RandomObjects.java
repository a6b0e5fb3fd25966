package io.github.tessera.metric;

import java.util.Random;

/** Numbered rectangles, and a prediction that shifts, drops, splits and merges them. */
final class RandomObjects {
    static final int WIDTH = 40;
    static final int HEIGHT = 30;

    final int[] truth = new int[WIDTH * HEIGHT];
    final int[] prediction = new int[WIDTH * HEIGHT];

    RandomObjects(long seed) {
        Random random = new Random(seed);
        int objects = random.nextInt(12);
        for (int n = 1; n <= objects; n++) {
            int x = random.nextInt(WIDTH - 4);
            int y = random.nextInt(HEIGHT - 4);
            int width = 2 + random.nextInt(8);
            int height = 2 + random.nextInt(8);
            draw(truth, x, y, width, height, 3 * n);
            int number = random.nextInt(5) == 0 ? 7 : 1000 + n;
            switch (random.nextInt(5)) {
                case 0 -> draw(prediction, x, y, width, height, number);
                case 1 -> draw(prediction, x + 1, y, width, height, number);
                case 2 -> draw(prediction, x, y, width, height / 2, number);
                case 3 -> {
                    draw(prediction, x, y, width / 2, height, number);
                    draw(prediction, x + width / 2, y, width - width / 2, height, number + 100);
                }
                default -> {} // missed
            }
        }
    }

    private static void draw(int[] numbers, int left, int top, int width, int height, int number) {
        for (int y = top; y < Math.min(top + height, HEIGHT); y++) {
            for (int x = left; x < Math.min(left + width, WIDTH); x++) {
                numbers[y * WIDTH + x] = number;
            }
        }
    }

    ContingencyTable table() {
        return table(truth, prediction);
    }

    static ContingencyTable table(int[] truth, int[] prediction) {
        ObjectOverlaps overlaps = new ObjectOverlaps();
        overlaps.add(truth, prediction);
        return overlaps.table();
    }
}
