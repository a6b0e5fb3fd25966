package io.github.tessera.command;

import ij.IJ;
import ij.Prefs;
import ij.WindowManager;
import ij.gui.GenericDialog;
import ij.plugin.frame.Recorder;
import ij.util.Tools;
import io.github.tessera.progress.TesseraException;
import java.awt.Color;
import java.awt.Font;
import java.awt.TextField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.scijava.command.Previewable;
import org.scijava.module.Module;
import org.scijava.module.process.AbstractPreprocessorPlugin;

/**
 * Asks for parameters with ImageJ's own dialog, where there is no Fiji to ask with SciJava's; records them as a macro writes them.
 *
 * <p>What was entered is the next dialog's default, kept in ImageJ's preferences.
 */
final class GenericDialogHarvester extends AbstractPreprocessorPlugin {
    private static final String MEMORY = "tessera.";
    private static final String SHARED = "shared";
    private static final String MORE = "More options";

    /** Characters of a text field that does not ask for more. */
    private static final int TEXT_COLUMNS = 16;

    /** As many as a screen of 768 pixels shows. */
    private static final int MOST_ROWS = 20;

    @Override
    public void process(Module module) {
        takeActiveImage(module);
        List<Field> fields = open(module);
        if (fields.isEmpty()
                || IJ.getInstance() == null
                || !(module.getDelegateObject() instanceof TesseraCommand command)) {
            return;
        }
        Map<String, String> words = new LinkedHashMap<>();
        fields.forEach(f -> words.put(f.key(), firstWord(f, module, command)));
        List<Field> rest =
                fields.stream().filter(f -> f.item().is(TesseraCommand.MORE)).toList();
        List<Field> usual = fields.stream().filter(f -> !rest.contains(f)).toList();
        boolean more = false;
        while (!isCanceled()) {
            GenericDialog dialog = dialog(command, "", usual, words);
            if (!rest.isEmpty()) {
                dialog.addCheckbox(MORE, more);
            }
            boolean goOn = answered(module, dialog, usual, words);
            more = goOn && !rest.isEmpty() && dialog.getNextBoolean();
            if (more) {
                goOn = allAnswered(module, rest, words);
            }
            if (!goOn) {
                if (command instanceof Previewable previewed) {
                    previewed.cancel();
                }
                cancel("");
            } else if (accepted(module, command, fields, words)) {
                return;
            }
        }
    }

    /** Shows what is seldom changed, one page after the other; whether none was cancelled. */
    private static boolean allAnswered(Module module, List<Field> fields, Map<String, String> words) {
        TesseraCommand command = (TesseraCommand) module.getDelegateObject();
        List<List<Field>> pages = pages(fields);
        for (int k = 0; k < pages.size(); k++) {
            String place = pages.size() == 1 ? "" : ", " + (k + 1) + " of " + pages.size();
            List<Field> page = pages.get(k);
            if (!answered(module, dialog(command, ": more options" + place, page, words), page, words)) {
                return false;
            }
        }
        return true;
    }

    /** Shows a dialog; whether it was not cancelled. */
    private static boolean answered(
            Module module, GenericDialog dialog, List<Field> fields, Map<String, String> words) {
        TesseraCommand command = (TesseraCommand) module.getDelegateObject();
        if (command instanceof Previewable previewed) {
            dialog.addDialogListener((d, event) -> {
                if (event != null) {
                    DialogAnswers entered = new DialogAnswers(dialog);
                    fields.forEach(f -> words.put(f.key(), entered.next(f)));
                    preview(module, previewed, words);
                }
                return true;
            });
        }
        dialog.addMessage(TesseraCommand.CITE, new Font(Font.SANS_SERIF, Font.PLAIN, 11), Color.DARK_GRAY);
        dialog.addHelp(CommandHelp.html(command.getClass()));
        dialog.showDialog();
        if (dialog.wasCanceled()) {
            return false;
        }
        DialogAnswers answers = new DialogAnswers(dialog);
        fields.forEach(f -> words.put(f.key(), answers.next(f)));
        return true;
    }

    /** With what has been entered so far, as far as it can be understood. */
    private static void preview(Module module, Previewable command, Map<String, String> words) {
        try {
            for (Field field : open(module)) {
                module.setInput(field.key(), field.parseEntry(words.get(field.key())));
            }
            command.preview();
        } catch (TesseraException e) {
            IJ.showStatus(e.getMessage());
        }
    }

    private static List<Field> open(Module module) {
        return Field.of(module.getInfo()).stream()
                .filter(f -> !module.isInputResolved(f.key()))
                .toList();
    }

    /** A single image is the active one, as everywhere in ImageJ: it is neither asked for nor recorded. */
    private static void takeActiveImage(Module module) {
        List<Field> images =
                open(module).stream().filter(f -> f.kind() == Field.Kind.IMAGE).toList();
        if (images.size() == 1) {
            module.setInput(images.get(0).key(), WindowManager.getCurrentImage());
            module.resolveInput(images.get(0).key());
        }
    }

