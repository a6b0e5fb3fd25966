package io.github.tessera.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ij.ImagePlus;
import ij.process.ByteProcessor;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PixelSizeTest {
    private static Optional<PixelSize> size(double pixel, String unit) {
        ImagePlus imp = new ImagePlus("a", new ByteProcessor(2, 2));
        imp.getCalibration().pixelWidth = pixel;
        imp.getCalibration().pixelHeight = 2 * pixel;
        imp.getCalibration().setUnit(unit);
        return PixelSize.of(imp);
    }

    @ParameterizedTest
    @CsvSource({
        "250, nm, 0.25",
        "0.5, um, 0.5",
        "0.5, \u00B5m, 0.5",
        "0.5, \u03BCm, 0.5",
        "0.5, micron, 0.5",
        "0.5, Microns, 0.5",
        "0.002, mm, 2",
        "0.0001, cm, 1",
        "0.00001, m, 10",
        "0.01, inch, 254"
    })
    void unitsBecomeMicrometres(double pixel, String unit, double micrometres) {
        PixelSize size = size(pixel, unit).orElseThrow();
        assertEquals(micrometres, size.width(), 1e-9);
        assertEquals(2 * micrometres, size.height(), 1e-9);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pixel", "pixels", " ", "sec", "light years"})
    void whatIsNoLengthIsUnknown(String unit) {
        assertEquals(Optional.empty(), size(1, unit));
    }

    @Test
    void impossibleSizesAreUnknown() {
        assertEquals(Optional.empty(), size(0, "um"));
        assertEquals(Optional.empty(), size(Double.NaN, "um"));
        assertEquals(Optional.empty(), size(Double.POSITIVE_INFINITY, "um"));
        assertEquals(Optional.empty(), size(-1, "um"));
    }

    @Test
    void everyUnitIsFoundByItsLabel() {
        Arrays.stream(LengthUnit.values())
                .forEach(unit -> assertEquals(Optional.of(unit), LengthUnit.of(unit.label())));
    }
}
