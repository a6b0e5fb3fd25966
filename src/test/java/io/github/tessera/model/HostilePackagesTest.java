package io.github.tessera.model;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.github.tessera.image.NormalizationSettings;
import io.github.tessera.network.Activation;
import io.github.tessera.network.Architecture;
import io.github.tessera.network.Initialization;
import io.github.tessera.network.NetworkSettings;
import io.github.tessera.network.Weights;
import io.github.tessera.predict.Segmenter;
import io.github.tessera.predict.SegmenterSettings;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.tensor.DeviceChoice;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.imglib2.img.array.ArrayImgs;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is done to a package: a sentence, soon, in little memory; nothing is written, and nothing of it is run. */
class HostilePackagesTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final long LITTLE = 300L << 20;
    private static final int LONGEST = 500;
    private static final int SIDE = 40;

    /** What libraries say, and sentences do not. */
    private static final List<String> RAW = List.of(
            "Exception",
            "\tat ",
            "at io.",
            "java.",
            "javax.",
            "com.",
            "org.",
            "Cannot invoke",
            "For input string",
            "Expected ",
            "BEGIN_",
            "null",
            "Index ",
            "\n",
            "\u0000");

    @TempDir
    static Path own;

    @TempDir
    Path folder;

    @BeforeAll
    static void writesTesserasOwn() {
        NetworkSettings network = Architecture.C_UNET.settings(1, 1).withWidth(2);
        SegmentationModel model = new SegmentationModel(
                "nuclei",
                network,
                Activation.SIGMOID,
                List.of("background", "nucleus"),
                NormalizationSettings.defaults(),
                RunSettings.byRule(network),
                new TrainingNotes("bce", "adam", 1, 1, 64, "none", 1, 1, 1, 0.5, "cpu", false),
                Weights.initial(network.build(), Initialization.HE_NORMAL, 1));
        ModelPackage.write(model, own);
        ModelPackage.complete(model, own);
    }

    static Stream<HostilePackage> hostile() {
        return Stream.<HostilePackage[]>of(
                        HostileDescription.values(),
                        HostileTensor.values(),
                        HostileFile.values(),
                        HostileZip.values(),
                        HostileNetwork.values(),
                        HostileState.values(),
                        HostileArray.values(),
                        HostileSetting.values())
                .flatMap(Stream::of);
    }

    private PackageDraft draft() throws IOException {
        Path outside = Files.createDirectories(folder.resolve("outside"));
        Files.writeString(outside.resolve("secret"), "not for everybody");
        return new PackageDraft(folder.resolve("package"), own, outside);
    }

    /** All that there is, with lengths and dates. */
    private Set<String> listing() throws IOException {
        Set<String> files = new TreeSet<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.toList()) {
                files.add(file + " " + Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS)
                        + (Files.isRegularFile(file) ? " " + Files.size(file) : ""));
            }
        }
        return files;
    }

    /** Everything that users do with a model. */
    private static void use(Path path) {
        Ensemble ensemble = Ensemble.read(path);
        if (ensemble.first() instanceof ForeignModel foreign) {
            double difference = foreign.testDifference();
            assertTrue(Double.isNaN(difference) || difference < 1e-4, "difference " + difference);
        }
        try (Segmenter segmenter = new Segmenter(ensemble, DeviceChoice.CPU, SegmenterSettings.AUTO)) {
            segmenter.segment(
                    ArrayImgs.floats(SIDE, SIDE, ensemble.first().channels()), "image", 8, true, Progress.NONE);
        }
    }

    @Test
    void theSoundOnesAreUsed() throws IOException {
        PackageDraft draft = draft();
        use(draft.opened());
        draft.own();
        use(draft.opened());
        draft.zip(files -> {});
        use(draft.opened());
        assertEquals(
                hostile().count(),
                hostile().map(HostilePackage::name).distinct().count(),
                "names");
        assertTrue(hostile().count() >= 100);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsOnlyOddIsUsed(HarmlessOddity oddity) throws IOException {
        PackageDraft draft = draft();
        oddity.change().on(draft);
        Set<String> before = listing();
        assertTimeoutPreemptively(SOON, () -> use(draft.opened()));
        assertEquals(before, listing());
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void isASentence(HostilePackage hostile) throws IOException {
        PackageDraft draft = draft();
        hostile.change().on(draft);
        Path path = draft.opened();
        Set<String> before = listing();
        String message = assertTimeoutPreemptively(SOON, () -> {
            ThreadMXBean bean = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long start = bean.getCurrentThreadAllocatedBytes();
            String said = assertThrows(TesseraException.class, () -> use(path)).getMessage();
            long taken = bean.getCurrentThreadAllocatedBytes() - start;
            assertTrue(taken < LITTLE, () -> (taken >> 20) + " MB");
            return said;
        });
        requireSentence(message);
        assertTrue(message.contains(path.toString()) || message.contains("foreign model"), message);
        assertFalse(message.contains("not for everybody"), message);
        assertDoesNotThrow(() -> ModelSummary.read(path)).ifPresent(summary -> {
            assertTrue(summary.fault().length() < LONGEST, summary.fault());
            assertTrue(RAW.stream().noneMatch(summary.fault()::contains), summary.fault());
        });
        assertEquals(before, listing());
    }

    @ParameterizedTest
    @EnumSource
    void whatAnObjectHoldsIsRefusedBeforePyTorchSeesIt(HostileState state) throws IOException {
        PackageDraft draft = draft();
        state.change().on(draft);
        String message = assertThrows(TesseraException.class, () -> Ensemble.read(draft.opened()))
                .getMessage();
        assertTrue(message.contains(state.reason()), message);
    }

    private void requireSentence(String message) {
        String own = message.replace(folder.toString(), "");
        assertTrue(own.endsWith("."), message);
        assertTrue(message.length() < LONGEST, message);
        RAW.forEach(word -> assertFalse(own.contains(word), () -> word + " in: " + message));
    }
}
