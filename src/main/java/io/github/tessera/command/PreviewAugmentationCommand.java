package io.github.tessera.command;

import ij.ImagePlus;
import io.github.tessera.data.AugmentationPreset;
import io.github.tessera.data.AugmentationPreview;
import io.github.tessera.data.AugmentationSettings;
import io.github.tessera.data.CropSettings;
import io.github.tessera.data.LabelledImage;
import io.github.tessera.data.LabelledSet;
import io.github.tessera.data.Oversampling;
import io.github.tessera.image.Palette;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.view.LabelStack;
import java.util.ArrayList;
import java.util.List;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Plugins &gt; Tessera &gt; Tessera Preview Augmentation...: shows crops as they are and as a training would change them. */
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Tessera>Tessera Preview Augmentation...",
        label = "Tessera Preview Augmentation...",
        description =
                "Shows what a training would learn from: crops of your images as they are, then augmented, as a stack with the labels"
                        + " over them. All crops of one place are drawn in one contrast, so that changes of brightness show. If"
                        + " something no longer looks as if your microscope could have taken it, choose less.",
        headless = true,
        visible = false)
public final class PreviewAugmentationCommand extends DataCommand {
    @Parameter(
            label = "Images whose names hold (may stay empty)",
            required = false,
            description =
                    "Only images are shown that have this in their names; empty takes them from all parts of the set.")
    private String named = "";

    @Parameter(
            label = "Crop (pixels)",
            min = "16",
            max = "4096",
            description = "Side of the squares that are cut from the images, as in the training.")
    private int crop = 256;

    @Parameter(
            label = "Augmentation",
            description =
                    "none, flips, light, medium, strong, or your own list, such as rotation 20, noise 0.1 at 0.5.")
    private String augment = "medium";

    @Parameter(label = "Crops", min = "1", max = "1000", description = "How many places are shown.")
    private int examples = 4;

    @Parameter(
            label = "Augmented copies of each",
            min = "1",
            max = "1000",
            description = "How often each crop is shown augmented, each time anew, after it is shown as it is.")
    private int copies = 5;

    @Parameter(label = "Seed", description = "Equal seeds give equal crops; try another to see others.")
    private long seed = 1;

    @Parameter(
            label = "Overlay opacity (percent)",
            style = "slider",
            min = "0",
            max = "100",
            description = "Of the labels over the crops; 0 draws outlines alone.")
    private int opacity = 20;

    // ShowOutputs reads it.
    @SuppressWarnings("UnusedVariable")
    @Parameter(type = ItemIO.OUTPUT, label = "Tessera augmentation")
    private ImagePlus stack;

    @Override
    void execute(Progress progress) {
        AugmentationSettings settings = AugmentationSettings.parse(augment);
        LabelledSet set = set(progress);
        List<LabelledImage> chosen = set.images().stream()
                .filter(image -> image.name().contains(named.strip()))
                .toList();
        if (chosen.isEmpty()) {
            throw new TesseraException("No image has \"" + named + "\" in its name, for example "
                    + set.images().get(0).name() + "; write a part of a name, or leave it empty.");
        }
        List<AugmentationPreview.Example> crops = AugmentationPreview.of(
                chosen, new CropSettings(crop, settings, Oversampling.NONE, seed), examples, copies, progress);
        progress.log(set.labelling());
        AugmentationPreset.of(augment).ifPresent(preset -> progress.log(preset.label() + ": " + preset.sentence()));
        progress.log("Augmentation: " + settings);
        stack = new LabelStack(set.classes().names(), Palette.standard(), opacity / 100.0, LabelStack.DEFAULT_SIDE)
                .of("Tessera augmentation", slices(crops), progress);
    }

    private static List<LabelStack.Slice> slices(List<AugmentationPreview.Example> crops) {
        List<LabelStack.Slice> slices = new ArrayList<>();
        for (AugmentationPreview.Example example : crops) {
            LabelledImage plain = example.plain();
            slices.add(slice(plain, plain));
            example.changed().forEach(changed -> slices.add(slice(changed, plain)));
        }
        return slices;
    }

    private static LabelStack.Slice slice(LabelledImage crop, LabelledImage contrast) {
        return new LabelStack.Slice(crop.name(), crop.pixels(), crop.labels(), contrast.pixels());
    }
}
