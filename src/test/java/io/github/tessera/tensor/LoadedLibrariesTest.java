package io.github.tessera.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.jna.Pointer;
import com.sun.jna.WString;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The PyTorch of another plugin is seen, as each system tells it. */
class LoadedLibrariesTest {
    @Test
    void onLinuxItIsAmongTheMappedFiles() {
        String maps =
                """
                7f00-7f01 r-xp 00000000 08:01 1                          /usr/lib/libm.so.6
                7f02-7f03 r--p 00000000 08:01 2                          /home/a b/.djl.ai/pytorch/libtorch_cpu.so
                """;
        List<String> loaded = LoadedLibraries.mapped(maps);
        assertEquals(
                Optional.of("/home/a b/.djl.ai/pytorch/libtorch_cpu.so"),
                LoadedLibraries.other(loaded, Path.of("/home/a b/.tessera")));
        assertEquals(Optional.empty(), LoadedLibraries.other(loaded, Path.of("/home/a b/.djl.ai")));
        assertEquals(List.of(), LoadedLibraries.mapped(""));
    }

    /** A Windows that has loaded a library from a file; from none if that is null. */
    private static List<String> ofWindows(String file) {
        return LoadedLibraries.of(new Kernel32() {
                    @Override
                    public Pointer GetModuleHandleW(WString name) {
                        assertEquals("torch_cpu.dll", name.toString());
                        return file == null ? null : new Pointer(1);
                    }

                    @Override
                    public int GetModuleFileNameW(Pointer module, char[] path, int length) {
                        assertEquals(path.length, length);
                        file.getChars(0, file.length(), path, 0);
                        return file.length();
                    }

                    @Override
                    public int SetDllDirectoryW(WString folder) {
                        throw new AssertionError("only asked");
                    }
                })
                .toList();
    }

    @Test
    void onWindowsItIsAskedForByName() {
        String file = "D:\\Größe 1\\Fiji\\torch_cpu.dll";
        assertEquals(List.of(file), ofWindows(file));
        assertEquals(List.of(), ofWindows(null));
        assertEquals(List.of(), ofWindows(""), "where Windows does not tell");
    }

    @Test
    void onMacOsItIsAmongTheImages() {
        String torch = "/Users/x/.djl.ai/pytorch/libtorch_cpu.dylib";
        String[] images = {"/usr/lib/libSystem.B.dylib", torch, null, "/x/libtorch_cpu.dylib.old"};
        LoadedLibraries.Dyld loader = new LoadedLibraries.Dyld() {
            @Override
            public int _dyld_image_count() {
                return images.length;
            }

            @Override
            public String _dyld_get_image_name(int image) {
                return images[image];
            }
        };
        assertEquals(List.of(torch), LoadedLibraries.of(loader).toList());
    }
}
