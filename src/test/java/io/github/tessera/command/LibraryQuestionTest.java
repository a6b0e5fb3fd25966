package io.github.tessera.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.device.Flavour;
import io.github.tessera.natives.LibraryMirror;
import io.github.tessera.natives.LibrarySetup;
import io.github.tessera.progress.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.scijava.command.Command;

class LibraryQuestionTest {
    private final LibraryMirror mirror = new LibraryMirror();

    @TempDir
    Path all;

    @BeforeEach
    void begin() {
        System.setProperty(LibrarySetup.MIRROR, mirror.address());
    }

    @AfterEach
    void end() {
        System.clearProperty(LibrarySetup.MIRROR);
        mirror.close();
    }

    @ParameterizedTest
    @EnumSource(Flavour.class)
    void yesDownloadsAndNoDoesNot(Flavour flavour) {
        LibrarySetup setup = mirror.setup(all);
        List<String> questions = new ArrayList<>();
        new LibraryQuestion(setup, flavour, question -> !questions.add(question)).ask(Progress.NONE);
        assertEquals(List.of(), setup.installed());
        new LibraryQuestion(setup, flavour, questions::add).ask(Progress.NONE);
        assertEquals(List.of(setup.folder(flavour)), setup.installed());
        String question = questions.get(1);
        assertTrue(question.contains(setup.plan(flavour) + ", once;"), question);
        assertTrue(question.contains(flavour.isCuda() ? "about 3 GB" : "about 110 MB"), question);
        assertTrue(question.contains(" from " + mirror.address() + " to " + all), question);
    }

    @Test
    void withoutADisplayNothingIsAsked() {
        assertTrue(LibraryQuestion.due().isEmpty());
    }

    static List<Class<? extends Command>> commands() throws Exception {
        return CommandsTest.commands().toList();
    }

    /** What lets the user choose where to compute runs a network; what does not at most runs one that is named. */
    @ParameterizedTest
    @MethodSource("commands")
    void whatComputesOnADeviceNeedsPyTorch(Class<? extends Command> type) throws Exception {
        boolean device = Field.of(CommandRunner.info(type)).stream()
                .anyMatch(field -> field.key().equals("device"));
        if (CommandRunner.info(type).createModule().getDelegateObject() instanceof TesseraCommand command) {
            assertTrue(command.needsPyTorch() || !device);
            assertFalse(command.needsPyTorch() && command instanceof SetUpPyTorchCommand);
        }
    }
}
