package io.github.tessera.command;

import ij.WindowManager;
import io.github.tessera.command.MacroOptions.Option;
import io.github.tessera.data.LabelledSet;
import io.github.tessera.image.AtomicFile;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandModuleItem;
import org.scijava.plugin.Plugin;

/**
 * How a model came to be: the commands that made it, as lines of a macro in its folder, {@code train.ijm}. Who runs it trains the model
 * again; a correction reads from it which images the model learnt from.
 *
 * @param lines of the macro
 */
record TrainingRecord(List<String> lines) {
    /** Its name in the model's folder. */
    static final String FILE = "train.ijm";

    /** What a correction tells of the images that were learnt from first; its other keys are about something else. */
    private static final Set<String> OF_CORRECTIONS = Set.of("images", "masks");

    private static final Pattern CALL =
            Pattern.compile("run\\(\"((?:[^\"\\\\]|\\\\.)*)\", \"((?:[^\"\\\\]|\\\\.)*)\"\\);");

    TrainingRecord {
        lines = List.copyOf(lines);
    }

    /** That of a command with its parameters as they stand. */
    static TrainingRecord of(TesseraCommand command) {
        return new TrainingRecord(List.of(call(command)));
    }

    /** That of a model; without lines if its folder holds none. */
    static TrainingRecord read(Path model) {
        Path file = model.resolve(FILE);
        try {
            return new TrainingRecord(Files.isRegularFile(file) ? Files.readAllLines(file) : List.of());
        } catch (IOException e) {
            throw new TesseraException(
                    "The file " + file
                            + " cannot be read: delete it, and name images and masks that the model learnt from.",
                    e);
        }
    }

    /** What came before, and then a command; a comment says on what. */
    TrainingRecord then(String comment, TesseraCommand command) {
        List<String> all = new ArrayList<>(lines);
        all.add("// " + comment.replaceAll("\\R", " "));
        all.add(call(command));
        return new TrainingRecord(all);
    }

    /** Writes it into a model's folder, over an older one. */
    void write(Path model) {
        AtomicFile.write(model.resolve(FILE), path -> Files.write(path, lines));
    }

    private static String call(TesseraCommand command) {
        CommandInfo info = info(command.getClass());
        CommandModule module = new CommandModule(info, command);
        String options = Field.of(info).stream()
                .filter(field -> field.kind() != Field.Kind.IMAGE)
                .map(field -> field.key() + "=" + bracketed(word(field, module.getInput(field.key()))))
                .collect(Collectors.joining(" "));
        return "run(\"" + escaped(info.getLabel()) + "\", \"" + escaped(options) + "\");";
    }

    /** Paths are written whole, for the next one who reads them may stand in another folder. */
    private static String word(Field field, Object value) {
        String word = field.word(value);
        boolean path = field.kind() == Field.Kind.FOLDER || field.kind() == Field.Kind.FILE;
        boolean elsewhere = word.isBlank() || word.contains("://") || WindowManager.getImage(word) != null;
        return path && !elsewhere ? Paths.input(field.key(), word).toString() : word;
    }

    private static CommandInfo info(Class<? extends TesseraCommand> type) {
        return new CommandInfo(type, type.getAnnotation(Plugin.class));
    }

    private static String bracketed(String word) {
        boolean plain = word.matches("[^\\s\\[\\]']+");
        return plain ? word : balanced(word) ? "[" + word + "]" : "'" + word + "'";
    }

    private static boolean balanced(String word) {
        int depth = 0;
        for (int i = 0; i < word.length() && depth >= 0; i++) {
            depth += word.charAt(i) == '[' ? 1 : word.charAt(i) == ']' ? -1 : 0;
        }
        return depth == 0;
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private static String unescaped(String text) {
        return text.replaceAll("\\\\(.)", "$1");
    }

    /**
     * The images that the model learnt from; in its commands the later ones count, key by key.
     *
     * @param given keys that count instead where they are not empty
     * @throws TesseraException if they cannot be read
     */
    LabelledSet set(Map<String, String> given, Progress progress) {
        return data(given).set(progress);
    }

    /** The size that pixels were brought to, in micrometres; 0 if they were left as they are. */
    double pixelSize() {
        return Double.parseDouble(options().getOrDefault("pixelsize", "0"));
    }

    /** Whether it tells which images the model learnt from. */
    boolean tellsImages() {
        return !options().getOrDefault("images", "").isBlank();
    }

    private DataCommand data(Map<String, String> given) {
        Map<String, String> options = options();
        given.forEach((key, value) -> put(options, key, value));
        TrainCommand command = new TrainCommand();
        CommandModule module = new CommandModule(info(TrainCommand.class), command);
        MacroOptionsPreprocessor.fill(
                module,
                options.entrySet().stream()
                        .map(option -> new Option(option.getKey(), option.getValue()))
                        .toList());
        return command;
    }

    private Map<String, String> options() {
        Set<String> keys = Field.of(info(TrainCommand.class)).stream()
                .filter(TrainingRecord::isOfData)
                .map(Field::key)
                .collect(Collectors.toSet());
        Map<String, String> options = new LinkedHashMap<>();
        for (String line : lines) {
            Matcher call = CALL.matcher(line.strip());
            if (call.matches()) {
                boolean correction = call.group(1).equals(LearnCorrectionCommand.LABEL);
                for (Option option : MacroOptions.parse(unescaped(call.group(2)))) {
                    if ((correction ? OF_CORRECTIONS : keys).contains(option.key())) {
                        put(options, option.key(), option.value() == null ? "true" : option.value());
                    }
                }
            }
        }
        return options;
    }

    private static boolean isOfData(Field field) {
        return field.item() instanceof CommandModuleItem<?> item
                && item.getField().getDeclaringClass() == DataCommand.class;
    }

    private static void put(Map<String, String> options, String key, String value) {
        if (!value.isBlank()) {
            options.put(key, value);
        }
    }
}
