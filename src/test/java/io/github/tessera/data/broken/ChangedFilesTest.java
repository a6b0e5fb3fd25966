package io.github.tessera.data.broken;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.image.ImageFiles;
import io.github.tessera.image.PlaneStack;
import io.github.tessera.progress.TesseraException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files of which some bytes are others: read or refused in a plain sentence, never an endless loop or another exception. */
class ChangedFilesTest {
    private static final int ROUNDS = 250;
    private static final int MOST_CHANGES = 3;
    private static final int CUT_EACH = 7;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    /** Sound files. */
    enum Source {
        STRIPS(TiffCases.mask().bytes()),
        DEFLATE(TiffCases.mask().deflated().set(RawTiff.PREDICTOR, 2).bytes()),
        PACK_BITS(TiffCases.mask()
                .pixels(new byte[] {11, 0, -1, -1, 0, 0, -1, -1, 0, 0, 0, 0, 0})
                .set(RawTiff.COMPRESSION, RawTiff.PACK_BITS)
                .bytes()),
        FLOATS(RawTiff.floats(new float[12]).bytes()),
        BITS(TiffCases.mask().set(RawTiff.BITS, 1).bytes()),
        BIG(TiffCases.mask().bigTiff()),
        TILES(TiffCases.mask().tiled().bytes()),
        PAGES(RawTiff.file(false, 0, TiffCases.mask(), TiffCases.mask())),
        IMAGE_J(TiffCases.mask()
                .pixels(new byte[36])
                .describe("ImageJ=1.54p\nimages=3\nchannels=3\n")
                .bytes());

        private final byte[] bytes;

        Source(byte[] bytes) {
            this.bytes = bytes;
        }

        byte[] changed(Random random, int round) {
            byte[] other = bytes.clone();
            for (int i = 0; i < 1 + round % MOST_CHANGES; i++) {
                other[random.nextInt(other.length)] = (byte) (random.nextInt(3) == 0 ? 0xFF : random.nextInt(256));
            }
            return round % CUT_EACH == 0 ? Arrays.copyOf(other, 1 + random.nextInt(other.length)) : other;
        }
    }

    @ParameterizedTest
    @EnumSource
    void areReadOrRefused(Source source) {
        Random random = new Random(source.name().hashCode());
        Path file = folder.resolve("a b.tif");
        assertTimeoutPreemptively(PATIENCE, () -> {
            int refused = 0;
            for (int round = 0; round < ROUNDS; round++) {
                Files.write(file, source.changed(random, round));
                refused += isRefused(file) ? 1 : 0;
            }
            assertTrue(refused > ROUNDS / 10 && refused < ROUNDS, refused + " refused");
        });
    }

    private boolean isRefused(Path file) {
        try {
            PlaneStack stack = PlaneStack.open(file);
            stack.planes().forEach(plane -> plane.getAt(0, 0, 0).get());
            ImageFiles.open(file);
            return false;
        } catch (TesseraException e) {
            PlainSentence.require(e.getMessage(), folder, List.of("a b.tif"));
            return true;
        }
    }
}
