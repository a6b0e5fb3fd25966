package io.github.tessera.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import io.github.tessera.torchscript.ByteChunks;
import io.github.tessera.torchscript.FunctionArchive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.util.List;
import java.util.stream.Stream;

/**
 * A function on lists of tensors that the engine runs in one call, without autograd: where calls one by one would cost more than what they
 * do. It changes tensors in place and returns nothing. Dies with its manager.
 */
public final class TorchFunction {
    private final PtSymbolBlock block;

    /**
     * A function to call.
     *
     * @param lists names of its lists of tensors, in the order of {@link #call}
     * @param lines of TorchScript, as {@link FunctionArchive} takes them
     */
    public TorchFunction(NDManager manager, List<String> lists, String... lines) {
        String parameters = String.join(
                ", ", lists.stream().map(name -> name + ": List[Tensor]").toList());
        String[] body = Stream.concat(Stream.of(lines), Stream.of("return 0")).toArray(String[]::new);
        ByteChunks archive = FunctionArchive.of(parameters, "int", body);
        try {
            block = TorchModule.block(manager, Channels.newInputStream(archive.channel()));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // from memory
        }
    }

    /** Runs it. */
    public void call(List<List<NDArray>> lists) {
        IValue[] values = lists.stream()
                .map(list ->
                        IValue.listFrom(list.stream().map(PtNDArray.class::cast).toArray(PtNDArray[]::new)))
                .toArray(IValue[]::new);
        IValueUtils.runMethod(block, "forward", values).close();
        Stream.of(values).forEach(IValue::close);
    }
}
