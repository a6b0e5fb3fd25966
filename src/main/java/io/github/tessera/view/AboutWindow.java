package io.github.tessera.view;

import java.awt.BorderLayout;
import java.awt.Dimension;
import java.awt.EventQueue;
import javax.swing.BorderFactory;
import javax.swing.JPanel;
import javax.swing.JScrollPane;

/** What Tessera is, and whether a newer version is out. Esc closes it. */
public final class AboutWindow {
    private static final Dimension SIZE = new Dimension(640, 500);

    private AboutWindow() {}

    /** Opens a window; from any thread. */
    public static void open() {
        EventQueue.invokeLater(() -> {
            JPanel all = new JPanel(new BorderLayout(10, 10));
            all.setBorder(BorderFactory.createEmptyBorder(10, 10, 10, 10));
            all.add(new JScrollPane(new FactsPane(AboutFacts.of(Product.TESSERA))), BorderLayout.CENTER);
            UpdatePanel updates = new UpdatePanel(UpdateCheck.of(Product.TESSERA));
            all.add(updates, BorderLayout.SOUTH);
            new TextWindow("About " + Product.TESSERA.name(), all, updates::close).open(SIZE);
        });
    }
}
