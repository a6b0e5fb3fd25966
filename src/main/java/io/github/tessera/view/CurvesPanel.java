package io.github.tessera.view;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Graphics;
import java.awt.Image;
import javax.swing.JComponent;

/** A training's losses above its metrics, drawn for the room that there is: the metrics once an epoch, the losses more often. */
final class CurvesPanel extends JComponent {
    private static final long serialVersionUID = 1;
    private static final long PATIENCE = 2_000_000_000; // nanoseconds; drawing takes some hundredths of a second
    private static final int SMALLEST = 200;
    private static final int WIDTH = 520;
    private static final int HEIGHT = 560;
    private static final int GAP = 6;

    private transient Standing shown;
    private transient HistoryPlot plot;
    private transient Image losses;
    private transient Image metrics;
    private long drawn;

    CurvesPanel() {
        setPreferredSize(new Dimension(WIDTH, HEIGHT));
        setMinimumSize(new Dimension(SMALLEST, SMALLEST));
    }

    void show(Standing now) {
        boolean begun = now.config() != null && (plot == null || !shown.title().equals(now.title()));
        boolean epoch =
                begun || shown == null || shown.epochs().size() != now.epochs().size();
        boolean late = epoch || now.over() || System.nanoTime() - drawn > PATIENCE;
        if (begun) {
            plot = new HistoryPlot(now.title(), now.config().best());
        }
        if (!late || now.equals(shown)) {
            return;
        }
        shown = now;
        losses = null;
        metrics = epoch ? null : metrics;
        if (plot != null) {
            plot.update(now.epochs());
            repaint();
        }
    }

    @Override
    protected void paintComponent(Graphics graphics) {
        int height = (getHeight() - GAP) / 2;
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, getWidth(), height);
        graphics.fillRect(0, height + GAP, getWidth(), height);
        if (plot == null || shown.config() == null || getWidth() < SMALLEST || height < SMALLEST / 2) {
            return;
        }
        if (!fits(losses, height)) {
            double stepsInEpoch =
                    (double) shown.config().steps() / shown.config().epochs();
            losses = plot.losses(getWidth(), height, shown.losses(), stepsInEpoch)
                    .getBufferedImage();
            drawn = System.nanoTime();
        }
        if (!fits(metrics, height)) {
            metrics = plot.metrics(getWidth(), height).getBufferedImage();
        }
        graphics.drawImage(losses, 0, 0, null);
        graphics.drawImage(metrics, 0, height + GAP, null);
    }

    private boolean fits(Image image, int height) {
        return image != null && image.getWidth(null) == getWidth() && image.getHeight(null) == height;
    }
}