    private static boolean accepted(
            Module module, TesseraCommand command, List<Field> fields, Map<String, String> words) {
        if (Recorder.record) {
            // GenericDialog has recorded its labels, of a refused dialog too; a macro needs the keys, once.
            Recorder.resetCommandOptions();
        }
        try {
            for (Field field : fields) {
                module.setInput(field.key(), field.parseEntry(words.get(field.key())));
            }
        } catch (TesseraException e) {
            IJ.showMessage(CommandRunner.title(command.getClass()), Message.wrapped(e.getMessage()));
            return false;
        }
        for (Field field : fields) {
            module.resolveInput(field.key());
            String word = field.word(module.getInput(field.key()));
            if (Recorder.record && !field.item().is(TesseraCommand.UNRECORDED)) {
                Recorder.recordOption(field.key(), word.isEmpty() ? "[]" : word);
            }
            boolean shared = field.item().is(TesseraCommand.SHARED) && !word.isBlank();
            if (field.item().isPersisted() || shared) {
                Prefs.set(memory(command, field), word);
            }
        }
        return true;
    }

    private static String firstWord(Field field, Module module, TesseraCommand command) {
        String initial = field.word(module.getInput(field.key()));
        if (!field.item().isPersisted()) {
            return initial;
        }
        String remembered = Prefs.get(memory(command, field), initial);
        try {
            field.parse(remembered);
            return remembered;
        } catch (TesseraException outdated) {
            return initial;
        }
    }

    /** Makes the next dialogs of commands that share a parameter begin with another value than the one that was entered. */
    static void share(String key, String word) {
        Prefs.set(MEMORY + SHARED + "." + key, word);
    }

    private static String memory(TesseraCommand command, Field field) {
        String place = field.item().is(TesseraCommand.SHARED)
                ? SHARED
                : command.getClass().getSimpleName();
        return MEMORY + place + "." + field.key();
    }

    private static GenericDialog dialog(
            TesseraCommand command, String addition, List<Field> fields, Map<String, String> words) {
        String title = CommandRunner.title(command.getClass()) + addition;
        GenericDialog dialog = command instanceof Previewable ? new DialogBeside(title) : new GenericDialog(title);
        if (addition.isEmpty() && !command.notice().isEmpty()) {
            dialog.addMessage(command.notice());
        }
        for (List<Field> row : rows(fields)) {
            add(dialog, row.get(0), words.get(row.get(0).key()));
            if (row.size() > 1) {
                dialog.addToSameRow();
                add(dialog, row.get(1), words.get(row.get(1).key()));
            }
        }
        return dialog;
    }

    /**
     * The fields of each row: two short ones share a row, so that a long dialog fits a small screen. ImageJ puts nothing in its place
     * behind a text.
     */
    private static List<List<Field>> rows(List<Field> fields) {
        List<List<Field>> rows = new ArrayList<>();
        Field room = null;
        for (Field field : fields) {
            if (room != null && isShort(field)) {
                rows.set(rows.size() - 1, List.of(room, field));
                room = null;
            } else {
                rows.add(List.of(field));
                room = isShort(field) && field.kind() != Field.Kind.TEXT ? field : null;
            }
        }
        return rows;
    }

    /** The fields in pages that fit a small screen, all of about as many rows. */
    static List<List<Field>> pages(List<Field> fields) {
        List<List<Field>> rows = rows(fields);
        int pages = Math.max(1, (rows.size() + MOST_ROWS - 1) / MOST_ROWS);
        return IntStream.range(0, pages)
                .mapToObj(k -> rows.subList(k * rows.size() / pages, (k + 1) * rows.size() / pages).stream()
                        .flatMap(List::stream)
                        .toList())
                .toList();
    }

    private static boolean isShort(Field field) {
        String style = field.item().getWidgetStyle();
        return switch (field.kind()) {
            case CHOICE, SWITCH -> true;
            case TEXT -> field.item().getColumnCount() <= TEXT_COLUMNS;
            case WHOLE, REAL -> style == null || !style.contains("slider");
            case IMAGE, FOLDER, MODEL, FILE -> false;
        };
    }

    private static void add(GenericDialog dialog, Field field, String word) {
        String label = field.label() + ":";
        switch (field.kind()) {
            case CHOICE -> {
                String[] choices = field.choices().toArray(new String[0]);
                dialog.addChoice(
                        label, choices, choices[Math.max(0, field.choiceWords().indexOf(word))]);
            }
            case SWITCH -> dialog.addCheckbox(field.label(), Boolean.parseBoolean(word));
            case WHOLE, REAL -> addNumber(dialog, field, label, word);
            case IMAGE ->
                dialog.addImageChoice(
                        label,
                        WindowManager.getCurrentImage() == null
                                ? null
                                : WindowManager.getCurrentImage().getTitle());
            case FOLDER -> dialog.addDirectoryField(label, word, 30);
            case MODEL -> ModelPath.addTo(dialog, label, word);
            case FILE -> dialog.addFileField(label, word, 30);
            case TEXT ->
                dialog.addStringField(
                        label, word, Math.max(TEXT_COLUMNS, field.item().getColumnCount()));
        }
    }

    private static void addNumber(GenericDialog dialog, Field field, String label, String word) {
        String style = field.item().getWidgetStyle();
        if (style != null && style.contains("slider")) {
            double low = field.minimum().doubleValue();
            double step = field.item().getStepSize() == null
                    ? 1
                    : field.item().getStepSize().doubleValue();
            dialog.addSlider(label, low, field.maximum().doubleValue(), Tools.parseDouble(word, low), step);
        } else {
            dialog.addNumericField(label, Tools.parseDouble(word, 0), 0, 8, "");
        }
        // As it was entered, even where that was refused and is asked for again.
        ((TextField) dialog.getNumericFields().lastElement()).setText(word);
    }
}
