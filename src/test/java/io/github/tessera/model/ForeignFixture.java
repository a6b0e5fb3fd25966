package io.github.tessera.model;

import io.github.tessera.torchscript.FunctionArchive;
import io.github.tessera.torchscript.NumpyFile;
import io.github.tessera.torchscript.StateTensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Packages as others may make them, around networks of a few lines of TorchScript. */
public final class ForeignFixture {
    /** The same values, as grey images go in and come out. */
    public static final String SAME = "return x";

    /** The usual axes of format 0.5, with sides from 16 on in steps of 8. */
    public static final String AXES = axes("{min: 16, step: 8}", 1);

    private ForeignFixture() {}

    /** Axes of an input in format 0.5. */
    public static String axes(String size, int channels) {
        StringBuilder names = new StringBuilder("c1");
        for (int c = 2; c <= channels; c++) {
            names.append(", c").append(c);
        }
        return "[{type: batch}, {type: channel, channel_names: [" + names + "]}, {type: space, id: y, size: " + size
                + "}, {type: space, id: x, size: " + size + "}]";
    }

    /** Axes of an output in format 0.5 that follow those of the input. */
    public static String results(String names, String more) {
        return "[{type: batch}, {type: channel, channel_names: [" + names
                + "]}, {type: space, id: y, size: {tensor_id: raw, axis_id: y" + more
                + "}, {type: space, id: x, size: {tensor_id: raw, axis_id: x" + more + "}]";
    }

    /** A description in format 0.5. */
    public static String description(String inputAxes, String before, String outputAxes, String after) {
        return """
                format_version: 0.5.4
                type: model
                name: foreign model
                inputs:
                - id: raw
                  axes: %s
                  preprocessing: %s
                outputs:
                - id: result
                  axes: %s
                  postprocessing: %s
                weights:
                  torchscript: {source: net.pt, pytorch_version: 2.0.0}
                """
                .formatted(inputAxes, before, outputAxes, after);
    }

    /** A description in format 0.4. */
    public static String description04(String axes, String shape, String before, String outputShape, String halo) {
        return """
                format_version: 0.4.9
                name: foreign model
                inputs:
                - {name: raw, axes: %s, data_type: float32, shape: %s, preprocessing: %s}
                outputs:
                - {name: result, axes: %s, data_type: float32, shape: %s%s}
                weights:
                  torchscript: {source: net.pt}
                """
                .formatted(axes, shape, before, axes, outputShape, halo);
    }

    /** Writes a package around a network whose forward takes x. */
    public static Path write(Path folder, String description, String... lines) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("rdf.yaml"), description, StandardCharsets.UTF_8);
        try (InputStream archive = Channels.newInputStream(
                FunctionArchive.of("x: Tensor", "Tensor", lines).channel())) {
            Files.write(folder.resolve("net.pt"), archive.readAllBytes());
        }
        return folder;
    }

    /** Adds test tensors to a description in format 0.5. */
    public static void addTest(Path folder, StateTensor input, StateTensor output) throws IOException {
        NumpyFile.write(input, folder.resolve("in.npy"));
        NumpyFile.write(output, folder.resolve("out.npy"));
        Path file = folder.resolve("rdf.yaml");
        String text = Files.readString(file, StandardCharsets.UTF_8)
                .replace("- id: raw", "- id: raw\n  test_tensor: {source: in.npy}")
                .replace("- id: result", "- id: result\n  test_tensor: {source: out.npy}");
        Files.writeString(file, text, StandardCharsets.UTF_8);
    }
}
