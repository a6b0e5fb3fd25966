package io.github.tessera.image;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.gui.PolygonRoi;
import ij.gui.Roi;
import ij.io.RoiDecoder;
import ij.io.RoiEncoder;
import ij.process.ByteProcessor;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostileRoisTest {
    @TempDir
    Path folder;

    private static Roi box(String name, int x, int y, int width, int height) {
        Roi roi = new Roi(x, y, width, height);
        roi.setName(name);
        return roi;
    }

    private Path zip(String name, Map<String, byte[]> entries) throws IOException {
        Path file = folder.resolve(name);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        return file;
    }

    private String refusal(Path file) {
        return assertThrows(TesseraException.class, () -> RoiSet.read(file, Progress.NONE))
                .getMessage();
    }

    @Test
    void aDamagedRoiIsNamed() throws IOException {
        byte[] whole =
                RoiEncoder.saveAsByteArray(new PolygonRoi(new int[] {1, 5, 5}, new int[] {1, 1, 5}, 3, Roi.POLYGON));
        for (int length : List.of(0, 1, 30, 63, 70)) {
            Path file = zip("a.zip", Map.of("good.roi", whole, "bad 1.roi", Arrays.copyOf(whole, length)));
            assertTrue(refusal(file).startsWith("The ROI bad 1.roi in " + file + " is damaged;"), refusal(file));
        }
    }

    @Test
    void rubbishNeverTakesMemoryOrHangs() throws IOException {
        byte[] whole = RoiEncoder.saveAsByteArray(
                new PolygonRoi(new float[] {1, 5, 5}, new float[] {1, 1, 5}, 3, Roi.POLYGON));
        Random random = new Random(1);
        int refused = 0;
        for (int i = 0; i < 1500; i++) {
            byte[] bytes = whole.clone();
            for (int k = 0; k < 1 + i % 4; k++) {
                bytes[4 + random.nextInt(bytes.length - 4)] = (byte) random.nextInt(256);
            }
            Path file = folder.resolve("a.roi");
            Files.write(file, bytes);
            try {
                RoiSet.read(file, Progress.NONE)
                        .regions(new ImagePlus("a", new ByteProcessor(20, 20)), RegionClass.NAME, Progress.NONE);
            } catch (TesseraException e) {
                refused++;
                assertTrue(e.getMessage().contains("a.roi"), e.getMessage());
            }
        }
        assertTrue(refused > 50 && refused < 1450, refused + " refused");
    }

    @Test
    void changedZipsAreReadOrRefused() throws IOException {
        byte[] roi = RoiEncoder.saveAsByteArray(box("a", 0, 0, 1, 1));
        Path file = zip("a.zip", Map.of("a.roi", roi, "b.roi", roi));
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(4);
        for (int i = 0; i < 1000; i++) {
            byte[] bytes = whole.clone();
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            Files.write(file, bytes);
            try {
                RoiSet.read(file, Progress.NONE);
            } catch (TesseraException e) {
                assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
            }
        }
    }

    @Test
    void claimsOfManyCornersAreRefused() throws IOException {
        byte[] bytes =
                RoiEncoder.saveAsByteArray(new PolygonRoi(new int[] {1, 5, 5}, new int[] {1, 1, 5}, 3, Roi.POLYGON));
        ByteBuffer.wrap(bytes).putShort(RoiDecoder.N_COORDINATES, (short) 0).putInt(RoiDecoder.SIZE, 2_000_000_000);
        Path file = folder.resolve("a.roi");
        Files.write(file, bytes);
        assertTrue(refusal(file).contains("its corners are missing"), refusal(file));
        ByteBuffer.wrap(bytes).putInt(RoiDecoder.SHAPE_ROI_SIZE, 2_000_000_000).put(RoiDecoder.TYPE, (byte) 1);
        Files.write(file, bytes);
        assertTrue(refusal(file).contains("it is cut off"), refusal(file));
    }

    @Test
    void claimsOfALongNameAreRefused() throws IOException {
        byte[] bytes = RoiEncoder.saveAsByteArray(box("a", 0, 0, 1, 1));
        ByteBuffer data = ByteBuffer.wrap(bytes);
        int second = data.getInt(RoiDecoder.HEADER2_OFFSET);
        Path file = folder.resolve("a.roi");
        for (int place : List.of(RoiDecoder.NAME_LENGTH, RoiDecoder.ROI_PROPS_LENGTH)) {
            for (int length : List.of(0x7F000000, -1)) {
                byte[] hostile = bytes.clone();
                ByteBuffer.wrap(hostile).putInt(second + place, length);
                Files.write(file, hostile);
                assertTrue(refusal(file).contains("its name is cut off"), refusal(file));
            }
        }
    }

    @Test
    void cornersWithoutAPlaceAreRefused() throws IOException {
        for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, 1e20f}) {
            PolygonRoi roi = new PolygonRoi(new float[] {1, 5, 5, 1}, new float[] {1, 1, 5, 5}, 4, Roi.POLYGON);
            byte[] bytes = RoiEncoder.saveAsByteArray(roi);
            ByteBuffer.wrap(bytes).putFloat(64 + 4 * 4 + 4, bad);
            Path file = folder.resolve("a.roi");
            Files.write(file, bytes);
            assertTrue(refusal(file).contains("a corner has no place"), refusal(file));
        }
    }

    @Test
    void filesThatAreNoZipsAreNamed() throws IOException {
        Path empty = Files.createFile(folder.resolve("a.zip"));
        assertTrue(refusal(empty).startsWith("The ROI file " + empty + " cannot be read;"), refusal(empty));
        Path text = Files.writeString(folder.resolve("b.zip"), "no zip at all ".repeat(99));
        assertTrue(refusal(text).startsWith("The ROI file " + text), refusal(text));
        Path other = zip("c.zip", Map.of("a.txt", new byte[9]));
        assertTrue(refusal(other).contains("it holds no ROIs"), refusal(other));
        Path whole = zip("d.zip", Map.of("a.roi", RoiEncoder.saveAsByteArray(box("a", 0, 0, 1, 1))));
        byte[] bytes = Files.readAllBytes(whole);
        Files.write(whole, Arrays.copyOf(bytes, bytes.length - 30));
        assertTrue(refusal(whole).startsWith("The ROI file " + whole), refusal(whole));
        assertTrue(refusal(folder.resolve("missing.roi")).contains("missing.roi"));
    }

    @Test
    void aBombIsNotUnpacked() throws IOException {
        Path file = zip("bomb.zip", Map.of("bomb.roi", new byte[70 << 20]));
        assertTrue(Files.size(file) < 1 << 20);
        assertTrue(refusal(file).startsWith("The ROI bomb.roi in " + file), refusal(file));
    }
}
