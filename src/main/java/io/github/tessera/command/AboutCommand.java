package io.github.tessera.command;

import io.github.tessera.progress.Progress;
import io.github.tessera.view.AboutFacts;
import io.github.tessera.view.AboutWindow;
import io.github.tessera.view.Product;
import org.scijava.command.Command;
import org.scijava.plugin.Plugin;

/** Help &gt; About Plugins &gt; About Tessera...: what Tessera is. */
@Plugin(
        type = Command.class,
        menuPath = "Help>About Plugins>About Tessera...",
        label = "About Tessera...",
        description =
                "Shows the versions of Tessera, Deep Java Library and PyTorch, the licence, what to cite and where to ask, and on a click whether"
                        + " a newer version is out. From a macro all but the last is written to the log.",
        headless = true,
        visible = false)
public final class AboutCommand extends TesseraCommand {
    @Override
    void execute(Progress progress) {
        if (TrainingDisplay.watched()) {
            AboutWindow.open();
        } else {
            progress.log(AboutFacts.text(AboutFacts.of(Product.TESSERA)));
        }
    }
}
