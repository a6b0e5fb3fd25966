package io.github.tessera.natives;

import io.github.tessera.device.Flavour;
import io.github.tessera.image.DownloadSettings;
import java.time.Duration;

/**
 * What a setup goes by.
 *
 * @param known what the jars of Maven Central must be
 * @param download how patient it is with servers
 * @param cpuBytes about what the disk must have while the build for processors is brought: packed and unpacked libraries lie there together
 * @param gpuBytes the same of the build for GPUs
 * @param patience how long a folder that cannot be moved is tried again: virus scanners hold new libraries for some seconds
 */
record SetupSettings(ChecksumList known, DownloadSettings download, long cpuBytes, long gpuBytes, Duration patience) {
    /** For people who wait. */
    static SetupSettings usual() {
        return new SetupSettings(
                ChecksumList.published(), DownloadSettings.USUAL, 600_000_000L, 9_000_000_000L, Duration.ofSeconds(10));
    }

    /** Of a build. */
    long bytes(Flavour flavour) {
        return flavour.isCuda() ? gpuBytes : cpuBytes;
    }
}
