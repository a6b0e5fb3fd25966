package io.github.tessera.torchscript;

import java.io.IOException;
import java.io.UncheckedIOException;

/** A function in TorchScript, without weights of its own, as an archive that the engine loads. */
public final class FunctionArchive {
    private FunctionArchive() {}

    /**
     * The archive of a module whose {@code forward} is the function.
     *
     * @param parameters with their types, such as {@code x: Tensor, rate: float}
     * @param result its type
     * @param lines its body, as TorchScript serializes code: plain assignments and calls of {@code torch.*}
     */
    public static ByteChunks of(String parameters, String result, String... lines) {
        String code =
                """
                class Function(Module):
                  __parameters__ = []
                  __buffers__ = []
                  training : bool
                  def forward(self: __torch__.Function,
                    %s) -> %s:
                    %s
                """
                        .formatted(parameters, result, String.join("\n    ", lines));
        byte[] module = new Pickler()
                .beginObject("__torch__", "Function")
                .string("training")
                .bool(true)
                .endObject()
                .stop();
        ByteChunks chunks = new ByteChunks();
        try {
            new ArchiveZip(chunks, module, code).finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // into memory
        }
        return chunks;
    }
}
