package io.github.tessera.train;

import io.github.tessera.progress.TesseraException;
import java.util.List;

/**
 * Which epoch's model is kept, and when no better one is waited for any longer.
 *
 * @param criterion what epochs are compared by
 * @param patience validations in a row without a better one after which the training ends; 0: it never ends early
 */
public record BestRule(Criterion criterion, int patience) {
    /** The highest IoU, and no early end. */
    public static final BestRule DEFAULT = new BestRule(Criterion.IOU, 0);

    public BestRule {
        if (patience < 0) {
            throw new TesseraException(
                    "A patience of " + patience + " validations cannot be used: write 0 to never end early.");
        }
    }

    /** The best epoch, of equal ones that of the lowest validation loss, and of those the first; null if there is none. */
    public Epoch best(List<Epoch> epochs) {
        Epoch best = null;
        for (Epoch epoch : epochs) {
            if (best == null || better(epoch, best)) {
                best = epoch;
            }
        }
        return best;
    }

    private boolean better(Epoch epoch, Epoch than) {
        int order = Double.compare(criterion.score(epoch), criterion.score(than));
        return order > 0 || (order == 0 && epoch.validationLoss() < than.validationLoss());
    }

    /** Whether it has been waited long enough. */
    boolean ends(List<Epoch> epochs) {
        return patience > 0 && !epochs.isEmpty() && epochs.size() - 1 - epochs.indexOf(best(epochs)) >= patience;
    }
}
