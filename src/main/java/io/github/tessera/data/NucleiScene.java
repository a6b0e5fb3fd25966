package io.github.tessera.data;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Nuclei on a canvas that is larger than the image on every side, so that some are cut by the image's edge.
 *
 * <p>It keeps two layers of light, in focus and out of focus, in units of a usual nucleus's brightness, and the number of the
 * nucleus that each pixel is of; where two overlap, the pixel is the later one's.
 */
final class NucleiScene {
    private static final int TRIES = 30;
    /** How much of a nucleus that lies against another may lie over others; of any other nothing. */
    private static final double MOST_OVERLAP = 0.12;

    /** Nuclei that meet press against each other more than they lie over each other. */
    private static final float SEE_THROUGH = 0.2f;

    private final int width;
    private final int height;
    private final float[] grain;
    private final float[] focused;
    private final float[] unfocused;
    private final int[] ids;
    private final List<Place> places = new ArrayList<>();

    private record Place(Nucleus nucleus, double x, double y) {}

    NucleiScene(int width, int height, double diameter, SplittableRandom random) {
        this.width = width;
        this.height = height;
        focused = new float[width * height];
        unfocused = new float[width * height];
        ids = new int[width * height];
        float[] fine = noise(random, 0.04 * diameter);
        float[] coarse = noise(random, 0.1 * diameter);
        grain = new float[width * height];
        for (int i = 0; i < grain.length; i++) {
            grain[i] = 0.8f * fine[i] + 0.6f * coarse[i];
        }
    }

    /** Normal noise of neighbouring pixels alike, of deviation 1. */
    float[] noise(SplittableRandom random, double sigma) {
        float[] values = new float[width * height];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        new GaussianBlur(Math.max(0.5, sigma), width, height).apply(values, 1);
        double squares = 0;
        for (float value : values) {
            squares += value * value;
        }
        float scale = (float) Math.sqrt(values.length / squares);
        for (int i = 0; i < values.length; i++) {
            values[i] *= scale;
        }
        return values;
    }

    /** Finds room for a nucleus and paints it; false where there is none. */
    boolean add(Nucleus nucleus, NucleiStyle style, SplittableRandom random) {
        boolean touching = !places.isEmpty() && random.nextDouble() < style.touching();
        boolean blurred = random.nextDouble() < style.defocused();
        for (int i = 0; i < TRIES; i++) {
            Place place = touching ? beside(nucleus, random) : anywhere(nucleus, random);
            double overlap = overlap(place);
            if (isOnCanvas(place) && overlap <= (touching ? MOST_OVERLAP : 0)) {
                places.add(place);
                paint(place, blurred ? unfocused : focused, blurred ? 0.7f : 1);
                return true;
            }
        }
        return false;
    }

    private Place anywhere(Nucleus nucleus, SplittableRandom random) {
        return new Place(nucleus, random.nextDouble(width), random.nextDouble(height));
    }

    private Place beside(Nucleus nucleus, SplittableRandom random) {
        Place other = places.get(random.nextInt(places.size()));
        double angle = random.nextDouble(2 * Math.PI);
        double dx = Math.cos(angle);
        double dy = Math.sin(angle);
        double distance = other.nucleus.radius(dx, dy) + nucleus.radius(-dx, -dy) + random.nextDouble(-1, 2.5);
        return new Place(nucleus, other.x + distance * dx, other.y + distance * dy);
    }

    private boolean isOnCanvas(Place place) {
        return place.x >= 0 && place.y >= 0 && place.x < width && place.y < height;
    }

    private interface Pixel {
        void take(int index, double dx, double dy);
    }

    private void around(double x, double y, double reach, Pixel pixel) {
        for (int py = (int) Math.max(0, y - reach); py <= Math.min(height - 1, y + reach); py++) {
            for (int px = (int) Math.max(0, x - reach); px <= Math.min(width - 1, x + reach); px++) {
                pixel.take(py * width + px, px - x, py - y);
            }
        }
    }

    private static boolean inside(Nucleus nucleus, double dx, double dy) {
        return Math.hypot(dx, dy) <= nucleus.radius(dx, dy);
    }

    private double overlap(Place place) {
        int[] pixels = {0, 0};
        around(place.x, place.y, place.nucleus.reach(), (i, dx, dy) -> {
            if (inside(place.nucleus, dx, dy)) {
                pixels[0]++;
                pixels[1] += ids[i] == 0 ? 0 : 1;
            }
        });
        return pixels[1] / (double) Math.max(1, pixels[0]);
    }

    private void paint(Place place, float[] layer, float dimming) {
        Nucleus nucleus = place.nucleus;
        around(place.x, place.y, nucleus.reach() + 1, (i, dx, dy) -> {
            double texture = 1 + nucleus.grain() * grain[i];
            float light = (float) (dimming * nucleus.light(dx, dy) * Math.max(0.2, texture));
            layer[i] = Math.max(layer[i], light) + SEE_THROUGH * Math.min(layer[i], light);
            if (inside(nucleus, dx, dy)) {
                ids[i] = places.size();
            }
        });
    }

    /** A small bright thing that is no nucleus. */
    void addSpeck(SplittableRandom random, double brightness, double radius) {
        around(
                random.nextDouble(width),
                random.nextDouble(height),
                3 * radius,
                (i, dx, dy) ->
                        focused[i] += (float) (brightness * Math.exp(-(dx * dx + dy * dy) / (2 * radius * radius))));
    }

    /** The light that the microscope gathers: both layers blurred, and spread widely as a haze. */
    float[] light(double blur, double defocus, double haze, double spread) {
        float[] light = blurred(focused, blur);
        float[] far = blurred(unfocused, Math.hypot(blur, defocus));
        float[] sum = new float[light.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = light[i] + far[i];
        }
        float[] wide = blurred(sum, spread);
        for (int i = 0; i < sum.length; i++) {
            sum[i] += (float) (haze * wide[i]);
        }
        return sum;
    }

    private float[] blurred(float[] image, double sigma) {
        float[] blurred = image.clone();
        new GaussianBlur(sigma, width, height).apply(blurred, 1);
        return blurred;
    }

    /** The numbers of the nuclei within a margin, from 1 without gaps. */
    short[] objects(int margin) {
        int innerWidth = width - 2 * margin;
        short[] objects = new short[innerWidth * (height - 2 * margin)];
        int[] numbers = new int[places.size() + 1];
        int count = 0;
        for (int i = 0; i < objects.length; i++) {
            int id = ids[(i / innerWidth + margin) * width + i % innerWidth + margin];
            if (id > 0 && numbers[id] == 0) {
                numbers[id] = ++count;
            }
            objects[i] = (short) numbers[id];
        }
        return objects;
    }
}
