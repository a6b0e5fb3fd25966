package io.github.tessera.data;

import io.github.tessera.image.AtomicFile;
import io.github.tessera.image.ImageFiles;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Generated samples as a data set on disk, by equal names: PNG images in {@code images}, masks of 0 and 255 in {@code masks}, and
 * in {@code labels} 16 bits with the number of the object that each pixel is of.
 */
public final class SampleFolder {
    private SampleFolder() {}

    /**
     * Writes samples 0 to {@code n - 1}, over earlier samples of the same names.
     *
     * @param folder receives the folders images, masks and labels
     * @throws TesseraException if the folders hold other files, which would be taken for samples, or cannot be written
     */
    public static void write(SampleGenerator generator, int n, Path folder, Progress progress) {
        if (n < 1) {
            throw new TesseraException("The number of samples is " + n + "; choose at least 1.");
        }
        Path images = folder.resolve("images");
        Path masks = folder.resolve("masks");
        Path labels = folder.resolve("labels");
        for (Path part : List.of(images, masks, labels)) {
            AtomicFile.requireWritable(part);
            if (Files.exists(part)) {
                requireNothingElse(part, n);
            }
        }
        for (int i = 0; i < n; i++) {
            progress.check();
            progress.status("Writing sample " + (i + 1) + " of " + n);
            Sample sample = generator.sample(i);
            saveImage(sample, images.resolve(name(i)));
            ImageFiles.savePng(
                    List.of(visible(sample.mask())), sample.width(), sample.height(), masks.resolve(name(i)));
            ImageFiles.savePng(sample.objects(), sample.width(), sample.height(), labels.resolve(name(i)));
            progress.update(i + 1, n);
        }
    }

    private static void saveImage(Sample sample, Path file) {
        if (sample.bitDepth() == 16) {
            ImageFiles.savePng(sample.channels().get(0), sample.width(), sample.height(), file);
        } else {
            List<byte[]> channels =
                    sample.channels().stream().map(SampleFolder::bytes).toList();
            ImageFiles.savePng(channels, sample.width(), sample.height(), file);
        }
    }

    private static byte[] bytes(short[] channel) {
        byte[] bytes = new byte[channel.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) channel[i];
        }
        return bytes;
    }

    private static void requireNothingElse(Path folder, int n) {
        Set<String> ours = new HashSet<>();
        for (int i = 0; i < n; i++) {
            ours.add(name(i));
        }
        try (Stream<Path> files = Files.list(Files.createDirectories(folder))) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith(".") && !ours.contains(name))
                    .findFirst()
                    .ifPresent(name -> {
                        throw new TesseraException("The folder " + folder + " already holds other files, for example "
                                + name + "; choose an empty folder.");
                    });
        } catch (IOException e) {
            throw new TesseraException("The folder " + folder + " cannot be read; choose another.", e);
        }
    }

    private static String name(int index) {
        return String.format(Locale.ROOT, "sample_%04d.png", index + 1);
    }

    private static byte[] visible(byte[] mask) {
        byte[] visible = new byte[mask.length];
        for (int i = 0; i < mask.length; i++) {
            visible[i] = (byte) (mask[i] * 255);
        }
        return visible;
    }
}
