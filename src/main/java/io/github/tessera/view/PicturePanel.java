package io.github.tessera.view;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.RenderingHints;
import javax.swing.JComponent;

/** A picture as large as there is room for it, in its proportions, and at most in its own size. */
final class PicturePanel extends JComponent {
    private static final long serialVersionUID = 1;
    private static final int SMALLEST = 150;
    private static final Color HINT = new Color(0x777777);

    private final String before;
    private transient Image picture;

    /** Nothing but a sentence yet. */
    PicturePanel(String before, int width, int height) {
        this.before = before;
        setPreferredSize(new Dimension(width, height));
        setMinimumSize(new Dimension(SMALLEST, SMALLEST));
    }

    /** Shows a picture; null shows the sentence. */
    void show(Image other) {
        picture = other;
        repaint();
    }

    @Override
    protected void paintComponent(Graphics graphics) {
        if (picture == null) {
            graphics.setColor(HINT);
            int length = graphics.getFontMetrics().stringWidth(before);
            graphics.drawString(before, Math.max(0, (getWidth() - length) / 2), getHeight() / 2);
            return;
        }
        int ownWidth = picture.getWidth(null);
        int ownHeight = picture.getHeight(null);
        double scale = Math.min(1, Math.min((double) getWidth() / ownWidth, (double) getHeight() / ownHeight));
        int width = Math.max(1, (int) Math.round(scale * ownWidth));
        int height = Math.max(1, (int) Math.round(scale * ownHeight));
        ((Graphics2D) graphics)
                .setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(picture, (getWidth() - width) / 2, (getHeight() - height) / 2, width, height, null);
    }
}
