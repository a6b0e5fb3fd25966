package io.github.tessera.command;

import io.github.tessera.data.Untiling;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.nio.file.Path;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Plugins &gt; Tessera &gt; Tessera Untile...: puts tiles, or results on tiles, together again. */
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Tessera>Tessera Untile...",
        label = "Tessera Untile...",
        description = "Puts the tiles that Tessera Tile... made together again, or results on them, such as labels or"
                + " probabilities, of Tessera or of other programs, as long as the files have kept the tiles' names. The output"
                + " folder receives a TIFF for each image, under the image's name. Where tiles overlap, a pixel comes from the"
                + " tile whose centre is nearest.",
        headless = true,
        visible = false)
public final class UntileCommand extends TesseraCommand {
    @Parameter(
            label = "Tiles",
            style = "directory",
            description = "Folder of tiles of one or more images; images, masks and results in a folder each.")
    private String tiles = "";

    @Parameter(
            label = "Output folder",
            style = "directory",
            description = "Receives the images; none of them may be there already.")
    private String output = "";

    @Parameter(
            label = "Missing pixels are 0",
            description =
                    "Otherwise an image of which tiles are missing, or that was cut with the edge rule drop and has pixels in"
                            + " no tile, is an error.")
    private boolean gaps;

    @Override
    void execute(Progress progress) {
        Path source = Paths.input("tiles", tiles);
        Path folder = Paths.output("output", output);
        Untiling.Result result = Untiling.join(source, folder, gaps, progress);
        progress.log(result.images() + (result.images() == 1 ? " image is in " : " images are in ") + folder + ".");
        if (!result.failures().isEmpty()) {
            throw new TesseraException(result.failures().size() + " of "
                    + (result.images() + result.failures().size())
                    + " images could not be put together; the first: "
                    + result.failures().get(0));
        }
    }
}
