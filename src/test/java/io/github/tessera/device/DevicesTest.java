package io.github.tessera.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DevicesTest {
    private static final long GIB = 1L << 30;
    private static final Platform LINUX =
            new Platform(Platform.Kind.LINUX, "x86_64", 64, new CLibrary(CLibrary.Kind.GLIBC, 2, 36), false);
    private static final Gpu RTX4090 = new Gpu(0, "NVIDIA GeForce RTX 4090", 25_757_220_864L, 89);
    private static final Gpu GTX1080 = new Gpu(0, "NVIDIA GeForce GTX 1080", 8 * GIB, 61);
    private static final CommandOutput NOTHING = command -> Optional.empty();

    private static CommandOutput smi(String rows, String head) {
        return command -> {
            boolean version = String.join(" ", command).contains("=driver_version ");
            return Optional.of(version ? rows.split(",\\s*|\n", -1)[3] + "\n" : command.length > 1 ? rows : head);
        };
    }

    private static Devices with(NvidiaDriver driver) {
        return new Devices(LINUX, driver);
    }

    private static NvidiaDriver driver(int cuda, Gpu... gpus) {
        return NvidiaDriver.find(() -> new FakeCuda(0, cuda, List.of(gpus)), NOTHING);
    }

    @Test
    void theDriverTellsItsGpus() {
        NvidiaDriver driver = NvidiaDriver.find(
                () -> new FakeCuda(0, 12020, List.of(RTX4090)),
                smi("0, NVIDIA GeForce RTX 4090, 24564, 535.104.05, 8.9\n", "CUDA Version: 12.2"));
        assertEquals(new NvidiaDriver(NvidiaDriver.State.READY, "535.104.05", 122, List.of(RTX4090), ""), driver);
        Devices devices = with(driver);
        assertEquals(List.of(RTX4090), devices.usable());
        assertEquals(Flavour.CU128, devices.best());
        assertEquals(Optional.empty(), devices.withoutGpu());
        assertEquals("GPU 0, NVIDIA GeForce RTX 4090, 24 GB", RTX4090.describe());
    }

    @Test
    void oldDriversAreToldByTheirNumber() {
        NvidiaDriver driver = NvidiaDriver.find(
                () -> new FakeCuda(0, 11040, List.of(RTX4090)),
                smi("0, NVIDIA GeForce RTX 4090, 24564, 470.82.01\n", "CUDA Version: 11.4"));
        assertEquals(
                "the driver 470 is older than CUDA 12.8 needs: 525, so update it from nvidia.com/drivers",
                with(driver).withoutGpu().orElseThrow());
        assertEquals(Flavour.CPU, with(driver).best());
        assertTrue(with(driver(11080, RTX4090))
                .withoutGpu()
                .orElseThrow()
                .startsWith("the driver knows CUDA 11.8 at most"));
    }

    @ParameterizedTest
    @CsvSource({"11080,false", "12000,true", "12080,true", "13000,true"})
    void driversForCuda12AndLaterWill(int cuda, boolean usable) {
        assertEquals(usable, with(driver(cuda, RTX4090)).withoutGpu().isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"50,false", "61,false", "70,false", "75,true", "86,true", "90,true", "120,true"})
    void gpusFromTuringOnWill(int capability, boolean usable) {
        Gpu gpu = new Gpu(0, "NVIDIA X", 8 * GIB, capability);
        assertEquals(usable, with(driver(12080, gpu)).withoutGpu().isEmpty());
    }

    @Test
    void oldGpusAreNamed() {
        String why = with(driver(12080, GTX1080)).withoutGpu().orElseThrow();
        assertEquals(
                "GPU 0, NVIDIA GeForce GTX 1080, 8 GB, has compute capability 6.1, and PyTorch for CUDA 12.8 needs 7.5"
                        + " (GeForce 16, RTX 20 or newer)",
                why);
    }

    @Test
    void ofSeveralGpusTheFirstUsableCounts() {
        Gpu second = new Gpu(1, "NVIDIA A100", 80 * GIB, 80);
        assertEquals(List.of(second), with(driver(12080, GTX1080, second)).usable());
    }

    @Test
    void withoutADriverThereIsNone() {
        NvidiaDriver none = NvidiaDriver.find(
                () -> {
                    throw new UnsatisfiedLinkError("libcuda.so.1");
                },
                NOTHING);
        assertEquals(NvidiaDriver.NONE, none);
        assertEquals("no NVIDIA GPU was found", with(none).withoutGpu().orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({
        "100,NVIDIA's driver finds no GPU",
        "803,NVIDIA's driver does not work: it was updated since the computer was started: restart the computer",
        "999,NVIDIA's driver does not work: it answers with error 999"
    })
    void brokenDriversAreTold(int status, String start) {
        NvidiaDriver driver = NvidiaDriver.find(() -> new FakeCuda(status, 12020, List.of()), NOTHING);
        String why = with(driver).withoutGpu().orElseThrow();
        assertTrue(why.startsWith(start), why);
        assertEquals(Flavour.CPU, with(driver).best());
    }

    @Test
    void whatHidesGpusIsNamed() {
        assertEquals("", Devices.hiding(null));
        assertTrue(Devices.hiding("").contains("CUDA_VISIBLE_DEVICES is \"\": ask for a GPU"));
        assertTrue(Devices.hiding("-1").contains("CUDA_VISIBLE_DEVICES is \"-1\""));
    }

    @Test
    void aDriverWithoutItsLibraryIsBroken() {
        NvidiaDriver driver = NvidiaDriver.find(
                () -> {
                    throw new UnsatisfiedLinkError("libcuda.so.1");
                },
                smi("0, NVIDIA A40, 46068, 535.1, 8.6\n", ""));
        assertEquals(NvidiaDriver.State.BROKEN, driver.state());
        assertTrue(with(driver).withoutGpu().orElseThrow().contains("nvidia-smi runs: install the driver anew"));
    }

    @Test
    void withoutJnaTheProgramTells() {
        NvidiaDriver driver = NvidiaDriver.find(
                () -> {
                    throw new NoSuchMethodError("Native.load");
                },
                smi(
                        "0, NVIDIA A40, 46068, 550.54.15, 8.6\n1, NVIDIA T4, 15360, 550.54.15, 7.5\n",
                        "| NVIDIA-SMI 550.54.15    Driver Version: 550.54.15    CUDA Version: 12.4 |"));
        assertEquals(NvidiaDriver.State.READY, driver.state());
        assertEquals(124, driver.cuda());
        assertEquals(new Gpu(1, "NVIDIA T4", 15360L << 20, 75), driver.gpus().get(1));
    }

    @Test
    void oldProgramsDoNotKnowTheCapability() {
        NvidiaDriver driver = NvidiaDriver.find(
                () -> {
                    throw new NoSuchMethodError("Native.load");
                },
                command -> String.join(" ", command).contains("compute_cap")
                        ? Optional.empty()
                        : Optional.of(command.length > 1 ? "0, Tesla V100, 16160, 470.82.01\n" : "CUDA Version: 11.4"));
        assertEquals(0, driver.gpus().get(0).capability());
        assertTrue(with(driver).withoutGpu().orElseThrow().startsWith("the driver 470"));
    }

    @Test
    void whereThereIsNoBuildForGpusItIsSaid() {
        Platform arm =
                new Platform(Platform.Kind.LINUX, "aarch64", 64, new CLibrary(CLibrary.Kind.GLIBC, 2, 36), false);
        assertEquals(
                "there is no PyTorch for GPUs for linux-aarch64",
                new Devices(arm, driver(12080, RTX4090)).withoutGpu().orElseThrow());
    }

    @Test
    void memoryIsThatOfTheDriver() {
        GpuMemory memory =
                GpuMemory.of(new FakeCuda(0, 12080, List.of(GTX1080)), 0).orElseThrow();
        assertEquals(new GpuMemory(2 * GIB, 8 * GIB), memory);
        assertEquals(Optional.empty(), GpuMemory.of(new FakeCuda(100, 12080, List.of()), 0));
    }
}
