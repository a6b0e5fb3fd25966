package io.github.tessera.view;

import ij.measure.ResultsTable;
import io.github.tessera.data.ClassFacts;
import io.github.tessera.data.DataCheck;
import io.github.tessera.data.Finding;
import io.github.tessera.data.ImageFacts;
import io.github.tessera.image.LabelImage;
import io.github.tessera.image.Palette;
import java.awt.Color;
import java.util.List;
import java.util.stream.Collectors;

/** Shows in ImageJ's tables what a training would learn from, and what looks wrong with it. */
public final class DataTables {
    private static final int DECIMALS = 3;
    private static final double PERCENT = 100;

    private DataTables() {}

    /** A row for each image: what is done with it, size, intensities, the share of each class, and what was found about it. */
    public static ResultsTable images(DataCheck check) {
        ResultsTable table = table();
        for (int i = 0; i < check.images().size(); i++) {
            ImageFacts image = check.images().get(i);
            table.addRow();
            table.addValue("Image", image.name());
            table.addValue("Part", check.part(i).label());
            table.addValue("Width (pixels)", image.width());
            table.addValue("Height (pixels)", image.height());
            table.addValue("Channels", image.channels());
            table.addValue("Bits", image.bitDepth());
            table.addValue("Least intensity", image.minimum());
            table.addValue("Mean intensity", image.mean());
            table.addValue("Greatest intensity", image.maximum());
            for (int c = 0; c < check.classNames().size(); c++) {
                table.addValue(check.classNames().get(c) + " (%)", PERCENT * image.share(c));
            }
            table.addValue("ignored (%)", PERCENT * image.ignoredShare());
            table.addValue("Findings", labels(check.findings(i)));
        }
        return table;
    }

    private static String labels(List<Finding> findings) {
        return findings.stream().map(finding -> finding.kind().label()).collect(Collectors.joining("; "));
    }

    /** A row for each class, and one for what is ignored: colour, pixels, and its share in the set and in each part. */
    public static ResultsTable classes(DataCheck check, Palette palette) {
        ResultsTable table = table();
        List<ClassFacts> classes = check.classes();
        for (int c = 0; c < classes.size(); c++) {
            add(table, classes.get(c), c == 0 ? "none" : hex(palette.color(c)));
        }
        add(table, check.ignored(), hex(palette.color(LabelImage.IGNORED)));
        return table;
    }

    private static void add(ResultsTable table, ClassFacts facts, String colour) {
        table.addRow();
        table.addValue("Class", facts.name());
        table.addValue("Colour", colour);
        table.addValue("Pixels", Long.toString(facts.pixels()));
        table.addValue("Images", facts.images());
        table.addValue("Share (%)", PERCENT * facts.share());
        table.addValue("In training (%)", PERCENT * facts.trainingShare());
        table.addValue("In validation (%)", PERCENT * facts.validationShare());
    }

    private static String hex(Color color) {
        return String.format("#%06X", color.getRGB() & 0xFFFFFF);
    }

    /** A row for each finding, the gravest first, or one that says that there is none. */
    public static ResultsTable findings(DataCheck check) {
        ResultsTable table = table();
        for (Finding finding : check.findings()) {
            add(
                    table,
                    finding.kind().severity().label(),
                    finding.kind().label(),
                    finding.where().size(),
                    finding.named(),
                    finding.text());
        }
        if (check.findings().isEmpty()) {
            add(table, "None", "Nothing suspicious was found", 0, "", "");
        }
        return table;
    }

    private static void add(
            ResultsTable table, String severity, String finding, int number, String where, String text) {
        table.addRow();
        table.addValue("Severity", severity);
        table.addValue("Finding", finding);
        table.addValue("Number", number);
        table.addValue("Where", where);
        table.addValue("What to do", text);
    }

    private static ResultsTable table() {
        ResultsTable table = new ResultsTable();
        table.setPrecision(DECIMALS);
        table.showRowNumbers(false);
        return table;
    }
}
