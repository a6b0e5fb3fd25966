package io.github.tessera.data;

import io.github.tessera.data.Finding.Kind;
import io.github.tessera.image.LabelImage;
import java.util.List;
import java.util.SplittableRandom;
import net.imglib2.view.Views;

/**
 * A set that is sound but for one thing.
 *
 * @param set the set
 * @param where what the finding must name
 */
record SpoiltSet(CheckedSet set, List<String> where) {
    private static final int COUNT = 12;
    private static final int LAST = COUNT - 1;

    static SpoiltSet of(Kind kind) {
        CheckedSet sound = new CheckedSet(COUNT);
        return switch (kind) {
            case NON_FINITE, CONSTANT, CONSTANT_EMPTY, FEW_VALUES, SATURATED, MIXED_DEPTHS, RANGES_DIFFER ->
                spoilIntensities(kind, sound);
            case SAME_ACROSS_PARTS, SAME_IMAGE_OTHER_MASK, SAME_IMAGE, SAME_MASK, SIMILAR_ACROSS_PARTS ->
                duplicate(kind, sound);
            case INVERTED_SOME, INVERTED_ALL, MORE_FOREGROUND -> invert(kind, sound);
            case ALL_FOREGROUND, ALL_IGNORED, MOSTLY_EMPTY, EMPTY, ONE_CLASS -> fill(kind, sound);
            case NOT_IN_TRAINING, NOT_IN_VALIDATION, RARE -> addClass(kind, sound);
            case ONE_IMAGE -> new SpoiltSet(new CheckedSet(1), List.of("image 0"));
            case SMALLER_THAN_CROP -> {
                CheckedSet two = new CheckedSet(2);
                two.crop = CheckedSet.HEIGHT + 1;
                yield new SpoiltSet(two, List.of("image 0", "image 1"));
            }
            case SIZES_DIFFER -> {
                sound.images.add(3, wide());
                yield new SpoiltSet(sound, List.of("32 x 24: 12", "64 x 24: 1"));
            }
            case UNUSABLE -> {
                sound.leftOut.add(new LeftOut("x.png", "The file x.png is empty."));
                yield new SpoiltSet(sound, List.of("x.png"));
            }
            case UNPAIRED -> {
                sound.unpaired.add("masks/x.png");
                yield new SpoiltSet(sound, List.of("masks/x.png"));
            }
        };
    }

    private static SpoiltSet spoilIntensities(Kind kind, CheckedSet set) {
        float[] pixels = set.pixels(3);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = switch (kind) {
                case NON_FINITE -> i == 7 ? Float.NaN : pixels[i];
                case CONSTANT, CONSTANT_EMPTY -> 5;
                case FEW_VALUES -> pixels[i] < 100 ? 0 : 255;
                case SATURATED -> Math.min(90, pixels[i]);
                case RANGES_DIFFER -> 257 * pixels[i];
                default -> pixels[i];
            };
        }
        set.setPixels(3, pixels);
        if (kind == Kind.CONSTANT_EMPTY) {
            set.setLabels(3, 0);
        }
        if (kind == Kind.MIXED_DEPTHS) {
            set.setBitDepth(3, 16);
        }
        return new SpoiltSet(set, List.of("image 3"));
    }

    private static SpoiltSet duplicate(Kind kind, CheckedSet set) {
        int twin = kind == Kind.SAME_ACROSS_PARTS || kind == Kind.SIMILAR_ACROSS_PARTS ? LAST : 4;
        if (kind != Kind.SAME_MASK) {
            float[] pixels = set.pixels(3);
            pixels[100] += kind == Kind.SIMILAR_ACROSS_PARTS ? 2 : 0;
            set.setPixels(twin, pixels);
        }
        if (kind != Kind.SAME_IMAGE_OTHER_MASK && kind != Kind.SIMILAR_ACROSS_PARTS) {
            set.setLabels(twin, set.labels(3));
        }
        return new SpoiltSet(
                set, List.of(kind == Kind.SIMILAR_ACROSS_PARTS ? "image 11 ~ image 3" : "image 3 = image " + twin));
    }

    private static SpoiltSet invert(Kind kind, CheckedSet set) {
        if (kind == Kind.INVERTED_SOME) {
            set.invert(3);
            set.invert(5);
            return new SpoiltSet(set, List.of("image 3", "image 5"));
        }
        for (int i = 0; i < COUNT; i++) {
            set.invert(i);
            if (kind == Kind.MORE_FOREGROUND) {
                set.setPixels(i, noise(i));
            }
        }
        return new SpoiltSet(set, List.of());
    }

    private static SpoiltSet fill(Kind kind, CheckedSet set) {
        int label = kind == Kind.ALL_IGNORED ? LabelImage.IGNORED : kind == Kind.EMPTY ? 0 : 1;
        if (kind == Kind.MOSTLY_EMPTY) {
            for (int i = 0; i < 7; i++) {
                set.setLabels(i, 0);
            }
            return new SpoiltSet(
                    set,
                    new CheckedSet(7).images.stream().map(LabelledImage::name).toList());
        }
        if (kind == Kind.ONE_CLASS) {
            for (int i = 0; i < COUNT; i++) {
                set.addThirdClass(i, 30);
            }
        }
        set.setLabels(3, label);
        return new SpoiltSet(set, List.of("image 3"));
    }

    private static SpoiltSet addClass(Kind kind, CheckedSet set) {
        for (int i = 0; i < COUNT; i++) {
            boolean here =
                    switch (kind) {
                        case NOT_IN_TRAINING -> i == LAST;
                        case NOT_IN_VALIDATION -> i < LAST;
                        default -> i == 0 || i == LAST;
                    };
            if (here) {
                set.addThirdClass(i, kind == Kind.RARE ? 1 : 30);
            }
        }
        return new SpoiltSet(set, List.of("dirt"));
    }

    static float[] noise(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] noise = new float[CheckedSet.WIDTH * CheckedSet.HEIGHT];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = random.nextInt(20, 200);
        }
        return noise;
    }

    /** A sound image of twice the width. */
    static LabelledImage wide() {
        LabelledImage sample = new CheckedSet(20).images.get(19);
        return new LabelledImage(
                "wide",
                Views.interval(Views.extendMirrorDouble(sample.pixels()), new long[3], new long[] {
                    2L * CheckedSet.WIDTH - 1, CheckedSet.HEIGHT - 1, 0
                }),
                8,
                Views.interval(Views.extendMirrorDouble(sample.labels()), new long[2], new long[] {
                    2L * CheckedSet.WIDTH - 1, CheckedSet.HEIGHT - 1
                }));
    }
}
