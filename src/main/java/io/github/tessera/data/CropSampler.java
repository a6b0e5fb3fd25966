package io.github.tessera.data;

import io.github.tessera.image.IntensityMap;
import io.github.tessera.progress.Progress;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ObjIntConsumer;

/**
 * Batches of random square crops, taken straight from whole images, augmented and normalized.
 *
 * <p>(seed, step) alone decides a batch. An image's chance is its area in crops, at least one, so that big images count by their
 * pixels and small ones are not lost, times its weight. Positions are uniform, except of crops that must hold a class: there any pixel of the class
 * comes to any place of the crop. What lies beyond the image, because a side is shorter than the crop or the crop is turned, is
 * filled by mirroring pixels and labels alike. May be used by several threads at once.
 */
public final class CropSampler {
    private final List<CropSource> sources = new ArrayList<>();
    private final double[] cumulated;
    private final CropSettings settings;
    private final ClassPixels classPixels;
    private final int size;
    private final int channels;
    private final boolean lays;
    private final boolean bytes;

    /**
     * Prepares sampling: reads all images once where intensities are to change, and all labels where crops must hold a class.
     *
     * @param images at least one, all of one number of channels
     * @param maps the normalization of each image
     * @param progress asked whether to go on
     */
    public CropSampler(List<LabelledImage> images, List<IntensityMap> maps, CropSettings settings, Progress progress) {
        this.settings = settings;
        size = settings.size();
        channels = images.get(0).channels();
        AugmentationSettings augmentation = settings.augmentation();
        lays = augmentation.transforms().stream().anyMatch(t -> t.augmentation().lays());
        bytes = augmentation.onlyLays() && images.stream().allMatch(image -> image.bitDepth() == Byte.SIZE);
        cumulated = new double[images.size()];
        double sum = 0;
        for (int i = 0; i < images.size(); i++) {
            progress.check();
            CropSource source = new CropSource(images.get(i), maps.get(i), augmentation.intensity(), progress);
            sources.add(source);
            sum += source.weight(size);
            cumulated[i] = sum;
        }
        classPixels = settings.oversampling().share() == 0
                ? null
                : new ClassPixels(sources, settings.oversampling(), size, progress);
    }

    /** Channels of each crop. */
    public int channels() {
        return channels;
    }

    /** Whether crops are whole numbers of 8 bits until they are normalized, so that {@link #fillBytes} can give them. */
    public boolean ofBytes() {
        return bytes;
    }

    /** Width and height of each crop. */
    public int size() {
        return size;
    }

    /**
     * Fills one batch.
     *
     * @param step which batch, from 0; equal steps give equal batches, whatever was asked before
     * @param batch crops in it
     * @param pixels receives batch x channels x size x size normalized intensities from its start, whatever its position
     * @param labels receives batch x size x size class indices or {@link io.github.tessera.image.LabelImage#IGNORED}
     * @param progress asked before each crop whether to go on
     */
    public void fill(long step, int batch, FloatBuffer pixels, byte[] labels, Progress progress) {
        fill(step, batch, (crop, b) -> crop.finish(b, pixels, labels), progress);
    }

    /**
     * Fills one batch with pixels that are still to be normalized, a quarter of the memory: the same crops as {@link #fill}, which
     * they become as {@code pixel * scale + offset}.
     *
     * @param pixels receives batch x channels x size x size unsigned bytes from its start, whatever its position
     * @param scale receives batch x channels factors
     * @param offset receives batch x channels summands
     * @throws IllegalStateException if not {@link #ofBytes}
     */
    public void fillBytes(
            long step, int batch, ByteBuffer pixels, float[] scale, float[] offset, byte[] labels, Progress progress) {
        if (!bytes) {
            throw new IllegalStateException("crops of other numbers than bytes");
        }
        fill(
                step,
                batch,
                (crop, b) -> {
                    crop.finishBytes(b, pixels, labels);
                    IntensityMap map = crop.map();
                    System.arraycopy(map.scale(), 0, scale, b * channels, channels);
                    System.arraycopy(map.offset(), 0, offset, b * channels, channels);
                },
                progress);
    }

    /**
     * The images that a batch is taken from.
     *
     * @return the name for each crop
     */
    public List<String> images(long step, int batch, Progress progress) {
        List<String> names = new ArrayList<>();
        fill(step, batch, (crop, b) -> names.add(crop.image()), progress);
        return names;
    }

    private void fill(long step, int batch, ObjIntConsumer<Crop> finish, Progress progress) {
        SplittableRandom places = Seeds.random(settings.seed(), step);
        Crop crop = new Crop(settings.augmentation(), size, channels);
        for (int b = 0; b < batch; b++) {
            progress.check();
            int image = choose(places.nextDouble() * cumulated[cumulated.length - 1]);
            int x = places.nextInt(
                    first(sources.get(image).width()), last(sources.get(image).width()) + 1);
            int y = places.nextInt(
                    first(sources.get(image).height()), last(sources.get(image).height()) + 1);
            int way = lays ? places.nextInt(8) : 0;
            SplittableRandom own = Seeds.random(settings.seed(), step, b);
            crop.draw(way, own);
            if (settings.oversampling().takes(step * batch + b)) {
                takeHolding(crop, own);
            } else {
                crop.take(sources.get(image), x, y);
            }
            finish.accept(crop, b);
        }
    }

    /** A pixel of the class at any place of the crop; the crop stays in the image if the class then still shows. */
    private void takeHolding(Crop crop, SplittableRandom random) {
        ClassPixels.Pixel pixel = classPixels.draw(random);
        CropSource image = sources.get(pixel.image());
        int column = random.nextInt(size);
        int row = random.nextInt(size);
        int[] place = crop.place(column, row);
        int left = pixel.x() - place[0];
        int top = pixel.y() - place[1];
        crop.take(
                image,
                Math.max(first(image.width()), Math.min(last(image.width()), left)),
                Math.max(first(image.height()), Math.min(last(image.height()), top)));
        if (crop.resampled() && !classPixels.held(crop.labels())) {
            crop.take(image, left, top);
        }
    }

    private int choose(double place) {
        int image = 0;
        while (image < cumulated.length - 1 && place >= cumulated[image]) {
            image++;
        }
        return image;
    }

    /** The first place of a crop inside the image, or so that the image lies inside the crop. */
    private int first(int extent) {
        return Math.min(0, extent - size);
    }

    private int last(int extent) {
        return Math.max(0, extent - size);
    }
}
