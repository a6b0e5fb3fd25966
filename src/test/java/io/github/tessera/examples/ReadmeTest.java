package io.github.tessera.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import io.github.tessera.data.Augmentation;
import io.github.tessera.data.AugmentationPreset;
import io.github.tessera.data.LabelKind;
import io.github.tessera.data.SampleFolder;
import io.github.tessera.data.ShapesGenerator;
import io.github.tessera.image.ImageFiles;
import io.github.tessera.loss.LossFunction;
import io.github.tessera.loss.WeightedLoss;
import io.github.tessera.network.Architecture;
import io.github.tessera.network.Encoder;
import io.github.tessera.network.Graph;
import io.github.tessera.network.Shapes;
import io.github.tessera.network.Weights;
import io.github.tessera.progress.Progress;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README says is so. */
class ReadmeTest {
    @TempDir
    Path folder;

    private static String readme() throws IOException {
        return Files.readString(Path.of("README.md"));
    }

    @Test
    void javaExampleIsTheCompiledOne() throws IOException {
        String source = Files.readString(Path.of("src/test/java/io/github/tessera/examples/TrainAndSegment.java"));
        String block = source.substring(source.indexOf("// README begin") + 16, source.indexOf("        // README end"))
                .indent(-8);
        assertTrue(readme().contains("```java\n" + block + "```"), block);
    }

    @Test
    void javaExampleRuns() {
        SampleFolder.write(new ShapesGenerator(64, 64, 4, 20, false, 1), 6, folder.resolve("samples"), Progress.NONE);
        Path images = folder.resolve("samples/images");
        ImagePlus image = ImageFiles.open(ImageFiles.list(images).get(0));
        ImagePlus labels = TrainAndSegment.run(images, folder.resolve("samples/masks"), folder.resolve("model"), image);
        assertEquals(64, labels.getWidth());
        assertTrue(image.getOverlay() != null);
    }

    @Test
    void firstTwoMavenLinesAreTheMainJobAndTheTests() throws IOException {
        List<String> lines = readme().lines().filter(l -> l.startsWith("mvn ")).toList();
        assertEquals("mvn -Pquickstart package", lines.get(0));
        assertEquals("mvn verify", lines.get(1));
    }

    @Test
    void augmentationTablesComeFromTheLists() throws IOException {
        for (AugmentationPreset preset : AugmentationPreset.values()) {
            requireRow(preset.word(), preset.sentence());
        }
        for (Augmentation augmentation : Augmentation.values()) {
            String largest = augmentation.largest() == 0
                    ? ""
                    : BigDecimal.valueOf(augmentation.largest())
                            .stripTrailingZeros()
                            .toPlainString();
            requireRow(augmentation.word(), augmentation.label(), largest, augmentation.meaning());
        }
    }

    @Test
    void lossTableComesFromTheList() throws IOException {
        for (LossFunction loss : LossFunction.values()) {
            requireRow(new WeightedLoss.Term(1, loss).toString(), loss.label(), loss.meaning());
        }
    }

    private static void requireRow(String word, String... cells) throws IOException {
        String row = ("| `" + word + "` | " + String.join(" | ", cells) + " |").replace("|  |", "| |");
        assertTrue(readme().lines().anyMatch(line -> line.strip().equals(row)), row);
    }

    /** Times and agreements are measured (NetworkBenchmark, LabelAgreement); everything else follows from the graph. */
    @Test
    void networkTableComesFromTheList() throws IOException {
        for (Architecture architecture : Architecture.values()) {
            Graph graph = architecture.settings(3, 1).build();
            String start = String.format(
                    Locale.ROOT,
                    "| %s | `%s` | %,d | %d | %d | ",
                    architecture.label(),
                    architecture.word(),
                    Weights.learnt(graph),
                    Shapes.stride(graph),
                    Shapes.receptiveField(graph));
            String tiles = Shapes.global(graph) ? "0\\.\\d{3} \\(0\\.\\d{3}\\)|1\\.000 \\(\\d\\.\\d{3}\\)" : "equal";
            Pattern row = Pattern.compile(Pattern.quote(start) + "[0-9,]+ \\| \\d+\\.\\d, \\d+\\.\\d \\| (" + tiles
                    + ") \\| " + Pattern.quote(architecture.use() + " |"));
            assertTrue(row.matcher(readme()).find(), row.toString());
        }
    }

    @Test
    void everyEncoderIsNamed() throws IOException {
        for (Encoder encoder : Encoder.values()) {
            assertTrue(readme().contains("`" + encoder.word() + "`"), encoder.word());
        }
    }

    @Test
    void everyKindOfLabelsIsNamed() throws IOException {
        for (LabelKind kind : LabelKind.values()) {
            assertTrue(readme().contains("`" + kind.word() + "`"), kind.word());
        }
    }

    @Test
    void everyMacroIsNamed() throws IOException {
        try (Stream<Path> macros = Files.list(Path.of("macros"))) {
            for (Path macro : macros.toList()) {
                assertTrue(readme().contains(macro.getFileName().toString()), macro.toString());
            }
        }
    }

    @Test
    void picturesAreThere() throws IOException {
        readme().lines()
                .filter(l -> l.startsWith("!["))
                .map(l -> l.substring(l.indexOf('(') + 1, l.lastIndexOf(')')))
                .forEach(picture -> assertTrue(Files.isRegularFile(Path.of(picture)), picture));
    }
}
