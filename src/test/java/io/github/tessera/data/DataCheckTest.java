package io.github.tessera.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.data.Finding.Kind;
import io.github.tessera.image.LabelImage;
import io.github.tessera.progress.CancelledException;
import io.github.tessera.progress.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each finding is found in a set that was spoilt for it, there and nowhere else, and not in the sound set. */
class DataCheckTest {
    private static final int COUNT = 12;

    private final CheckedSet set = new CheckedSet(COUNT);

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5, 12, 40})
    void aSoundSetHasNoFindings(int count) {
        DataCheck check = new CheckedSet(count).check();
        assertEquals(List.of(), check.findings());
        assertTrue(check.describe().endsWith("Nothing suspicious was found."), check.describe());
    }

    @ParameterizedTest
    @EnumSource
    void isFoundWhereItIsAndNowhereElse(Kind kind) {
        SpoiltSet spoilt = SpoiltSet.of(kind);
        DataCheck check = spoilt.set().check();
        Set<Kind> expected = EnumSet.of(kind);
        if (kind == Kind.CONSTANT_EMPTY) {
            expected.add(Kind.EMPTY);
        }
        assertEquals(expected, check.findings().stream().map(Finding::kind).collect(Collectors.toSet()));
        Finding finding = check.findings().stream()
                .filter(f -> f.kind() == kind)
                .findFirst()
                .orElseThrow();
        assertEquals(spoilt.where(), finding.where());
        assertTrue(finding.text().endsWith("."), finding.text());
        assertTrue(check.describe().contains("  " + kind.severity().label() + ": " + kind.label()), check.describe());
        for (int image : finding.images()) {
            assertTrue(check.findings(image).contains(finding));
        }
    }

    @Test
    void aLargeObjectIsNoInvertedMask() {
        byte[] labels = new byte[CheckedSet.WIDTH * CheckedSet.HEIGHT];
        float[] pixels = SpoiltSet.noise(77);
        for (int i = 0; i < labels.length; i++) {
            boolean inside = i % CheckedSet.WIDTH > 1 && i / CheckedSet.WIDTH > 1;
            labels[i] = (byte) (inside ? 1 : 0);
            pixels[i] = inside ? 60 + pixels[i] : pixels[i] / 5;
        }
        set.setPixels(3, pixels);
        set.setLabels(3, labels);
        assertEquals(List.of(), set.check().findings());
    }

    @Test
    void aFullMaskAmongNearlyFullOnesIsNoWarning() {
        byte[] labels = new byte[CheckedSet.WIDTH * CheckedSet.HEIGHT];
        Arrays.fill(labels, 40, labels.length, (byte) 1);
        set.setLabels(2, labels);
        set.setLabels(3, 1);
        assertTrue(set.check().findings().stream().anyMatch(f -> f.kind() == Kind.ONE_CLASS));
        assertTrue(set.check().findings().stream().noneMatch(f -> f.kind() == Kind.ALL_FOREGROUND));
    }

    @Test
    void masksThatMarkNextToNothingMayBeTheSame() {
        byte[] labels = new byte[CheckedSet.WIDTH * CheckedSet.HEIGHT];
        Arrays.fill(labels, 0, 49, (byte) 1);
        set.setLabels(2, labels);
        set.setLabels(3, labels);
        assertEquals(List.of(), set.check().findings());
        labels[49] = 1;
        set.setLabels(2, labels);
        set.setLabels(3, labels);
        assertEquals(Kind.SAME_MASK, set.check().findings().get(0).kind());
    }

    @Test
    void masksThatVaryAroundAHalfAreNotInverted() {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < COUNT; i++) {
            byte[] labels = new byte[CheckedSet.WIDTH * CheckedSet.HEIGHT];
            double share = 0.3 + 0.4 * i / (COUNT - 1);
            for (int p = 0; p < labels.length; p++) {
                labels[p] = (byte) (random.nextDouble() < share ? 1 : 0);
            }
            set.setPixels(i, SpoiltSet.noise(i));
            set.setLabels(i, labels);
        }
        assertEquals(
                Set.of(),
                set.check().findings().stream()
                        .map(Finding::kind)
                        .filter(kind -> kind != Kind.MORE_FOREGROUND)
                        .collect(Collectors.toSet()));
    }

    @Test
    void invertedIsToldFromInvertedInWhateverShare() {
        for (int inverted = 1; inverted < COUNT / 2; inverted++) {
            set.invert(inverted);
            Finding finding = set.check().findings().get(0);
            assertEquals(Kind.INVERTED_SOME, finding.kind());
            assertEquals(inverted, finding.images().size());
        }
    }

    @Test
    void sharesSumToOne() {
        set.addThirdClass(2, 5);
        byte[] labels = set.labels(4);
        Arrays.fill(labels, 10, 200, (byte) LabelImage.IGNORED);
        set.setLabels(4, labels);
        DataCheck check = set.check();
        for (ImageFacts image : check.images()) {
            assertEquals(1, image.share(0) + image.share(1) + image.share(2) + image.ignoredShare(), 1e-12);
        }
        List<ClassFacts> all = new ArrayList<>(check.classes());
        all.add(check.ignored());
        assertEquals(1, all.stream().mapToDouble(ClassFacts::share).sum(), 1e-12);
        assertEquals(1, all.stream().mapToDouble(ClassFacts::trainingShare).sum(), 1e-12);
        assertEquals(1, all.stream().mapToDouble(ClassFacts::validationShare).sum(), 1e-12);
        assertEquals(190, check.ignored().pixels());
        assertEquals(1, check.ignored().images());
        assertEquals(5, check.classes().get(2).pixels());
    }

    @Test
    void intensitiesAreThoseOfTheImage() {
        float[] pixels = new float[CheckedSet.WIDTH * CheckedSet.HEIGHT];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = i % 4;
        }
        pixels[0] = Float.POSITIVE_INFINITY;
        pixels[4] = Float.NaN;
        set.setPixels(0, pixels);
        ImageFacts facts = set.check().images().get(0);
        int quarter = pixels.length / 4;
        assertEquals(0, facts.minimum());
        assertEquals(3, facts.maximum());
        assertEquals(6.0 * quarter / (4 * quarter - 2), facts.mean(), 1e-9);
        assertEquals((double) quarter / (4 * quarter - 2), facts.intensities().atMaximum(), 1e-12);
        assertEquals(2, facts.intensities().nonFinite());
        assertEquals(4, facts.intensities().distinct());
    }

    @Test
    void suspiciousImagesComeFirst() {
        set.invert(7);
        set.setLabels(9, 0);
        assertEquals(List.of(7, 0, 1, 2, 3, 4, 5, 6, 8, 9, 10, 11), set.check().suspiciousFirst());
    }

    @Test
    void partsAndSizesAreTold() {
        set.images.add(0, SpoiltSet.wide());
        DataCheck check = set.check();
        assertEquals(DataCheck.Part.TRAINING, check.part(0));
        assertEquals(DataCheck.Part.VALIDATION, check.part(COUNT));
        assertEquals(DataCheck.Part.BOTH, new CheckedSet(1).check().part(0));
        assertEquals(List.of("32 x 24", "64 x 24"), List.copyOf(check.sizes().keySet()));
    }

    @Test
    void manyNamesAreCounted() {
        Finding finding = new Finding(Kind.UNPAIRED, List.of(), List.of("a", "b", "c", "d", "e", "f", "g"), "So.");
        assertEquals("Note: Without a partner (a, b, c, d, e and 2 more). So.", finding.toString());
    }

    @Test
    void escStopsIt() {
        Progress cancelled = new Progress() {
            @Override
            public boolean cancelled() {
                return true;
            }
        };
        assertThrows(
                CancelledException.class,
                () -> DataCheck.of(
                        List.of("a", "b"),
                        set.images,
                        List.of(),
                        List.of(),
                        new Split(List.of(0), List.of(1), List.of(), List.of()),
                        16,
                        cancelled));
    }
}
