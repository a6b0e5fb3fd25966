package io.github.tessera.command;

import io.github.tessera.plan.Setting;
import io.github.tessera.train.OptimizerSettings;
import io.github.tessera.train.Schedule;
import java.util.EnumSet;
import java.util.Set;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;

/** A command that learns: asks how weights follow their gradients. */
abstract class OptimizerCommand extends NetworkCommand {
    /** The word for what the plan chooses. */
    static final String AUTO = "auto";

    @Parameter(
            label = "Optimizer",
            attrs = @Attr(name = MORE),
            description =
                    "adam suits nearly everything; adamw goes with a weight decay; sgd and rmsprop are those of older papers. Automatic is"
                            + " adamw, and learning rate, decay, clipping and averaging that go with it; with one that you choose these are usual ones.")
    private OptimizerChoice optimizer = OptimizerChoice.AUTO;

    @Parameter(
            label = "Learning rate (0 = automatic)",
            attrs = @Attr(name = MORE),
            min = "0",
            max = "10",
            description = "The size of a step; 0.001 suits Adam, 0.01 SGD.")
    private double rate;

    @Parameter(
            label = "Momentum (SGD, RMSProp)",
            attrs = @Attr(name = MORE),
            min = "0",
            max = "0.9999",
            description = "Of SGD and RMSProp; Adam has its own.")
    private double momentum = 0.9;

    @Parameter(
            label = "Nesterov's momentum",
            attrs = @Attr(name = MORE),
            description = "SGD then looks ahead by its momentum.")
    private boolean nesterov;

    @Parameter(
            label = "Weight decay (-1 = automatic)",
            attrs = @Attr(name = MORE),
            min = "-1",
            max = "1",
            description = "Pulls weights towards 0; 0.0005 is usual with SGD, 0 is none.")
    private double decay = -1;

    @Parameter(
            label = "Learning rate changes",
            attrs = @Attr(name = MORE),
            description =
                    "auto, constant, step STEPS FACTOR, polynomial POWER, cosine, onecycle, or plateau VALIDATIONS FACTOR; before it, if you like, a"
                            + " warm-up: warmup 100, cosine.")
    private String schedule = AUTO;

    @Parameter(
            label = "Longest gradient (0 = any, -1 = automatic)",
            attrs = @Attr(name = MORE),
            min = "-1",
            description = "Longer ones are clipped to it; 1 is usual where a training is unsteady.")
    private double clip = -1;

    @Parameter(
            label = "Weight averaging (-1 = automatic)",
            attrs = @Attr(name = MORE),
            min = "-1",
            max = "0.99999",
            description =
                    "The model is then the mean of the latest weights (their exponential moving average), which is steadier: 0.99 for hundreds of"
                            + " steps, 0.999 for thousands, 0 for none.")
    private double averaging = -1;

    /**
     * What was entered; what is automatic may be anything.
     *
     * @throws io.github.tessera.progress.TesseraException if it does not go together
     */
    final OptimizerSettings follow() {
        OptimizerSettings usual = OptimizerSettings.DEFAULT;
        return new OptimizerSettings(
                optimizer.choice() == null ? usual.kind() : optimizer.choice(),
                rate == 0 ? usual.rate() : rate,
                auto(schedule) ? Schedule.CONSTANT : Schedule.parse(schedule),
                momentum,
                nesterov,
                Math.max(0, decay),
                Math.max(0, clip),
                Math.max(0, averaging));
    }

    /** What of it is automatic. */
    final Set<Setting> openOfOptimizer() {
        Set<Setting> open = EnumSet.noneOf(Setting.class);
        addIf(optimizer == OptimizerChoice.AUTO, Setting.OPTIMIZER, open);
        addIf(rate == 0, Setting.RATE, open);
        addIf(auto(schedule), Setting.SCHEDULE, open);
        addIf(decay < 0, Setting.DECAY, open);
        addIf(clip < 0, Setting.CLIP, open);
        addIf(averaging < 0, Setting.AVERAGING, open);
        return open;
    }

    static void addIf(boolean automatic, Setting setting, Set<Setting> open) {
        if (automatic) {
            open.add(setting);
        }
    }

    /** Whether a text leaves the choice to the plan. */
    static boolean auto(String text) {
        return text.strip().equalsIgnoreCase(AUTO);
    }
}
