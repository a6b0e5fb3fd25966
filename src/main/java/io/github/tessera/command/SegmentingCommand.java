package io.github.tessera.command;

import io.github.tessera.image.PlaneChoice;
import io.github.tessera.postprocess.LinkSettings;
import io.github.tessera.postprocess.ObjectLinking;
import io.github.tessera.postprocess.ObjectSettings;
import io.github.tessera.postprocess.ObjectSplit;
import io.github.tessera.predict.Decision;
import io.github.tessera.predict.Segmenter;
import io.github.tessera.predict.SegmenterSettings;
import io.github.tessera.predict.TestTimeAugmentation;
import io.github.tessera.tensor.DeviceChoice;
import io.github.tessera.tile.Blending;
import io.github.tessera.view.ImageSegmenter;
import io.github.tessera.view.ImageSegmenter.ObjectOptions;
import io.github.tessera.view.ImageSegmenter.Options;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandModuleItem;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.widget.Button;

/** A command that segments: asks by which model, how, and what is to be made of it. */
abstract class SegmentingCommand extends TesseraCommand {
    private static final double PERCENT = 100;

    /** Keys that decide how results look, and no label. */
    private static final Set<String> LOOK = Set.of("overlay", "opacity");

    /** Keys that decide neither; the model is noted by its weights. */
    private static final Set<String> NEITHER =
            Set.of("model", "device", "probabilities", "masks", "objects", "measure");

    @Parameter(
            label = "Model",
            attrs = @Attr(name = SHARED),
            style = "directory," + MODEL,
            description =
                    "Folder that Tessera Train... made, or Tessera Cross-Validate...: then all its models together; a package of others in"
                            + " bioimage.io's format; the zip of either; or a name in the list of models.")
    private String model = "";

    // SciJava's dialog shows it; ImageJ's has a button of its own.
    @SuppressWarnings("UnusedVariable")
    @Parameter(label = "List of models", callback = "listModels", required = false, persist = false)
    private Button models;

    @Parameter(
            label = "Threshold (0 = automatic)",
            style = "slider,format:0.00",
            min = "0",
            max = "1",
            stepSize = "0.01",
            description =
                    "How probable a class must be at least, or the pixel is background. Automatic: one half with one class; with several the most"
                            + " probable one is taken, be it background.")
    private double threshold;

    @Parameter(
            label = "Overlay",
            description =
                    "What is laid over the image: one ROI for each object or for each class, a transparent picture of all labels (layer), or nothing.")
    private OverlayChoice overlay = OverlayChoice.OBJECT;

    @Parameter(
            label = "Overlay opacity (percent)",
            style = "slider",
            min = "0",
            max = "100",
            description = "0 draws outlines alone.")
    private int opacity = 40;

    @Parameter(
            label = "Smallest object (pixels)",
            min = "0",
            max = "1000000000",
            description = "Smaller ones become background; 0 keeps all.")
    private int minimumsize;

    @Parameter(label = "Fill holes", description = "Background that an object encloses becomes part of it.")
    private boolean fillholes;

    @Parameter(
            label = "Split touching objects",
            description =
                    "Distance: at their necks, as ImageJ's watershed does. Borders: by a model that learnt interiors and borders (labels=borders).")
    private ObjectSplit split = ObjectSplit.NONE;

    @Parameter(
            label = "Numbered objects",
            description = "A new image whose values are the numbers of the objects, 0 outside, named with _objects.")
    private boolean objects;

    @Parameter(
            label = "Measure objects",
            description = "A table of class, area, place, shape and intensities of each object.")
    private boolean measure;

    @Parameter(label = "Device", description = "auto, cpu, gpu, or a GPU's number: gpu 1.")
    private String device = "auto";

    @Parameter(
            label = "Probability maps",
            description = "32-bit images with a channel for each class, named with _probabilities.")
    private boolean probabilities;

    @Parameter(
            label = "Channels",
            attrs = @Attr(name = MORE),
            description =
                    "Channels for the model, in its order, such as 1,3. all: those that the model learnt from, where the image has more than it takes.")
    private String channels = "all";

    @Parameter(
            label = "Slices",
            attrs = @Attr(name = MORE),
            description = "all, current (the one that is shown), or numbers and ranges such as 1-10, 15.")
    private String slices = "all";

    @Parameter(
            label = "Time frames",
            attrs = @Attr(name = MORE),
            description = "all, current (the one that is shown), or numbers and ranges such as 1-10, 15.")
    private String frames = "all";

    @Parameter(
            label = "Neck (pixels)",
            attrs = @Attr(name = MORE),
            min = "0",
            max = "1000",
            stepSize = "0.5",
            description =
                    "Split by distance: how much narrower than the smaller of two bulges the neck between them must be, from the middle to the edge;"
                            + " the greater, the fewer cuts.")
    private double neck = ObjectSettings.DEFAULT_TOLERANCE;

    @Parameter(
            label = "Link objects through",
            attrs = @Attr(name = MORE),
            description =
                    "Slices or time frames: objects that overlap from one to the next get one number. Slices for objects with three dimensions,"
                            + " frames for objects that move.")
    private ObjectLinking link = ObjectLinking.NONE;

