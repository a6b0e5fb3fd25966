package io.github.tessera.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** What the build lays out for a Fiji update site, against a list of what Fiji ships. */
class FijiLayoutIT {
    private static final Pattern JAR = Pattern.compile("(.+?)-(\\d.*)\\.jar");

    /** Fiji has another binding for slf4j, and gets PyTorch's libraries in another way. */
    private static final Set<String> PLAIN_IMAGEJ_ONLY = Set.of("slf4j-nop", "pytorch-native-cpu");

    private static final long MOST_BYTES = 15_000_000;

    private final Path fiji = Path.of(System.getProperty("fiji.layout", "target/Fiji"));

    private final Path libraries = ImageJProcess.layout().resolve("plugins/jars");

    /** Artifact to version, of jars such as gson-2.10.1.jar. */
    private static Map<String, String> jars(Path folder) throws IOException {
        Map<String, String> jars = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".jar")).toList()) {
                Matcher name = JAR.matcher(file.getFileName().toString());
                assertTrue(name.matches(), file + " has no version in its name: Fiji's updater wants one");
                assertEquals(null, jars.put(name.group(1), name.group(2)), "two versions of " + name.group(1));
            }
        }
        return jars;
    }

    private static Map<String, String> shipped() throws IOException {
        try (BufferedReader list = new BufferedReader(new InputStreamReader(
                FijiLayoutIT.class.getResourceAsStream("fiji-2.18.0.txt"), StandardCharsets.UTF_8))) {
            return list.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" "))
                    .collect(Collectors.toMap(words -> words[0], words -> words[1]));
        }
    }

    @Test
    void nothingThatFijiShipsIsInIt() throws IOException {
        Set<String> both = new TreeSet<>(jars(fiji).keySet());
        both.retainAll(shipped().keySet());
        assertEquals(Set.of(), both);
    }

    @Test
    void whatIsNotInItFijiShipsInThisVersion() throws IOException {
        Map<String, String> ours = jars(fiji);
        Map<String, String> missing = new TreeMap<>(jars(libraries));
        PLAIN_IMAGEJ_ONLY.forEach(missing::remove);
        missing.entrySet().removeIf(jar -> jar.getValue().equals(ours.get(jar.getKey())));
        Map<String, String> fijis = new TreeMap<>(shipped());
        fijis.keySet().retainAll(missing.keySet());
        assertEquals(fijis, missing);
    }

    @Test
    void itHasOnlyFoldersThatAnUpdateSiteServes() throws IOException {
        try (Stream<Path> files = Files.list(fiji)) {
            assertEquals(
                    Set.of("plugins", "jars", "macros"),
                    files.map(f -> f.getFileName().toString()).collect(Collectors.toSet()));
        }
        assertEquals(Set.of("Tessera_"), jars(fiji.resolve("plugins")).keySet());
        assertTrue(Files.isRegularFile(fiji.resolve("macros/Tessera/Quick_Start.ijm")));
        long bytes = 0;
        try (Stream<Path> files = Files.walk(fiji)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
        }
        assertTrue(bytes < MOST_BYTES, bytes + " bytes");
    }

    /** On one class path, as in Fiji, the first of two would hide the second. */
    @Test
    void noClassIsInTwoJars() throws IOException {
        Map<String, String> jarOfClass = new HashMap<>();
        Set<String> twice = new TreeSet<>();
        List<Path> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(libraries)) {
            all.addAll(files.toList());
        }
        all.add(libraries.resolveSibling("Tessera_.jar"));
        for (Path jar : all) {
            try (ZipFile zip = new ZipFile(jar.toFile())) {
                for (String name : zip.stream().map(Object::toString).toList()) {
                    boolean counts = name.endsWith(".class") && name.contains("/") && !name.startsWith("META-INF/");
                    String file = jar.getFileName().toString();
                    String other = counts ? jarOfClass.put(name, file) : null;
                    if (other != null) {
                        twice.add(name.substring(0, name.lastIndexOf('/')).replace('/', '.') + " in " + other + " and "
                                + file);
                    }
                }
            }
        }
        assertTrue(jarOfClass.containsKey("io/github/tessera/command/TesseraPlugIn.class"));
        assertEquals(Set.of(), twice);
    }
}
