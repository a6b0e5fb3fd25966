package io.github.tessera.data;

import io.github.tessera.progress.Choice;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * The ways to change a crop as it is taken from its image, pixels and labels in step; in the order in which they are done, which is
 * that of a picture's making: place, optics, photons, camera, display.
 *
 * <p>Each has a range, of which 0 changes nothing; what is drawn from it is uniform, for factors on a logarithmic scale, so that half
 * is as likely as double. Changes of place are done as one, by a single resampling: pixels bilinear, labels the nearest; beyond the
 * image both are mirrored. Changes of intensity are made on a scale that has 0 at the image's 1st and 1 at its 99.8th percentile,
 * channel by channel, before normalization: so a range means the same for images of all bit depths and normalizations, and what needs
 * a scale without negative values (gamma, photons) has one.
 */
public enum Augmentation implements Choice {
    /** Each as likely as not. Pixels are moved, not computed. */
    FLIP("Flips", 0, "left for right, top for bottom", (crop, range, random) -> crop.flip()),
    /** As likely as not, for images in which up means something. Pixels are moved, not computed. */
    MIRROR("Mirror", 0, "left for right only", (crop, range, random) -> crop.mirror()),
    /** Each as likely. Pixels are moved, not computed. */
    TURN("Quarter turns", 0, "by 0, 90, 180 or 270 degrees", (crop, range, random) -> crop.turn()),
    /** About the crop's centre. */
    ROTATION("Rotation", 180, "largest angle in degrees", (crop, range, random) -> crop.rotate(within(random, range))),
    /** Objects become larger or smaller. */
    SCALE("Scale", 1, "0.25: from 1 / 1.25 to 1.25 times", (crop, range, random) -> {
        double factor = factor(random, range);
        crop.scale(factor, factor);
    }),
    /** Slanted along rows or along columns. */
    SHEAR(
            "Shear",
            45,
            "largest angle in degrees",
            (crop, range, random) -> crop.shear(within(random, range), random.nextBoolean())),
    /** A part of the crop, of a shape between 3:4 and 4:3, is enlarged to the whole: Inception's random resized crop. */
    RESIZEDCROP("Random resized crop", 0.9, "largest share of the crop's area that is cut away", Augmentation::resize),
    /** Smooth random displacements (cubic B-splines of 32 pixels), as the first U-Net was trained with. */
    ELASTIC(
            "Elastic",
            15,
            "largest displacement in pixels",
            (crop, range, random) -> crop.deform(new ElasticField(crop.side(), range, random))),
    /** Gaussian, out of focus. */
    BLUR("Blur", 10, "largest standard deviation in pixels", (crop, range, random) -> {
        double sigma = range * random.nextDouble();
        crop.then(pixels -> pixels.blur(sigma));
    }),
    /** Photon noise: it grows with the root of the intensity. */
    POISSON(
            "Poisson noise",
            1,
            "largest standard deviation at intensity 1; 0.1: 100 photons",
            (crop, range, random) -> {
                double sigma = range * random.nextDouble();
                long seed = random.nextLong();
                crop.then(pixels -> pixels.poisson(sigma, seed));
            }),
    /** The camera's noise, equal everywhere. */
    NOISE("Gaussian noise", 1, "largest standard deviation", (crop, range, random) -> {
        double sigma = range * random.nextDouble();
        long seed = random.nextLong();
        crop.then(pixels -> pixels.gaussian(sigma, seed));
    }),
    /** Intensity to a power; 0 and 1 stay, below 0 nothing changes, above 1 the curve goes on straight. */
    GAMMA("Gamma", 3, "0.5: powers from 1 / 1.5 to 1.5", (crop, range, random) -> {
        double power = factor(random, range);
        crop.then(pixels -> pixels.gamma(power));
    }),
    /** The distance of each pixel from the crop's mean is multiplied. */
    CONTRAST("Contrast", 3, "0.5: from 1 / 1.5 to 1.5 times", (crop, range, random) -> {
        double factor = factor(random, range);
        crop.then(pixels -> pixels.contrast(factor));
    }),
    /** One number is added to all pixels of all channels. */
    BRIGHTNESS("Brightness", 1, "largest number added or taken away", (crop, range, random) -> {
        double summand = within(random, range);
        crop.then(pixels -> pixels.add(summand));
    }),
    /** A number for each channel is added to its pixels: other stains, other light. */
    CHANNELSHIFT(
            "Channel shift", 1, "largest number added or taken away, channel by channel", (crop, range, random) -> {
                long seed = random.nextLong();
                crop.then(pixels -> pixels.shiftChannels(range, seed));
            }),
    /** A square of the crop's mean, not learnt from: its labels are ignored, for what is hidden cannot be known. */
    CUTOUT("Cutout", 0.9, "largest side of the square as a share of the crop's", (crop, range, random) -> {
        int hole = (int) Math.round(Math.min(crop.width(), crop.height()) * range * random.nextDouble());
        int x = random.nextInt(crop.width() - hole + 1);
        int y = random.nextInt(crop.height() - hole + 1);
        crop.then(pixels -> pixels.cutOut(x, y, hole));
    });

    /** Draws what is to be done to one crop. */
    @FunctionalInterface
    private interface Draw {
        void add(CropTransform crop, double range, SplittableRandom random);
    }

    private final String label;
    private final double largest;
    private final String meaning;
    private final Draw draw;

    Augmentation(String label, double largest, String meaning, Draw draw) {
        this.label = label;
        this.largest = largest;
        this.meaning = meaning;
        this.draw = draw;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The largest range that can be chosen; 0 for those that have none. */
    public double largest() {
        return largest;
    }

    /** What its range means, or what it does where it has none; for help texts. */
    public String meaning() {
        return meaning;
    }

    /** Whether pixels are moved as they are, by laying the crop another way. */
    boolean lays() {
        return compareTo(TURN) <= 0;
    }

    /** Whether intensities change. */
    boolean intensity() {
        return compareTo(BLUR) >= 0;
    }

    void draw(CropTransform crop, double range, SplittableRandom random) {
        draw.add(crop, range, random);
    }

    private static double within(SplittableRandom random, double range) {
        return range * (2 * random.nextDouble() - 1);
    }

    private static double factor(SplittableRandom random, double range) {
        return Math.exp(within(random, Math.log1p(range)));
    }

    private static void resize(CropTransform crop, double range, SplittableRandom random) {
        double area = 1 - range * random.nextDouble();
        // No side may be longer than the crop's: near the whole area the shape is near the square.
        double stretch = Math.exp(within(random, Math.min(Math.log(4.0 / 3), -Math.log(area))));
        double width = Math.sqrt(area * stretch);
        double height = Math.sqrt(area / stretch);
        crop.scale(1 / width, 1 / height);
        crop.shift(
                within(random, (crop.width() - 1) / 2.0 * (1 - width)),
                within(random, (crop.height() - 1) / 2.0 * (1 - height)));
    }
}
