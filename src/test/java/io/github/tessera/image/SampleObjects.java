package io.github.tessera.image;

import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Objects for tests of files of objects: holes, parts that touch by corners, single pixels, the image's edges. */
final class SampleObjects {
    static final int WIDTH = 40;
    static final int HEIGHT = 30;

    private SampleObjects() {}

    /** A region from a picture, # inside. */
    static Region region(String className, int x, int y, String... rows) {
        Rectangle bounds = new Rectangle(x, y, rows[0].length(), rows.length);
        byte[] inside = new byte[bounds.width * bounds.height];
        for (int i = 0; i < inside.length; i++) {
            inside[i] = (byte) (rows[i / bounds.width].charAt(i % bounds.width) == '#' ? 1 : 0);
        }
        return new Region(className, bounds, inside);
    }

    /** A region at (3, 5) of random blocks of random sides up to some pixels, about half of them inside; at least one pixel. */
    static Region random(Random random, int width, int height, int most) {
        byte[] inside = new byte[width * height];
        for (int n = 0; n < 2 * width * height / (most * most) + 1; n++) {
            Rectangle block = new Rectangle(
                            random.nextInt(width),
                            random.nextInt(height),
                            1 + random.nextInt(most),
                            1 + random.nextInt(most))
                    .intersection(new Rectangle(width, height));
            byte value = (byte) random.nextInt(2);
            for (int y = block.y; y < block.y + block.height; y++) {
                for (int x = block.x; x < block.x + block.width; x++) {
                    inside[y * width + x] = value;
                }
            }
        }
        inside[random.nextInt(inside.length)] = 1;
        return new Region("cell", new Rectangle(3, 5, width, height), inside);
    }

    private static ImageObject object(String name, Region region, int colour) {
        return new ImageObject(name, 0, region, colour, false);
    }

    /** What the planes of a sample hold, a plane a list. */
    static List<List<ImageObject>> planes(int count) {
        return IntStream.range(0, count)
                .mapToObj(plane -> {
                    List<ImageObject> objects = new ArrayList<>();
                    objects.add(object("cell 1", region("cell", 0, plane, "###", "#.#", "###"), 0xFFC400));
                    objects.add(object("cell 2", region("cell", 10, 10, "#..", ".#.", "..#"), 0xFFC400));
                    objects.add(object("\"größe\", 1", region("größe", 39, 29, "#"), 0x0080FF));
                    objects.add(object("", region("cell", 20, 0, "##", "#.", "##"), ImageObject.NO_COLOUR));
                    Region all = random(new Random(plane), 12, 13, 3);
                    objects.add(new ImageObject("cell", 0, all, 0xFFC400, true));
                    objects.add(object("ignore", region("ignore", 30, 25, "####"), 0x808080));
                    return objects;
                })
                .toList();
    }

    /** A sample with slices within frames. */
    static ImageObjects sample(String image, int slices, int frames) {
        List<List<ImageObject>> planes = planes(slices * frames);
        return new ImageObjects(
                image,
                WIDTH,
                HEIGHT,
                PlaneNumbers.all(slices, slices * frames, 1),
                List.of("background", "rare", "cell"),
                plane -> planes.get(plane).stream());
    }

    /** The pictures of regions with their classes, to be compared. */
    static List<String> pictures(List<Region> regions) {
        return regions.stream()
                .map(region -> region.className() + "\n" + Drawn.picture(java.util.Optional.of(region), WIDTH, HEIGHT))
                .toList();
    }

    static List<Region> regions(List<ImageObject> objects) {
        return objects.stream().map(ImageObject::region).toList();
    }
}
