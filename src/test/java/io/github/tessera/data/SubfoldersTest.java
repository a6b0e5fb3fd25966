package io.github.tessera.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.image.ImageFiles;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images in subfolders, with masks in subfolders of the same names. */
class SubfoldersTest {
    @TempDir
    Path folder;

    /** The pixel at the given place is white; the mask holds the class there and nothing else. */
    private void pair(String patient, String name, int white) {
        byte[] pixels = new byte[16];
        pixels[white] = (byte) 255;
        ImageFiles.savePng(List.of(pixels), 4, 4, folder.resolve("images/" + patient + "/" + name + ".png"));
        ImageFiles.savePng(List.of(pixels), 4, 4, folder.resolve("masks/" + patient + "/" + name + "_mask.png"));
    }

    private LabelledSet read() {
        return LabelledSet.fromFolders(
                folder.resolve("images"), folder.resolve("masks"), MaskSettings.defaults(), Progress.NONE);
    }

    @Test
    void filesOfOneNameStayApartAndFoldersAreGroups() {
        pair("ann", "1", 0);
        pair("ann", "2", 5);
        pair("ben", "1", 15);
        LabelledSet set = read();
        assertEquals(List.of("ann/1.png", "ann/2.png", "ben/1.png"), set.names());
        assertEquals(1, set.images().get(2).labels().getAt(3, 3).get());
        assertEquals(0, set.images().get(0).labels().getAt(3, 3).get());
        Split split = SplitSettings.defaults()
                .withPortions(new Portion(1), Portion.NONE)
                .withGroups("")
                .of(set.names());
        assertTrue(
                split.validation().equals(List.of(0, 1)) || split.validation().equals(List.of(2)), split.toString());
    }

    @Test
    void foldersWithoutPartnerAreTold() {
        pair("ann", "1", 0);
        ImageFiles.savePng(List.of(new byte[16]), 4, 4, folder.resolve("images/cleo/1.png"));
        ImageFiles.savePng(List.of(new byte[16]), 4, 4, folder.resolve("images/ann/7.png"));
        assertEquals(List.of("ann/7.png", "cleo/1.png"), read().unpaired());
    }

    @Test
    void nothingThatFitsIsAnError() {
        ImageFiles.savePng(List.of(new byte[16]), 4, 4, folder.resolve("images/ann/1.png"));
        ImageFiles.savePng(List.of(new byte[16]), 4, 4, folder.resolve("masks/ben/1.png"));
        String message = assertThrows(TesseraException.class, this::read).getMessage();
        assertTrue(message.startsWith("No mask in " + folder.resolve("masks") + " belongs to an image in "), message);
    }

    @Test
    void imagesBesideSubfoldersAreTheSet() {
        pair("ann", "1", 0);
        pair(".", "3", 2);
        assertEquals(List.of("3.png"), read().names());
    }
}
