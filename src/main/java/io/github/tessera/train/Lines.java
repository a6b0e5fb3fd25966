package io.github.tessera.train;

import java.util.List;
import java.util.stream.Stream;

/** Lines of TorchScript, some of which are there only by choice. */
final class Lines {
    private Lines() {}

    /** Those that are not empty. */
    static List<String> of(String... lines) {
        return Stream.of(lines).filter(line -> !line.isEmpty()).toList();
    }
}
