package io.github.tessera.command;

import ij.ImagePlus;
import ij.process.ByteProcessor;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** A command with one parameter of every kind, which writes its values into the title of its result. */
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Tessera>Tessera Demo...",
        label = "Tessera Demo...",
        description = "Shows every kind of field & works on nothing.",
        headless = true,
        visible = false)
public final class DemoCommand extends TesseraCommand {
    /** An enum as the families are. */
    public enum Shade {
        DARK_RED("Dark red"),
        BLUE("Blue");

        private final String label;

        Shade(String label) {
            this.label = label;
        }

        @Override
        public String toString() {
            return label;
        }
    }

    @Parameter(label = "Image", persist = false)
    private ImagePlus image;

    @Parameter(label = "Shade", description = "The colour.")
    private Shade shade = Shade.DARK_RED;

    @Parameter(
            label = "Kind",
            choices = {"first", "odd [x]"})
    private String kind = "first";

    @Parameter(label = "Steps", min = "1", max = "1000")
    private int steps = 300;

    @Parameter(label = "Learning rate", min = "0")
    private double rate = 0.0001;

    @Parameter(label = "Opacity (percent)", style = "slider", min = "0", max = "100")
    private int opacity = 40;

    @Parameter(label = "Augment")
    private boolean augment = true;

    @Parameter(label = "Folder", style = "directory", required = false)
    private String folder = "";

    @Parameter(label = "Model", style = "file", required = false)
    private String model = "";

    @Parameter(label = "Behaviour", required = false)
    private String behave = "";

    // ShowOutputs reads it.
    @SuppressWarnings("UnusedVariable")
    @Parameter(type = ItemIO.OUTPUT, label = "Result")
    private ImagePlus result;

    @Override
    void execute(Progress progress) {
        switch (behave) {
            case "refuse" -> throw new TesseraException("The demo refuses: ask it to behave.");
            case "fault" -> throw new IllegalStateException("demo fault");
            case "library" -> throw new NoClassDefFoundError("ai/djl/Model");
            case "escape" -> {
                ij.IJ.setKeyDown(java.awt.event.KeyEvent.VK_ESCAPE);
                progress.check();
            }
            case "slow" -> {
                for (int i = 0; i < 600; i++) {
                    progress.update(i, 600);
                    progress.status("Step " + i);
                    ij.IJ.wait(50);
                    progress.check();
                }
            }
            default -> progress.log("demo ran");
        }
        result = new ImagePlus(
                String.join(
                        "|",
                        image.getTitle(),
                        shade.name(),
                        kind,
                        "" + steps,
                        "" + rate,
                        "" + opacity,
                        "" + augment,
                        folder,
                        model),
                new ByteProcessor(2, 2));
    }
}
