package io.github.tessera.view;

import io.github.tessera.data.LabelledSet;
import io.github.tessera.data.LeftOut;
import io.github.tessera.metric.Bootstrap;
import io.github.tessera.metric.Metric;
import io.github.tessera.metric.MetricsReport;
import io.github.tessera.predict.EvaluatedImage;
import io.github.tessera.predict.Evaluation;
import io.github.tessera.predict.HeldOut;
import io.github.tessera.progress.Count;
import io.github.tessera.progress.Progress;
import io.github.tessera.train.Epoch;
import io.github.tessera.train.TrainingResult;
import io.github.tessera.view.HtmlPage.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A page about a training, for its model's folder: what was learnt from, how, how good the model is, and a paragraph for a paper. */
public final class TrainingReport {
    /** The page's name in the model's folder. */
    public static final String FILE = "report.html";

    private static final String STYLE =
            """
            @page { margin: 18mm 16mm }
            body { font: 15px/1.5 system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif; color: #222; max-width: 1000px; margin: 2em auto; padding: 0 1.2em }
            h1 { font-size: 1.8em; margin: 0 0 .4em } h2 { font-size: 1.3em; margin: 1.8em 0 .5em; padding-bottom: .2em; border-bottom: 2px solid #0072b2 }
            h3 { font-size: 1.05em; margin: 1.2em 0 .4em }
            h1, h2, h3 { line-height: 1.25; break-after: avoid }
            table { border-collapse: collapse; margin: .6em 0; font-size: .9em }
            th, td { padding: .25em .6em; border-bottom: 1px solid #ddd; text-align: left; vertical-align: top }
            thead th { border-bottom: 2px solid #999 } tbody th { font-weight: 600; min-width: 8em; overflow-wrap: break-word }
            .number { text-align: right; font-variant-numeric: tabular-nums } small { color: #555; white-space: nowrap; font-weight: normal }
            .swatch { display: inline-block; width: .9em; height: .9em; margin-right: .5em; border: 1px solid #555; vertical-align: -.1em }
            figure { display: inline-block; margin: .6em 1em .6em 0; max-width: 100%; vertical-align: top }
            .half { width: 47% } .legend span { margin-right: 1em }
            img { max-width: 100%; height: auto; display: block } figcaption { font-size: .85em; color: #555; max-width: 60em }
            blockquote { margin: .6em 0; padding: .8em 1.1em; background: #f3f6f9; border-left: 4px solid #0072b2 }
            td:not(.number), li { overflow-wrap: anywhere } li { margin: .1em 0 }
            tr, figure, blockquote { break-inside: avoid } p { orphans: 3; widows: 3 }
            @media print { body { font-size: 10pt; max-width: none; margin: 0; padding: 0 } th, td { padding: .15em .4em } }
            """;

    private static final String NO_FONTS =
            "Plots are left out, because Java finds no fonts on the computer of the training.";

    private final TrainingSummary summary;
    private final ReportPictures pictures;
    private final PathFree pathFree;
    private final Progress progress;
    private final HtmlPage page;

    private TrainingReport(TrainingSummary summary, PathFree pathFree, Progress progress) {
        this.summary = summary;
        this.pathFree = pathFree;
        this.progress = progress;
        pictures = new ReportPictures(summary);
        page = new HtmlPage("Training of " + summary.start().config().name(), STYLE);
    }

    /**
     * The page, which needs no other file.
     *
     * @param pathFree leaves paths of this computer out of what was told
     */
    public static String html(TrainingSummary summary, PathFree pathFree, Progress progress) {
        TrainingReport report = new TrainingReport(summary, pathFree, progress);
        report.summary();
        report.data();
        report.split();
        report.settings();
        report.course();
        report.scores();
        report.thresholds();
        report.examples();
        report.methods();
        report.software();
        return report.page.end();
    }

    private void summary() {
        HeldOut judged = summary.judged();
        Evaluation evaluation = judged.evaluation();
        MetricsReport total = evaluation.total();
        Bootstrap<MetricsReport> bootstrap = evaluation.bootstrap(progress);
        String images = Count.of(evaluation.images().size(), "image");
        String on = summary.nothingKeptOut()
                ? "on " + images + " that it has also learnt from, which says nothing about others"
                : summary.test().isPresent()
                        ? "on " + images + " kept for the test"
                        : "on " + images + " that it has not learnt from";
        page.paragraph(summary.start().config().network().architecture().label() + " tells "
                + Numbers.list(total.classes()) + " apart: " + on + ", the IoU "
                + (total.binary() ? "of " + total.summaryName() : "(mean over classes)") + " is "
                + TrainingMethods.withInterval(total, Metric.IOU, bootstrap) + " and Dice "
                + TrainingMethods.withInterval(total, Metric.DICE, bootstrap) + ".");
        List<EvaluatedImage> examples = evaluation.examples();
        pictures.example(page, examples.get(examples.size() / 2), "The image in the middle of all results");
    }

