package io.github.tessera.command;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import io.github.tessera.data.LabelledSet;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.train.RateFinder;
import io.github.tessera.train.RateSearch;
import io.github.tessera.train.Wishes;
import io.github.tessera.view.RatePlot;
import java.util.function.ToDoubleFunction;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Plugins &gt; Tessera &gt; Tessera Find Learning Rate...: tries which learning rate suits network, loss and images. */
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Tessera>Tessera Find Learning Rate...",
        label = "Tessera Find Learning Rate...",
        description =
                "Tries learning rates, from very small ones up, a step with each, and plots the loss against them: it falls where the"
                        + " rate is right, and rises where it is too large. Suggests a rate that is safely below, for Tessera Train...;"
                        + " nothing is kept of what is learnt here.",
        headless = true,
        visible = false)
public final class FindRateCommand extends LearnCommand {
    @Parameter(
            label = "Smallest rate to try",
            attrs = @Attr(name = MORE),
            min = "0.000000000001",
            max = "1",
            description = "So small that nothing is learnt with it.")
    private double lowest = 1e-6;

    @Parameter(
            label = "Largest rate to try",
            attrs = @Attr(name = MORE),
            min = "0.000000001",
            max = "1000",
            description = "So large that the loss bursts before it is reached; the trial then ends.")
    private double highest = 1;

    @Parameter(label = "Rates to try", min = "10", max = "10000", description = "A step with each.")
    private int trials = 100;

    // ShowOutputs reads these two.
    @SuppressWarnings("UnusedVariable")
    @Parameter(type = ItemIO.OUTPUT, label = "Tessera learning rates")
    private ResultsTable table;

    @SuppressWarnings("UnusedVariable")
    @Parameter(type = ItemIO.OUTPUT, label = "Tessera learning rate")
    private ImagePlus plot;

    @Override
    void execute(Progress progress) {
        Wishes entered = wishes();
        LabelledSet set = set(progress);
        RateSearch search = new RateFinder(planned(entered, set, progress), set, lowest, highest, trials).run(progress);
        table = table(search);
        double suggestion = search.suggestion();
        progress.log("Suggested learning rate: " + suggestion + ".");
        try {
            plot = RatePlot.of(
                    "Tessera learning rate",
                    series(search, RateSearch.Point::rate),
                    series(search, RateSearch.Point::loss),
                    series(search, RateSearch.Point::smoothed),
                    suggestion);
            plot.setProp("Suggested learning rate", Double.toString(suggestion)); // for macros
        } catch (TesseraException e) {
            // A server without fonts has the table all the same.
            progress.log(e.getMessage());
        }
    }

    private static double[] series(RateSearch search, ToDoubleFunction<RateSearch.Point> value) {
        return search.points().stream().mapToDouble(value).toArray();
    }

    private static ResultsTable table(RateSearch search) {
        ResultsTable table = new ResultsTable();
        table.showRowNumbers(false);
        table.setPrecision(6);
        for (RateSearch.Point point : search.points()) {
            table.addRow();
            table.addValue("Rate", point.rate());
            table.addValue("Loss", point.loss());
            table.addValue("Moving average", point.smoothed());
        }
        table.setDecimalPlaces(0, -4);
        return table;
    }
}
