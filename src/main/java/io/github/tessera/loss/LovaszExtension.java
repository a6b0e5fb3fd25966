package io.github.tessera.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.tessera.tensor.Constant;

/**
 * The Lovasz extension of the Jaccard loss: Berman, Triki, Blaschko, "The Lovasz-softmax loss", CVPR 2018, section 3, on probabilities,
 * pooled over the crops.
 *
 * <p>The errors of a class, |y - p|, are sorted, the largest first, and each is weighted by how much the Jaccard loss grows when its pixel
 * is taken wrongly too. On hard masks that is 1 - Jaccard.
 */
final class LovaszExtension {
    private LovaszExtension() {}

    /**
     * Mean over the classes that are in the crops' truth; 0 if there is none.
     *
     * @param probabilities (N, K, H, W) in [0, 1]
     */
    static NDArray of(NDArray probabilities, Targets targets) {
        NDArray y = byClass(targets.oneHot());
        NDArray p = byClass(probabilities);
        NDArray error = p.mul(y.mul(Constant.of(y, -2)).add(1)).add(y);
        NDArray order = error;
        if (targets.valid() != null) {
            NDArray valid = byClass(targets.valid());
            error = error.mul(valid);
            // Below every error: what is ignored comes last, where it changes no other pixel's weight.
            order = error.add(valid).sub(1);
        }
        NDArray places = order.argSort(1, false);
        NDArray weights = weights(y.gather(places, 1));
        return error.gather(places, 1).mul(weights).sum().div(Constant.of(p, Math.max(1, targets.present())));
    }

    /** (N, K, H, W) to (K, N H W). */
    private static NDArray byClass(NDArray array) {
        Shape shape = array.getShape();
        return array.transpose(1, 0, 2, 3).reshape(shape.get(1), shape.size() / shape.get(1));
    }

    /**
     * The growth of 1 - I / U from pixel to pixel, where I and U are what is left of intersection and union once the pixels so far are
     * wrong: 1 / U for a pixel of the class, I / (U (U - 1)) for another. Written so and not as a difference, it keeps its digits in float32;
     * a class of no pixels has 0 everywhere.
     *
     * @param y truth (K, pixels) in the order of the errors
     */
    private static NDArray weights(NDArray y) {
        long pixels = y.getShape().get(1);
        NDArray missed = y.cumSum(1);
        NDArray left = y.sum(new int[] {1}, true).sub(missed);
        NDArray rank = y.getManager().arange(1, (int) pixels + 1).toType(DataType.FLOAT32, false);
        NDArray union = left.add(rank);
        NDArray other = left.div(union.mul(union.sub(1).maximum(Constant.of(union, 1))));
        return y.div(union).add(other.mul(y.neg().add(1)));
    }
}
