package io.github.tessera.tensor;

import com.sun.jna.WString;
import io.github.tessera.device.CacheFolder;
import io.github.tessera.device.Platform;
import java.nio.file.Path;

/**
 * Where Windows looks for libraries that others load by name alone, as cuDNN does with its parts when they are first needed. On other systems
 * libraries say themselves where their others lie.
 */
final class DllFolder {
    private DllFolder() {}

    /** Has Windows look there too, for the whole process; nothing where this is not Windows or JNA does not work. */
    static void use(Path folder) {
        if (Platform.Kind.here() != Platform.Kind.WINDOWS || !CacheFolder.useForJna()) {
            return;
        }
        try {
            Kernel32.load().SetDllDirectoryW(new WString(folder.toString()));
        } catch (LinkageError e) {
            // Then libraries are found where the variable PATH says, as without this.
            return;
        }
    }
}
