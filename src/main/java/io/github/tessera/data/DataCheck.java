package io.github.tessera.data;

import io.github.tessera.data.Finding.Severity;
import io.github.tessera.progress.Progress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/**
 * What a training would learn from, in numbers, and what looks wrong with it.
 *
 * @param classNames in the order of the class indices
 * @param images in the order of the set
 * @param split which images would be learnt from
 * @param findings what looks wrong, the gravest first
 */
public record DataCheck(List<String> classNames, List<ImageFacts> images, Split split, List<Finding> findings) {
    /** Copies the lists. */
    public DataCheck {
        classNames = List.copyOf(classNames);
        images = List.copyOf(images);
        findings = List.copyOf(findings);
    }

    /** What a training does with an image. */
    public enum Part {
        TRAINING("training"),
        VALIDATION("validation"),
        BOTH("training and validation"),
        NEITHER("neither");

        private final String label;

        Part(String label) {
            this.label = label;
        }

        /** Name for people. */
        public String label() {
            return label;
        }
    }

    /**
     * Looks at every pixel of a set once.
     *
     * @param split which images a training would learn from
     * @param crop side of the training's crops in pixels
     * @param progress may cancel it
     */
    public static DataCheck of(LabelledSet set, Split split, int crop, Progress progress) {
        return of(set.coding().classes(), set.images(), set.unpaired(), set.leftOut(), split, crop, progress);
    }

    static DataCheck of(
            List<String> classNames,
            List<LabelledImage> images,
            List<String> unpaired,
            List<LeftOut> leftOut,
            Split split,
            int crop,
            Progress progress) {
        List<ImageFacts> facts = new ArrayList<>();
        for (LabelledImage image : images) {
            progress.status("Checking " + image.name());
            facts.add(ImageFacts.of(image, classNames.size(), progress));
            progress.update(facts.size(), images.size());
        }
        DataCheck bare = new DataCheck(classNames, facts, split, List.of());
        List<Finding> findings = new ArrayList<>();
        leftOut.forEach(bad ->
                findings.add(new Finding(Finding.Kind.UNUSABLE, List.of(), List.of(bad.image()), bad.problem())));
        findings.addAll(IntensityRules.apply(facts));
        findings.addAll(DuplicateRules.apply(facts, split, progress));
        findings.addAll(MaskRules.apply(facts, classNames.size()));
        findings.addAll(SetRules.apply(bare, crop, unpaired));
        findings.sort(Comparator.comparing(Finding::kind));
        return new DataCheck(classNames, facts, split, findings);
    }

    /** What a training would do with one image. */
    public Part part(int image) {
        boolean trains = Collections.binarySearch(split.train(), image) >= 0;
        boolean validates = Collections.binarySearch(split.validation(), image) >= 0;
        if (trains) {
            return validates ? Part.BOTH : Part.TRAINING;
        }
        return validates ? Part.VALIDATION : Part.NEITHER;
    }

    /** How often each class occurs, in the order of the class indices. */
    public List<ClassFacts> classes() {
        return IntStream.range(0, classNames.size()).mapToObj(this::classFacts).toList();
    }

    private ClassFacts classFacts(int index) {
        return facts(classNames.get(index), image -> image.labels().pixels().get(index));
    }

    /** How often pixels are ignored; its share and those of all classes sum to 1. */
    public ClassFacts ignored() {
        return facts("ignored", image -> image.labels().ignored());
    }

    private ClassFacts facts(String name, ToLongFunction<ImageFacts> pixels) {
        List<Integer> all = IntStream.range(0, images.size()).boxed().toList();
        return new ClassFacts(
                name,
                images.stream().mapToLong(pixels).sum(),
                (int) images.stream()
                        .filter(image -> pixels.applyAsLong(image) > 0)
                        .count(),
                share(all, pixels),
                share(split.train(), pixels),
                share(split.validation(), pixels));
    }

    private double share(List<Integer> part, ToLongFunction<ImageFacts> pixels) {
        long counted = part.stream().map(images::get).mapToLong(pixels).sum();
        return (double) counted
                / part.stream().map(images::get).mapToLong(ImageFacts::pixels).sum();
    }

    /** How many images have each size, as {@link ImageFacts#size} writes it; the most frequent first. */
    public Map<String, Integer> sizes() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        images.forEach(image -> counts.merge(image.size(), 1, Integer::sum));
        Map<String, Integer> sorted = new LinkedHashMap<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .forEach(e -> sorted.put(e.getKey(), e.getValue()));
        return sorted;
    }

    /** A few lines for the log: sizes, intensities, the split, and one line for each finding. */
    public String describe() {
        List<String> lines = new ArrayList<>();
        lines.add("Sizes (pixels): "
                + Finding.few(sizes().entrySet().stream()
                        .map(e -> e.getKey() + " (" + e.getValue() + ")")
                        .toList()));
        lines.add(split.describe());
        long warnings = findings.stream()
                .filter(f -> f.kind().severity() == Severity.WARNING)
                .count();
        if (findings.isEmpty()) {
            lines.add("Nothing suspicious was found.");
        } else {
            lines.add("Warnings: " + warnings + ", notes: " + (findings.size() - warnings));
        }
        findings.forEach(finding -> lines.add("  " + finding));
        return String.join("\n", lines);
    }

    /** What was found about one image, the gravest first. */
    public List<Finding> findings(int image) {
        return findings.stream()
                .filter(finding -> finding.images().contains(image))
                .toList();
    }

    /** All images: first those that a warning concerns, then the others, each in the order of the set. */
    public List<Integer> suspiciousFirst() {
        Set<Integer> order = new TreeSet<>();
        findings.stream()
                .filter(finding -> finding.kind().severity() == Severity.WARNING)
                .forEach(finding -> order.addAll(finding.images()));
        Set<Integer> all = new LinkedHashSet<>(order);
        IntStream.range(0, images.size()).forEach(all::add);
        return List.copyOf(all);
    }
}
