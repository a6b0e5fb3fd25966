package io.github.tessera.view;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ColorProcessor;
import io.github.tessera.image.ImageFiles;
import io.github.tessera.metric.Metric;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.train.Epoch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a network has learnt, as an RGB stack: a {@link ValidationStrip} for each epoch; where there are too many, for every second, every fourth
 * and so on, and always for the last one. For one thread at a time.
 */
public final class Film {
    /** The file's name in the model's folder. */
    public static final String FILE = "film.tif";

    private static final int MOST_FRAMES = 100;
    private static final long MOST_BYTES = 40_000_000; // three for each pixel
    private static final Pattern LABEL = Pattern.compile("epoch (\\d+),.*");

    /**
     * One picture.
     *
     * @param epoch its number
     * @param label what is told of the epoch
     */
    public record Frame(int epoch, String label, ColorProcessor picture) {
        static Frame of(Epoch epoch, ColorProcessor picture) {
            String label = "epoch " + epoch.number() + ", step " + epoch.step() + ", IoU " + Metric.text(epoch.iou());
            return new Frame(epoch.number(), label, picture);
        }

        private boolean fits(ColorProcessor other) {
            return picture.getWidth() == other.getWidth() && picture.getHeight() == other.getHeight();
        }
    }

    private final List<Frame> frames = new ArrayList<>();

    /**
     * What an earlier part of the training has left; empty if that is nothing that can be read.
     *
     * @param last number of the last epoch before the training goes on: what comes after it is learnt anew
     */
    public static Film read(Path file, int last) {
        Film film = new Film();
        if (Files.notExists(file)) {
            return film;
        }
        try {
            ImageStack stack = ImageFiles.open(file).getStack();
            for (int i = 1; i <= stack.size(); i++) {
                Matcher label = LABEL.matcher(String.valueOf(stack.getSliceLabel(i)));
                if (label.matches() && stack.getProcessor(i) instanceof ColorProcessor picture) {
                    int epoch = Integer.parseInt(label.group(1));
                    if (epoch <= last) {
                        film.frames.add(new Frame(epoch, label.group(), picture));
                    }
                }
            }
        } catch (TesseraException e) {
            film.frames.clear(); // a picture that is broken is no reason not to learn
        }
        return film;
    }

    /** Adds the picture of an epoch; pictures of another size, of a computer with other fonts, are left out from then on. */
    public void add(Epoch epoch, ColorProcessor picture) {
        frames.removeIf(f -> !f.fits(picture));
        frames.add(Frame.of(epoch, picture));
        int most = most(picture);
        int stride = 1;
        while ((epoch.number() + stride - 1) / stride + 1 > most) {
            stride *= 2;
        }
        int every = stride;
        frames.removeIf(f -> (f.epoch() - 1) % every != 0 && f.epoch() != epoch.number());
    }

    static int most(ColorProcessor picture) {
        return (int) Math.max(2, Math.min(MOST_FRAMES, MOST_BYTES / (3L * picture.getPixelCount())));
    }

    /** The pictures as they are now. */
    public List<Frame> frames() {
        return List.copyOf(frames);
    }

    /** The stack of some pictures of one size, at least one. */
    public static ImagePlus image(String title, List<Frame> frames) {
        ColorProcessor first = frames.get(0).picture();
        ImageStack stack = new ImageStack(first.getWidth(), first.getHeight());
        frames.forEach(f -> stack.addSlice(f.label(), f.picture()));
        return new ImagePlus(title, stack);
    }

    /**
     * Keeps it in a file.
     *
     * @throws TesseraException if that cannot be written
     */
    public void save(Path file) {
        if (!frames.isEmpty()) {
            ImageFiles.saveTiff(image(file.getFileName().toString(), frames), file);
        }
    }
}
