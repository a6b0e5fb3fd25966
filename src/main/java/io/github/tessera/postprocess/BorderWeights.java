package io.github.tessera.postprocess;

import ij.plugin.filter.EDM;
import ij.process.ByteProcessor;
import ij.process.FloatProcessor;
import io.github.tessera.tile.Tile;
import java.util.Arrays;

/**
 * The weights of background pixels between objects that nearly touch: w0 exp(-(d1 + d2)^2 / (2 sigma^2)), with the distances to the nearest
 * and to the second nearest object, from equation 2 of Ronneberger, Fischer, Brox, "U-Net", MICCAI 2015.
 *
 * <p>Objects are the connected components of every class but the first. Distances run from pixel centre to pixel centre and are those of
 * ImageJ's distance map, which are good to about 0.04 pixels. Weights below {@value #NEGLIGIBLE} are 0, so that an object's distances
 * are needed in its neighbourhood only.
 *
 * @param w0 largest weight, above 0
 * @param sigma width in pixels, above 0
 */
public record BorderWeights(double w0, double sigma) {
    private static final double NEGLIGIBLE = 1e-3;

    public BorderWeights {
        if (!(w0 > 0 && sigma > 0)) {
            throw new IllegalArgumentException("border weights " + w0 + ", " + sigma);
        }
    }

    /**
     * The weights of a label image.
     *
     * @param labels class indices row by row, 0 being background and 255 ignored
     * @return a weight for each pixel: 0 in objects, where ignored, and where there are fewer than two objects near
     */
    public float[] of(byte[] labels, int width, int height) {
        ConnectedComponents objects = ConnectedComponents.label(labels, width, height);
        float[] weights = new float[labels.length];
        if (objects.count() < 2) {
            return weights;
        }
        double reach = reach();
        float[] nearest = new float[labels.length];
        float[] second = new float[labels.length];
        Arrays.fill(nearest, Float.POSITIVE_INFINITY);
        Arrays.fill(second, Float.POSITIVE_INFINITY);
        for (Component object : objects.components()) {
            // Further away it cannot be one of the two nearest: the other is at least one pixel away.
            Tile box = object.around((int) Math.ceil(reach), width, height);
            float[] distances = distances(objects.mask(object, box), box);
            merge(distances, box, width, nearest, second);
        }
        for (int i = 0; i < weights.length; i++) {
            double sum = labels[i] == 0 ? nearest[i] + second[i] : Double.POSITIVE_INFINITY;
            weights[i] = sum <= reach ? (float) (w0 * Math.exp(-sum * sum / (2 * sigma * sigma))) : 0;
        }
        return weights;
    }

    /** The sum of both distances at which the weight is negligible. */
    private double reach() {
        return w0 <= NEGLIGIBLE ? 0 : sigma * Math.sqrt(2 * Math.log(w0 / NEGLIGIBLE));
    }

    /** The distance from each pixel of the box to the object. */
    private static float[] distances(byte[] mask, Tile box) {
        FloatProcessor distances = new EDM()
                .makeFloatEDM(new ByteProcessor(box.width(), box.height(), mask), ConnectedComponents.INSIDE, false);
        return (float[]) distances.getPixels();
    }

    private static void merge(float[] distances, Tile box, int width, float[] nearest, float[] second) {
        for (int y = 0; y < box.height(); y++) {
            int line = (box.y() + y) * width + box.x();
            for (int x = 0; x < box.width(); x++) {
                float distance = distances[y * box.width() + x];
                int place = line + x;
                if (distance < nearest[place]) {
                    second[place] = nearest[place];
                    nearest[place] = distance;
                } else if (distance < second[place]) {
                    second[place] = distance;
                }
            }
        }
    }
}
