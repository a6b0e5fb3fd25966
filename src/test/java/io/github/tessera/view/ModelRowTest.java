package io.github.tessera.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.image.ImageFiles;
import io.github.tessera.model.ModelSummary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelRowTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @TempDir
    Path folder;

    private ModelRow row(int channels, int models, double iou) {
        List<String> classes = List.of("background", "interior", "border");
        return ModelRow.of(new ModelSummary(
                folder,
                "cells",
                NOON,
                models,
                Optional.of(new ModelSummary.Details(classes, "U-Net, width 8", "U-Net", channels, 40, iou)),
                ""));
    }

    @Test
    void aLineTellsClassesDateNetworkImagesAndScore() {
        ModelRow row = row(1, 1, 0.8765);
        assertEquals("interior, border in grey images", row.what());
        assertEquals("2026-11-21   U-Net, width 8   40 images   IoU 0.877", row.facts());
        assertEquals("interior, border in RGB images", row(3, 1, 1).what());
        assertEquals(
                "2026-11-21   U-Net, width 8, 5 models   40 images",
                row(2, 5, Double.NaN).facts());
    }

    @Test
    void aFaultStandsWhereTheClassesWould() {
        ModelRow row = ModelRow.of(new ModelSummary(folder, "x", NOON, 1, Optional.empty(), "It is damaged (why)."));
        assertEquals("It is damaged (why).", row.what());
        assertEquals("2026-11-21", row.facts());
        assertEquals(ModelRow.SIDE, row.picture().getHeight());
    }

    @Test
    void thePictureIsTheCoverOrTheNetworksName() throws Exception {
        int blank = row(1, 1, 1).picture().getRGB(0, 0);
        byte[] red = new byte[100];
        java.util.Arrays.fill(red, (byte) 200);
        ImageFiles.savePng(List.of(red, new byte[100], new byte[100]), 10, 10, folder.resolve("cover.png"));
        assertEquals(0xffc80000, row(1, 1, 1).picture().getRGB(0, 0));
        assertNotEquals(blank, 0xffc80000);
        Files.writeString(folder.resolve("cover.png"), "no picture");
        assertEquals(blank, row(1, 1, 1).picture().getRGB(0, 0));
        assertTrue(row(1, 1, 1).toString().startsWith("cells"), "what is typed finds it");
    }
}
