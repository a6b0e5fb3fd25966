package io.github.tessera.view;

import io.github.tessera.progress.CancelledException;
import io.github.tessera.progress.Progress;
import java.awt.BorderLayout;
import java.awt.EventQueue;
import java.awt.FlowLayout;
import javax.swing.JButton;
import javax.swing.JPanel;
import javax.swing.JTextArea;

/** A button that asks whether a newer version is out, each time it is clicked and never otherwise, and the answer below it. */
final class UpdatePanel extends JPanel {
    private static final long serialVersionUID = 1;
    private static final int ROWS = 4;

    private final transient UpdateCheck check;
    private final JButton button = new JButton("Check for updates");
    private final JTextArea answer = new JTextArea(ROWS, 0);
    private volatile boolean closed;

    UpdatePanel(UpdateCheck check) {
        super(new BorderLayout(4, 4));
        this.check = check;
        JPanel row = new JPanel(new FlowLayout(FlowLayout.LEADING, 0, 0));
        row.add(button);
        add(row, BorderLayout.NORTH);
        answer.setEditable(false);
        answer.setLineWrap(true);
        answer.setWrapStyleWord(true);
        answer.setOpaque(false);
        answer.setText("Asks " + check.releases().getHost() + " when you click, and never by itself.");
        add(answer, BorderLayout.CENTER);
        button.addActionListener(e -> ask());
    }

    /** Asks no longer; an answer that comes late is dropped. */
    void close() {
        closed = true;
    }

    private void ask() {
        button.setEnabled(false);
        answer.setText("Asking " + check.releases().getHost() + "...");
        Progress untilClosed = new Progress() {
            @Override
            public boolean cancelled() {
                return closed;
            }
        };
        Thread thread = new Thread(
                () -> {
                    try {
                        show(check.sentence(untilClosed));
                    } catch (CancelledException e) {
                        show("");
                    }
                },
                "Tessera asks for updates");
        thread.setDaemon(true);
        thread.start();
    }

    private void show(String sentence) {
        EventQueue.invokeLater(() -> {
            answer.setText(sentence);
            button.setEnabled(true);
        });
    }

    JButton button() {
        return button;
    }

    String answer() {
        return answer.getText();
    }
}
