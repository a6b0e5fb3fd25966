package io.github.tessera.command;

import ij.IJ;
import ij.ImagePlus;
import ij.Macro;
import ij.WindowManager;
import ij.macro.Interpreter;
import io.github.tessera.command.MacroOptions.Option;
import io.github.tessera.progress.TesseraException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.scijava.Priority;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.module.process.AbstractPreprocessorPlugin;
import org.scijava.module.process.PreprocessorPlugin;
import org.scijava.plugin.Plugin;

/**
 * Fills our commands' parameters from macro options, strictly: whatever is not understood stops the run with one sentence, and what is not
 * given gets its default.
 *
 * <p>It goes before SciJava's own reader, which passes over unknown keys and takes a mistyped number for 0.
 */
@Plugin(type = PreprocessorPlugin.class, priority = 2 * Priority.VERY_HIGH + 1)
public final class MacroOptionsPreprocessor extends AbstractPreprocessorPlugin {
    private Outcome outcome;

    /** Lets the runner tell what is wrong; without it SciJava tells. */
    void reportTo(Outcome runnersOutcome) {
        outcome = runnersOutcome;
    }

    @Override
    public void process(Module module) {
        if (!(module.getDelegateObject() instanceof TesseraCommand)) {
            return;
        }
        try {
            String options = Macro.getOptions() == null ? "" : Macro.getOptions();
            // Without parameters there is nothing to ask for: Fiji would show a dialog with our Help button alone.
            boolean nothingToAsk = Field.of(module.getInfo()).isEmpty();
            if (IJ.getInstance() == null || !options.isBlank() || nothingToAsk) {
                fill(module, MacroOptions.parse(options));
            } else {
                requireImage(module);
            }
        } catch (TesseraException e) {
            if (outcome != null) {
                outcome.problem(e.getMessage());
            }
            cancel(outcome == null ? e.getMessage() : "");
        }
    }

    /** Resolves every parameter of the module that is not yet resolved. */
    static void fill(Module module, List<Option> options) {
        List<Field> fields = Field.of(module.getInfo());
        Map<String, Option> given = given(options, fields);
        for (Field field : fields) {
            if (!module.isInputResolved(field.key())) {
                Option option = given.get(field.key());
                if (option != null) {
                    module.setInput(field.key(), value(field, option));
                } else if (field.kind() == Field.Kind.IMAGE) {
                    module.setInput(field.key(), activeImage(field));
                }
            }
        }
        for (ModuleItem<?> item : module.getInfo().inputs()) {
            module.resolveInput(item.getName());
        }
    }

    private static Map<String, Option> given(List<Option> options, List<Field> fields) {
        List<String> keys = fields.stream().map(Field::key).collect(Collectors.toCollection(ArrayList::new));
        Map<String, Option> given = new HashMap<>();
        for (Option option : options) {
            String key = option.key().toLowerCase(Locale.ROOT);
            if (!keys.contains(key)) {
                throw new TesseraException("There is no option \"" + option.key() + "\""
                        + Nearest.to(key, keys)
                                .map(k -> ": did you mean \"" + k + "\"?")
                                .orElse(
                                        keys.isEmpty()
                                                ? "; this command has none."
                                                : "; the options are " + String.join(", ", keys) + "."));
            }
            if (given.put(key, option) != null) {
                throw new TesseraException("The option \"" + key + "\" is given twice: leave one of them out.");
            }
        }
        return given;
    }

    private static Object value(Field field, Option option) {
        String value = option.value() == null ? field.bare().orElse(null) : variable(option.value());
        if (value == null) {
            throw new TesseraException("The option \"" + field.key() + "\" has no value: write " + field.key()
                    + "=value, without blanks around =.");
        }
        return field.parse(value);
    }

    /** ImageJ's own commands take {@code key=&name} for the value of the macro's variable. */
    private static String variable(String value) {
        Interpreter interpreter = Interpreter.getInstance();
        if (!value.startsWith("&") || interpreter == null) {
            return value;
        }
        String found = interpreter.getVariableAsString(value.substring(1));
        return found == null ? value : found;
    }

    private static ImagePlus activeImage(Field field) {
        ImagePlus image = WindowManager.getCurrentImage();
        if (image == null && field.item().isRequired()) {
            throw noImage();
        }
        return field.item().isRequired() ? image : null;
    }

    private static void requireImage(Module module) {
        boolean needed = Field.of(module.getInfo()).stream()
                .anyMatch(
                        f -> f.kind() == Field.Kind.IMAGE && f.item().isRequired() && !module.isInputResolved(f.key()));
        if (needed && WindowManager.getCurrentImage() == null) {
            throw noImage();
        }
    }

    private static TesseraException noImage() {
        return new TesseraException("There is no open image: open the image to work on, then run the command again.");
    }
}
