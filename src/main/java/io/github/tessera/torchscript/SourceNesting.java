package io.github.tessera.torchscript;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** How deep the expressions of a source lie in each other, counted so that it is never less than a compiler finds. */
final class SourceNesting {
    /** Some ten times what PyTorch writes. */
    private static final int MOST_BRACKETS = 40;

    /** Words and signs of one expression, those around it counted, but not what stands before a comma. */
    private static final int MOST_TOKENS = 200;

    private static final int MOST_SPACES = 100;

    /** Each is an "if" within the one before. */
    private static final int MOST_BRANCHES = 40;

    private final Deque<Integer> around = new ArrayDeque<>();
    private int tokens;
    private int branches;

    void add(String token) throws IOException {
        tokens++;
        switch (token) {
            case "(", "[", "{" -> around.push(tokens);
            case ")", "]", "}" -> tokens = around.isEmpty() ? tokens : around.pop();
            case "," -> tokens = around.isEmpty() ? tokens : around.peek();
            case "elif" -> branches++;
            default -> {
                // a name, a text or an operator
            }
        }
        require(around.size() <= MOST_BRACKETS && tokens <= MOST_TOKENS && branches <= MOST_BRANCHES);
    }

    /** A line's end, which within brackets is none. */
    void endLine(int nextIndent) throws IOException {
        if (around.isEmpty()) {
            tokens = 0;
            require(nextIndent <= MOST_SPACES);
        }
    }

    private static void require(boolean sound) throws IOException {
        if (!sound) {
            throw new IOException("its code is nested too deep for a network; nothing of it was run");
        }
    }
}
