package io.github.tessera.torchscript;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A type as TorchScript writes it, such as {@code Optional[List[Tensor]]}.
 *
 * @param name what stands before the brackets
 * @param parts the types in the brackets
 */
record SourceType(String name, List<SourceType> parts) {
    /** Where none is written. */
    static final SourceType UNKNOWN = new SourceType("", List.of());

    private static final Set<String> NO_NAMES = Set.of("", "None", "()");

    /** As PyTorch writes it. */
    String text() {
        return parts.isEmpty()
                ? name
                : name + parts.stream().map(SourceType::text).collect(Collectors.joining(", ", "[", "]"));
    }

    /** All names in it. */
    List<String> names() {
        Stream<String> own = NO_NAMES.contains(name) ? Stream.of() : Stream.of(name);
        return Stream.concat(own, parts.stream().flatMap(part -> part.names().stream()))
                .toList();
    }
}
