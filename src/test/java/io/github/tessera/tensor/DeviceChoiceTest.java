package io.github.tessera.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Device;
import io.github.tessera.device.CLibrary;
import io.github.tessera.device.Devices;
import io.github.tessera.device.Gpu;
import io.github.tessera.device.NvidiaDriver;
import io.github.tessera.device.Platform;
import io.github.tessera.progress.TesseraException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceChoiceTest {
    @ParameterizedTest
    @ValueSource(strings = {"auto", "cpu", "gpu 0", "gpu 13", "mps"})
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

    private static final Platform LINUX =
            new Platform(Platform.Kind.LINUX, "x86_64", 64, new CLibrary(CLibrary.Kind.GLIBC, 2, 36), false);
    private static final Gpu OLD = new Gpu(0, "NVIDIA GTX 1080", 8L << 30, 61);
    private static final Gpu NEW = new Gpu(1, "NVIDIA RTX 4090", 24L << 30, 89);
    private static final Devices BOTH =
            new Devices(LINUX, new NvidiaDriver(NvidiaDriver.State.READY, "570.26", 128, List.of(OLD, NEW), ""));

    private static String line(String choice, Optional<String> withoutCuda, String problem) {
        try {
            DeviceChoice.Chosen chosen = DeviceChoice.parse(choice)
                    .decide(BOTH, withoutCuda, device -> Optional.of(problem).filter(p -> !p.isEmpty()));
            return chosen.device() + ": " + chosen.line();
        } catch (TesseraException e) {
            return e.getMessage();
        }
    }

    @Test
    void theFirstUsableGpuIsTakenAndNamed() {
        assertEquals("gpu(1): Using GPU 1, NVIDIA RTX 4090, 24 GB.", line("auto", Optional.empty(), ""));
        assertEquals("gpu(1): Using GPU 1, NVIDIA RTX 4090, 24 GB.", line("gpu 1", Optional.empty(), ""));
        assertEquals("cpu(): Using the CPU because it was chosen.", line("cpu", Optional.empty(), ""));
    }

    @Test
    void whatStandsInTheWayIsTold() {
        assertTrue(line("gpu", Optional.empty(), "").contains("has compute capability 6.1"));
        assertEquals(
                "GPU 3 cannot be used because the driver finds 2 GPUs, and the first has number 0: choose auto or cpu.",
                line("gpu 3", Optional.empty(), ""));
        assertEquals(
                "cpu(): Using the CPU because PyTorch is for the CPU, though there is GPU 1, NVIDIA RTX 4090, 24 GB"
                        + " (run Tessera Set Up PyTorch... and restart ImageJ to use it).",
                line("auto", Optional.of("PyTorch is for the CPU"), ""));
        assertEquals(
                "cpu(): Using the CPU because GPU 1, NVIDIA RTX 4090, 24 GB, failed in a trial (no kernel image), which a"
                        + " newer driver from nvidia.com/drivers may mend.",
                line("auto", Optional.empty(), "no kernel image"));
        assertTrue(line("gpu 1", Optional.empty(), "no kernel image").startsWith("GPU 1 cannot be used because GPU 1"));
    }

    @Test
    void aGpuThatFailsIsPassedByForTheNext() {
        Gpu other = new Gpu(2, "NVIDIA L4", 24L << 30, 89);
        Devices three = new Devices(
                LINUX, new NvidiaDriver(NvidiaDriver.State.READY, "570.26", 128, List.of(OLD, NEW, other), ""));
        DeviceChoice.Chosen chosen = DeviceChoice.AUTO.decide(
                three, Optional.empty(), device -> device.getDeviceId() == 1 ? Optional.of("hung") : Optional.empty());
        assertEquals(Device.gpu(2), chosen.device());
        assertTrue(
                chosen.line().startsWith("Using GPU 2, NVIDIA L4, 24 GB, since GPU 1, NVIDIA RTX 4090, 24 GB, failed"),
                chosen.line());
    }

    @Test
    void applesGpuIsForAppleSilicon() {
        assertTrue(line("mps", Optional.empty(), "").contains("only Macs with Apple silicon have one"));
        Devices mac = new Devices(
                new Platform(Platform.Kind.MACOS, "aarch64", 64, CLibrary.UNKNOWN, false), NvidiaDriver.NONE);
        DeviceChoice.Chosen chosen =
                DeviceChoice.parse("mps").decide(mac, Optional.empty(), device -> Optional.empty());
        assertEquals("mps", chosen.device().getDeviceType());
        assertEquals("mps", DeviceChoice.parse(" MPS ").toString());
    }

    @Test
    void theCpuPassesTheTrial() {
        assertEquals(Optional.empty(), DeviceTrial.problem(Device.cpu()));
        assertTrue(DeviceTrial.problem(Device.gpu(9)).isPresent());
    }
}
