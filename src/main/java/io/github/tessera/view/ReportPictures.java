package io.github.tessera.view;

import ij.ImagePlus;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import io.github.tessera.data.LabelledImage;
import io.github.tessera.data.LabelledSet;
import io.github.tessera.image.ImageFiles;
import io.github.tessera.metric.Metric;
import io.github.tessera.metric.ThresholdCurve;
import io.github.tessera.predict.EvaluatedImage;
import io.github.tessera.predict.HeldOut;
import io.github.tessera.predict.ShownLabels;
import io.github.tessera.tile.Tile;
import io.github.tessera.view.HtmlPage.Cell;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

/** The pictures of a training's report. */
record ReportPictures(TrainingSummary summary) {
    private static final int CELL = 320;
    private static final int CURVE_WIDTH = 600;
    private static final int CURVE_HEIGHT = 420;

    /** Whether plots can be drawn: some servers' Java has no fonts. */
    static boolean plots() {
        return Lettering.available();
    }

    /** An image that was kept out, with truth and prediction. */
    void example(HtmlPage page, EvaluatedImage image, String what) {
        LabelledSet set = summary.start().set();
        ResultPicture drawing =
                new ResultPicture(set.classes().names(), set.classes().palette(), CELL);
        ShownLabels labels = image.labels();
        ByteProcessor truth = new ByteProcessor(labels.width(), labels.height(), labels.truth());
        ByteProcessor prediction = new ByteProcessor(labels.width(), labels.height(), labels.prediction());
        ImagePlus drawn =
                drawing.of(what, List.of(new ResultPicture.Example("", picture(set, image), truth, prediction)));
        String caption = what + ", " + image.name() + ": IoU "
                + Numbers.score(image.report().summary(Metric.IOU))
                + ". From left to right the image, the truth, and the prediction with the truth as a line.";
        page.picture(ImageFiles.png(drawn.getProcessor()), drawn.getWidth(), caption);
    }

    private static ImagePlus picture(LabelledSet set, EvaluatedImage shown) {
        LabelledImage image = set.images().stream()
                .filter(i -> i.name().equals(shown.name()))
                .findFirst()
                .orElseThrow();
        Tile area = shown.area();
        RandomAccessibleInterval<FloatType> part =
                Views.zeroMin(Views.interval(image.pixels(), new long[] {area.x(), area.y(), 0}, new long[] {
                    area.right() - 1L, area.bottom() - 1L, image.channels() - 1L
                }));
        Reduction reduction = new Reduction(
                area.width(),
                area.height(),
                shown.labels().width(),
                shown.labels().height());
        ColorProcessor picture = reduction.picture(part, part);
        return new ImagePlus(shown.name(), picture);
    }

    /** Losses and IoU over the epochs. */
    void history(HtmlPage page) {
        HistoryPlot plot = new HistoryPlot("Training", summary.start().config().best());
        plot.update(summary.result().history().epochs());
        page.half(
                ImageFiles.png(plot.losses(CURVE_WIDTH, CURVE_HEIGHT)),
                CURVE_WIDTH,
                "Loss on the crops learnt from and on crops of images kept out, after each validation.");
        page.half(
                ImageFiles.png(plot.metrics(CURVE_WIDTH, CURVE_HEIGHT)),
                CURVE_WIDTH,
                "How good it was on crops of the images kept out.");
    }

    /** What other thresholds would give, and precision over recall. */
    void thresholds(HtmlPage page, HeldOut held) {
        List<String> names = summary.start().set().classes().names();
        List<Integer> shown = IntStream.range(names.size() == 2 ? 1 : 0, names.size())
                .filter(k -> held.evaluation().total().counts().get(k).present())
                .boxed()
                .toList();
        List<Color> colours = shown.stream()
                .map(k -> ThresholdPlot.onWhite(
                        summary.start().set().classes().colours().get(k)))
                .toList();
        List<ThresholdCurve> curves = shown.stream().map(held.curves()::get).toList();
        List<Metric> metrics = names.size() == 2 ? List.of(Metric.IOU, Metric.DICE) : List.of(Metric.IOU);
        List<Cell> legend = new ArrayList<>();
        for (int i = 0; i < shown.size(); i++) {
            legend.add(Cell.coloured(names.get(shown.get(i)), colours.get(i).getRGB() & 0xFFFFFF));
        }
        if (metrics.size() > 1) {
            legend.add(Cell.coloured("the same, " + metrics.get(1).label(), ThresholdPlot.FURTHER.getRGB() & 0xFFFFFF));
        }
        page.legend(legend);
        fine(
                page,
                ThresholdPlot.thresholds(metrics, colours, curves),
                (metrics.size() == 1 ? "IoU" : "IoU and Dice")
                        + " at each threshold on the probability; dots mark the best.");
        fine(
                page,
                ThresholdPlot.precisionRecall(colours, curves),
                "Precision over recall at all thresholds; dots mark a threshold of 0.5.");
    }

    private static void fine(HtmlPage page, ImagePlus drawn, String caption) {
        page.half(ImageFiles.png(drawn.getProcessor()), drawn.getWidth() / ThresholdPlot.FINENESS, caption);
    }
}
