package io.github.tessera.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import ij.gui.Roi;
import ij.io.RoiDecoder;
import ij.io.RoiEncoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoiTextTest {
    @ParameterizedTest
    @ValueSource(strings = {"nucleus", "Zellkern \u00e4", "\u7d30\u80de", "CD-4 \u00b1 2", "\u03b2-tubulin"})
    void isTheSameBeforeAndAfterItWasSaved(String text) {
        Roi roi = new Roi(1, 2, 3, 4);
        roi.setProperty("class", text);
        assertEquals(text, RoiText.of(roi, "class"));
        Roi read = RoiDecoder.openFromByteArray(RoiEncoder.saveAsByteArray(roi));
        assertEquals(text, RoiText.of(read, "class"));
    }

    @Test
    void isMissingWhereThereIsNone() {
        assertNull(RoiText.of(new Roi(1, 2, 3, 4), "class"));
    }
}
