package io.github.tessera.device;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;

/**
 * NVIDIA's driver as a library, {@code libcuda} or {@code nvcuda}: it is there wherever the driver is, also without any CUDA toolkit. The
 * functions are those of the CUDA Driver API, named by NVIDIA, each returning a status, 0 for success.
 */
public interface CudaLibrary extends Library {
    /** Statuses of {@code cuInit} that have a cure of their own (cuda.h, CUresult). */
    int NO_DEVICE = 100;

    int SYSTEM_NOT_READY = 802;
    int DRIVER_MISMATCH = 803;

    /** Attributes of a device (cuda.h, CUdevice_attribute). */
    int CAPABILITY_MAJOR = 75;

    int CAPABILITY_MINOR = 76;

    /**
     * Loads it.
     *
     * @throws UnsatisfiedLinkError if there is no driver
     * @throws LinkageError if JNA itself does not work
     */
    static CudaLibrary load() {
        return Native.load(Platform.isWindows() ? "nvcuda" : "libcuda.so.1", CudaLibrary.class);
    }

    int cuInit(int flags);

    /** 1000 x major + 10 x minor of the newest CUDA that the driver knows. */
    int cuDriverGetVersion(int[] version);

    int cuDeviceGetCount(int[] count);

    int cuDeviceGet(int[] device, int ordinal);

    int cuDeviceGetName(byte[] name, int length, int device);

    int cuDeviceTotalMem_v2(long[] bytes, int device);

    int cuDeviceGetAttribute(int[] value, int attribute, int device);

    int cuDevicePrimaryCtxRetain(Pointer[] context, int device);

    int cuDevicePrimaryCtxRelease_v2(int device);

    int cuCtxPushCurrent_v2(Pointer context);

    int cuCtxPopCurrent_v2(Pointer[] context);

    int cuMemGetInfo_v2(long[] free, long[] total);
}
