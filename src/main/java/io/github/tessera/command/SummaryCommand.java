package io.github.tessera.command;

import ij.measure.ResultsTable;
import io.github.tessera.model.RunSettings;
import io.github.tessera.network.Architecture;
import io.github.tessera.network.FeatureShape;
import io.github.tessera.network.Graph;
import io.github.tessera.network.NetworkSettings;
import io.github.tessera.network.Precision;
import io.github.tessera.network.Shapes;
import io.github.tessera.network.Summary;
import io.github.tessera.progress.Progress;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Plugins &gt; Tessera &gt; Tessera Summary...: the layers of a network, their sizes and parameters. */
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Tessera>Tessera Summary...",
        label = "Tessera Summary...",
        description = "Lists the layers of a network with their output sizes and parameters, and tells what it needs.",
        headless = true,
        visible = false)
public final class SummaryCommand extends TesseraCommand {
    @Parameter(label = "Network", description = "What is listed.")
    private Architecture network = Architecture.C_UNET;

    @Parameter(label = "Encoder", description = "What makes feature maps of the image, in networks that leave it open.")
    private EncoderChoice encoder = EncoderChoice.OWN;

    @Parameter(
            label = "Width (maps, 0 = own)",
            min = "0",
            max = "1024",
            description = "Feature maps of the first level.")
    private int width;

    @Parameter(
            label = "Depth (levels, 0 = own)",
            min = "0",
            max = "8",
            description = "Levels, each of half the size of the one before.")
    private int depth;

    @Parameter(
            label = "Convolutions per level (0 = own)",
            min = "0",
            max = "8",
            description = "3 x 3 convolutions in each level.")
    private int convolutions;

    @Parameter(label = "Upsampling", description = "How maps become finer.")
    private UpsamplingChoice upsampling = UpsamplingChoice.OWN;

    @Parameter(label = "Batch normalization", description = "After each 3 x 3 convolution; wants batches of 8 or more.")
    private boolean batchnorm;

    @Parameter(
            label = "Dropout",
            min = "0",
            max = "0.9",
            description = "Share of the deepest maps' values that is dropped in training; U-Nets only.")
    private double dropout;

    @Parameter(
            label = "Dilation",
            min = "1",
            max = "32",
            description = "Pixels from tap to tap in the encoder's convolutions; U-Nets only.")
    private int dilation = 1;

    @Parameter(
            label = "Output stride (0 = own)",
            min = "0",
            max = "32",
            description = "8 or 16: pixels of the image per pixel of the last maps; smaller is finer and slower.")
    private int outputstride;

    @Parameter(
            label = "Auxiliary outputs",
            description =
                    "Deep supervision: further outputs that are learnt and then left away, where the network has them.")
    private boolean auxiliary = true;

    @Parameter(
            label = "Computes in",
            description =
                    "What the network computes in; bfloat16 and float16 are for GPUs. Weights are float32 always.")
    private Precision precision = Precision.FLOAT32;

    @Parameter(
            label = "Batch (images)",
            min = "1",
            max = "4096",
            description = "Images in a training step, for the memory that training needs.")
    private int batch = Summary.BATCH;

    @Parameter(label = "Channels of the image", min = "1", max = "1000", description = "1 for grey, 3 for RGB.")
    private int channels = 3;

    @Parameter(
            label = "Classes",
            min = "2",
            max = "255",
            description = "Background included; 2 classes take one output.")
    private int classes = 2;

    @Parameter(
            label = "Image size (pixels)",
            min = "1",
            max = "16384",
            description = "Side of the square image that sizes are told for.")
    private int size = 256;

    // ShowOutputs reads it.
    @SuppressWarnings("UnusedVariable")
    @Parameter(type = ItemIO.OUTPUT, label = "Tessera summary")
    private ResultsTable table;

    @Override
    void execute(Progress progress) {
        NetworkSettings settings = settings();
        Graph graph = settings.build();
        Shapes.requireReach(graph, size, "image");
        Summary summary = Summary.of(
                graph, size, size, batch, RunSettings.byRule(settings).trainChannelsLast());
        progress.log(network.label() + ". " + network.use());
        progress.log(summary.toString());
        table = table(summary);
    }

    private NetworkSettings settings() {
        return new NetworkChoice(
                        network,
                        encoder,
                        width,
                        depth,
                        convolutions,
                        upsampling,
                        batchnorm,
                        dropout,
                        dilation,
                        outputstride,
                        auxiliary,
                        precision)
                .settings(channels, classes == 2 ? 1 : classes, size);
    }

    private static ResultsTable table(Summary summary) {
        ResultsTable table = new ResultsTable();
        table.showRowNumbers(false);
        for (Summary.Row row : summary.rows()) {
            FeatureShape shape = row.shape();
            table.addRow();
            table.addValue("Layer", row.name());
            table.addValue("Channels", shape.channels());
            table.addValue("Height", shape.height());
            table.addValue("Width", shape.width());
            table.addValue("Parameters", (double) row.parameters());
            table.addValue("Multiply-adds", (double) row.multiplyAdds());
        }
        return table;
    }
}
