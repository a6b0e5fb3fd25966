package io.github.tessera.command;

import ij.measure.ResultsTable;
import io.github.tessera.data.LabelledSet;
import io.github.tessera.metric.Bootstrap;
import io.github.tessera.model.Ensemble;
import io.github.tessera.model.Model;
import io.github.tessera.predict.Comparison;
import io.github.tessera.predict.Evaluation;
import io.github.tessera.predict.ImageScores;
import io.github.tessera.predict.Segmenter;
import io.github.tessera.predict.SegmenterSettings;
import io.github.tessera.progress.PartProgress;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.view.ComparisonTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Plugins &gt; Tessera &gt; Tessera Compare Models...: which of several models is better on the same images, and how sure that is. */
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Tessera>Tessera Compare Models...",
        label = "Tessera Compare Models...",
        description =
                "Lets several models segment the same images, which none of them should have learnt from, and compares them with the true"
                        + " masks: all measures, their differences with 95 % intervals (bootstrap over images), and a paired test.",
        headless = true,
        visible = false)
public final class CompareModelsCommand extends MeasuringCommand {
    @Parameter(
            label = "Images",
            style = "directory",
            description = "Folder of the images to segment, or the title of an open one.")
    private String images = "";

    @Parameter(
            label = "Model",
            attrs = @Attr(name = SHARED),
            style = "directory," + MODEL,
            description = "Folder, zip or name of a model, or folder of a cross-validation.")
    private String model = "";

    @Parameter(label = "Other model", style = "directory," + MODEL, description = "The same of another one.")
    private String other = "";

    @Parameter(
            label = "Further models (may stay empty)",
            required = false,
            description = "Folders or names of more models, with a semicolon between them.")
    private String further = "";

    @Parameter(
            label = "Table (CSV file, may stay empty)",
            style = "file",
            required = false,
            description = "Where the comparison is saved; the table of the images is saved beside it.")
    private String table = "";

    // ShowOutputs reads these two.
    @SuppressWarnings("UnusedVariable")
    @Parameter(type = ItemIO.OUTPUT, label = "Tessera comparison of images")
    private ResultsTable imagetable;

    @SuppressWarnings("UnusedVariable")
    @Parameter(type = ItemIO.OUTPUT, label = "Tessera comparison")
    private ResultsTable comparisontable;

    @Override
    boolean needsPyTorch() {
        return true;
    }

    @Override
    void execute(Progress progress) {
        TableFile tableFile = table.isBlank() ? null : new TableFile(Paths.outputFile("table", table));
        Map<String, Evaluation> evaluations = evaluations(progress);
        List<String> names = List.copyOf(evaluations.keySet());
        List<Evaluation> results = List.copyOf(evaluations.values());
        List<Bootstrap<ImageScores>> resamples = new ArrayList<>();
        results.forEach(result -> resamples.add(result.resamples(progress)));
        ResultsTable comparisons = ComparisonTable.empty();
        evaluations.forEach(
                (name, result) -> progress.log(name + ": " + result.total().describe()));
        for (int i = 0; i < names.size(); i++) {
            for (int j = i + 1; j < names.size(); j++) {
                List<Comparison> pair =
                        Comparison.of(results.get(i), results.get(j), resamples.get(i), resamples.get(j), beta());
                ComparisonTable.add(comparisons, names.get(i), names.get(j), pair);
                progress.log(ComparisonTable.sentence(names.get(i), names.get(j), pair.get(0)));
            }
        }
        if (names.size() > 2) {
            progress.log("Each p is that of one pair alone: of many pairs some look different by chance.");
        }
        if (results.get(0).images().size() < Bootstrap.FEWEST_IMAGES) {
            progress.log("From fewer than " + Bootstrap.FEWEST_IMAGES + " images no 95 % intervals can be told.");
        }
        ResultsTable byImage = ComparisonTable.ofImages(evaluations);
        if (tableFile != null) {
            tableFile.save(comparisons);
            tableFile.save(byImage, "images");
        }
        imagetable = byImage;
        comparisontable = comparisons;
    }

    /** Of each model, by a name that no other one has. */
    private Map<String, Evaluation> evaluations(Progress progress) {
        List<String> entered = Stream.concat(Stream.of(model, other), Stream.of(further.split(";", -1)))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
        if (entered.size() < 2) {
            throw new TesseraException("Fewer than two models were entered: choose those to compare (model, other).");
        }
        List<SegmenterChoice> choices = entered.stream()
                .map(text -> new SegmenterChoice(text, "auto", SegmenterSettings.AUTO))
                .toList();
        List<Ensemble> models =
                choices.stream().map(choice -> choice.read(progress)).toList();
        requireAlike(models);
        Map<String, Evaluation> evaluations = new LinkedHashMap<>();
        LabelledSet set = null;
        for (int i = 0; i < models.size(); i++) {
            try (Segmenter segmenter = choices.get(i).open(models.get(i), progress)) {
                if (set == null) {
                    set = imagesWithTruth(images, segmenter.model(), progress);
                    progress.log(set.describe());
                }
                Progress part = new PartProgress(progress, i, models.size());
                Evaluation evaluation = Evaluation.of(segmenter, set, settings().withoutLabels(), part);
                evaluations.put(unique(segmenter.model().name(), evaluations), evaluation);
            }
        }
        return evaluations;
    }

    /** What does not fit is told before the first has segmented everything. */
    private static void requireAlike(List<Ensemble> models) {
        Model first = models.get(0).first();
        for (Ensemble ensemble : models) {
            Model model = ensemble.first();
            if (model.classes().size() != first.classes().size()) {
                throw new TesseraException("The model " + model.name() + " tells "
                        + model.classes().size() + " classes apart, but " + first.name() + " "
                        + first.classes().size() + ": choose models of the same classes.");
            }
        }
    }

    private static String unique(String name, Map<String, Evaluation> taken) {
        String free = name;
        for (int n = 2; taken.containsKey(free); n++) {
            free = name + " (" + n + ")";
        }
        return free;
    }
}
