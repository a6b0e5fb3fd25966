package io.github.tessera.data.broken;

import static io.github.tessera.data.broken.BrokenInput.fine;
import static io.github.tessera.data.broken.BrokenInput.refused;
import static io.github.tessera.data.broken.Cause.FOLDER;
import static io.github.tessera.data.broken.Cause.LINK;
import static io.github.tessera.data.broken.Cause.PERMISSION;
import static io.github.tessera.data.broken.Cause.SPECIAL_FILE;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.tessera.data.ClassTableFile;
import io.github.tessera.image.PlaneStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** Folders, links, and files that are no files. */
final class FolderCases {
    private static final String PNG = "png";
    private static final String IMAGE = "cell.png";
    private static final String MASK = "cell_mask.png";

    private FolderCases() {}

    static List<BrokenInput> folders() {
        return List.of(
                refused(
                        FOLDER,
                        "missing",
                        scene -> {
                            scene.soundMask("cell");
                            Files.delete(scene.images);
                        },
                        "images"),
                refused(
                        FOLDER,
                        "a file",
                        scene -> {
                            scene.soundImage("cell");
                            Files.delete(scene.masks);
                            Files.writeString(scene.masks, "a file");
                        },
                        "masks"),
                refused(FOLDER, "empty", scene -> scene.soundImage("cell"), "masks"),
                refused(
                        FOLDER,
                        "of texts alone",
                        scene -> {
                            scene.soundMask("cell");
                            Files.writeString(scene.images.resolve("cell.txt"), "1 2 3");
                        },
                        "images"),
                refused(
                        FOLDER,
                        "a link to itself",
                        scene -> {
                            scene.soundImage("cell");
                            Files.delete(scene.masks);
                            link(scene.masks, scene.masks);
                        },
                        "masks"));
    }

    /** Skips where links cannot be made, as on Windows without a privilege. */
    private static void link(Path link, Path target) {
        try {
            Files.createSymbolicLink(link, target);
        } catch (IOException | UnsupportedOperationException e) {
            assumeTrue(false, "no symbolic links here: " + e);
        }
    }

    static List<BrokenInput> links() {
        return List.of(
                refused(
                        LINK,
                        "an image that leads to itself",
                        scene -> {
                            scene.soundMask("cell");
                            link(scene.image(PNG), scene.image(PNG));
                        },
                        IMAGE),
                refused(
                        LINK,
                        "two masks that lead to each other",
                        scene -> {
                            scene.soundImage("cell");
                            link(scene.mask(PNG), scene.masks.resolve("other_mask.png"));
                            link(scene.masks.resolve("other_mask.png"), scene.mask(PNG));
                        },
                        MASK),
                refused(
                        LINK,
                        "a mask that leads nowhere",
                        scene -> {
                            scene.soundImage("cell");
                            link(scene.mask(PNG), scene.folder.resolve("gone.png"));
                        },
                        MASK),
                refused(
                        LINK,
                        "the folder of the masks, to that of the images",
                        scene -> {
                            scene.soundImage("cell");
                            Files.delete(scene.masks);
                            link(scene.masks, scene.images);
                        },
                        "images"),
                fine(
                        LINK,
                        "a mask that lies elsewhere",
                        Reading.LABELS,
                        scene -> {
                            scene.soundImage("cell");
                            Scene.png(scene.folder.resolve("far away.png"), 4, Scene.MASK);
                            link(scene.mask(PNG), scene.folder.resolve("far away.png"));
                        },
                        Scene.LABELS));
    }

    /** Takes all rights from a file or folder; skips where that means nothing. */
    private static void close(Path path) throws IOException {
        assumeFalse("root".equals(System.getProperty("user.name")), "root may read everything");
        assumeTrue(path.getFileSystem().supportedFileAttributeViews().contains("posix"), "no rights to take here");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("---------"));
        path.toFile().deleteOnExit();
    }

    static List<BrokenInput> permissions() {
        return List.of(
                refused(
                        PERMISSION,
                        "an image",
                        scene -> {
                            scene.soundPair("cell");
                            close(scene.image(PNG));
                        },
                        IMAGE),
                refused(
                        PERMISSION,
                        "a mask",
                        scene -> {
                            scene.soundPair("cell");
                            close(scene.mask(PNG));
                        },
                        MASK),
                refused(
                        PERMISSION,
                        "the folder of the images",
                        scene -> {
                            scene.soundPair("cell");
                            close(scene.images);
                        },
                        "images"),
                refused(
                        PERMISSION,
                        "the folder of the masks",
                        scene -> {
                            scene.soundPair("cell");
                            close(scene.masks);
                        },
                        "masks"),
                refused(
                        PERMISSION,
                        "a table of classes",
                        scene -> ClassTableFile.read(scene.folder.resolve("t.csv"))
                                .toString(),
                        scene -> {
                            Files.writeString(scene.folder.resolve("t.csv"), "a\nb\n");
                            close(scene.folder.resolve("t.csv"));
                        },
                        "t.csv"));
    }

    /** A file that is there and may be read, but whose reading fails. */
    private static void unreadable(Path file) {
        Path memory = Path.of("/proc/self/mem");
        assumeTrue(Files.isReadable(memory), "no file here that cannot be read");
        link(file, memory);
    }

    private static String opened(Path file) {
        return PlaneStack.open(file).name();
    }

    static List<BrokenInput> specialFiles() {
        return List.of(
                refused(
                        SPECIAL_FILE,
                        "a pipe that nobody writes into",
                        scene -> opened(scene.image(PNG)),
                        scene -> {
                            try {
                                int rc = new ProcessBuilder(
                                                "mkfifo", scene.image(PNG).toString())
                                        .start()
                                        .waitFor();
                                assumeTrue(rc == 0, "no pipes here");
                            } catch (IOException | InterruptedException e) {
                                assumeTrue(false, "no pipes here: " + e);
                            }
                        },
                        IMAGE),
                refused(
                        SPECIAL_FILE,
                        "a device of endless zeros",
                        scene -> opened(scene.image(PNG)),
                        scene -> {
                            assumeTrue(Files.exists(Path.of("/dev/zero")), "no such device here");
                            link(scene.image(PNG), Path.of("/dev/zero"));
                        },
                        IMAGE),
                refused(
                        SPECIAL_FILE,
                        "a folder that is called an image",
                        scene -> opened(scene.image(PNG)),
                        scene -> Files.createDirectories(scene.image(PNG)),
                        IMAGE),
                refused(
                        SPECIAL_FILE,
                        "a COCO file whose reading fails",
                        Reading.DRAWN,
                        scene -> {
                            scene.soundImage("cell");
                            unreadable(scene.masks.resolve("labels.json"));
                        },
                        "labels.json"),
                refused(
                        SPECIAL_FILE,
                        "a table whose reading fails",
                        scene -> ClassTableFile.read(scene.folder.resolve("t.csv"))
                                .toString(),
                        scene -> unreadable(scene.folder.resolve("t.csv")),
                        "t.csv"));
    }
}
