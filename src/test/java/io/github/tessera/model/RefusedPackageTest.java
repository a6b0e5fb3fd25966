package io.github.tessera.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.progress.TesseraException;
import io.github.tessera.torchscript.StateTensor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be run is told: why, and what to do. */
class RefusedPackageTest {
    private static final String RESULTS = ForeignFixture.results("cell", "}");

    @TempDir
    Path folder;

    private String refused() {
        String message = assertThrows(TesseraException.class, () -> Ensemble.read(folder))
                .getMessage();
        return message;
    }

    private String refused(String was, String becomes) throws IOException {
        String sound = ForeignFixture.description(ForeignFixture.AXES, "[]", RESULTS, "[]");
        assertTrue(sound.contains(was), sound);
        ForeignFixture.write(folder, sound.replace(was, becomes), ForeignFixture.SAME);
        return refused();
    }

    @Test
    void theSoundOneIsRead() throws IOException {
        ForeignFixture.write(
                folder, ForeignFixture.description(ForeignFixture.AXES, "[]", RESULTS, "[]"), ForeignFixture.SAME);
        assertEquals("foreign model", Ensemble.read(folder).first().name());
        assertTrue(ModelSummary.read(folder).orElseThrow().isSound());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "type: model | type: dataset | it is a dataset, not a model",
                "format_version: 0.5.4 | format_version: 0.3.2 | format 0.3.2, and Tessera reads 0.4 and 0.5; download it anew",
                "inputs: | inputs: [{id: b, axes: []}, {id: a, axes: []}]#x: | its network has 2 inputs",
                "outputs: | outputs: [{id: b, axes: []}, {id: a, axes: []}]#x: | its network has 2 outputs",
                "torchscript: | pytorch_state_dict: {source: a.pt}#  onnx: | its weights are there as onnx and pytorch_state_dict only, and Tessera runs TorchScript; ask its authors",
                "{type: space, id: y, size: {min: 16, step: 8}} | {type: index, size: 1} | has no y axis",
                "{type: batch}, {type: channel, channel_names: [c1]} | {type: batch}, {type: space, id: z, size: 16} | stacks (3D)",
                "{type: batch}, {type: channel, channel_names: [c1]} | {type: batch}, {type: time, size: 3} | series",
                "{tensor_id: raw, axis_id: y} | {min: 3} | depends on the image's content",
                "{tensor_id: raw, axis_id: y} | {tensor_id: raw, axis_id: y, offset: 4} | 4 pixels longer",
                "{tensor_id: raw, axis_id: y} | {tensor_id: raw, axis_id: y}, scale: 0.5 | larger or smaller than the image",
                "{tensor_id: raw, axis_id: y} | {tensor_id: raw, axis_id: x} | larger or smaller than the image",
                "{tensor_id: raw, axis_id: y} | 64 | how the size of its result follows",
                "postprocessing: [] | postprocessing: [{id: scale_range, kwargs: {}}] | needs its whole result at once",
                "postprocessing: [] | postprocessing: [{id: scale_mean_variance, kwargs: {}}] | it needs the step scale_mean_variance"
            })
    void soundButNotForUs(String was, String becomes, String sentence) throws IOException {
        String message = refused(was, becomes.replace("#", "\n"));
        assertTrue(message.startsWith("The model in " + folder + " cannot be used here: "), message);
        assertTrue(ModelSummary.read(folder).orElseThrow().fault().startsWith("It cannot be used here: "));
        assertTrue(message.contains(sentence), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "name: foreign model | title: a | no text for name",
                "name: foreign model | name: !!binary aGVsbG8= | no text for name",
                "format_version: 0.5.4 | format: 0.5.4 | no text for format_version",
                "inputs: | input: | has no inputs",
                "outputs: | output: | has no outputs",
                "weights: | weight: | no fields for weights",
                "source: net.pt | url: net.pt | no text for weights.torchscript.source",
                "source: net.pt | source: other.pt | other.pt is missing",
                "source: net.pt | source: ../net.pt | is no file of the package",
                "source: net.pt | source: 'https://a.org/net.pt' | is at an address, not in the package: download",
                "source: net.pt | source: net.pt, sha256: abc | net.pt is not the file that the description tells of",
                "source: net.pt | source: rdf.yaml | it is no zip, or it is damaged",
                "size: {min: 16, step: 8} | size: {min: 0, step: 8} | axis of length 0",
                "size: {min: 16, step: 8} | size: {min: 16, step: 2000000000} | axis of length 2.0E9",
                "size: {min: 16, step: 8} | size: 99999999 | axis of length",
                "size: {min: 16, step: 8} | size: 99999999999999999999 | no whole number",
                "size: {min: 16, step: 8} | size: wide | no number for inputs.axes.size",
                "axis_id: y} | axis_id: y}, halo: 300 | leaves nothing of a tile",
                "type: batch | type: bunch | which is not known",
                "id: x | id: y | has the axis y twice",
                "- id: raw | - id: raw#  test_tensor: {source: rdf.yaml} | rdf.yaml cannot be read: it is no .npy file",
                "- id: raw | - id: raw#  test_tensor: {source: gone.npy} | gone.npy is missing"
            })
    void damaged(String was, String becomes, String sentence) throws IOException {
        String message = refused(was, becomes.replace("#", "\n"));
        assertTrue(message.startsWith("The model in " + folder + " is damaged ("), message);
        assertTrue(message.contains(sentence), message);
        assertTrue(message.endsWith("copy it again, or download it again."), message);
    }

    @Test
    void aTestThatDoesNotFitIsDamage() throws IOException {
        int[][][] shapes = {
            {{1, 1, 16, 17}, {1, 1, 16, 17}},
            {{1, 2, 16, 16}, {1, 1, 16, 16}},
            {{1, 1, 16, 16}, {1, 1, 16, 24}},
            {{1, 1, 16, 16}, {1, 3, 16, 16}},
            {{1, 16, 16}, {1, 1, 16, 16}}
        };
        for (int[][] pair : shapes) {
            ForeignFixture.write(
                    folder, ForeignFixture.description(ForeignFixture.AXES, "[]", RESULTS, "[]"), ForeignFixture.SAME);
            ForeignFixture.addTest(folder, zeros(pair[0]), zeros(pair[1]));
            assertTrue(refused().contains("does not fit its description"), refused());
        }
    }

    private static StateTensor zeros(int... shape) {
        int size = 1;
        for (int extent : shape) {
            size *= extent;
        }
        return new StateTensor(shape, new float[size]);
    }

    @Test
    void namesAndStepsWithoutEndDoNoHarm() throws IOException {
        String sound = ForeignFixture.description(ForeignFixture.AXES, "[]", RESULTS, "[]");
        String long_ = "a\\n" + "b".repeat(1000);
        ForeignFixture.write(
                folder,
                sound.replace("name: foreign model", "name: \"" + long_ + "\"")
                        .replace("[cell]", "[\"" + long_ + "\"]"),
                ForeignFixture.SAME);
        Model model = Ensemble.read(folder).first();
        assertEquals(128, model.name().length());
        assertTrue(model.name().startsWith("a bbb"), model.name());
        assertEquals(128, model.classes().get(1).length());
        String steps = "[" + "{id: sigmoid}, ".repeat(5000) + "]";
        ForeignFixture.write(
                folder, ForeignFixture.description(ForeignFixture.AXES, steps, RESULTS, "[]"), ForeignFixture.SAME);
        assertTrue(refused().contains("5000 steps of processing"), refused());
        String many = "[{type: batch}, {type: channel, channel_names: [" + "c, ".repeat(2000)
                + "]}, {type: space, id: y, size: 16}, {type: space, id: x, size: 16}]";
        ForeignFixture.write(folder, ForeignFixture.description(many, "[]", RESULTS, "[]"), ForeignFixture.SAME);
        assertTrue(refused().contains("images of 2000 channels"), refused());
    }

    @Test
    void aFieldThatIsThereTwiceIsTakenOnceAndNotLogged() throws IOException {
        Logger parser = Logger.getLogger("org.yaml.snakeyaml");
        List<String> logged = new ArrayList<>();
        Handler handler = new ConsoleHandler() {
            @Override
            public synchronized void publish(LogRecord line) {
                logged.add(line.getMessage());
            }
        };
        parser.addHandler(handler);
        try {
            String sound = ForeignFixture.description(ForeignFixture.AXES, "[]", RESULTS, "[]");
            ForeignFixture.write(folder, sound + "\nname: another\n", ForeignFixture.SAME);
            assertEquals("another", Ensemble.read(folder).first().name());
        } finally {
            parser.removeHandler(handler);
        }
        assertEquals(List.of(), logged);
    }

    @Test
    void codeThatReachesForFilesIsNotRun() throws IOException {
        ForeignFixture.write(
                folder,
                ForeignFixture.description(ForeignFixture.AXES, "[]", RESULTS, "[]"),
                "torch.save(x, \"/tmp/tessera-was-here\")",
                "return x");
        String message = assertThrows(TesseraException.class, () -> Ensemble.read(folder))
                .getMessage();
        assertTrue(
                message.contains("uses torch.save, which no segmentation network needs; nothing of it was run"),
                message);
        assertFalse(Files.exists(Path.of("/tmp/tessera-was-here")));
    }

    @Test
    void yamlWithoutEndAndClassesAreDamage() throws IOException {
        Files.createDirectories(folder);
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 40; i++) {
            bomb.append("a")
                    .append(i)
                    .append(": &a")
                    .append(i)
                    .append(" [*a")
                    .append(i - 1)
                    .append(", *a")
                    .append(i - 1)
                    .append("]\n");
        }
        for (String text : new String[] {
            bomb.toString(),
            "config: {tessera: &a {network: *a}}",
            "a: &a [*a]",
            "? &a [*a]\n: b",
            "!!java.net.URL [x]",
            "a: ".repeat(5000),
            "[[".repeat(100)
        }) {
            Files.writeString(folder.resolve("rdf.yaml"), text, StandardCharsets.UTF_8);
            assertTrue(refused().contains("rdf.yaml is no YAML"), refused());
        }
    }
}