    @Parameter(
            label = "Overlap of linked objects (-1 = automatic)",
            attrs = @Attr(name = MORE),
            min = "-1",
            max = "1",
            stepSize = "0.1",
            description =
                    "The part of the smaller object that must lie over the other one. Automatic: 0.7 through slices, 0.3 through frames.")
    private double linkshare = -1;

    @Parameter(
            label = "Binary masks",
            attrs = @Attr(name = MORE),
            description = "Images of 0 and 255 with a channel for each class, named with _masks.")
    private boolean masks;

    @Parameter(
            label = "Rescale to the model's pixel size",
            attrs = @Attr(name = MORE),
            description =
                    "Each image is rescaled to the pixel size that the model learnt from, and the results are brought back. Both must know their pixel size.")
    private boolean matchpixelsize;

    @Parameter(
            label = "Flips and turns",
            attrs = @Attr(name = MORE),
            description =
                    "Each tile is looked at from so many sides, and what is seen is averaged (test-time augmentation): often a little better, and slower.")
    private TestTimeAugmentation testtime = TestTimeAugmentation.NONE;

    @Parameter(
            label = "Tile (pixels, 0 = automatic)",
            attrs = @Attr(name = MORE),
            min = "0",
            max = "16384",
            description = "Largest side of the tiles that an image is cut into.")
    private int tile;

    @Parameter(
            label = "Overlap of tiles (pixels, -1 = automatic)",
            attrs = @Attr(name = MORE),
            min = "-1",
            max = "4096",
            description =
                    "Margin on each side of a tile. Automatic: as far as the network sees, but no more than a quarter of the tile.")
    private int overlap = -1;

    @Parameter(
            label = "Blending of tiles",
            attrs = @Attr(name = MORE),
            description =
                    "How neighbouring tiles pass into each other: a straight ramp, or Gaussian weights as in nnU-Net.")
    private Blending blend = Blending.LINEAR;

    @Parameter(
            label = "Cut down to level (0 = whole network)",
            attrs = @Attr(name = MORE),
            min = "0",
            max = "7",
            description = "Of a UNet++ learnt with auxiliary outputs: 1 is the quickest.")
    private int level;

    /** Opens the list; SciJava's dialog calls it. */
    public void listModels() {
        model = ModelPath.chosen(model);
    }

    /**
     * Has a wrong word for the device told before anything is read.
     *
     * @throws io.github.tessera.progress.TesseraException naming the word
     */
    final void requireDevice() {
        DeviceChoice.parse(device);
    }

    /** What is to be made of each image. */
    final Options options() {
        return overlay.options(
                PlaneChoice.parse(channels, slices, frames),
                threshold == 0 ? Decision.USUAL : new Decision(threshold),
                probabilities,
                objectOptions(),
                opacity / PERCENT);
    }

    private Optional<ObjectOptions> objectOptions() {
        ObjectSettings settings = new ObjectSettings(minimumsize, fillholes, split, neck);
        LinkSettings links = new LinkSettings(link, linkshare < 0 ? LinkSettings.USUAL_OVERLAP : linkshare);
        boolean cleaned = minimumsize > 1 || fillholes || split != ObjectSplit.NONE;
        return cleaned || objects || measure || link != ObjectLinking.NONE
                ? Optional.of(new ObjectOptions(settings, links))
                : Optional.empty();
    }

    /** What is wanted of each image. */
    final Set<ResultKind> kinds() {
        Set<ResultKind> kinds = EnumSet.of(ResultKind.LABELS);
        Map<ResultKind, Boolean> entered = Map.of(
                ResultKind.OVERLAYS, overlay != OverlayChoice.NONE,
                ResultKind.PROBABILITIES, probabilities,
                ResultKind.MASKS, masks,
                ResultKind.OBJECTS, objects,
                ResultKind.TABLES, measure);
        entered.forEach((kind, wanted) -> {
            if (wanted) {
                kinds.add(kind);
            }
        });
        return kinds;
    }

    /** Which networks segment, and how. */
    final SegmenterChoice segmenter() {
        return new SegmenterChoice(model, device, new SegmenterSettings(tile, overlap, blend, testtime, level));
    }

    /** Whether images are rescaled to the pixel size that the model learnt from. */
    final boolean matchesPixelSize() {
        return matchpixelsize;
    }

    /** Segments images as the settings say. */
    final ImageSegmenter images(Segmenter segmenter) {
        return new ImageSegmenter(segmenter, matchpixelsize);
    }

    /** What decides how results are made, of the keys here. */
    final ResultNote note(Segmenter segmenter) {
        CommandModule module = new CommandModule(CommandRunner.info(getClass()), this);
        Map<String, String> settings = new TreeMap<>();
        Map<String, String> look = new TreeMap<>();
        for (Field field : Field.of(module.getInfo())) {
            boolean here = field.item() instanceof CommandModuleItem<?> item
                    && item.getField().getDeclaringClass() == SegmentingCommand.class;
            if (here && !NEITHER.contains(field.key())) {
                (LOOK.contains(field.key()) ? look : settings)
                        .put(field.key(), field.word(module.getInput(field.key())));
            }
        }
        return ResultNote.of(segmenter.ensemble(), settings, look);
    }

    @Override
    boolean needsPyTorch() {
        return true;
    }
}
