package io.github.tessera.torchscript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a file says, the answer is one sentence, soon and within little memory. */
class HostileWeightsTest {
    private static final int MUTATIONS = 300;

    @TempDir
    Path folder;

    static List<HostileWeights> files() {
        return HostileWeights.all();
    }

    static List<String> honest() {
        return StateDictTest.names();
    }

    @ParameterizedTest
    @MethodSource("files")
    void isRefusedInOneSentence(HostileWeights hostile) {
        String told = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> refusal(hostile.file()));
        assertTrue(told.contains(hostile.reason()), told);
        assertTrue(!told.contains("it calls for") || told.contains("nothing of the file was run"), told);
    }

    @ParameterizedTest
    @MethodSource("honest")
    void isRefusedWhereverItIsCutOff(String name) throws IOException {
        byte[] whole = StateDictTest.resource(name);
        for (int length = 0; length < whole.length; length += 7) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThrows(IOException.class, () -> StateDict.tensors(new SeekableInMemoryByteChannel(part)));
        }
        refusal(Arrays.copyOf(whole, whole.length - 1));
    }

    @ParameterizedTest
    @MethodSource("honest")
    void isReadOrRefusedWhateverBytesAreWrong(String name) throws IOException {
        SplittableRandom random = new SplittableRandom(name.hashCode());
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] mutant = StateDictTest.resource(name);
            for (int wrong = random.nextInt(1, 4); wrong > 0; wrong--) {
                mutant[random.nextInt(mutant.length)] = (byte) random.nextInt();
            }
            try {
                StateDict.tensors(new SeekableInMemoryByteChannel(mutant));
            } catch (IOException e) {
                assertEquals(1, e.getMessage().lines().count(), e.getMessage());
            }
        }
    }

    private String refusal(byte[] bytes) throws IOException {
        Path file = folder.resolve("hostile.pth");
        Files.write(file, bytes);
        String told =
                assertThrows(TesseraException.class, () -> StateDict.read(file)).getMessage();
        assertOneSentence(file, told);
        return told;
    }

    private static void assertOneSentence(Path file, String told) {
        assertTrue(told.startsWith(file + " cannot be read as weights ("), told);
        assertTrue(told.endsWith("): choose a .safetensors, .pth or .pt file."), told);
        assertEquals(1, told.lines().count(), told);
        assertTrue(told.length() < file.toString().length() + 300, told);
    }
}
