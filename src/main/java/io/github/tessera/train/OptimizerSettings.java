package io.github.tessera.train;

import io.github.tessera.progress.TesseraException;
import java.util.ArrayList;
import java.util.List;

/**
 * How weights follow their gradients.
 *
 * @param kind the rule
 * @param rate learning rate, above 0
 * @param schedule how the rate changes while the training goes on
 * @param momentum of SGD and RMSProp, from 0 to below 1; Adam has its own
 * @param nesterov whether SGD looks ahead by its momentum (Sutskever et al., "On the importance of initialization and momentum in
 *     deep learning", ICML 2013)
 * @param weightDecay at least 0: added to the gradient as weightDecay x weight; with AdamW taken from the weight itself
 * @param clip largest length (Euclidean norm) of all gradients together, longer ones are shortened (Pascanu, Mikolov, Bengio, "On the
 *     difficulty of training recurrent neural networks", ICML 2013); 0 for any
 * @param averaging decay of the exponential moving average of the weights, from 0, for none, to below 1; where there is one, it is what
 *     is tried and kept (Polyak, Juditsky, "Acceleration of stochastic approximation by averaging", 1992)
 */
public record OptimizerSettings(
        OptimizerKind kind,
        double rate,
        Schedule schedule,
        double momentum,
        boolean nesterov,
        double weightDecay,
        double clip,
        double averaging) {
    /** Adam at 0.001. */
    public static final OptimizerSettings DEFAULT = of(OptimizerKind.ADAM, 1e-3, 0.9, 0);

    public OptimizerSettings {
        if (!(rate > 0) || !(momentum >= 0 && momentum < 1) || !(weightDecay >= 0)) {
            throw new TesseraException(
                    "A learning rate of " + rate + ", momentum of " + momentum + " and weight decay of " + weightDecay
                            + " cannot be used: the rate must be above 0, the momentum from 0 to below 1, the decay at least 0.");
        }
        if (!(clip >= 0) || !(averaging >= 0 && averaging < 1)) {
            throw new TesseraException(
                    "Gradients cannot be clipped at " + clip + " and weights averaged with a decay of " + averaging
                            + ": the first must be at least 0 (0: not clipped), the second from 0 (not averaged) to below 1.");
        }
        if (nesterov && (kind != OptimizerKind.SGD || momentum == 0)) {
            throw new TesseraException(
                    "Nesterov's momentum is for SGD with a momentum above 0: choose these, or leave it off.");
        }
    }

    /** A rule at a constant rate. */
    public static OptimizerSettings of(OptimizerKind kind, double rate, double momentum, double weightDecay) {
        return new OptimizerSettings(kind, rate, Schedule.CONSTANT, momentum, false, weightDecay, 0, 0);
    }

    /** The same with another way from the first rate to the last. */
    public OptimizerSettings withSchedule(Schedule other) {
        return new OptimizerSettings(kind, rate, other, momentum, nesterov, weightDecay, clip, averaging);
    }

    /** The same at another rate. */
    public OptimizerSettings withRate(double other) {
        return new OptimizerSettings(kind, other, schedule, momentum, nesterov, weightDecay, clip, averaging);
    }

    /** The same with gradients that are shortened, and weights that are averaged. */
    public OptimizerSettings withClipping(double otherClip, double otherAveraging) {
        return new OptimizerSettings(kind, rate, schedule, momentum, nesterov, weightDecay, otherClip, otherAveraging);
    }

    /** The same with Nesterov's momentum, or without. */
    public OptimizerSettings withNesterov(boolean other) {
        return new OptimizerSettings(kind, rate, schedule, momentum, other, weightDecay, clip, averaging);
    }

    /** What is kept of each weight beside its gradient: names of lists of tensors of the weights' shapes. */
    List<String> states() {
        List<String> states = new ArrayList<>(kind.states(this));
        if (averaging > 0) {
            states.add(WeightUpdate.AVERAGES);
        }
        return states;
    }

    /** For notes and log. */
    @Override
    public String toString() {
        return kind.word() + ", rate " + rate
                + (schedule.equals(Schedule.CONSTANT) ? "" : " (" + schedule + ")")
                + (kind.momentum() && momentum > 0
                        ? (nesterov ? ", Nesterov momentum " : ", momentum ") + momentum
                        : "")
                + (weightDecay > 0 ? ", weight decay " + weightDecay : "")
                + (clip > 0 ? ", gradients clipped at " + clip : "")
                + (averaging > 0 ? ", weights averaged with decay " + averaging : "");
    }
}
