package io.github.tessera.postprocess;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How far refined probabilities are from the right labels, and how that changes with each parameter.
 *
 * @param pixels that were compared, above 0
 * @param loss mean of -log q(right class) over these pixels
 * @param weights of the loss by each kernel's weight; 0 for a kernel that does not fit the image
 * @param compatibility (K, K), of the loss by mu(k, l); each column sums to 0, as the softmax takes away what all classes pay
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of numbers; never compared
public record CrfGradient(long pixels, double loss, Map<CrfKernel, Double> weights, double[][] compatibility) {
    /** That of all pixels together. */
    static CrfGradient mean(List<CrfGradient> parts) {
        int classes = parts.get(0).compatibility.length;
        long pixels = parts.stream().mapToLong(CrfGradient::pixels).sum();
        double loss = 0;
        Map<CrfKernel, Double> weights = new EnumMap<>(CrfKernel.class);
        double[][] compatibility = new double[classes][classes];
        for (CrfGradient part : parts) {
            double share = part.pixels / (double) pixels;
            loss += share * part.loss;
            part.weights.forEach((kernel, slope) -> weights.merge(kernel, share * slope, Double::sum));
            for (int k = 0; k < classes; k++) {
                for (int l = 0; l < classes; l++) {
                    compatibility[k][l] += share * part.compatibility[k][l];
                }
            }
        }
        return new CrfGradient(pixels, loss, weights, compatibility);
    }
}
