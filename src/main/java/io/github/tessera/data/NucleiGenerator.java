package io.github.tessera.data;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Simulated fluorescent nuclei as a widefield microscope and a camera would take them, with their truth.
 *
 * <p>Each image has a style of its own: how long, irregular, grainy and unlike its nuclei are, how many touch, divide or lie out
 * of focus, how much haze and background there is, and how uneven the light. The light is blurred by a Gaussian point spread
 * function; photons come by Poisson's law, and the camera adds its read noise of 2 electrons. An image of 8 bits is exposed so
 * that a usual nucleus has 60 to 130 grey levels; one of 16 bits has the offset of 100 and 2.2 levels an electron of a scientific
 * camera. The truth is the sharp outline before the microscope; where nuclei overlap, the later one counts.
 */
public final class NucleiGenerator implements SampleGenerator {
    /** So many nuclei without room one after the other, and the image is full. */
    private static final int ENOUGH = 20;

    private static final double READ_NOISE = 2;
    private static final double OFFSET_16 = 100;
    private static final double GAIN_16 = 2.2;
    /** Below this mean, photons are counted one by one; above, their number is as good as normal. */
    private static final double FEW = 30;

    private final NucleiSettings settings;
    private final int margin;

    /** Prepares generating. */
    public NucleiGenerator(NucleiSettings settings) {
        this.settings = settings;
        margin = (int) Math.ceil(settings.diameter());
    }

    @Override
    public Sample sample(int index) {
        SplittableRandom random = Seeds.random(settings.seed(), index);
        NucleiStyle style = NucleiStyle.draw(random);
        double diameter = settings.diameter();
        int width = settings.width() + 2 * margin;
        int height = settings.height() + 2 * margin;
        NucleiScene scene = new NucleiScene(width, height, diameter, random);
        double larger = width * (double) height / (settings.width() * (double) settings.height());
        populate(scene, Math.round(settings.nuclei() * larger), style, random);
        for (int i = random.nextInt(4); i > 0; i--) {
            scene.addSpeck(
                    random, random.nextDouble(0.2, 1.2), Math.max(0.7, diameter * random.nextDouble(0.01, 0.04)));
        }
        float[] light =
                scene.light(settings.blur(), diameter * random.nextDouble(0.05, 0.12), style.haze(), 0.3 * diameter);
        float[] clouds = scene.noise(random, diameter);
        double[] camera = camera(random);
        short[] pixels = new short[settings.width() * settings.height()];
        double rise = random.nextDouble(2 * Math.PI);
        for (int y = 0; y < settings.height(); y++) {
            for (int x = 0; x < settings.width(); x++) {
                int i = (y + margin) * width + x + margin;
                double u = 2.0 * x / settings.width() - 1;
                double v = 2.0 * y / settings.height() - 1;
                double background = style.background()
                        * (1 + style.slope() * (u * Math.cos(rise) + v * Math.sin(rise)) / 2 + 0.1 * clouds[i]);
                double illumination = 1 - style.vignetting() * (u * u + v * v) / 2;
                double photons = settings.photons() * illumination * (light[i] + Math.max(0, background));
                pixels[y * settings.width() + x] = level(photons, camera, random);
            }
        }
        return new Sample(
                settings.width(), settings.height(), settings.bitDepth(), List.of(pixels), scene.objects(margin));
    }

    private void populate(NucleiScene scene, long nuclei, NucleiStyle style, SplittableRandom random) {
        int inVain = 0;
        for (long i = 0; i < nuclei && inVain < ENOUGH; i++) {
            boolean placed = scene.add(Nucleus.draw(random, style, settings.diameter()), style, random);
            inVain = placed ? 0 : inVain + 1;
        }
    }

    /** Offset and gain. */
    private double[] camera(SplittableRandom random) {
        double offset = random.nextDouble(2, 10);
        double exposure = random.nextDouble(60, 130);
        return settings.bitDepth() == 16
                ? new double[] {OFFSET_16, GAIN_16}
                : new double[] {offset, exposure / settings.photons()};
    }

    private short level(double photons, double[] camera, SplittableRandom random) {
        double electrons = poisson(photons, random) + READ_NOISE * random.nextGaussian();
        long level = Math.round(camera[0] + camera[1] * electrons);
        return (short) Math.max(0, Math.min((1 << settings.bitDepth()) - 1, level));
    }

    /** How many photons come where so many come on average. */
    static double poisson(double mean, SplittableRandom random) {
        if (mean > FEW) {
            return Math.max(0, Math.rint(mean + Math.sqrt(mean) * random.nextGaussian()));
        }
        double limit = Math.exp(-mean);
        int count = 0;
        for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
            count++;
        }
        return count;
    }
}
