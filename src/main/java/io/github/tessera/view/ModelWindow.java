package io.github.tessera.view;

import ij.WindowManager;
import ij.gui.GUI;
import io.github.tessera.model.Fact;
import io.github.tessera.model.ModelFacts;
import java.awt.BorderLayout;
import java.awt.Dimension;
import java.awt.EventQueue;
import java.awt.event.KeyEvent;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;
import javax.swing.BorderFactory;
import javax.swing.JComponent;
import javax.swing.JFrame;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JTextPane;
import javax.swing.KeyStroke;
import javax.swing.text.BadLocationException;
import javax.swing.text.MutableAttributeSet;
import javax.swing.text.SimpleAttributeSet;
import javax.swing.text.StyleConstants;
import javax.swing.text.StyledDocument;

/** What is known of a model, with its picture; the text can be marked and copied. Esc closes it. */
public final class ModelWindow extends JFrame {
    private static final long serialVersionUID = 1;
    private static final int GAP = 4;
    private static final int INDENT = 20;
    private static final Dimension SIZE = new Dimension(860, 600);

    private ModelWindow(ModelFacts facts) {
        super("Model " + facts.summary().name());
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
        // Plain styled text, never HTML: what strangers wrote is shown, and nothing in it is fetched or followed.
        JTextPane text = new JTextPane();
        text.setEditable(false);
        fill(text.getStyledDocument(), facts);
        text.setCaretPosition(0);
        all.add(new JScrollPane(text), BorderLayout.CENTER);
        setContentPane(all);
        getRootPane()
                .registerKeyboardAction(
                        e -> dispose(),
                        KeyStroke.getKeyStroke(KeyEvent.VK_ESCAPE, 0),
                        JComponent.WHEN_IN_FOCUSED_WINDOW);
        setDefaultCloseOperation(DISPOSE_ON_CLOSE);
        addWindowListener(new WindowAdapter() {
            @Override
            public void windowClosed(WindowEvent event) {
                WindowManager.removeWindow(ModelWindow.this);
            }
        });
    }

    /** Opens a window; from any thread. */
    public static void open(ModelFacts facts) {
        EventQueue.invokeLater(() -> {
            ModelWindow window = new ModelWindow(facts);
            window.setSize(SIZE);
            GUI.centerOnImageJScreen(window);
            WindowManager.addWindow(window);
            window.setVisible(true);
        });
    }

    private static void fill(StyledDocument document, ModelFacts facts) {
        MutableAttributeSet plain = new SimpleAttributeSet();
        MutableAttributeSet bold = new SimpleAttributeSet();
        StyleConstants.setBold(bold, true);
        MutableAttributeSet spaced = new SimpleAttributeSet();
        StyleConstants.setSpaceBelow(spaced, GAP);
        MutableAttributeSet listed = new SimpleAttributeSet(spaced);
        StyleConstants.setLeftIndent(listed, INDENT);
        for (Fact fact : facts.facts()) {
            List<String> lines = fact.text().lines().toList();
            boolean several = lines.size() > 1;
            add(document, fact.label() + (several ? "\n" : "   "), bold, spaced);
            for (String line : lines) {
                add(document, line + "\n", plain, several ? listed : spaced);
            }
        }
    }

    private static void add(
            StyledDocument document, String text, MutableAttributeSet characters, MutableAttributeSet paragraph) {
        int start = document.getLength();
        try {
            document.insertString(start, text, characters);
        } catch (BadLocationException e) {
            throw new IllegalStateException("the end is always there", e);
        }
        document.setParagraphAttributes(start, text.length(), paragraph, false);
    }
}
