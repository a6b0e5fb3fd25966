package io.github.tessera.tensor;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.WString;

/** What Windows tells of this process and its libraries, and is told. */
interface Kernel32 extends Library {
    /**
     * Loads it.
     *
     * @throws LinkageError where this is not Windows or JNA does not work
     */
    static Kernel32 load() {
        return Native.load("kernel32", Kernel32.class);
    }

    Pointer GetModuleHandleW(WString name);

    int GetModuleFileNameW(Pointer module, char[] path, int length);

    int SetDllDirectoryW(WString folder);
}
