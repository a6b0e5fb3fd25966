package io.github.tessera.command;

import io.github.tessera.data.Portion;
import io.github.tessera.data.SplitRule;
import io.github.tessera.data.SplitSettings;
import io.github.tessera.progress.TesseraException;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;

/** A command that crops are learnt from in, or that looks at what would be: asks which images are kept out of learning. */
abstract class SplitCommand extends DataCommand {
    @Parameter(
            label = "Kept out for validation",
            min = "0.001",
            max = "1000000",
            description =
                    "Share of the images that is not learnt from, but tried now and then (at least one image); from 1 on their number.")
    private double keptout = 0.2;

    @Parameter(
            label = "Kept for a test (0 = none)",
            attrs = @Attr(name = MORE),
            min = "0",
            max = "1000000",
            description = "Share or number of images that are not looked at; split.csv beside the model names them.")
    private double test;

    @Parameter(
            label = "Split",
            attrs = @Attr(name = MORE),
            description =
                    "Which images are kept out: drawn by the seed (by image: tiles of one image stay together; by group; by tile), the last"
                            + " ones (in order), or those of a list.")
    private SplitRule split = SplitRule.IMAGE;

    @Parameter(
            label = "Groups (empty = folders)",
            attrs = @Attr(name = MORE),
            required = false,
            description =
                    "By group: the part of the file names that tells the group, in parentheses: (patient\\d+). Empty: images in one subfolder"
                            + " are a group.")
    private String group = "";

    @Parameter(
            label = "List of the split",
            attrs = @Attr(name = MORE),
            style = "file",
            required = false,
            description =
                    "By list file: lines such as cell_01.tif,validation (or train, test), as in a model's split.csv; or a folder"
                            + " with train.txt and val.txt.")
    private String splitlist = "";

    @Parameter(
            label = "Crop (pixels, 0 = automatic)",
            min = "0",
            max = "4096",
            description =
                    "Side of the squares that are cut from the images, at least 16. Automatic: from the sizes of images and objects.")
    private int crop;

    @Parameter(
            label = "Seed (0 = a new one)",
            attrs = @Attr(name = MORE),
            min = "0",
            description = "Equal seeds keep out the same images, and give equal trainings on one computer.")
    private long seed = 1;

    /** Side of the crops in pixels, 0 for automatic. */
    final int crop() {
        return crop;
    }

    /** What was entered as the seed. */
    final long seed() {
        return seed;
    }

    /**
     * How images are dealt out.
     *
     * @throws TesseraException if a number is neither share nor count, or a list is needed and missing
     */
    final SplitSettings split() {
        SplitSettings settings = SplitSettings.defaults()
                .withPortions(new Portion(keptout), new Portion(test))
                .withSeed(seed);
        return switch (split) {
            case LIST -> settings.withList(Paths.input("splitlist", splitlist));
            case GROUP -> settings.withGroups(group.strip());
            default -> settings.withRule(split);
        };
    }
}
