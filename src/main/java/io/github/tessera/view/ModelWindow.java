package io.github.tessera.view;

import io.github.tessera.model.ModelFacts;
import java.awt.BorderLayout;
import java.awt.Dimension;
import java.awt.EventQueue;
import java.awt.image.BufferedImage;
import java.util.Optional;
import javax.swing.BorderFactory;
import javax.swing.JPanel;
import javax.swing.JScrollPane;

/** What is known of a model, with its picture; the text can be marked and copied. Esc closes it. */
public final class ModelWindow {
    private static final Dimension SIZE = new Dimension(860, 600);

    private ModelWindow() {}

    /** Opens a window; from any thread. */
    public static void open(ModelFacts facts) {
        EventQueue.invokeLater(
                () -> new TextWindow("Model " + facts.summary().name(), content(facts), () -> {}).open(SIZE));
    }

    private static JPanel content(ModelFacts facts) {
        JPanel all = new JPanel(new BorderLayout(10, 10));
        all.setBorder(BorderFactory.createEmptyBorder(10, 10, 10, 10));
        Optional<BufferedImage> picture = facts.summary().cover().flatMap(ModelRow::picture);
        if (picture.isPresent()) {
            PicturePanel panel = new PicturePanel("", ModelCover.SIDE, ModelCover.SIDE);
            panel.show(picture.get());
            JPanel top = new JPanel(new BorderLayout());
            top.add(panel, BorderLayout.NORTH);
            all.add(top, BorderLayout.WEST);
        }
        all.add(new JScrollPane(new FactsPane(facts.facts())), BorderLayout.CENTER);
        return all;
    }
}
