package io.github.tessera.command;

import io.github.tessera.model.ModelFacts;
import io.github.tessera.progress.Progress;
import io.github.tessera.view.ModelWindow;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.Button;

/** Plugins &gt; Tessera &gt; Tessera Model Info...: what a model's package tells. */
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Tessera>Tessera Model Info...",
        label = "Tessera Model Info...",
        description =
                "Shows what is known of a model: its picture, classes, network, images, normalization and scores, how it was trained, who made"
                        + " it, its licence and what to cite, and its files. From a macro all but the picture is written to the log.",
        headless = true,
        visible = false)
public final class ModelInfoCommand extends TesseraCommand {
    @Parameter(
            label = "Model",
            attrs = @Attr(name = SHARED),
            style = "directory," + MODEL,
            description =
                    "Folder or zip of a model, whoever made it; the folder of a cross-validation; or a name in the list of models.")
    private String model = "";

    // SciJava's dialog shows it; ImageJ's has a button of its own.
    @SuppressWarnings("UnusedVariable")
    @Parameter(label = "List of models", callback = "listModels", required = false, persist = false)
    private Button models;

    /** Opens the list; SciJava's dialog calls it. */
    public void listModels() {
        model = ModelPath.chosen(model);
    }

    @Override
    void execute(Progress progress) {
        ModelFacts facts = ModelFacts.read(ModelPath.of("model", model, progress));
        if (TrainingDisplay.watched()) {
            ModelWindow.open(facts);
        } else {
            progress.log(facts.text());
        }
    }
}
