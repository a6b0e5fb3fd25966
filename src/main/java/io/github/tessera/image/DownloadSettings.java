package io.github.tessera.image;

import java.time.Duration;

/**
 * How patient a download is.
 *
 * @param stall how long a silent server is waited for, above 0
 * @param retries how often in a row it is tried again without one new byte, from 0
 * @param pause the wait before the first of them, from 0; each further wait is longer by as much
 */
public record DownloadSettings(Duration stall, int retries, Duration pause) {
    /** For people who wait. */
    public static final DownloadSettings USUAL = new DownloadSettings(Duration.ofSeconds(30), 3, Duration.ofSeconds(2));
}
