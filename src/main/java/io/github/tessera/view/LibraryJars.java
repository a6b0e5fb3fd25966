package io.github.tessera.view;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The jars that the libraries below Tessera come from, as this Java finds them; more than one of the same library is a conflict. */
enum LibraryJars {
    DJL("ai/djl/engine/Engine.class"),
    DJL_PYTORCH("ai/djl/pytorch/engine/PtEngine.class"),
    PYTORCH_BRIDGE("jnilib/pytorch.properties"),
    JNA("com/sun/jna/Native.class"),
    GSON("com/google/gson/Gson.class"),
    COMPRESS("org/apache/commons/compress/archivers/zip/ZipFile.class"),
    SLF4J("org/slf4j/LoggerFactory.class"),
    IMGLIB2("net/imglib2/RandomAccessibleInterval.class"),
    SCIJAVA("org/scijava/Context.class"),
    PROTOBUF("com/google/protobuf/Message.class"),
    SNAKEYAML("org/yaml/snakeyaml/Yaml.class");

    private final String resource;

    LibraryJars(String resource) {
        this.resource = resource;
    }

    /** Of each library the jars or folders it is found in, the one that counts first; none if it is missing. */
    static Map<LibraryJars, List<Path>> found(ClassLoader loader) {
        Map<LibraryJars, List<Path>> found = new LinkedHashMap<>();
        for (LibraryJars library : values()) {
            found.put(library, library.in(loader));
        }
        return found;
    }

    private List<Path> in(ClassLoader loader) {
        Set<Path> jars = new LinkedHashSet<>();
        try {
            for (URL url : Collections.list(loader.getResources(resource))) {
                URLConnection connection = url.openConnection();
                if (connection instanceof JarURLConnection jar) {
                    jars.add(Path.of(jar.getJarFileURL().toURI()));
                }
            }
        } catch (IOException | URISyntaxException e) {
            return List.of();
        }
        return new ArrayList<>(jars);
    }
}
