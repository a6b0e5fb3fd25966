package io.github.tessera.command;

import ij.IJ;
import io.github.tessera.command.MacroOptions.Option;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.util.List;
import org.scijava.Cancelable;
import org.scijava.Context;
import org.scijava.command.Command;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.module.Module;
import org.scijava.module.ModuleException;
import org.scijava.module.ModuleRunner;
import org.scijava.module.process.CheckInputsPreprocessor;
import org.scijava.module.process.InitPreprocessor;
import org.scijava.module.process.ModulePostprocessor;
import org.scijava.module.process.ModulePreprocessor;
import org.scijava.module.process.PostprocessorPlugin;
import org.scijava.module.process.PreprocessorPlugin;
import org.scijava.module.process.ValidityPreprocessor;
import org.scijava.plugin.Plugin;
import org.scijava.plugin.PluginService;

/**
 * Runs a command on the calling thread: in Fiji with Fiji's context and processors, in plain ImageJ with an empty context and ours.
 *
 * <p>The calling thread matters: ImageJ keeps options, batch images and the image of {@code IJ.run(imp, ...)} for each thread.
 */
final class CommandRunner {
    private CommandRunner() {}

    /** Runs the command of that class name; whatever goes wrong is told to the user, and a running macro stops. */
    static void run(String className) {
        Outcome outcome = new Outcome();
        String title = "Tessera";
        boolean done = false;
        try {
            Class<? extends Command> type = Class.forName(className).asSubclass(Command.class);
            title = title(type);
            done = run(type, outcome);
        } catch (ModuleException | ClassNotFoundException | RuntimeException e) {
            outcome.fault(e);
        }
        if (!done) {
            outcome.tell(title);
        }
    }

    /**
     * Runs a command without ImageJ's window, in a context of its own.
     *
     * @param progress gets what ImageJ's bar and status line would show
     * @param outcome gets what went wrong while it ran
     * @return true where nothing did, and nobody stopped it
     * @throws TesseraException before it runs, if it does not understand the options, or a path is missing
     */
    static boolean run(Class<? extends TesseraCommand> type, List<Option> options, Progress progress, Outcome outcome) {
        try {
            Context context = new Context(true);
            Module module = info(type).createModule();
            MacroOptionsPreprocessor.fill(module, options);
            for (Field field : fields(type)) {
                boolean needed = field.isPath() && field.item().isRequired();
                if (needed && field.word(module.getInput(field.key())).isBlank()) {
                    throw new TesseraException(
                            "The option \"" + field.key() + "\" is missing: write " + field.example() + ".");
                }
            }
            List<ModulePreprocessor> before =
                    List.of(new ValidityPreprocessor(), new InitPreprocessor(), new CheckInputsPreprocessor());
            before.forEach(context::inject);
            if (module.getDelegateObject() instanceof TesseraCommand command) {
                command.showOn(progress);
            }
            return run(context, module, before, List.of(), outcome);
        } catch (ModuleException e) {
            outcome.fault(e);
            return false;
        }
    }

    private static List<Field> fields(Class<? extends Command> type) {
        return Field.of(info(type));
    }

    /** The keys of open images that a command cannot do without. */
    static List<String> imageFields(Class<? extends Command> type) {
        return fields(type).stream()
                .filter(field ->
                        field.kind() == Field.Kind.IMAGE && field.item().isRequired())
                .map(Field::key)
                .toList();
    }

    /** The leaf of the command's menu path, without its dots. */
    static String title(Class<? extends Command> type) {
        Plugin plugin = type.getAnnotation(Plugin.class);
        if (plugin == null || plugin.menuPath().isEmpty()) {
            return type.getSimpleName();
        }
        String path = plugin.menuPath();
        return path.substring(path.lastIndexOf('>') + 1).replace("...", "");
    }

    private static boolean run(Class<? extends Command> type, Outcome outcome) throws ModuleException {
        Context running = runningContext();
        Module module;
        List<? extends ModulePreprocessor> before;
        List<? extends ModulePostprocessor> after;
        Context context;
        if (running != null) {
            context = running;
            PluginService plugins = context.service(PluginService.class);
            CommandInfo info = context.service(CommandService.class).getCommand(type);
            module = (info == null ? info(type) : info).createModule();
            before = plugins.createInstancesOfType(PreprocessorPlugin.class);
            after = plugins.createInstancesOfType(PostprocessorPlugin.class);
        } else {
            context = new Context(true);
            module = info(type).createModule();
            before = List.of(
                    new ValidityPreprocessor(),
                    new MacroOptionsPreprocessor(),
                    new InitPreprocessor(),
                    new GenericDialogHarvester(),
                    new CheckInputsPreprocessor());
            after = List.of(new ShowOutputs());
            before.forEach(context::inject);
            after.forEach(context::inject);
        }
        return run(context, module, before, after, outcome);
    }

    private static boolean run(
            Context context,
            Module module,
            List<? extends ModulePreprocessor> before,
            List<? extends ModulePostprocessor> after,
            Outcome outcome) {
        context.inject(module);
        for (ModulePreprocessor processor : before) {
            if (processor instanceof MacroOptionsPreprocessor options) {
                options.reportTo(outcome);
            }
        }
        if (module.getDelegateObject() instanceof TesseraCommand command) {
            command.reportTo(outcome);
        }
        new ModuleRunner(context, module, before, after).run();
        return outcome.sentence() == null && !(module instanceof Cancelable c && c.isCanceled());
    }

    static CommandInfo info(Class<? extends Command> type) {
        return new CommandInfo(type, type.getAnnotation(Plugin.class));
    }

    private static Context runningContext() {
        try {
            Class.forName("net.imagej.legacy.LegacyService", false, CommandRunner.class.getClassLoader());
        } catch (ClassNotFoundException plainImageJ) {
            return null;
        }
        // imagej-legacy answers this with the running context; plain ImageJ would make a new one.
        return IJ.runPlugIn("org.scijava.Context", "") instanceof Context context ? context : null;
    }
}
