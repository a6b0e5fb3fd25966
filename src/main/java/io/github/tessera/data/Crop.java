package io.github.tessera.data;

import io.github.tessera.image.IntensityMap;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.SplittableRandom;

/** Square crops of one size, one after the other in the same memory: drawn, taken from an image, finished. Serves one thread. */
final class Crop {
    private final AugmentationSettings settings;
    private final int size;
    private final int channels;
    private final int area;
    private final float[] labels;
    private final float[] laid;
    private final float[] values;
    private float[] block = new float[0];
    private float[] labelBlock = new float[0];
    private CropTransform transform;
    private Turn turn;
    private String what = "";
    private CropTransform.Block bounds;
    private Resampling resampling;
    private CropSource source;
    private int x;
    private int y;

    Crop(AugmentationSettings settings, int size, int channels) {
        this.settings = settings;
        this.size = size;
        this.channels = channels;
        area = size * size;
        labels = new float[area];
        laid = new float[area];
        values = new float[channels * area];
    }

    /** Draws what is done to the next crop. */
    void draw(int way, SplittableRandom random) {
        transform = CropTransform.draw(settings, size, size, random);
        turn = transform.turn(way);
        what = transform.describe(turn);
        if (transform.resampled()) {
            transform.include(turn);
            turn = new Turn(0, size, size);
            bounds = transform.block();
            resampling = new Resampling(transform, bounds);
            int needed = bounds.width() * bounds.height();
            if (labelBlock.length < needed) {
                labelBlock = new float[needed];
                block = new float[channels * needed];
            }
        }
    }

    /** What was drawn, in words with commas; empty if nothing. */
    String what() {
        return what;
    }

    /** Whether its pixels lie between those of the image. */
    boolean resampled() {
        return transform.resampled();
    }

    /** Where in the image the nearest pixel of a pixel of the crop lies, as column and row from the crop's place on. */
    int[] place(int column, int row) {
        if (!transform.resampled()) {
            return new int[] {column, row};
        }
        int nearest = resampling.source(column, row);
        return new int[] {bounds.left() + nearest % bounds.width(), bounds.top() + nearest / bounds.width()};
    }

    /** Puts the crop's place at this column and row of an image. */
    void take(CropSource image, int left, int top) {
        source = image;
        x = left;
        y = top;
        if (transform.resampled()) {
            source.labels(x + bounds.left(), y + bounds.top(), bounds.width(), bounds.height(), labelBlock);
        } else {
            source.labels(x, y, size, size, labels);
        }
    }

    /** The labels that are in it, before flips and turns. */
    float[] labels() {
        if (transform.resampled()) {
            resampling.labels(labelBlock, labels);
        }
        return labels;
    }

    /** Writes the crop to its place in a batch. */
    void finish(int index, FloatBuffer pixelBatch, byte[] labelBatch) {
        if (transform.resampled()) {
            source.pixels(x + bounds.left(), y + bounds.top(), bounds.width(), bounds.height(), block);
            resampling.all(labelBlock, labels, channels, block, values);
        } else {
            source.pixels(x, y, size, size, values);
        }
        transform.change(new CropPixels(values, labels, channels, size));
        source.normalize(values, area);
        for (int c = 0; c < channels; c++) {
            turn.copy(values, c * area, pixelBatch, (index * channels + c) * area);
        }
        finishLabels(index, labelBatch);
    }

    /** Writes a crop that is flipped and turned at most, of an image of 8 bits, to its place in a batch that is yet to be normalized. */
    void finishBytes(int index, ByteBuffer pixelBatch, byte[] labelBatch) {
        source.raw(x, y, size, size, values);
        byte[] plane = new byte[area];
        for (int c = 0; c < channels; c++) {
            turn.copy(values, c * area, FloatBuffer.wrap(laid), 0);
            for (int i = 0; i < area; i++) {
                plane[i] = (byte) laid[i];
            }
            pixelBatch.put((index * channels + c) * area, plane);
        }
        finishLabels(index, labelBatch);
    }

    /** The name of the image that it is taken from. */
    String image() {
        return source.name();
    }

    /** The normalization of the image that it is taken from. */
    IntensityMap map() {
        return source.map();
    }

    private void finishLabels(int index, byte[] labelBatch) {
        turn.copy(labels, 0, FloatBuffer.wrap(laid), 0);
        for (int i = 0; i < area; i++) {
            labelBatch[index * area + i] = (byte) laid[i];
        }
    }
}
