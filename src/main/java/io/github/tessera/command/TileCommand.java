package io.github.tessera.command;

import io.github.tessera.data.FolderResult;
import io.github.tessera.data.TileCutting;
import io.github.tessera.data.TileSettings;
import io.github.tessera.image.TileFormat;
import io.github.tessera.progress.Progress;
import io.github.tessera.tile.EdgeRule;
import io.github.tessera.tile.TileLayout;
import java.nio.file.Path;
import java.util.Optional;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Plugins &gt; Tessera &gt; Tessera Tile...: cuts the images of a folder, and their masks, into tile files. */
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Tessera>Tessera Tile...",
        label = "Tessera Tile...",
        description =
                "Cuts the images of a folder, and their masks at the same places, into tiles. The output folder receives"
                        + " images, masks, and tiles.txt, which says how they were cut. A name such as cells_5000x5000_x0250_y0500.tif"
                        + " tells the size of the whole image and where the tile's upper left corner was; Tessera Untile... reads it."
                        + " Pixel values stay exactly as they are. Stopped in the middle, the next run goes on. To train, no tiles"
                        + " are needed: Tessera Train... takes its crops from whole images.",
        headless = true,
        visible = false)
public final class TileCommand extends TesseraCommand {
    @Parameter(label = "Images", style = "directory", description = "Folder of images; its subfolders are left out.")
    private String images = "";

    @Parameter(
            label = "Masks (folder, may stay empty)",
            style = "directory",
            required = false,
            description =
                    "Folder of masks, named as their images but for a common prefix or suffix. Their tiles get the names"
                            + " of the images' tiles.")
    private String masks = "";

    @Parameter(
            label = "Output folder",
            style = "directory",
            description = "Receives the tiles. What else is in it stays as it is.")
    private String output = "";

    @Parameter(label = "Tile width (pixels)", min = "1", max = "16384", description = "Columns of each tile.")
    private int width = 256;

    @Parameter(label = "Tile height (pixels)", min = "1", max = "16384", description = "Rows of each tile.")
    private int height = 256;

    @Parameter(
            label = "Step to the right (pixels, 0 = the width)",
            min = "0",
            max = "1000000",
            description = "From one tile's left edge to the next one's. Less than the width makes tiles overlap.")
    private int stepx;

    @Parameter(
            label = "Step down (pixels, 0 = the height)",
            min = "0",
            max = "1000000",
            description = "From one tile's upper edge to the next one's. Less than the height makes tiles overlap.")
    private int stepy;

    @Parameter(
            label = "At the right and lower edge",
            description =
                    "What becomes of a tile that would reach beyond the image: it is left out (drop), filled with mirrored"
                            + " pixels (mirror), or moved back until it lies inside (shift).")
    private EdgeRule edge = EdgeRule.SHIFT;

    @Parameter(
            label = "Format",
            description =
                    "TIFF is quick and holds every kind of image, with its pixel size; PNG is smaller, for grey images of 8"
                            + " or 16 bits and RGB.")
    private TileFormat format = TileFormat.TIFF;

    @Parameter(
            label = "Cut again what is there",
            description = "Otherwise tiles that are there already, and no older than their image, stay as they are.")
    private boolean overwrite;

    @Override
    void execute(Progress progress) {
        Path source = Paths.input("images", images);
        Optional<Path> maskFolder = masks.isBlank() ? Optional.empty() : Optional.of(Paths.input("masks", masks));
        Path folder = Paths.output("output", output);
        TileLayout layout =
                new TileLayout(width, height, stepx == 0 ? width : stepx, stepy == 0 ? height : stepy, edge);
        FolderResult result =
                TileCutting.cut(source, maskFolder, folder, new TileSettings(layout, format, overwrite), progress);
        progress.log(result.describe("cut", "tiles", folder));
        result.requireAll("cut");
    }
}
