package io.github.tessera.command;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import io.github.tessera.data.DataCheck;
import io.github.tessera.data.Finding;
import io.github.tessera.data.LabelledImage;
import io.github.tessera.data.LabelledSet;
import io.github.tessera.progress.Progress;
import io.github.tessera.view.DataTables;
import io.github.tessera.view.LabelStack;
import java.util.List;
import java.util.stream.Collectors;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Plugins &gt; Tessera &gt; Tessera Check Data...: shows what a training would learn from, and what looks wrong with it. */
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Tessera>Tessera Check Data...",
        label = "Tessera Check Data...",
        description =
                "Shows what a training would learn from, before it does: pairs, classes and their shares, sizes, intensities, as tables"
                        + " and as a stack of the images with their masks over them; and warns of what looks wrong, such as"
                        + " inverted masks, images that are there twice, or files that cannot be read.",
        headless = true,
        visible = false)
public final class CheckDataCommand extends SplitCommand {
    @Parameter(
            label = "Images in the stack",
            min = "0",
            max = "10000",
            description = "How many images are shown with their masks, those with warnings first; 0 shows none.")
    private int shown = 50;

    @Parameter(
            label = "Overlay opacity (percent)",
            style = "slider",
            min = "0",
            max = "100",
            description = "Of the masks over the images; 0 draws outlines alone.")
    private int opacity = 30;

    @Parameter(
            label = "Table (CSV file, may stay empty)",
            style = "file",
            required = false,
            description =
                    "Where the table of the images is saved; those of the classes and of the findings are saved beside it.")
    private String table = "";

    // ShowOutputs reads these four, in this order: the stack becomes the active image.
    @SuppressWarnings("UnusedVariable")
    @Parameter(type = ItemIO.OUTPUT, label = "Tessera check of images")
    private ResultsTable imagetable;

    @SuppressWarnings("UnusedVariable")
    @Parameter(type = ItemIO.OUTPUT, label = "Tessera check of classes")
    private ResultsTable classtable;

    @SuppressWarnings("UnusedVariable")
    @Parameter(type = ItemIO.OUTPUT, label = "Tessera findings")
    private ResultsTable findingtable;

    @SuppressWarnings("UnusedVariable")
    @Parameter(type = ItemIO.OUTPUT, label = "Tessera check")
    private ImagePlus stack;

    @Override
    void execute(Progress progress) {
        TableFile tableFile = table.isBlank() ? null : new TableFile(Paths.outputFile("table", table));
        LabelledSet set = usableSet(progress);
        DataCheck check = DataCheck.of(set, split().of(set.names()), crop(), progress);
        ResultsTable byImage = DataTables.images(check);
        ResultsTable byClass = DataTables.classes(check, set.classes().palette());
        ResultsTable findings = DataTables.findings(check);
        ImagePlus drawn = shown == 0 ? null : draw(set, check, progress);
        if (tableFile != null) {
            tableFile.save(byImage);
            tableFile.save(byClass, "classes");
            tableFile.save(findings, "findings");
        }
        progress.log(set.describe());
        progress.log(check.describe());
        imagetable = byImage;
        classtable = byClass;
        findingtable = findings;
        stack = drawn;
    }

    private ImagePlus draw(LabelledSet set, DataCheck check, Progress progress) {
        List<LabelStack.Slice> first = check.suspiciousFirst().stream()
                .limit(shown)
                .map(i -> slice(set.images().get(i), check.findings(i)))
                .toList();
        return new LabelStack(check.classNames(), set.classes().palette(), opacity / 100.0, LabelStack.DEFAULT_SIDE)
                .of("Tessera check", first, progress);
    }

    private static LabelStack.Slice slice(LabelledImage image, List<Finding> findings) {
        String found = findings.stream()
                .filter(finding -> finding.kind().severity() == Finding.Severity.WARNING)
                .map(finding -> finding.kind().label())
                .collect(Collectors.joining("; "));
        return new LabelStack.Slice(
                found.isEmpty() ? image.name() : image.name() + ": " + found, image.pixels(), image.labels());
    }
}
