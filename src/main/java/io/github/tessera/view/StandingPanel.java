package io.github.tessera.view;

import io.github.tessera.progress.TimeLeft;
import java.awt.Font;
import java.awt.GridLayout;
import java.util.Locale;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JProgressBar;

/** The lines that say how far a training is, how quick, where, and with how much memory. */
final class StandingPanel extends JPanel {
    private static final long serialVersionUID = 1;
    private static final float TITLE = 16;
    private static final String READY = "Getting ready";

    private final JLabel title = new JLabel(" ");
    private final JLabel what = new JLabel(" ");
    private final JProgressBar bar = new JProgressBar();
    private final JLabel pace = new JLabel(" ");

    StandingPanel() {
        super(new GridLayout(0, 1, 0, 2));
        title.setFont(title.getFont().deriveFont(Font.BOLD, TITLE));
        what.setFont(what.getFont().deriveFont(Font.PLAIN));
        pace.setFont(what.getFont());
        bar.setStringPainted(true);
        bar.setString(READY);
        add(title);
        add(what);
        add(bar);
        add(pace);
    }

    void show(Standing now, boolean paused) {
        title.setText(now.title());
        what.setText(now.what().isEmpty() ? " " : now.what());
        what.setToolTipText(now.what());
        if (now.config() == null) {
            bar.setString(now.over() ? now.end() : READY);
            return;
        }
        int steps = now.config().steps();
        bar.setMaximum(steps);
        bar.setValue((int) now.step());
        String done = String.format(
                Locale.ROOT,
                "%s %,d of %,d, epoch %,d of %,d",
                paused ? "Paused after step" : "Step",
                now.step(),
                steps,
                Math.min(now.epochs().size() + 1, now.config().epochs()),
                now.config().epochs());
        bar.setString(now.over() ? now.end() : done);
        pace.setText(now.step() == 0 || now.memory().isEmpty() ? now.device() : pace(now));
        pace.setToolTipText(pace.getText());
    }

    private static String pace(Standing now) {
        String left = now.over() ? "" : TimeLeft.clock(now.secondsLeft()) + " left   \u00B7   ";
        return String.format(
                Locale.ROOT,
                "%s%.1f crops/s   \u00B7   %s   \u00B7   memory %s",
                left,
                now.cropsPerSecond(),
                now.device().replaceFirst("\\.$", ""),
                now.memory());
    }
}
