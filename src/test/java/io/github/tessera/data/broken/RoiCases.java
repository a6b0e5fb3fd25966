package io.github.tessera.data.broken;

import static io.github.tessera.data.broken.BrokenInput.fine;
import static io.github.tessera.data.broken.BrokenInput.refused;
import static io.github.tessera.data.broken.Cause.OVERLAY;
import static io.github.tessera.data.broken.Cause.REGION_CLASSES;
import static io.github.tessera.data.broken.Cause.ROI_FILE;
import static io.github.tessera.data.broken.Cause.ROI_IN_ZIP;
import static io.github.tessera.data.broken.Cause.ROI_ZIP;

import ij.ImagePlus;
import ij.gui.Arrow;
import ij.gui.Overlay;
import ij.gui.PolygonRoi;
import ij.gui.Roi;
import ij.gui.TextRoi;
import ij.io.RoiDecoder;
import ij.io.RoiEncoder;
import ij.process.ByteProcessor;
import io.github.tessera.image.ImageFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Regions that were drawn in ImageJ. */
final class RoiCases {
    private static final String ZIP = "cell.zip";
    private static final String ROI = "cell.roi";
    private static final int CORNERS_AT = 64;

    private RoiCases() {}

    private static Roi box(String name) {
        Roi roi = new Roi(1, 0, 2, 2);
        roi.setName(name);
        return roi;
    }

    private static byte[] roi(Roi roi) {
        return RoiEncoder.saveAsByteArray(roi);
    }

    private static byte[] triangle(float x) {
        return roi(new PolygonRoi(new float[] {0, x, 2, 2}, new float[] {0, 0, 3, 1}, 4, Roi.POLYGON));
    }

