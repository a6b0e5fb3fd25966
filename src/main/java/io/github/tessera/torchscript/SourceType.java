package io.github.tessera.torchscript;

import java.util.List;

/**
 * A type as TorchScript writes it, such as {@code Optional[List[Tensor]]}.
 *
 * @param text without spaces
 * @param names all names in it
 */
record SourceType(String text, List<String> names) {}
