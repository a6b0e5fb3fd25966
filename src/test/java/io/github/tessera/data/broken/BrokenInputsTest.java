package io.github.tessera.data.broken;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.tessera.progress.TesseraException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever people have on their disks: a clear message or the right labels, at once and without a window. */
class BrokenInputsTest {
    private static final int FEWEST = 200;
    private static final int MOST_OF_ONE_CAUSE = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    static List<BrokenInput> inputs() {
        return BrokenInputs.all();
    }

    @Test
    void thereAreTwoHundredOfManyCauses() {
        List<BrokenInput> all = inputs();
        assertTrue(all.size() >= FEWEST, all.size() + " kinds");
        Map<Cause, List<BrokenInput>> causes = all.stream().collect(Collectors.groupingBy(BrokenInput::cause));
        causes.forEach((cause, inputs) -> assertTrue(inputs.size() <= MOST_OF_ONE_CAUSE, cause + ": " + inputs.size()));
        assertEquals(Set.of(Cause.values()), causes.keySet());
        Set<String> names = new HashSet<>();
        all.forEach(input -> assertTrue(names.add(input.toString()), input.toString()));
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void isAnswered(BrokenInput input) throws Exception {
        Scene scene = new Scene(folder);
        input.builder().build(scene);
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream listening = new PrintStream(printed, true, StandardCharsets.UTF_8);
        System.setOut(listening);
        System.setErr(listening);
        try {
            assertTimeoutPreemptively(PATIENCE, () -> check(input, scene));
        } finally {
            System.setOut(out);
            System.setErr(err);
            scene.deleteLinks();
        }
        assertEquals("", printed.toString(StandardCharsets.UTF_8), "is printed");
    }

    private static void check(BrokenInput input, Scene scene) throws Exception {
        String answer;
        try {
            answer = input.reading().read(scene);
        } catch (TesseraException e) {
            assertTrue(input.isRefused(), e.getMessage());
            PlainSentence.require(e.getMessage(), scene.folder, input.named());
            return;
        }
        if (input.isRefused()) {
            fail("is read as " + answer);
        }
        assertEquals(input.expected(), answer);
    }
}
