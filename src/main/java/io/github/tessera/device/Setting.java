package io.github.tessera.device;

import java.util.Optional;

/** What a user has set from outside. */
public final class Setting {
    private Setting() {}

    /**
     * An environment variable, or else a system property of Java of that name, which is how DJL reads its own.
     *
     * @return empty if there is neither; one that is set to nothing is there
     */
    public static Optional<String> of(String key) {
        String environment = System.getenv(key);
        return Optional.ofNullable(environment == null ? System.getProperty(key) : environment);
    }
}
