package io.github.tessera.data.broken;

import io.github.tessera.data.LabelKind;
import io.github.tessera.data.LabelledImage;
import io.github.tessera.data.LabelledSet;
import io.github.tessera.data.MaskSettings;
import io.github.tessera.image.ImageFiles;
import io.github.tessera.image.LabelImage;
import io.github.tessera.progress.Progress;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntBinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Folders of images and masks, of which something is broken. */
final class Scene {
    static final int WIDTH = 4;
    static final int HEIGHT = 3;

    /** The values of sound masks. */
    static final int[] MASK = {0, 255, 255, 0, 0, 255, 255, 0, 0, 0, 0, 0};

    /** The labels of sound masks, row by row; a point is what is not learnt from. */
    static final String LABELS = "0110/0110/0000";

    /** The intensities of sound images, in the digits of large numbers. */
    static final String INTENSITIES = "1234/5678/9abc";

    final Path folder;
    final Path images;
    final Path masks;
    MaskSettings settings = MaskSettings.defaults();

    Scene(Path folder) throws IOException {
        this.folder = folder;
        images = Files.createDirectories(folder.resolve("images"));
        masks = Files.createDirectories(folder.resolve("masks"));
    }

    /** The end of a path as messages write it. */
    static String path(String... parts) {
        return String.join(File.separator, parts);
    }

    Path image(String ending) {
        return images.resolve("cell." + ending);
    }

    Path mask(String ending) {
        return masks.resolve("cell_mask." + ending);
    }

    /** A broken image with a sound mask. */
    void withImage(String ending, byte[] content) throws IOException {
        soundMask("cell");
        Files.write(image(ending), content);
    }

    /** A broken mask with a sound image. */
    void withMask(String ending, byte[] content) throws IOException {
        soundImage("cell");
        Files.write(mask(ending), content);
    }

    /** A mask of other values with a sound image. */
    void withMask(int... values) {
        soundImage("cell");
        png(mask("png"), WIDTH, values);
    }

    void soundPair(String name) {
        soundImage(name);
        soundMask(name);
    }

    void soundImage(String name) {
        png(images.resolve(name + ".png"), WIDTH, ramp());
    }

    void soundMask(String name) {
        png(masks.resolve(name + "_mask.png"), WIDTH, MASK);
    }

    /** 1 to 12. */
    static int[] ramp() {
        return IntStream.rangeClosed(1, WIDTH * HEIGHT).toArray();
    }

    /** A grey PNG. */
    static void png(Path file, int width, int... values) {
        ImageFiles.savePng(List.of(bytes(values, 0)), width, values.length / width, file);
    }

    /** An RGB PNG of colours 0xRRGGBB. */
    static void rgb(Path file, int width, int... colours) {
        ImageFiles.savePng(
                List.of(bytes(colours, 16), bytes(colours, 8), bytes(colours, 0)), width, colours.length / width, file);
    }

    static byte[] bytes(int[] values, int shift) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) (values[i] >> shift);
        }
        return bytes;
    }

    LabelledSet read() {
        return LabelledSet.fromFolders(images, masks, settings, Progress.NONE);
    }

    /** So that nobody deletes, or warns of, what they lead to. */
    void deleteLinks() throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.filter(Files::isSymbolicLink).toList()) {
                Files.delete(path);
            }
        }
    }

    /** The labels of all images, after all their pixels have been read. */
    String labels() {
        LabelledSet set = read();
        intensities(set);
        return labels(set);
    }

    /** The labels of what is drawn on all images, the rest being background. */
    String drawn() {
        return labels(readDrawn());
    }

    LabelledSet readDrawn() {
        settings = settings.withKind(LabelKind.REGIONS).withRestBackground(true);
        return read();
    }

    static String labels(LabelledSet set) {
        return all(set, image -> (x, y) -> image.labels().getAt(x, y).get());
    }

    /** The intensities of all images. */
    String intensities() {
        return intensities(read());
    }

    private static String intensities(LabelledSet set) {
        return all(set, image -> (x, y) -> (int) image.pixels().getAt(x, y, 0).get());
    }

    private static String all(LabelledSet set, Function<LabelledImage, IntBinaryOperator> value) {
        return set.images().stream()
                .map(image -> text(image.width(), image.height(), value.apply(image)))
                .collect(Collectors.joining(" "));
    }

    /** Numbers as letters, row by row. */
    static String text(int width, int height, IntBinaryOperator value) {
        StringBuilder text = new StringBuilder();
        for (int y = 0; y < height; y++) {
            text.append(y > 0 ? "/" : "");
            for (int x = 0; x < width; x++) {
                int number = value.applyAsInt(x, y);
                text.append(
                        number == LabelImage.IGNORED
                                ? '.'
                                : number < 0 || number > 35 ? '?' : Character.forDigit(number, 36));
            }
        }
        return text.toString();
    }
}
