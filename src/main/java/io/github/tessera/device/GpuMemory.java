package io.github.tessera.device;

import com.sun.jna.Pointer;
import java.util.Optional;

/**
 * A GPU's memory, by all who use it.
 *
 * @param free bytes
 * @param total bytes
 */
public record GpuMemory(long free, long total) {
    /** Of this computer's GPU as it is now; empty where the driver does not tell. */
    public static Optional<GpuMemory> now(int index) {
        try {
            return CacheFolder.useForJna() ? of(CudaLibrary.load(), index) : Optional.empty();
        } catch (LinkageError e) {
            return Optional.empty();
        }
    }

    /** As the driver tells it, in the context that PyTorch uses too (CUDA Driver API, primary context). */
    static Optional<GpuMemory> of(CudaLibrary library, int index) {
        int[] device = new int[1];
        Pointer[] context = new Pointer[1];
        if (library.cuInit(0) != 0
                || library.cuDeviceGet(device, index) != 0
                || library.cuDevicePrimaryCtxRetain(context, device[0]) != 0) {
            return Optional.empty();
        }
        try {
            return inContext(library, context);
        } finally {
            library.cuDevicePrimaryCtxRelease_v2(device[0]);
        }
    }

    private static Optional<GpuMemory> inContext(CudaLibrary library, Pointer[] context) {
        if (library.cuCtxPushCurrent_v2(context[0]) != 0) {
            return Optional.empty();
        }
        try {
            long[] free = new long[1];
            long[] total = new long[1];
            return library.cuMemGetInfo_v2(free, total) == 0
                    ? Optional.of(new GpuMemory(free[0], total[0]))
                    : Optional.empty();
        } finally {
            library.cuCtxPopCurrent_v2(context);
        }
    }
}
