package io.github.tessera.model;

import io.github.tessera.model.TensorDescription.FileReference;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a package in bioimage.io's format 0.4 or 0.5, whoever made it, says of its network.
 *
 * @param name of the model
 * @param format such as 0.4.9
 * @param input the image that the network takes
 * @param output what it gives
 * @param weights TorchScript
 * @param cover a picture's file, if there is one
 */
record PackageDescription(
        String name,
        String format,
        TensorDescription input,
        TensorDescription output,
        FileReference weights,
        Optional<String> cover) {
    private static final int MOST_STEPS = 100;
    private static final int LONGEST_NAME = 128;
    private static final int LONGEST_REASON = 320;

    /** A name as it can stand in titles and lists, whatever somebody wrote. */
    static String plain(String name) {
        String line = name.strip().replaceAll("\\p{Cntrl}+", " ");
        return line.substring(0, Math.min(LONGEST_NAME, line.length()));
    }

    /** A reason as it can stand in a sentence: one line, of which only the ends are told where it is long. */
    static String told(String reason) {
        String line = reason.strip().replaceAll("\\p{Cntrl}+", " ");
        int end = LONGEST_REASON / 2;
        return line.length() <= LONGEST_REASON
                ? line
                : line.substring(0, end) + " ... " + line.substring(line.length() - end);
    }

    /** The same, of what failed. */
    static String told(Throwable fault) {
        return told(fault.getMessage() == null ? "a file of it ends too soon" : fault.getMessage());
    }

    /** Where formats differ. */
    interface Format {
        /** Reads the only input, or the only output. */
        TensorDescription tensor(DescriptionFields whole, boolean input) throws IOException;
    }

    /**
     * Reads a description.
     *
     * @throws UnsupportedModelException if it is of what cannot be run here
     * @throws IOException if something is missing or makes no sense; the message says what
     */
    static PackageDescription read(Map<?, ?> description) throws IOException {
        DescriptionFields fields = new DescriptionFields("", description);
        String type = fields.optionalText("type").orElse("model");
        if (!type.equals("model")) {
            throw new UnsupportedModelException("it is a " + type + ", not a model");
        }
        String version = fields.text("format_version");
        Format format = format(version);
        for (String side : List.of("inputs", "outputs")) {
            int count = fields.parts(side).size();
            if (count == 0) {
                throw new IOException("its description has no " + side);
            }
            if (count > 1) {
                throw new UnsupportedModelException("its network has " + count + " " + side
                        + ", and Tessera runs those with one image in and one result out; use bioimageio.core for it");
            }
        }
        TensorDescription input = format.tensor(fields, true);
        TensorDescription output = format.tensor(fields, false);
        input.requirePlane();
        output.requirePlane();
        for (TensorDescription tensor : List.of(input, output)) {
            if (tensor.steps().size() > MOST_STEPS) {
                throw new IOException("its description has " + tensor.steps().size() + " steps of processing");
            }
        }
        return new PackageDescription(
                plain(fields.text("name")), version, input, output, weights(description), cover(fields));
    }

    /** Whether the description of a folder's package names a file as weights or attachment, or cannot be read. */
    static boolean names(PackageFiles files, String name) {
        if (files.description().isEmpty()) {
            return false;
        }
        try {
            Map<?, ?> description = files.read();
            Stream<?> weights =
                    description.get("weights") instanceof Map<?, ?> kinds ? kinds.values().stream() : Stream.empty();
            Object attachments = description.get("attachments");
            Object attached = attachments instanceof Map<?, ?> old ? old.get("files") : attachments; // format 0.4
            return Stream.concat(weights, attached instanceof List<?> list ? list.stream() : Stream.empty())
                    .map(file -> String.valueOf(file instanceof Map<?, ?> fields ? fields.get("source") : file))
                    .anyMatch(source ->
                            source.substring(source.lastIndexOf('/') + 1).equals(name));
        } catch (IOException | RuntimeException damaged) { // whoever reads it tells how
            return true;
        }
    }

    private static Format format(String version) throws IOException {
        if (version.matches("0\\.4(\\..*)?")) {
            return new Format04();
        }
        if (version.matches("0\\.5(\\..*)?")) {
            return new Format05();
        }
        throw new UnsupportedModelException("its description is of format " + version
                + ", and Tessera reads 0.4 and 0.5; download it anew from bioimage.io");
    }

    /**
     * The archive to run.
     *
     * @throws UnsupportedModelException if there are other weights only
     * @throws IOException if there are none
     */
    static FileReference weights(Map<?, ?> description) throws IOException {
        DescriptionFields weights = new DescriptionFields("", description).part("weights");
        if (!weights.has("torchscript")) {
            List<String> there = weights.values().keySet().stream()
                    .map(String::valueOf)
                    .sorted()
                    .toList();
            throw new UnsupportedModelException(
                    "its weights are there as " + String.join(" and ", there)
                            + " only, and Tessera runs TorchScript; ask its authors for that, or convert it with bioimageio.core");
        }
        DescriptionFields torchscript = weights.part("torchscript");
        return new FileReference(torchscript.text("source"), torchscript.sha256());
    }

    /** The first picture; a picture is not worth a fault. */
    static Optional<String> cover(DescriptionFields fields) {
        return fields.raw("covers") instanceof List<?> covers
                        && !covers.isEmpty()
                        && covers.get(0) instanceof String first
                ? Optional.of(first)
                : Optional.empty();
    }
}
