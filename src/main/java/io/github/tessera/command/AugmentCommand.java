package io.github.tessera.command;

import io.github.tessera.data.AugmentationSettings;
import io.github.tessera.data.AugmentedCopies;
import io.github.tessera.data.CopySettings;
import io.github.tessera.data.ExactCopy;
import io.github.tessera.data.FolderResult;
import io.github.tessera.image.TileFormat;
import io.github.tessera.progress.Progress;
import java.nio.file.Path;
import java.util.Optional;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Plugins &gt; Tessera &gt; Tessera Augment...: writes changed copies of the images of a folder, and of their masks in step. */
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Tessera>Tessera Augment...",
        label = "Tessera Augment...",
        description =
                "Writes changed copies of the images of a folder, and of their masks in step: flips and turns, which keep every pixel"
                        + " value, and random copies. With flipud and fliplr the set becomes three times as large. The output folder"
                        + " receives images, masks, and augment.txt, which says how the copies were made; cells_flipud.tif is a copy of"
                        + " cells. Values and colours of masks stay exactly as they are. Stopped in the middle, the next run goes on."
                        + " To train with Tessera no copies are needed: Tessera Train... augments its crops as it goes.",
        headless = true,
        visible = false)
public final class AugmentCommand extends TesseraCommand {
    @Parameter(label = "Images", style = "directory", description = "Folder of images; its subfolders are left out.")
    private String images = "";

    @Parameter(
            label = "Masks (folder, may stay empty)",
            style = "directory",
            required = false,
            description =
                    "Folder of masks, one for each image, named as their images but for a common prefix or suffix. Their copies get"
                            + " the names of the images' copies.")
    private String masks = "";

    @Parameter(
            label = "Output folder",
            style = "directory",
            description = "Receives the copies. It must not hold other images or masks.")
    private String output = "";

    @Parameter(
            label = "Originals too",
            description =
                    "Whether the images as they are are written as well. A training that reads them there keeps an image and its"
                            + " copies together, and never learns from one to be tested on the other.")
    private boolean originals = true;

    @Parameter(
            label = "Exact copies (may stay empty)",
            required = false,
            description =
                    "One copy for each of these words, joined by commas: flipud (top for bottom), fliplr (left for right), turn90"
                            + " (to the left), turn180, turn270 (to the right). No pixel value changes.")
    private String exact = "flipud, fliplr";

    @Parameter(
            label = "Random copies of each image",
            min = "0",
            max = "999",
            description =
                    "Named cells_a001, cells_a002 and so on; 0 makes none. What lies beyond the image is mirrored.")
    private int copies;

    @Parameter(
            label = "Augmentation",
            description =
                    "What is done to the random copies: none, flips, light, medium, strong, or your own list, such as rotation 20, noise 0.1 at 0.5.")
    private String augment = "medium";

    @Parameter(label = "Seed", description = "Equal seeds give equal copies.")
    private long seed = 1;

    @Parameter(
            label = "Format",
            description =
                    "TIFF holds every kind of image, with its pixel size; PNG is smaller, for grey images of 8 or 16 bits and RGB.")
    private TileFormat format = TileFormat.TIFF;

    @Parameter(
            label = "Make again what is there",
            description = "Otherwise copies that are there already, and no older than their image, stay as they are.")
    private boolean overwrite;

    @Override
    void execute(Progress progress) {
        Path source = Paths.input("images", images);
        Optional<Path> maskFolder = masks.isBlank() ? Optional.empty() : Optional.of(Paths.input("masks", masks));
        CopySettings settings = new CopySettings(
                originals,
                ExactCopy.parse(exact),
                copies,
                AugmentationSettings.parse(augment),
                seed,
                format,
                overwrite);
        Path folder = Paths.output("output", output);
        FolderResult result = AugmentedCopies.write(source, maskFolder, folder, settings, progress);
        progress.log(result.describe("copied", "files", folder));
        result.requireAll("copied");
    }
}
