package io.github.tessera.command;

import ij.gui.GenericDialog;
import io.github.tessera.model.ModelList;
import io.github.tessera.model.ModelSummary;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.view.ModelChooser;
import io.github.tessera.view.ModelPlaces;
import java.awt.Button;
import java.awt.KeyboardFocusManager;
import java.awt.TextField;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** How users say which model: by its folder, by its name, or from the list. */
final class ModelPath {
    private ModelPath() {}

    /**
     * The folder of the model that is meant: a path, or the name of a model in the folder of models, in that of ImageJ, or trained lately.
     *
     * @throws TesseraException if nothing was entered, or a name is no model's; the message names the one that may be meant
     */
    static Path of(String key, String text, Progress progress) {
        Path path = Paths.input(key, text);
        String name = text.strip();
        if (Files.exists(path) || name.contains("/") || name.contains("\\")) {
            return path;
        }
        ModelList models = ModelPlaces.all(progress);
        Optional<ModelSummary> found = models.named(name);
        if (found.isEmpty()) {
            throw new TesseraException("There is no folder " + path + ", and no model is called \"" + name + "\""
                    + Nearest.to(name, models.names())
                            .map(near -> ": did you mean " + near + "?")
                            .orElse(": choose one from the list of models, or its folder."));
        }
        progress.log("The model " + name + " is that in " + found.get().folder() + ".");
        return found.get().folder();
    }

    /** Lets the user choose from the list; what was entered stays where none is chosen. */
    static String chosen(String entered) {
        return ModelChooser.choose(
                        KeyboardFocusManager.getCurrentKeyboardFocusManager().getActiveWindow())
                .map(Path::toString)
                .orElse(entered);
    }

    /** Asks for a model: a path to type or browse to, and the list. */
    static void addTo(GenericDialog dialog, String label, String word) {
        dialog.addDirectoryField(label, word, 24);
        TextField field = (TextField) dialog.getStringFields().lastElement();
        Button list = new Button("List...");
        list.addActionListener(e -> ModelChooser.choose(dialog).ifPresent(folder -> field.setText(folder.toString())));
        // Behind ImageJ's own button, in its panel.
        field.getParent().add(list);
    }
}
