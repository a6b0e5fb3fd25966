package io.github.tessera.command;

import ij.IJ;
import ij.ImageJ;
import ij.Macro;
import ij.Menus;
import ij.macro.Debugger;
import ij.macro.Interpreter;
import java.awt.HeadlessException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs a macro in plain ImageJ without a display, and ends with exit code 0, or 1 where the macro failed.
 *
 * <pre>java -cp "ij.jar:plugins/Tessera_.jar:plugins/jars/*" io.github.tessera.command.HeadlessImageJ macro.ijm [argument]</pre>
 *
 * <p>ImageJ builds its table of commands together with its menus, which need a display; here the table is filled from ImageJ's own list and
 * from every {@code plugins.config} on the class path. Of ImageJ's own commands only those without a dialog run this way. In Fiji, {@code --headless -macro} runs it too, but ends with 0 after an error.
 */
public final class HeadlessImageJ {
    /** {@code Plugins>Tessera, "Tessera Train...", package.Class("argument")}; ImageJ's own list has a number before the label. */
    private static final Pattern ENTRY = Pattern.compile("(?:[^#,=]*[,=])\\s*\"([^\"]+)\"\\s*,\\s*(\\S.*?)\\s*");

    /** A keyboard shortcut at the end of a label, such as {@code [f]}. */
    private static final Pattern SHORTCUT = Pattern.compile("\\[[^]]{1,3}]$");

    private static final String NEEDS_DISPLAY =
            "this command of ImageJ opens a dialog, which plain ImageJ cannot do without a display;"
                    + " run the macro under xvfb-run with ij.jar -batch, or in Fiji with --headless.";

    private HeadlessImageJ() {}

    /**
     * Runs a macro file and ends this Java.
     *
     * @param arguments the macro file, and what {@code getArgument()} gives in it
     */
    public static void main(String[] arguments) {
        System.setProperty("java.awt.headless", "true");
        if (arguments.length < 1 || arguments.length > 2) {
            System.err.println("Give the macro file, and at most one argument for it.");
            System.exit(2);
        }
        System.exit(run(Path.of(arguments[0]), arguments.length == 2 ? arguments[1] : "") ? 0 : 1);
    }

    /** Runs a macro file; true where it came to its end. What went wrong is printed to standard error. */
    static boolean run(Path file, String argument) {
        String macro;
        try {
            macro = Files.readString(file);
        } catch (IOException e) {
            System.err.println("The macro " + file + " cannot be read: check its path, and that it is text in UTF-8.");
            return false;
        }
        fillCommands();
        PrintStream output = System.out;
        Position position = new Position();
        Interpreter interpreter = new Interpreter();
        MacroOutput watched = new MacroOutput(output, interpreter);
        interpreter.setDebugger(position);
        interpreter.setDebugMode(Debugger.FAST_TRACE);
        System.setOut(watched);
        try {
            interpreter.run(macro, argument);
            return succeeded(interpreter, watched, file, position, null);
        } catch (RuntimeException | Error e) {
            return succeeded(interpreter, watched, file, position, e);
        } finally {
            System.setOut(output);
        }
    }

    private static boolean succeeded(
            Interpreter interpreter, MacroOutput output, Path file, Position position, Throwable thrown) {
        String error = interpreter.getErrorMessage();
        if (Macro.MACRO_CANCELED.equals(error)) {
            // One of our commands has stopped the macro, and has said why.
            return false;
        } else if (error != null) {
            System.err.println("The macro " + file.getFileName() + " failed in line " + position.line + ": " + error);
            return false;
        } else if (thrown != null && !Macro.MACRO_CANCELED.equals(thrown.getMessage())) {
            System.err.println("The macro " + file.getFileName() + " failed in line " + position.line + ": " + thrown);
            return false;
        }
        return output.reasonToExit == null;
    }

    /** Makes {@code run("...")} know ImageJ's commands and those of all plugins on the class path. */
    static void fillCommands() {
        loadPreferences();
        Map<Object, Object> commands = commands();
        try {
            ClassLoader loader = HeadlessImageJ.class.getClassLoader();
            add(commands, ImageJ.class.getResourceAsStream("/IJ_Props.txt"));
            add(commands, HeadlessImageJ.class.getResourceAsStream("imagej-commands.config"));
            for (URL config : Collections.list(loader.getResources("plugins.config"))) {
                add(commands, config.openStream());
            }
        } catch (IOException e) {
            System.err.println("A plugins.config on the class path cannot be read: " + e.getMessage());
        }
    }

    /** Has ImageJ read its preferences, as it does when it starts with a window: files are written, and models found, in the same way then. */
    static void loadPreferences() {
        if (Menus.getCommands() == null) {
            try {
                // Makes the empty table of commands, too, then stops at the first menu.
                IJ.run("Tessera");
            } catch (HeadlessException e) {
                IJ.resetEscape();
            }
        }
    }

    // ImageJ's table is from before generics; it maps labels to class names.
    @SuppressWarnings("unchecked")
    private static Map<Object, Object> commands() {
        return Menus.getCommands();
    }

    private static void add(Map<Object, Object> commands, InputStream config) throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(config, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                Matcher entry = ENTRY.matcher(line.strip());
                if (entry.matches()) {
                    commands.put(SHORTCUT.matcher(entry.group(1)).replaceAll(""), entry.group(2));
                }
            }
        }
    }

    /** Remembers the line of the statement that runs. */
    private static final class Position implements Debugger {
        private int line = 1;

        @Override
        public int debug(Interpreter interpreter, int mode) {
            line = interpreter.getLineNumber();
            return 0;
        }
    }

    /**
     * Standard output that turns the trace of ImageJ's attempt to open a dialog into a sentence, and notices the text of the macro function
     * {@code exit("text")}, which ends a macro as failed, unlike {@code exit()}.
     */
    private static final class MacroOutput extends PrintStream {
        private String reasonToExit;

        private final Interpreter interpreter;

        MacroOutput(PrintStream output, Interpreter interpreter) {
            super(output, true, StandardCharsets.UTF_8);
            this.interpreter = interpreter;
        }

        @Override
        public void println(String line) {
            if (line != null && line.startsWith(HeadlessException.class.getName()) && calledBy("ij.Executer", "run")) {
                if (interpreter.getErrorMessage() == null) {
                    interpreter.setIgnoreErrors(true);
                    interpreter.abort(NEEDS_DISPLAY);
                }
            } else if (calledBy("ij.macro.Functions", "exit")) {
                reasonToExit = line;
                System.err.println(line);
            } else {
                super.println(line);
            }
        }

        private static boolean calledBy(String className, String method) {
            return StackWalker.getInstance()
                    .walk(frames -> frames.anyMatch(f -> f.getClassName().equals(className)
                            && f.getMethodName().equals(method)));
        }
    }
}
