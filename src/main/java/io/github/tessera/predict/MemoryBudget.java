package io.github.tessera.predict;

import ai.djl.Device;
import io.github.tessera.network.MemoryEstimate;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.tensor.FreeMemory;
import io.github.tessera.tensor.MemoryAdvice;
import io.github.tessera.tensor.TorchModule;
import io.github.tessera.tile.TileGrid;
import java.util.Locale;
import java.util.OptionalLong;

/** How many tiles go through networks at once for which the device has memory. For one thread at a time. */
final class MemoryBudget {
    private final Networks networks;
    private final Device device;
    private long held;

    MemoryBudget(Networks networks, Device device) {
        this.networks = networks;
        this.device = device;
    }

    /**
     * What is afforded.
     *
     * @param tiles at once
     * @param betweenPasses bytes that may be held then, see {@link MemoryEstimate#betweenPasses}
     */
    record Share(int tiles, long betweenPasses) {}

    /**
     * So many tiles at once, or fewer for which there is memory.
     *
     * @throws TesseraException if there is not enough for one
     */
    Share share(int wanted, TileGrid grid, Progress progress) {
        MemoryEstimate need = need(grid, wanted);
        if (need.bytes() <= held) {
            return new Share(wanted, need.betweenPasses());
        }
        if (device.isGpu()) {
            TorchModule.emptyGpuCache(); // what PyTorch keeps for itself the driver calls used
        }
        OptionalLong free = FreeMemory.on(device);
        // What earlier planes took is kept for the next one on the CPU, and does not count as free; a GPU's was given
        // back.
        long kept = device.isGpu() ? 0 : held;
        long most = free.isPresent() ? free.getAsLong() + kept : Long.MAX_VALUE;
        int tiles = wanted;
        while (tiles > 1 && need.bytes() > most) {
            tiles /= 2;
            need = need(grid, tiles);
        }
        if (need.bytes() > most) {
            throw tooLarge(grid, need.bytes(), free.getAsLong());
        }
        if (need.bytes() > held) {
            held = need.bytes();
            progress.log(String.format(
                    Locale.ROOT,
                    "Segmenting takes about %.0f MB of %s memory (%d x %d x %d pixels at once).",
                    held / 1e6,
                    whose(),
                    tiles,
                    grid.tileWidth(),
                    grid.tileHeight()));
        }
        return new Share(tiles, need.betweenPasses());
    }

    private TesseraException tooLarge(TileGrid grid, long need, long free) {
        return new TesseraException(String.format(
                Locale.ROOT,
                "Tiles of %d x %d pixels take about %.1f GB of %s memory, but only %.1f GB are free: choose a smaller tile,"
                        + " or 0 to have it chosen, or close other programs%s.%s",
                grid.tileWidth(),
                grid.tileHeight(),
                need / 1e9,
                whose(),
                free / 1e9,
                device.isGpu() ? ", or choose the CPU (device=cpu)" : "",
                device.isGpu()
                        ? ""
                        : MemoryAdvice.of(need)
                                .map(advice -> " " + advice + ".")
                                .orElse("")));
    }

    private String whose() {
        return device.isGpu() ? "the GPU's" : "the computer's";
    }

    private MemoryEstimate need(TileGrid grid, int tiles) {
        return networks.need(grid.tileHeight(), grid.tileWidth(), tiles);
    }
}
