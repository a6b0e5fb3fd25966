package io.github.tessera.command;

import ij.ImagePlus;
import ij.WindowManager;
import ij.macro.Interpreter;
import ij.measure.ResultsTable;
import java.awt.GraphicsEnvironment;
import org.scijava.Priority;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.module.process.AbstractPostprocessorPlugin;
import org.scijava.module.process.PostprocessorPlugin;
import org.scijava.plugin.Plugin;

/**
 * Shows our commands' images and tables at once, on the calling thread, so that the result is the current image when the command returns.
 *
 * <p>SciJava would show them later, in batch mode twice, and without a display never.
 */
@Plugin(type = PostprocessorPlugin.class, priority = Priority.HIGH)
public final class ShowOutputs extends AbstractPostprocessorPlugin {
    @Override
    public void process(Module module) {
        if (!(module.getDelegateObject() instanceof TesseraCommand)) {
            return;
        }
        for (ModuleItem<?> item : module.getInfo().outputs()) {
            if (!module.isOutputResolved(item.getName())) {
                show(item, module.getOutput(item.getName()));
                module.resolveOutput(item.getName());
            }
        }
    }

    private static void show(ModuleItem<?> item, Object output) {
        if (output instanceof ImagePlus image) {
            if (Interpreter.isBatchMode() || !GraphicsEnvironment.isHeadless()) {
                image.show();
            } else {
                WindowManager.setTempCurrentImage(image);
            }
        } else if (output instanceof ResultsTable table) {
            table.show(item.getLabel());
        }
    }
}
