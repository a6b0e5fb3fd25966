package io.github.tessera.view;

import java.awt.BorderLayout;
import java.util.List;
import javax.swing.BorderFactory;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JSlider;

/** The film of a training: one of its pictures, and a slider over all of them; the last one as long as nobody goes back. */
final class FilmPanel extends JPanel {
    private static final long serialVersionUID = 1;
    private static final int GAP = 6;

    private final PicturePanel picture;
    private final JLabel label = new JLabel(" ");
    private final JSlider slider = new JSlider(1, 1, 1);
    private transient List<Film.Frame> frames = List.of();

    FilmPanel() {
        super(new BorderLayout(GAP, GAP));
        int side = 4 * ValidationStrip.MOST;
        picture = new PicturePanel("What it makes of images kept out is shown after the first epoch.", side, side);
        slider.setEnabled(false);
        slider.addChangeListener(e -> showFrame());
        slider.setToolTipText("Goes back to earlier epochs");
        JPanel below = new JPanel(new BorderLayout(GAP, 0));
        below.setBorder(BorderFactory.createEmptyBorder(0, GAP, 0, GAP));
        below.add(label, BorderLayout.WEST);
        below.add(slider, BorderLayout.CENTER);
        add(picture, BorderLayout.CENTER);
        add(below, BorderLayout.SOUTH);
    }

    void show(List<Film.Frame> now) {
        if (now == frames) {
            return;
        }
        boolean atEnd = slider.getValue() == slider.getMaximum() || frames.isEmpty();
        frames = now;
        slider.setMaximum(Math.max(1, frames.size()));
        slider.setEnabled(frames.size() > 1);
        if (atEnd) {
            slider.setValue(slider.getMaximum());
        }
        showFrame();
    }

    private void showFrame() {
        if (frames.isEmpty()) {
            picture.show(null);
            label.setText(" ");
        } else {
            Film.Frame frame = frames.get(slider.getValue() - 1);
            picture.show(frame.picture().getBufferedImage());
            label.setText(frame.label());
        }
    }
}
