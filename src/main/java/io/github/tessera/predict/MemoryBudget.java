package io.github.tessera.predict;

import ai.djl.Device;
import io.github.tessera.network.MemoryEstimate;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.tensor.FreeMemory;
import io.github.tessera.tensor.MemoryAdvice;
import io.github.tessera.tensor.MemoryUse;
import io.github.tessera.tensor.TorchModule;
import io.github.tessera.tile.TileGrid;
import java.util.Locale;

/** How many tiles go through networks at once for which the device has memory. For one thread at a time. */
final class MemoryBudget {
    private final Networks networks;
    private final Device device;

    /** What passes took, at most. */
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
        if (need.beyondLoading() <= held) {
            return new Share(wanted, need.betweenPasses());
        }
        if (device.isGpu()) {
            TorchModule.emptyGpuCache(); // what PyTorch keeps for itself the driver calls used
        }
        long free = FreeMemory.on(device).orElse(Long.MAX_VALUE);
        long most = most(free);
        int tiles = wanted;
        while (tiles > 1 && need.beyondLoading() > most) {
            tiles /= 2;
            need = need(grid, tiles);
        }
        if (need.beyondLoading() > most) {
            throw tooLarge(grid, need, free);
        }
        if (need.beyondLoading() > held) {
            held = need.beyondLoading();
            progress.log(String.format(
                    Locale.ROOT,
                    "Segmenting takes about %.0f MB of %s memory (%d x %d x %d pixels at once).",
                    need.bytes() / 1e6,
                    whose(),
                    tiles,
                    grid.tileWidth(),
                    grid.tileHeight()));
        }
        return new Share(tiles, need.betweenPasses());
    }

    /** What passes may take: earlier planes' memory is kept for the next one on the CPU, and is not free; a GPU's was given back. */
    private long most(long free) {
        return device.isGpu() || free == Long.MAX_VALUE ? free : Math.min(free + held, MemoryUse.ofComputer());
    }

    private TesseraException tooLarge(TileGrid grid, MemoryEstimate need, long free) {
        return new TesseraException(String.format(
                Locale.ROOT,
                "Tiles of %d x %d pixels take about %.1f GB of %s memory, but only %.1f GB are free: choose a smaller tile,"
                        + " or 0 to have it chosen, or close other programs%s.%s",
                grid.tileWidth(),
                grid.tileHeight(),
                need.beyondLoading() / 1e9,
                whose(),
                free / 1e9,
                device.isGpu() ? ", or choose the CPU (device=cpu)" : "",
                device.isGpu()
                        ? ""
                        : MemoryAdvice.of(need.bytes())
                                .map(advice -> " " + advice + ".")
                                .orElse("")));
    }

    private String whose() {
        return device.isGpu() ? "the GPU's" : "the computer's";
    }

    private MemoryEstimate need(TileGrid grid, int tiles) {
        return need(networks, device, grid.tileHeight(), grid.tileWidth(), tiles);
    }

    /** What networks take of a device. */
    static MemoryEstimate need(Networks networks, Device device, int height, int width, int tiles) {
        MemoryEstimate need = networks.need(height, width, tiles);
        return device.isGpu() ? need.onGpu() : need;
    }
}
