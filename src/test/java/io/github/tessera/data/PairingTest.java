package io.github.tessera.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.progress.TesseraException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PairingTest {
    private static List<Path> files(String folder, String... names) {
        return Stream.of(names).map(name -> Path.of(folder, name)).toList();
    }

    private static Pairing pair(List<String> images, List<String> masks) {
        return Pairing.of(files("images", images.toArray(String[]::new)), files("masks", masks.toArray(String[]::new)));
    }

    private static Map<String, String> names(Pairing pairing) {
        Map<String, String> names = new TreeMap<>();
        pairing.pairs()
                .forEach((image, mask) -> names.put(
                        image.getFileName().toString(), mask.getFileName().toString()));
        return names;
    }

    @Test
    void equalBaseNamesArePairedWhateverTheExtension() {
        assertEquals(
                Map.of("a.tif", "a.png", "b.tif", "b.png"),
                names(pair(List.of("a.tif", "b.tif"), List.of("b.png", "a.png"))));
    }

    @Test
    void aCommonPrefixOnEitherSideIsIgnored() {
        assertEquals(
                Map.of("img_01.tif", "mask_01.png", "img_02.tif", "mask_02.png"),
                names(pair(List.of("img_01.tif", "img_02.tif"), List.of("mask_01.png", "mask_02.png", "mask_13.png"))));
    }

    @Test
    void aCommonSuffixIsIgnored() {
        assertEquals(
                Map.of("01.tif", "01_mask.tif", "02.tif", "02_mask.tif"),
                names(pair(List.of("01.tif", "02.tif"), List.of("01_mask.tif", "02_mask.tif"))));
    }

    @Test
    void aSinglePairWithASuffixIsPaired() {
        assertEquals(Map.of("cell.tif", "cell_mask.png"), names(pair(List.of("cell.tif"), List.of("cell_mask.png"))));
    }

    @Test
    void prefixAndSuffixTogetherAreIgnored() {
        assertEquals(
                Map.of("x7_raw.tif", "m-7-seg.png", "x8_raw.tif", "m-8-seg.png"),
                names(pair(List.of("x7_raw.tif", "x8_raw.tif"), List.of("m-7-seg.png", "m-8-seg.png"))));
    }

    @Test
    void numbersAreNeverCut() {
        // Without that rule 101 and 102 would lose "10" and be paired with 1 and 2.
        Pairing pairing = pair(List.of("101.tif", "102.tif"), List.of("1.png", "2.png"));
        assertEquals(Map.of(), pairing.pairs());
        assertEquals(4, pairing.unpaired().size());
    }

    @Test
    void whatHasNoPartnerIsListed() {
        Pairing pairing = pair(List.of("a.tif", "b.tif", "c.tif"), List.of("a.tif", "c.tif", "d.tif"));
        assertEquals(Map.of("a.tif", "a.tif", "c.tif", "c.tif"), names(pairing));
        assertEquals(List.of(Path.of("images", "b.tif"), Path.of("masks", "d.tif")), pairing.unpaired());
    }

    @Test
    void aSharedBeginningOfImagesThatMasksDoNotShareIsKept() {
        assertEquals(
                Map.of("cell_a1.tif", "cell_a1_m.tif", "cell_a2.tif", "cell_a2_m.tif"),
                names(pair(
                        List.of("cell_a1.tif", "cell_a2.tif"),
                        List.of("cell_a1_m.tif", "cell_a2_m.tif", "cell_b1_m.tif"))));
    }

    @Test
    void twoFilesOfOneBaseNameAreRefused() {
        TesseraException e =
                assertThrows(TesseraException.class, () -> pair(List.of("a.tif", "a.png"), List.of("a.tif")));
        assertTrue(e.getMessage().contains("images holds both a.tif and a.png"), e.getMessage());
    }
}
