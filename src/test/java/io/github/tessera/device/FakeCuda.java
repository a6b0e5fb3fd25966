package io.github.tessera.device;

import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * NVIDIA's driver as it answers, without one.
 *
 * @param init what cuInit returns
 * @param version as cuDriverGetVersion tells it: 12020
 * @param gpus in CUDA's order
 */
record FakeCuda(int init, int version, List<Gpu> gpus) implements CudaLibrary {
    @Override
    public int cuInit(int flags) {
        return init;
    }

    @Override
    public int cuDriverGetVersion(int[] into) {
        into[0] = version;
        return 0;
    }

    @Override
    public int cuDeviceGetCount(int[] count) {
        count[0] = gpus.size();
        return 0;
    }

    @Override
    public int cuDeviceGet(int[] device, int ordinal) {
        device[0] = ordinal;
        return ordinal < gpus.size() ? 0 : 101;
    }

    @Override
    public int cuDeviceGetName(byte[] name, int length, int device) {
        byte[] text = (gpus.get(device).name() + "\0").getBytes(StandardCharsets.UTF_8);
        System.arraycopy(text, 0, name, 0, text.length);
        return 0;
    }

    @Override
    public int cuDeviceTotalMem_v2(long[] bytes, int device) {
        bytes[0] = gpus.get(device).bytes();
        return 0;
    }

    @Override
    public int cuDeviceGetAttribute(int[] value, int attribute, int device) {
        int capability = gpus.get(device).capability();
        value[0] = attribute == CAPABILITY_MAJOR ? capability / 10 : capability % 10;
        return 0;
    }

    @Override
    public int cuDevicePrimaryCtxRetain(Pointer[] context, int device) {
        context[0] = new Pointer(device + 1);
        return 0;
    }

    @Override
    public int cuDevicePrimaryCtxRelease_v2(int device) {
        return 0;
    }

    @Override
    public int cuCtxPushCurrent_v2(Pointer context) {
        return 0;
    }

    @Override
    public int cuCtxPopCurrent_v2(Pointer[] context) {
        return 0;
    }

    @Override
    public int cuMemGetInfo_v2(long[] free, long[] total) {
        total[0] = gpus.get(0).bytes();
        free[0] = total[0] / 4;
        return 0;
    }
}
