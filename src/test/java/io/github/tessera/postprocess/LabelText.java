package io.github.tessera.postprocess;

import java.util.Random;

/**
 * Small planes of labels to look at: digits are classes, '.' is background, 'X' is ignored.
 *
 * @param labels class indices row by row
 */
record LabelText(byte[] labels, int width, int height) {
    static LabelText of(String... rows) {
        byte[] labels = new byte[rows.length * rows[0].length()];
        int i = 0;
        for (char c : String.join("", rows).toCharArray()) {
            labels[i++] = (byte) (c == '.' ? 0 : c == 'X' ? 255 : c - '0');
        }
        return new LabelText(labels, rows[0].length(), rows.length);
    }

    /** Discs of random classes that overlap, with holes and some ignored pixels, and a margin of background. */
    static LabelText discs(int width, int height, int margin, int classes, long seed) {
        Random random = new Random(seed);
        byte[] labels = new byte[width * height];
        for (int n = 0; n < width * height / 120 + 1; n++) {
            int kind = random.nextInt(8);
            int label = kind == 0 ? 255 : kind == 1 ? 0 : 1 + random.nextInt(classes);
            double radius = kind < 2 ? 1.5 : 2 + 7 * random.nextDouble();
            disc(labels, width, margin, random.nextInt(width), random.nextInt(height), radius, label);
        }
        return new LabelText(labels, width, height);
    }

    static void disc(byte[] labels, int width, int margin, int left, int top, double radius, int label) {
        int height = labels.length / width;
        for (int y = margin; y < height - margin; y++) {
            for (int x = margin; x < width - margin; x++) {
                if (Math.hypot(x - left, y - top) <= radius) {
                    labels[y * width + x] = (byte) label;
                }
            }
        }
    }

    /** The same within a larger plane of background. */
    LabelText placed(int left, int top, int wide, int high) {
        byte[] larger = new byte[wide * high];
        for (int y = 0; y < height; y++) {
            System.arraycopy(labels, y * width, larger, (top + y) * wide + left, width);
        }
        return new LabelText(larger, wide, high);
    }

    /** Numbers as text, one row a line: '.' for 0, then 1 to 9 and letters. */
    static String print(int[] ids, int width) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < ids.length; i++) {
            text.append(ids[i] == 0 ? '.' : Character.forDigit(ids[i], Character.MAX_RADIX));
            text.append(i % width == width - 1 ? "\n" : "");
        }
        return text.toString();
    }

    /** As {@link #print(int[], int)}, of classes. */
    String print() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < labels.length; i++) {
            int label = labels[i] & 0xff;
            text.append(label == 0 ? "." : label == 255 ? "X" : String.valueOf(label));
            text.append(i % width == width - 1 ? "\n" : "");
        }
        return text.toString();
    }
}