    private void data() {
        LabelledSet set = summary.start().set();
        page.heading("Data");
        page.paragraph(Count.of(set.images().size(), "image") + " with labels"
                + (summary.sources().isEmpty() ? "" : " (" + String.join(", ", summary.sources()) + ")") + ": "
                + TrainingMethods.kind(set) + ", " + TrainingMethods.sizes(set) + ", pixel size "
                + set.input()
                        .pixelSize()
                        .map(s -> String.format(Locale.ROOT, "%.4g x %.4g \u00b5m", s.width(), s.height()))
                        .orElse("not told")
                + ".");
        List<List<Cell>> rows = new ArrayList<>();
        for (int k = 0; k < set.classes().size(); k++) {
            rows.add(List.of(
                    Cell.coloured(
                            set.classes().names().get(k),
                            set.classes().colours().get(k)),
                    Cell.number(Numbers.percent(set.counts().share(k))),
                    Cell.number(Numbers.count(set.counts().classes().get(k)))));
        }
        rows.add(List.of(
                Cell.text("not learnt from"),
                Cell.number(Numbers.percent(set.counts().ignoredShare())),
                Cell.number(Numbers.count(set.counts().ignored()))));
        page.table(List.of("Class", "Share of pixels", "Pixels"), rows);
        List<String> left = new ArrayList<>();
        set.unpaired().forEach(name -> left.add(name + ": without a partner"));
        for (LeftOut out : set.leftOut()) {
            left.add(out.image() + ": " + pathFree.of(out.problem()));
        }
        page.paragraph(left.isEmpty() ? "Nothing was left out." : "Left out:");
        if (!left.isEmpty()) {
            page.list(left);
        }
    }

    private void split() {
        page.heading("Split");
        page.paragraph("Which images are learnt from was decided "
                + TrainingMethods.rule(summary.start().config()) + "; the list of all images is in split.csv.");
        page.list(pathFree.of(summary.start().split().describe()).lines().toList());
    }

    private void settings() {
        page.heading("Settings");
        page.table(ReportSettings.rows(summary.start()));
        if (!summary.choices().isEmpty()) {
            page.subheading("What was chosen, and why");
            page.list(summary.choices());
        }
        page.subheading("What was told during the training");
        page.list(summary.lines().stream().map(pathFree::of).toList());
    }

    private void course() {
        page.heading("Course");
        TrainingResult result = summary.result();
        Epoch best = result.best();
        page.paragraph(Count.of(result.history().epochs().size(), "validation") + " in "
                + Numbers.duration(summary.seconds())
                + (result.stopped() ? "; stopped early by hand" : "")
                + (best == null
                        ? "; the weights of the last step were kept, untried."
                        : "; the weights of validation " + best.number() + " (step " + Numbers.count(best.step())
                                + ") were kept, the best by "
                                + summary.start().config().best().criterion().label() + "."));
        if (best != null && ReportPictures.plots()) {
            pictures.history(page);
        } else if (best != null) {
            page.paragraph(NO_FONTS + " The numbers are in history.csv.");
        }
    }

    private void scores() {
        page.heading("How good it is");
        summary.test().ifPresent(test -> scores("Test", test));
        scores("Validation", summary.validation());
        if (!summary.nothingKeptOut() && summary.result().best() != null) {
            page.paragraph(
                    "The validation images have chosen the weights, so that their figures are a little too good; those of a test"
                            + (summary.test().isPresent()
                                    ? " are not."
                                    : " would not be, but no images were kept for one."));
        }
    }

    private void scores(String part, HeldOut held) {
        ReportScores scores = new ReportScores(held);
        page.subheading(part);
        page.paragraph(scores.describe());
        scores.metrics(page, progress);
        page.subheading(part + ": what was taken for what");
        scores.confusions(page);
    }

    private void thresholds() {
        page.heading("Thresholds");
        new ReportScores(summary.validation()).thresholds(page, summary.test());
        if (ReportPictures.plots()) {
            pictures.thresholds(page, summary.validation());
        } else {
            page.paragraph(NO_FONTS);
        }
    }

    private void examples() {
        List<EvaluatedImage> examples = summary.judged().evaluation().examples();
        page.heading("Examples");
        if (examples.size() == 1) {
            page.paragraph("The only image is shown at the top.");
        } else {
            page.paragraph("By IoU; the one in the middle is shown at the top.");
            pictures.example(page, examples.get(0), "The worst image");
            if (examples.size() > 2) {
                pictures.example(page, examples.get(examples.size() - 1), "The best image");
            }
        }
    }

    private void methods() {
        TrainingMethods methods = new TrainingMethods(summary);
        page.heading("For a paper");
        page.block(methods.paragraph(progress));
        page.subheading("References");
        page.list(methods.references(progress));
    }

    private void software() {
        page.heading("Software and machine");
        List<String> lines = new ArrayList<>(Software.programs());
        lines.add(Software.machine());
        lines.add(summary.start().device());
        page.list(lines);
    }
}
