package io.github.tessera.command;

import ij.text.TextWindow;
import io.github.tessera.progress.Progress;
import io.github.tessera.view.Diagnosis;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Plugins &gt; Tessera &gt; Tessera Diagnose...: a text for the forum. */
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Tessera>Tessera Diagnose...",
        label = "Tessera Diagnose...",
        description =
                "Tells in one text what is needed to help you: versions, device, memory, PyTorch's libraries, jars that are in each other's way,"
                        + " and how fast a training step is. Copy it into your question in the forum. Nothing is sent by Tessera.",
        headless = true,
        visible = false)
public final class DiagnoseCommand extends TesseraCommand {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 500;

    @Parameter(
            label = "Try a training step",
            persist = false,
            description = "Starts PyTorch and learns and segments for some seconds.")
    private boolean step = true;

    @Parameter(
            label = "Show whole paths",
            persist = false,
            description = "Paths may tell your name and those of your folders; without this only their ends are shown.")
    private boolean paths;

    @Override
    void execute(Progress progress) {
        String text = Diagnosis.text(paths, step, progress);
        if (TrainingDisplay.watched()) {
            new TextWindow("Tessera Diagnosis", text, WIDTH, HEIGHT);
        } else {
            progress.log(text.stripTrailing());
        }
    }
}
