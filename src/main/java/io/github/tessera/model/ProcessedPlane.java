package io.github.tessera.model;

import io.github.tessera.image.ChannelStatistics;
import io.github.tessera.image.ValueMap;
import io.github.tessera.progress.Progress;
import io.github.tessera.tensor.TileReader;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

/**
 * A plane as far as it is processed; nothing is computed before it is read.
 *
 * @param raw (x, y, channel)
 * @param maps by channel
 */
record ProcessedPlane(RandomAccessibleInterval<FloatType> raw, List<ValueMap> maps, Progress progress) {
    static ProcessedPlane unprocessed(RandomAccessibleInterval<FloatType> raw, Progress progress) {
        return new ProcessedPlane(raw, Collections.nCopies((int) raw.dimension(2), ValueMap.IDENTITY), progress);
    }

    int channels() {
        return maps.size();
    }

    /** After a further step. */
    ProcessedPlane then(ProcessingStep step) {
        List<ValueMap> next = step.fit(this);
        return new ProcessedPlane(
                raw,
                IntStream.range(0, channels())
                        .mapToObj(c -> maps.get(c).then(next.get(c)))
                        .toList(),
                progress);
    }

    /** The way from it to a network. */
    TileReader reader() {
        return new TileReader(raw, maps);
    }

    /** Of each channel by itself, or the same for all of them. */
    List<ChannelStatistics> statistics(boolean together) {
        List<Integer> all = IntStream.range(0, channels()).boxed().toList();
        return together
                ? Collections.nCopies(channels(), new ChannelStatistics(raw, all, maps, progress))
                : all.stream()
                        .map(c -> new ChannelStatistics(raw, List.of(c), List.of(maps.get(c)), progress))
                        .toList();
    }
}
