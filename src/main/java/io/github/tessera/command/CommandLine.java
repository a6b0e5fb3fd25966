package io.github.tessera.command;

import io.github.tessera.command.MacroOptions.Option;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.view.Software;
import java.util.List;
import java.util.Optional;

/**
 * Runs a command without ImageJ's window and without a display, with the keys of macros, and ends with an exit code.
 *
 * <pre>java -cp "ij.jar:plugins/Tessera_.jar:plugins/jars/*" io.github.tessera.command.CommandLine segment-folder input=DIR model=DIR output=DIR</pre>
 *
 * <p>What macros print and progress go to standard output, errors to standard error. Ctrl+C, or a request to end, stops a command as Esc does.
 */
public final class CommandLine {
    private static final int DONE = 0;

    /** It failed, or a part of it did. */
    private static final int FAILED = 1;

    /** Nothing was done, for the command line is wrong. */
    private static final int MISUSED = 2;

    /** What a shell tells of a program that Ctrl+C has ended. */
    private static final int STOPPED = 130;

    private static final String USAGE =
            """
            Usage: COMMAND key=value key=value ...
                   help COMMAND     every key of a command, its meaning and default
                   --help, --version
            The keys are those of macros. A switch may stand alone: recursive.
            Exit code: 0 done, 1 failed or failed in part, 2 wrong usage, 130 stopped.

            Commands:
            """;

    private CommandLine() {}

    /**
     * Runs a command and ends this Java.
     *
     * @param arguments its name, as in the menu or as a word, and its options
     */
    public static void main(String[] arguments) {
        System.setProperty("java.awt.headless", "true");
        int code;
        try {
            code = run(List.of(arguments));
        } catch (LinkageError e) {
            System.err.println(TesseraPlugIn.missing(e));
            code = FAILED;
        }
        System.exit(code);
    }

    /** Runs a command; its exit code. */
    static int run(List<String> arguments) {
        String first = arguments.isEmpty() ? "" : arguments.get(0);
        if (arguments.isEmpty()) {
            System.err.print(usage());
            return MISUSED;
        } else if (first.equals("--version")) {
            Software.programs().forEach(System.out::println);
            return DONE;
        }
        List<String> rest = arguments.subList(1, arguments.size());
        boolean general = first.equals("help") || isHelp(first);
        if (general && rest.isEmpty()) {
            System.out.print(usage());
            return DONE;
        }
        try {
            MenuEntry entry = entry(general ? rest.get(0) : first);
            if (general || rest.stream().anyMatch(CommandLine::isHelp)) {
                System.out.print(CommandHelp.text(entry));
                return DONE;
            }
            return run(entry, rest.stream().map(CommandLine::option).toList());
        } catch (TesseraException e) {
            System.err.println(e.getMessage());
            return MISUSED;
        }
    }

    private static boolean isHelp(String argument) {
        return argument.equals("--help") || argument.equals("-h");
    }

    private static String usage() {
        StringBuilder usage = new StringBuilder(USAGE);
        for (MenuEntry entry : MenuEntry.all()) {
            if (CommandRunner.imageFields(entry.type()).isEmpty()) {
                String description = CommandRunner.info(entry.type()).getDescription();
                usage.append(String.format("  %-22s%s%n", entry.word(), description.replaceFirst("[.:;].*", "")));
            }
        }
        return usage.toString();
    }

    private static MenuEntry entry(String name) {
        Optional<MenuEntry> found = MenuEntry.named(name);
        if (found.isEmpty()) {
            List<String> words = MenuEntry.all().stream().map(MenuEntry::word).toList();
            throw new TesseraException("There is no command \"" + name + "\""
                    + Nearest.to(name, words)
                            .map(word -> ": did you mean " + word + "?")
                            .orElse("; the commands are " + String.join(", ", words) + "."));
        }
        return found.get();
    }

    /** The shell has taken the value out of its quotation marks already; what a recorder has put into brackets is taken out of these. */
    private static Option option(String argument) {
        int equals = argument.indexOf('=');
        if (argument.startsWith("-")) {
            throw new TesseraException(
                    "\"" + argument + "\" is no option: options have no dashes, such as input=FOLDER.");
        } else if (equals < 0) {
            return new Option(argument, null);
        }
        String value = argument.substring(equals + 1);
        boolean bracketed = value.startsWith("[") && value.endsWith("]");
        return new Option(argument.substring(0, equals), bracketed ? value.substring(1, value.length() - 1) : value);
    }

    private static int run(MenuEntry entry, List<Option> options) {
        List<String> images = CommandRunner.imageFields(entry.type());
        if (!images.isEmpty()) {
            throw new TesseraException(entry.word() + " works on an image that is open in ImageJ, and here none is:"
                    + " segment-folder takes files; for all else run a macro with HeadlessImageJ.");
        }
        HeadlessImageJ.loadPreferences();
        LineProgress progress = new LineProgress(System.out::println, System::nanoTime);
        Outcome outcome = new Outcome();
        boolean done = CommandRunner.run(entry.type(), options, progress, outcome);
        if (done) {
            return DONE;
        }
        outcome.tell(entry.label());
        return outcome.sentence() == null ? STOPPED : FAILED;
    }
}
