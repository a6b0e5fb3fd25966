package io.github.tessera.data;

import io.github.tessera.progress.TesseraException;
import io.github.tessera.tile.Tile;
import java.util.function.IntConsumer;

/** One class's part of a mask: the pixels where one channel, or all, are not 0. */
final class MaskLayer {
    private final MaskReader mask;
    private final int channel;
    private final int label;
    private final String holder;
    private volatile float known;

    /**
     * Prepares reading.
     *
     * @param channel of the mask, from 0; below 0 for all, which must be equal
     * @param label the class, or {@link io.github.tessera.image.LabelImage#IGNORED}
     * @param holder what messages say a pixel is in
     */
    MaskLayer(MaskReader mask, int channel, int label, String holder) {
        this.mask = mask;
        this.channel = channel;
        this.label = label;
        this.holder = holder;
    }

    int label() {
        return label;
    }

    String holder() {
        return holder;
    }

    /**
     * Tells every pixel of a rectangle that is in, by its place there.
     *
     * @throws TesseraException naming mask and values if there are others than 0 and one other, or it is coloured
     */
    void inside(Tile area, IntConsumer pixels) {
        mask.inside(channel, area, (index, value) -> {
            float before = known;
            if (value != before) {
                if (Float.isNaN(value) || before != 0) {
                    throw severalValues(before, value, area, index);
                }
                known = value;
            }
            pixels.accept(index);
        });
    }

    private TesseraException severalValues(float before, float value, Tile area, int index) {
        return new TesseraException("The mask " + mask.name() + " holds the values " + written(before) + " and "
                + written(value) + " for one class, at x=" + (area.x() + index % area.width()) + ", y="
                + (area.y() + index / area.width()) + "; give it 0 and one other value"
                + (MaskCoding.isJpeg(mask.name()) ? ", and save it as PNG, for a JPEG smears values." : "."));
    }

    private static String written(float value) {
        return value == (int) value ? String.valueOf((int) value) : String.valueOf(value);
    }
}
