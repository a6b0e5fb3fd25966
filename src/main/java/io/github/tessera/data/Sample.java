package io.github.tessera.data;

import io.github.tessera.image.Planes;
import java.util.List;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;

/**
 * A generated image with its truth. The arrays are not copied: whoever changes them changes the sample.
 *
 * @param width pixels in a row
 * @param height rows
 * @param bitDepth 8 for intensities from 0 to 255, 16 for 0 to 65,535
 * @param channels unsigned intensities, one array a channel, row by row
 * @param objects the number of the object that each pixel is of, unsigned, from 1; 0 where there is none
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier from the generator to a file or a set; never compared
public record Sample(int width, int height, int bitDepth, List<short[]> channels, short[] objects) {
    /** 1 where an object is, 0 elsewhere, row by row. */
    public byte[] mask() {
        byte[] mask = new byte[objects.length];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = (byte) (objects[i] == 0 ? 0 : 1);
        }
        return mask;
    }

    /** The sample as training takes it. */
    public LabelledImage labelled(String name) {
        RandomAccessibleInterval<FloatType> pixels = Planes.ofShorts(channels, width, height);
        return new LabelledImage(name, pixels, bitDepth, ArrayImgs.unsignedBytes(mask(), width, height));
    }
}
