package io.github.tessera.tensor;

import ai.djl.engine.EngineException;
import java.util.List;
import java.util.Locale;

/** Whether something went wrong because memory ran out: Java's, the system's, or a GPU's. */
public final class MemoryFault {
    /** What PyTorch, oneDNN, CUDA and C++ say of it, in lower case. */
    private static final List<String> WORDS = List.of(
            "not enough memory",
            "can't allocate memory",
            "cannot allocate memory",
            "out of memory",
            "bad_alloc",
            "could not create a memory",
            "alloc_failed",
            "outofmemory");

    private MemoryFault() {}

    /** Whether memory ran out; null is no fault. */
    public static boolean is(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError) {
                return true;
            }
            boolean engines = cause instanceof EngineException || cause instanceof IllegalStateException;
            String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
            if (engines && WORDS.stream().anyMatch(message::contains)) {
                return true;
            }
        }
        return false;
    }
}
