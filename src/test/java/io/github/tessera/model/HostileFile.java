package io.github.tessera.model;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that are missing, elsewhere, of another kind, or other files than those described. */
enum HostileFile implements HostilePackage {
    FOLDER_MISSING(draft -> {
        for (String name : new String[] {"rdf.yaml", "net.pt", "in.npy", "out.npy", ""}) {
            Files.delete(draft.file(name));
        }
    }),
    WEIGHTS_MISSING(draft -> draft.delete("net.pt")),
    WEIGHTS_EMPTY(draft -> draft.write("net.pt", "")),
    WEIGHTS_A_FOLDER(draft -> {
        draft.delete("net.pt");
        Files.createDirectory(draft.file("net.pt"));
    }),
    WEIGHTS_THE_FOLDER_ITSELF(draft -> source(draft, ".")),
    WEIGHTS_ABSOLUTE(draft -> source(draft, "/etc/passwd")),
    WEIGHTS_OF_A_DRIVE(draft -> source(draft, "C:/weights.pt")),
    WEIGHTS_ON_A_SHARE(draft -> source(draft, "//server/share/net.pt")),
    WEIGHTS_BEHIND_BACKSLASHES(draft -> source(draft, "..\\\\outside\\\\secret")),
    WEIGHTS_ABOVE(draft -> source(draft, "../outside/secret")),
    WEIGHTS_ABOVE_AND_BACK(draft -> source(draft, "a/../../package/net.pt")),
    WEIGHTS_ABOVE_BEHIND_A_DOT(draft -> source(draft, "./../outside/secret")),
    WEIGHTS_AT_AN_ADDRESS(draft -> source(draft, "https://example.org/net.pt")),
    WEIGHTS_AT_A_FILE_ADDRESS(draft -> source(draft, "file:///etc/passwd")),
    WEIGHTS_OF_A_JAR(draft -> source(draft, "jar:file:///a.zip!/net.pt")),
    WEIGHTS_BEHIND_A_ZERO(draft -> source(draft, "net.pt\\0.png")),
    WEIGHTS_WITH_A_LONG_NAME(draft -> source(draft, "x".repeat(5000))),
    WEIGHTS_IN_A_DEEP_FOLDER(draft -> source(draft, "a/".repeat(5000))),
    WEIGHTS_WITH_LINES(draft -> source(draft, "a\\nb\\tc\\u0007.pt")),
    WEIGHTS_LINKED_TO_A_SECRET(draft -> link(draft, "net.pt", draft.secret())),
    WEIGHTS_LINKED_TO_ITSELF(draft -> link(draft, "net.pt", draft.file("net.pt"))),
    WEIGHTS_LINKED_TO_NOTHING(draft -> link(draft, "net.pt", Path.of("gone.pt"))),
    WEIGHTS_LINKED_TO_A_DEVICE(draft -> device(draft, "net.pt", "/dev/zero")),
    WEIGHTS_LINKED_TO_A_DEVICE_TO_BE_SUMMED(draft -> {
        sha256(draft, "0".repeat(64));
        device(draft, "net.pt", "/dev/zero");
    }),
    WEIGHTS_A_PIPE(draft -> pipe(draft, "net.pt")),
    WEIGHTS_THE_DESCRIPTION(draft -> source(draft, "rdf.yaml")),
    DESCRIPTION_LINKED_TO_A_SECRET(draft -> link(draft, "rdf.yaml", draft.secret())),
    DESCRIPTION_A_FOLDER(draft -> {
        draft.delete("rdf.yaml");
        Files.createDirectory(draft.file("rdf.yaml"));
    }),
    DESCRIPTION_A_PIPE(draft -> pipe(draft, "rdf.yaml")),
    TEST_A_PIPE(draft -> pipe(draft, "in.npy")),
    TEST_LINKED_TO_A_DEVICE(draft -> device(draft, "in.npy", "/dev/zero")),
    TEST_LINKED_TO_A_SECRET(draft -> link(draft, "in.npy", draft.secret())),
    TEST_ABOVE(draft -> draft.replace("source: in.npy", "source: ../outside/secret")),
    TEST_A_FOLDER(draft -> {
        draft.delete("in.npy");
        Files.createDirectory(draft.file("in.npy"));
    }),
    SHA256_OF_ANOTHER_FILE(draft -> sha256(draft, "0".repeat(64))),
    SHA256_TOO_SHORT(draft -> sha256(draft, "abc")),
    SHA256_NOT_HEXADECIMAL(draft -> sha256(draft, "z".repeat(64))),
    SHA256_VERY_LONG(draft -> sha256(draft, "a".repeat(100_000))),
    SHA256_A_LIST(draft -> sha256(draft, "[a]")),
    SHA256_A_NUMBER(draft -> sha256(draft, "12")),
    TEST_SHA256_OF_ANOTHER_FILE(draft -> draft.replace("source: in.npy", "source: in.npy, sha256: " + "0".repeat(64)));

    private final Change change;

    HostileFile(Change change) {
        this.change = change;
    }

    @Override
    public Change change() {
        return change;
    }

    private static void source(PackageDraft draft, String source) throws IOException {
        draft.replace("source: net.pt", "source: \"" + source + "\"");
    }

    private static void sha256(PackageDraft draft, String sum) throws IOException {
        draft.replace("source: net.pt", "source: net.pt, sha256: " + sum);
    }

    private static void device(PackageDraft draft, String name, String device) throws IOException {
        if (!Files.exists(Path.of(device))) {
            abort("skipped: there is no " + device + " here");
        }
        link(draft, name, Path.of(device));
    }

    private static void link(PackageDraft draft, String name, Path to) throws IOException {
        draft.delete(name);
        try {
            Files.createSymbolicLink(draft.file(name), to);
        } catch (IOException | UnsupportedOperationException e) {
            abort("skipped: no links can be made here");
        }
    }

    private static void pipe(PackageDraft draft, String name) throws IOException {
        draft.delete(name);
        try {
            new ProcessBuilder("mkfifo", draft.file(name).toString()).start().waitFor();
        } catch (IOException e) {
            abort("skipped: no pipes can be made here");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
