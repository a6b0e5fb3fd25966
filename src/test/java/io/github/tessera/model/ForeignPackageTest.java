package io.github.tessera.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real package that others made. */
class ForeignPackageTest {
    private static Path nuclei() {
        String data = System.getProperty("tessera.data", System.getenv("TESSERA_DATA"));
        assumeTrue(data != null, "skipped: neither tessera.data nor TESSERA_DATA names a folder of real models");
        return Path.of(data, "bioimageio_models", "unet2d_nuclei_broad");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "bioimageio.yaml", "v0_4_0.bioimageio.yaml", "v0_4_9.bioimageio.yaml"})
    void itGivesItsOwnTestResult(String description) {
        Model model = Ensemble.read(nuclei().resolve(description)).first();
        assertEquals("UNet 2D Nuclei Broad", model.name());
        assertEquals(List.of("background", "probability"), model.classes());
        assertEquals(1, model.channels());
        double difference = ((ForeignModel) model).testDifference();
        assertTrue(difference < 1e-4, "difference " + difference);
    }
}
