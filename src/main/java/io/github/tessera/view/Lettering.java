package io.github.tessera.view;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/** Whether and how text is drawn into pictures: a small server may have a Java without any font. */
final class Lettering {
    private static final int SIZE = 13;

    private Lettering() {}

    /** True if text can be drawn here. */
    static boolean available() {
        Graphics2D graphics = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB).createGraphics();
        try {
            graphics.setFont(font());
            graphics.drawString("x", 0, 8);
            return graphics.getFontMetrics().stringWidth("x") > 0;
        } catch (RuntimeException | InternalError | LinkageError noFonts) {
            // Java has no exception of its own for this: which of these comes depends on release and on what was tried
            // before.
            return false;
        } finally {
            graphics.dispose();
        }
    }

    static Font font() {
        return new Font(Font.SANS_SERIF, Font.PLAIN, SIZE);
    }

    /** Makes the graphics draw smooth text in our font. */
    static void prepare(Graphics2D graphics) {
        graphics.setFont(font());
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    }
}
