package io.github.tessera.data;

import io.github.tessera.image.Planes;
import java.util.List;
import net.imglib2.img.array.ArrayImgs;

/**
 * A generated image with its truth. The arrays are not copied: whoever changes them changes the sample.
 *
 * @param width pixels in a row
 * @param height rows
 * @param channels intensities 0 to 255, one array a channel, row by row
 * @param mask 1 where an object is, 0 elsewhere, row by row
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier from the generator to a file or a set; never compared
public record Sample(int width, int height, List<byte[]> channels, byte[] mask) {
    /** The sample as training takes it. */
    public LabelledImage labelled(String name) {
        return new LabelledImage(
                name, Planes.ofBytes(channels, width, height), 8, ArrayImgs.unsignedBytes(mask, width, height));
    }
}
