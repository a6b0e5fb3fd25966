package io.github.tessera.tensor;

import ai.djl.engine.EngineException;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Whether something went wrong because memory ran out: Java's, the system's, or a GPU's. */
public final class MemoryFault {
    /**
     * What PyTorch, oneDNN, CUDA and C++ say of it, in lower case. A primitive of oneDNN that was described but cannot be made lacks memory
     * for its code or its work; one that cannot be described does not exist.
     */
    private static final Pattern WORDS =
            Pattern.compile("not enough memory|can't allocate memory|cannot allocate memory"
                    + "|out of memory|bad_alloc|could not create a memory|could not create a primitive(?! descriptor)"
                    + "|could not execute a primitive|alloc_failed|outofmemory");

    private MemoryFault() {}

    /** Whether it was Java's own that ran out, which ImageJ's images lie in, and not that of PyTorch or a GPU. */
    public static boolean isOfJava(Throwable fault) {
        return Stream.iterate(fault, Objects::nonNull, Throwable::getCause)
                .anyMatch(OutOfMemoryError.class::isInstance);
    }

    /** Whether memory ran out; null is no fault. */
    public static boolean is(Throwable fault) {
        if (isOfJava(fault)) {
            return true;
        }
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            boolean engines = cause instanceof EngineException || cause instanceof IllegalStateException;
            String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
            if (engines && WORDS.matcher(message).find()) {
                return true;
            }
        }
        return false;
    }
}
