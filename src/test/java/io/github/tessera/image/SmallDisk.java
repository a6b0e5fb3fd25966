package io.github.tessera.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A disk that is soon full. Where none can be mounted the test is skipped. */
public final class SmallDisk implements AutoCloseable {
    private final Path folder;

    /** Mounts one in a folder that is made; the size is as mount has it, such as 4m. */
    public SmallDisk(Path folder, String size) throws IOException, InterruptedException {
        this.folder = Files.createDirectory(folder);
        Assumptions.assumeTrue(
                done("mount", "-t", "tmpfs", "-o", "size=" + size, "none", folder.toString()),
                "skipped: no small disk can be mounted here");
    }

    /** Where it is mounted. */
    public Path folder() {
        return folder;
    }

    private static boolean done(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
    }

    @Override
    public void close() throws IOException {
        try {
            done("umount", folder.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
