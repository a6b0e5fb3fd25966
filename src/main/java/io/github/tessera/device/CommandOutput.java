package io.github.tessera.device;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What programs of the system print. */
@FunctionalInterface
public interface CommandOutput {
    /** Runs them; a program that takes longer than ten seconds is ended. */
    CommandOutput OF_SYSTEM = new CommandOutput() {
        private static final int SECONDS = 10;

        @Override
        public Optional<String> of(String... command) {
            Path output = null;
            Process process = null;
            try {
                // A file, for a program that hangs would keep a pipe open.
                output = Files.createTempFile("tessera", ".txt");
                process = new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
                process.getOutputStream().close();
                boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
                return ended
                        ? Optional.of(new String(Files.readAllBytes(output), StandardCharsets.UTF_8))
                        : Optional.empty();
            } catch (IOException e) {
                return Optional.empty();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            } finally {
                if (process != null) {
                    process.destroyForcibly();
                }
                delete(output);
            }
        }

        private void delete(Path file) {
            try {
                if (file != null) {
                    Files.deleteIfExists(file);
                }
            } catch (IOException e) {
                file.toFile().deleteOnExit();
            }
        }
    };

    /**
     * What a program prints, errors among it.
     *
     * @param command name and arguments
     * @return empty if there is no such program, it fails or does not end
     */
    Optional<String> of(String... command);
}
