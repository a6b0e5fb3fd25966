package io.github.tessera.command;

import ij.ImagePlus;
import ij.WindowManager;
import io.github.tessera.data.LabelKind;
import io.github.tessera.data.LabelledSet;
import io.github.tessera.data.MaskSettings;
import io.github.tessera.data.ReadingSettings;
import io.github.tessera.image.AtomicFile;
import io.github.tessera.image.PlaneStack;
import io.github.tessera.image.RegionStack;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** Turns the paths that users enter into paths that can be used, or into a sentence that names the field. */
final class Paths {
    private Paths() {}

    /**
     * A path to read from.
     *
     * @throws TesseraException if nothing was entered, or it cannot be a path
     */
    static Path input(String key, String text) {
        if (text == null || text.isBlank()) {
            throw new TesseraException("Nothing was entered for \"" + key + "\": choose a path.");
        }
        try {
            return Path.of(text.strip()).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new TesseraException("\"" + text + "\" for \"" + key + "\" cannot be a path: choose another.", e);
        }
    }

    /**
     * A folder to write into; it is tried before any work begins.
     *
     * @throws TesseraException if nothing was entered, or nothing can be written there
     */
    static Path output(String key, String text) {
        Path folder = named(key, text);
        AtomicFile.requireWritable(folder);
        return folder;
    }

    /**
     * A folder to write a model into, apart from the folders that it is learnt from.
     *
     * @throws TesseraException if nothing can be written there, or images or masks are in it
     */
    static Path modelFolder(String model, String images, String masks) {
        Path folder = output("model", model);
        for (String read : List.of(images, masks)) {
            if (!read.isBlank() && folder.equals(input("images", read))) {
                throw new TesseraException(
                        "Model and images would share the folder " + folder + ": choose a new folder for the model.");
            }
        }
        return folder;
    }

    /**
     * A file to write; whether that is possible is tried before any work begins.
     *
     * @throws TesseraException if nothing was entered, it is a folder, or nothing can be written there
     */
    static Path outputFile(String key, String text) {
        Path file = named(key, text);
        if (Files.isDirectory(file)) {
            throw new TesseraException(file + " for \"" + key + "\" is a folder: add the name of a file, such as "
                    + file.resolve(key) + ".");
        }
        AtomicFile.requireWritable(file.getParent());
        return file;
    }

    /** A path as the disk has it, as far as it is there: without links, and in the disk's case. */
    static Path real(Path path) {
        Path whole = path.toAbsolutePath().normalize();
        Path there = whole;
        while (there.getParent() != null && !Files.exists(there)) {
            there = there.getParent();
        }
        try {
            return there.toRealPath().resolve(there.relativize(whole));
        } catch (IOException e) {
            return whole;
        }
    }

    private static Path named(String key, String text) {
        Path path = input(key, text);
        if (path.getFileName() == null) {
            throw new TesseraException(path + " for \"" + key + "\" is a whole disk: choose a folder or a file on it.");
        }
        return path;
    }

    /**
     * Images and labels from two folders, or from two open stacks where both texts are titles of open images: the second has the
     * masks, or the overlay with the regions, and may be the first.
     *
     * @throws TesseraException if they are neither, or do not fit each other
     */
    static LabelledSet pairs(
            String imagesKey,
            String images,
            String masksKey,
            String masks,
            MaskSettings settings,
            ReadingSettings reading,
            Progress progress) {
        ImagePlus imageStack = WindowManager.getImage(images);
        ImagePlus maskStack = WindowManager.getImage(masks);
        if (imageStack != null && maskStack != null && settings.kind() == LabelKind.REGIONS) {
            RegionStack drawn = RegionStack.ofOverlay(imageStack, maskStack, settings.regionClass(), progress);
            return LabelledSet.fromRegions(drawn, settings, reading, progress);
        }
        if (imageStack != null && maskStack != null) {
            return LabelledSet.fromStacks(
                    PlaneStack.of(imageStack), PlaneStack.of(maskStack), settings, reading, progress);
        }
        return LabelledSet.fromFolders(input(imagesKey, images), input(masksKey, masks), settings, reading, progress);
    }
}
