package io.github.tessera.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Device;
import io.github.tessera.progress.TesseraException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceChoiceTest {
    @ParameterizedTest
    @ValueSource(strings = {"auto", "cpu", "gpu 0", "gpu 13"})
    void whatIsWrittenIsReadBack(String text) {
        assertEquals(text, DeviceChoice.parse(text).toString());
    }

    @Test
    void shortFormsAreRead() {
        assertEquals(new DeviceChoice(DeviceChoice.Kind.GPU, 0), DeviceChoice.parse(" GPU "));
        assertEquals(new DeviceChoice(DeviceChoice.Kind.GPU, 2), DeviceChoice.parse("gpu2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "cuda", "gpu x", "gpu -1", "gpu 1234", "cpu 0"})
    void otherWordsAreTold(String text) {
        String message = assertThrows(TesseraException.class, () -> DeviceChoice.parse(text))
                .getMessage();
        assertTrue(message.contains("\"" + text + "\"") && message.contains("auto, cpu"), message);
    }

    @Test
    void theCpuIsAlwaysThere() {
        DeviceChoice.Chosen chosen = DeviceChoice.CPU.choose();
        assertEquals(Device.cpu(), chosen.device());
        assertEquals("Using the CPU because it was chosen.", chosen.line());
    }

    @Test
    void aGpuThatIsNotThereIsTold() {
        assumeTrue(!PyTorch.engine().hasCapability("CUDA"), "skipped: this PyTorch has CUDA");
        String message = assertThrows(TesseraException.class, () -> DeviceChoice.parse("gpu 7")
                        .choose())
                .getMessage();
        assertTrue(message.startsWith("GPU 7 cannot be used") && message.endsWith("choose auto or cpu."), message);
        assertTrue(DeviceChoice.AUTO.choose().line().startsWith("Using the CPU because"));
    }
}
