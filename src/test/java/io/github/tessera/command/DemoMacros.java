package io.github.tessera.command;

import ij.Menus;
import ij.WindowManager;
import ij.macro.Interpreter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Runs macros in this Java as {@link HeadlessImageJ} does, with {@link DemoCommand} installed. */
final class DemoMacros {
    /** A macro's first line: one open image called seen. */
    static final String IMAGE = "newImage('seen', '8-bit', 4, 4, 1);\n";

    /** How a macro ended and what it printed. */
    record Run(boolean succeeded, String output, String errors) {}

    private DemoMacros() {}

    @SuppressWarnings("unchecked")
    static void install() {
        HeadlessImageJ.fillCommands();
        ((Map<Object, Object>) Menus.getCommands())
                .put("Tessera Demo...", TesseraPlugIn.class.getName() + "(\"" + DemoCommand.class.getName() + "\")");
    }

    /** Runs a macro, with no image open at the start. */
    static Run run(Path folder, String macro) {
        Interpreter.batchMode = true;
        for (int id : Interpreter.getBatchModeImageIDs()) {
            Interpreter.removeBatchModeImage(Interpreter.getBatchModeImage(id));
        }
        WindowManager.setTempCurrentImage(null);
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
        try {
            Path file = Files.writeString(folder.resolve("macro.ijm"), macro);
            boolean succeeded = HeadlessImageJ.run(file, "the argument");
            return new Run(succeeded, output.toString(StandardCharsets.UTF_8), errors.toString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }
}
