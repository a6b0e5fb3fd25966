package io.github.tessera.view;

import io.github.tessera.model.ModelSummary;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * A line of the list of models: what is known, and a small picture.
 *
 * @param model what its description tells
 * @param picture of {@link #SIDE} pixels
 */
record ModelRow(ModelSummary model, BufferedImage picture) {
    static final int SIDE = 72;
    private static final long MOST_PIXELS = 1 << 25;
    private static final Color BLANK = new Color(0xE4E8EC);
    private static final Color INK = new Color(0x5A6672);

    static ModelRow of(ModelSummary model) {
        return new ModelRow(model, scaled(cover(model)));
    }

    /** The classes but the background, or why the model cannot be used. */
    String what() {
        return model.details()
                .map(d -> String.join(
                                ", ",
                                d.classes()
                                        .subList(
                                                Math.min(1, d.classes().size() - 1),
                                                d.classes().size()))
                        + (d.channels() == 1
                                ? " in grey images"
                                : d.channels() == 3 ? " in RGB images" : " in images of " + d.channels() + " channels"))
                .orElse(model.fault());
    }

    /** Network, date, images and score. */
    String facts() {
        String date = LocalDate.ofInstant(model.date(), ZoneId.systemDefault()).toString();
        return model.details()
                .map(d -> date + "   " + d.network() + (model.models() == 1 ? "" : ", " + model.models() + " models")
                        + (d.images() == 0 ? "" : "   " + d.images() + (d.images() == 1 ? " image" : " images"))
                        + (Double.isNaN(d.iou()) ? "" : String.format(Locale.ROOT, "   IoU %.3f", d.iou())))
                .orElse(date);
    }

    /** What is typed to find it. */
    @Override
    public String toString() {
        return model.name();
    }

    private static BufferedImage cover(ModelSummary model) {
        return model.isSound() ? model.cover().flatMap(ModelRow::picture).orElseGet(() -> blank(model)) : blank(model);
    }

    /** A model may come from anywhere, so its picture may be none, or one that fills the memory. */
    static Optional<BufferedImage> picture(byte[] file) {
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(file))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                return Optional.empty();
            }
            ImageReader reader = readers.next();
            reader.setInput(in);
            boolean small = (long) reader.getWidth(0) * reader.getHeight(0) <= MOST_PIXELS;
            Optional<BufferedImage> picture = small ? Optional.of(reader.read(0)) : Optional.empty();
            reader.dispose();
            return picture;
        } catch (IOException | RuntimeException noPicture) { // ImageIO's readers throw what they like
            return Optional.empty();
        }
    }

    /** Models that were made before there were pictures show the network's name. */
    private static BufferedImage blank(ModelSummary model) {
        BufferedImage blank = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = blank.createGraphics();
        graphics.setColor(BLANK);
        graphics.fillRect(0, 0, SIDE, SIDE);
        graphics.setColor(INK);
        if (!model.isSound()) {
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setStroke(new BasicStroke(3));
            graphics.drawLine(SIDE / 3, SIDE / 3, 2 * SIDE / 3, 2 * SIDE / 3);
            graphics.drawLine(SIDE / 3, 2 * SIDE / 3, 2 * SIDE / 3, SIDE / 3);
        } else if (Lettering.available()) {
            Lettering.prepare(graphics);
            graphics.setFont(graphics.getFont().deriveFont(11f));
            String[] words = model.details().orElseThrow().architecture().split(" ", -1);
            for (int i = 0; i < words.length; i++) {
                int width = graphics.getFontMetrics().stringWidth(words[i]);
                graphics.drawString(words[i], (SIDE - width) / 2, SIDE / 2 + 5 + 14 * i - 7 * (words.length - 1));
            }
        }
        graphics.dispose();
        return blank;
    }

    private static BufferedImage scaled(BufferedImage picture) {
        BufferedImage small = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = small.createGraphics();
        graphics.drawImage(picture.getScaledInstance(SIDE, SIDE, Image.SCALE_AREA_AVERAGING), 0, 0, null);
        graphics.dispose();
        return small;
    }
}