    /** A zip of one sound ROI and another entry. */
    private static byte[] zip(String entry, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("sound.roi"));
            zip.write(roi(box("sound")));
            zip.putNextEntry(new ZipEntry(entry));
            zip.write(content);
        }
        return bytes.toByteArray();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static BrokenInput.Builder file(String name, BrokenInput.Content content) {
        return scene -> {
            scene.soundImage("cell");
            Files.write(scene.masks.resolve(name), content.bytes());
        };
    }

    private static BrokenInput bad(
            Cause cause, String name, String file, BrokenInput.Content content, String... named) {
        String[] all = Arrays.copyOf(named, named.length + 1);
        all[named.length] = file;
        return refused(cause, name, Reading.DRAWN, file(file, content), all);
    }

    /** A sound set. */
    static byte[] sound() throws IOException {
        return single("sound");
    }

    static List<BrokenInput> zips() {
        return List.of(
                bad(ROI_ZIP, "of 0 bytes", ZIP, () -> new byte[0]),
                bad(ROI_ZIP, "a text", ZIP, () -> text("rubbish ".repeat(200))),
                bad(ROI_ZIP, "cut off", ZIP, () -> {
                    byte[] whole = zip("a.roi", roi(box("a")));
                    return Arrays.copyOf(whole, whole.length - 40);
                }),
                refused(
                        ROI_ZIP,
                        "without a ROI",
                        Reading.DRAWN,
                        file(ZIP, () -> {
                            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                            try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
                                zip.putNextEntry(new ZipEntry("readme.txt"));
                                zip.write(text("nothing is drawn"));
                            }
                            return bytes.toByteArray();
                        }),
                        ZIP),
                fine(
                        ROI_ZIP,
                        "with a Mac's shadows and a text in it",
                        Reading.DRAWN,
                        file(ZIP, () -> zip("__MACOSX/._sound.roi", text("shadow"))),
                        Scene.LABELS));
    }

    static List<BrokenInput> inZips() {
        return List.of(
                bad(ROI_IN_ZIP, "of 0 bytes", ZIP, () -> zip("a b.roi", new byte[0]), "a b.roi"),
                bad(
                        ROI_IN_ZIP,
                        "of random bytes",
                        ZIP,
                        () -> zip("a.roi", text("Iout and then rubbish ".repeat(9))),
                        "a.roi"),
                bad(
                        ROI_IN_ZIP,
                        "cut off in its corners",
                        ZIP,
                        () -> zip("a.roi", Arrays.copyOf(triangle(3), CORNERS_AT + 5)),
                        "a.roi"),
                bad(ROI_IN_ZIP, "of 70 MB in a few bytes", ZIP, () -> zip("bomb.roi", new byte[70 << 20]), "bomb.roi"),
                bad(
                        ROI_IN_ZIP,
                        "with a corner at infinity",
                        ZIP,
                        () -> zip("a.roi", triangle(Float.POSITIVE_INFINITY)),
                        "a.roi"));
    }

    static List<BrokenInput> files() {
        return List.of(
                bad(ROI_FILE, "of 0 bytes", ROI, () -> new byte[0]),
                bad(ROI_FILE, "an image", ROI, () -> RawPng.grey(Scene.MASK)),
                bad(ROI_FILE, "with 2 thousand million corners", ROI, () -> {
                    byte[] bytes = triangle(3);
                    ByteBuffer.wrap(bytes)
                            .putShort(RoiDecoder.N_COORDINATES, (short) 0)
                            .putInt(RoiDecoder.SIZE, 2_000_000_000);
                    return bytes;
                }),
                bad(ROI_FILE, "with a name longer than the file", ROI, () -> {
                    byte[] bytes = roi(box("cell"));
                    ByteBuffer data = ByteBuffer.wrap(bytes);
                    data.putInt(data.getInt(RoiDecoder.HEADER2_OFFSET) + RoiDecoder.NAME_LENGTH, 0x7F000000);
                    return bytes;
                }),
                fine(
                        ROI_FILE,
                        "partly outside of the image",
                        Reading.DRAWN,
                        file(ROI, () -> roi(new Roi(-50, -50, 52, 51))),
                        "1100/0000/0000"));
    }

    private static Path overlay(Scene scene, String name, int width, int height, Roi... rois) {
        ImagePlus imp = new ImagePlus(name, new ByteProcessor(width, height));
        Overlay overlay = new Overlay();
        for (Roi roi : rois) {
            overlay.add(roi);
        }
        imp.setOverlay(overlay);
        Path file = scene.masks.resolve(name);
        ImageFiles.saveTiff(imp, file);
        return file;
    }

    static List<BrokenInput> overlays() {
        return List.of(
                refused(
                        OVERLAY,
                        "none in any TIFF",
                        Reading.DRAWN,
                        scene -> {
                            scene.soundImage("cell");
                            overlay(scene, "cell.tif", 4, 3);
                        },
                        "masks"),
                refused(
                        OVERLAY,
                        "of an image of another size",
                        Reading.DRAWN,
                        scene -> {
                            scene.soundImage("cell");
                            overlay(scene, "cell.tif", 5, 3, box("a"));
                        },
                        "cell.png",
                        "cell.tif",
                        "5 x 3"),
                refused(
                        OVERLAY,
                        "in a TIFF that is cut off",
                        Reading.DRAWN,
                        scene -> {
                            scene.soundImage("cell");
                            Path file = overlay(scene, "cell.tif", 4, 3, box("a"));
                            byte[] whole = Files.readAllBytes(file);
                            Files.write(file, Arrays.copyOf(whole, whole.length - 6));
                        },
                        "cell.tif"),
                refused(
                        OVERLAY,
                        "in a text that is called TIFF",
                        Reading.DRAWN,
                        file("cell.tif", () -> text("no image")),
                        "cell.tif"),
                fine(
                        OVERLAY,
                        "with a text and an arrow",
                        Reading.DRAWN,
                        scene -> {
                            scene.soundImage("cell");
                            overlay(scene, "cell.tif", 4, 3, box("a"), new TextRoi(0, 0, "x"), new Arrow(0, 0, 3, 2));
                        },
                        Scene.LABELS));
    }

    static List<BrokenInput> classes() {
        return List.of(
                refused(
                        REGION_CLASSES,
                        "that differ in capitals",
                        Reading.DRAWN,
                        file(ZIP, () -> zip("a.roi", roi(box("Sound")))),
                        "Sound",
                        "sound"),
                refused(
                        REGION_CLASSES,
                        "the background alone",
                        Reading.DRAWN,
                        file(ZIP, () -> single("background")),
                        "background"),
                refused(
                        REGION_CLASSES,
                        "nothing but what is ignored",
                        Reading.DRAWN,
                        file(ZIP, () -> single("ignore")),
                        "background"),
                refused(
                        REGION_CLASSES,
                        "a name for each of 300 ROIs",
                        Reading.DRAWN,
                        file(ZIP, () -> {
                            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                            try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
                                for (int i = 0; i < 300; i++) {
                                    zip.putNextEntry(new ZipEntry(i + ".roi"));
                                    zip.write(roi(box("cell number " + i + "a")));
                                }
                            }
                            return bytes.toByteArray();
                        }),
                        "301"),
                fine(
                        REGION_CLASSES,
                        "names of emoji, numbered",
                        Reading.DRAWN,
                        file(ZIP, () -> single("🧫-12")),
                        Scene.LABELS));
    }

    private static byte[] single(String name) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("one.roi"));
            zip.write(roi(box(name)));
        }
        return bytes.toByteArray();
    }
}
