package io.github.tessera.torchscript;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The operators of PyTorch that the code of an archive may call. They take tensors, numbers, texts and lists of these, and give such; none
 * of them reaches for files, processes, other machines, or memory that is not a tensor's.
 */
final class AllowedOperators {
    private static final String FILE = "allowed-operators.txt";

    private final Set<String> names;

    private AllowedOperators(Set<String> names) {
        this.names = names;
    }

    /** Reads the list. */
    static AllowedOperators read() {
        try (InputStream in = AllowedOperators.class.getResourceAsStream(FILE)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new AllowedOperators(text.lines()
                    .filter(line -> !line.startsWith("#"))
                    .flatMap(line -> Stream.of(line.split(" ")))
                    .collect(Collectors.toUnmodifiableSet()));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // it lies beside this class
        }
    }

    /** Whether {@code torch.name} may be called, or {@code value.name}. */
    boolean hasTensor(String name) {
        return !name.contains(".") && names.contains(name);
    }

    /** Whether a dotted name that begins with {@code torch} or {@code ops} may be called. */
    boolean has(String path) {
        if (path.startsWith("torch.")) {
            return hasTensor(path.substring("torch.".length()));
        }
        if (path.startsWith("ops.aten.")) {
            return hasTensor(path.substring("ops.aten.".length()));
        }
        return names.contains(path);
    }
}
