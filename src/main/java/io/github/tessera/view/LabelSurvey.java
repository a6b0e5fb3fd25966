package io.github.tessera.view;

import ij.ImagePlus;
import ij.process.ImageProcessor;
import io.github.tessera.image.LabelImage;
import io.github.tessera.image.Planes;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;

/**
 * What values an image holds that is taken for a label image.
 *
 * @param least value besides 0; 0 if there is none
 * @param greatest value
 * @param greatestClass the greatest value below the ignored one
 * @param pixels that are not 0
 * @param runs stretches of one value besides 0 in all rows
 */
record LabelSurvey(int least, int greatest, int greatestClass, long pixels, long runs) {
    /** Up to here a 32-bit image holds every whole number. */
    private static final int MOST = 1 << 24;

    /** Objects are wider, and in micrographs hardly two neighbours have one value. */
    private static final double NARROWEST = 1.5;

    /**
     * Looks at all pixels.
     *
     * @throws TesseraException naming the image if it cannot be a label image
     */
    static LabelSurvey of(ImagePlus image, Progress progress) {
        String title = "The image " + image.getTitle();
        if (image.getType() == ImagePlus.COLOR_RGB || image.getNChannels() > 1) {
            throw new TesseraException(title + " has " + Planes.channels(image)
                    + " channels, but a label image has one: choose the label image, of 8, 16 or 32 bits.");
        }
        int least = Integer.MAX_VALUE;
        int greatest = 0;
        int greatestClass = 0;
        long pixels = 0;
        long runs = 0;
        for (int plane = 0; plane < Planes.count(image); plane++) {
            progress.check();
            ImageProcessor values = image.getStack().getProcessor(Planes.stackIndex(image, 1, plane));
            float before = 0;
            for (int i = 0; i < values.getPixelCount(); i++) {
                float value = values.getf(i);
                if (!(value >= 0 && value < MOST && value == (int) value)) {
                    throw new TesseraException(title + " holds the value " + value
                            + ", and labels are whole numbers from 0 on: choose a label image.");
                }
                before = i % values.getWidth() == 0 ? 0 : before;
                if (value != 0) {
                    least = Math.min(least, (int) value);
                    greatest = Math.max(greatest, (int) value);
                    greatestClass = value < LabelImage.IGNORED ? Math.max(greatestClass, (int) value) : greatestClass;
                    pixels++;
                    runs += value == before ? 0 : 1;
                }
                before = value;
            }
        }
        return new LabelSurvey(greatest == 0 ? 0 : least, greatest, greatestClass, pixels, runs);
    }

    /** Whether there is at most one value besides 0. */
    boolean isMask() {
        return least == greatest;
    }

    /** Whether values change from pixel to pixel, as intensities do and labels do not. */
    boolean isNoisy() {
        return pixels < NARROWEST * runs;
    }
}
