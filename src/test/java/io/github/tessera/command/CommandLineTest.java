package io.github.tessera.command;

import static io.github.tessera.command.FolderFixture.images;
import static io.github.tessera.command.FolderFixture.states;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineTest {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    @TempDir
    Path folder;

    private record Result(int code, String output, String errors) {}

    private static Result run(String... arguments) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
        try {
            int code = CommandLine.run(List.of(arguments));
            return new Result(code, output.toString(StandardCharsets.UTF_8), errors.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    private static void misused(String sentence, String... arguments) {
        Result result = run(arguments);
        assertEquals(MISUSED, result.code(), result.output());
        assertTrue(result.errors().startsWith(sentence), result.errors());
        assertEquals("", result.output());
        assertEquals(1, result.errors().lines().count(), result.errors());
    }

    @Test
    void aFolderIsSegmentedAsByTheMacro() throws IOException {
        Path in = images(folder.resolve("in with blanks"), "a.tif", "b.tif", "sub/c.tif");
        Path model = TinyModel.write(folder.resolve("cells"), 1);
        Path out = folder.resolve("out");
        String[] keys = {"input=" + in, "model=" + model, "output=[" + out + "]", "recursive", "opacity=20"};
        List<String> arguments = new ArrayList<>(List.of("Tessera Segment Folder..."));
        arguments.addAll(List.of(keys));
        Result result = run(arguments.toArray(String[]::new));
        assertEquals(DONE, result.code(), result.errors());
        assertEquals("", result.errors());
        assertTrue(result.output().contains("3 of 3 images are segmented in " + out), result.output());
        assertTrue(result.output().contains("0 % (1/3) Segmenting a.tif"), result.output());
        assertEquals(Map.of("a.tif", "segmented", "b.tif", "segmented", "sub/c.tif", "segmented"), states(out));
        Path byMacro = folder.resolve("macro");
        HeadlessImageJ.fillCommands();
        DemoMacros.Run run = DemoMacros.run(
                folder,
                "run('Tessera Segment Folder...', 'input=[" + in + "] model=[" + model + "] output=[" + byMacro
                        + "] recursive opacity=20');");
        assertTrue(run.succeeded(), run.errors());
        assertEquals(
                FolderFixture.contents(byMacro.resolve("overlays"), true),
                FolderFixture.contents(out.resolve("overlays"), true));
    }

    @Test
    void anImageThatFailsMakesTheRunFail() throws IOException {
        Path in = images(folder.resolve("in"), "a.tif", "b.tif");
        Files.write(in.resolve("a.tif"), new byte[10]);
        Path model = TinyModel.write(folder.resolve("cells"), 1);
        Result result = run("segment-folder", "input=" + in, "model=" + model, "output=" + folder.resolve("out"));
        assertEquals(FAILED, result.code());
        assertTrue(result.errors().startsWith("1 of 2 images could not be segmented"), result.errors());
        Result none = run("segment-folder", "input=" + in, "model=" + in, "output=" + folder.resolve("out"));
        assertEquals(FAILED, none.code());
        assertTrue(none.errors().startsWith("There is no model in " + in), none.errors());
    }

    @Test
    void wrongUsage() {
        misused("There is no command \"segment-foldr\": did you mean segment-folder?", "segment-foldr");
        misused("There is no option \"opacitty\": did you mean \"opacity\"?", "segment-folder", "opacitty=3");
        misused("opacity=300 is out of range", "segment-folder", "opacity=300");
        misused("The option \"opacity\" has no value", "segment-folder", "opacity");
        misused("The option \"skip\" is given twice", "segment-folder", "skip", "skip=false");
        misused("The option \"model\" is missing: write model=MODEL.", "segment-folder", "input=a", "output=b");
        misused("\"--input\" is no option: options have no dashes", "segment-folder", "--input", "a");
        misused("segment works on an image that is open in ImageJ", "segment", "model=a");
        Result nothing = run();
        assertEquals(MISUSED, nothing.code());
        assertTrue(nothing.errors().startsWith("Usage: "), nothing.errors());
    }

    @Test
    void helpTellsCommandsKeysAndDefaults() {
        Result general = run("--help");
        assertEquals(DONE, general.code());
        for (MenuEntry entry : MenuEntry.all()) {
            boolean needsImage = !CommandRunner.imageFields(entry.type()).isEmpty();
            assertEquals(!needsImage, general.output().contains("\n  " + entry.word() + " "), entry.word());
            Result help = run("help", entry.word());
            assertEquals(DONE, help.code());
            for (Field field : Field.of(CommandRunner.info(entry.type()))) {
                assertTrue(help.output().contains("\n  " + field.example() + "\n"), field.key());
            }
            assertEquals(help, run(entry.label(), "--help"));
        }
        assertTrue(run("help", "segment-folder").output().contains("from 0 to 100. Default: 40."));
        assertTrue(run("--version").output().startsWith("Tessera "));
    }

    @Test
    void theMenuIsTheOneThatImageJReads() throws Exception {
        Map<String, String> entries = CommandsTest.entries();
        assertEquals(entries.size(), MenuEntry.all().size());
        for (MenuEntry entry : MenuEntry.all()) {
            assertEquals(entries.get(entry.label()), entry.type().getName());
            assertEquals(entry, MenuEntry.named(entry.word()).orElseThrow());
            assertFalse(entry.word().isEmpty());
        }
    }

    @Test
    void progressIsToldNowAndThen() {
        List<String> lines = new ArrayList<>();
        long[] clock = {0};
        LineProgress progress = new LineProgress(lines::add, () -> clock[0]);
        progress.update(0, 4);
        for (int i = 0; i < 100; i++) {
            progress.status("image " + i);
            progress.update(i, 100);
            clock[0] += 1_000_000_000L;
        }
        assertEquals(20, lines.size(), lines.toString());
        assertEquals("0 % image 0", lines.get(0));
        assertEquals("4 % image 5", lines.get(1));
    }
}
