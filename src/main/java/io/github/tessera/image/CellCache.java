package io.github.tessera.image;

import java.lang.ref.SoftReference;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongFunction;
import net.imglib2.img.cell.Cell;
import net.imglib2.img.cell.LazyCellImg;

/**
 * Keeps the cells of one image that were used last.
 *
 * <p>Their number is bounded, and Java may take back any of them when memory gets short, so that many images together stay
 * within it too. Threads that want the same cell at once have it loaded once.
 *
 * @param <A> the array of a cell, as imglib2 wraps it
 */
final class CellCache<A> implements LazyCellImg.Get<Cell<A>> {
    private final LongFunction<Cell<A>> loader;
    private final Map<Long, Slot<A>> slots;

    /**
     * Prepares an empty cache.
     *
     * @param capacity how many cells are kept at most
     * @param loader makes the cell of an index
     */
    CellCache(int capacity, LongFunction<Cell<A>> loader) {
        this.loader = loader;
        this.slots = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Long, Slot<A>> eldest) {
                return size() > capacity;
            }
        };
    }

    @Override
    public Cell<A> get(long index) {
        Slot<A> slot;
        synchronized (slots) {
            slot = slots.computeIfAbsent(index, i -> new Slot<>());
        }
        return slot.get(index, loader);
    }

    private static final class Slot<A> {
        private SoftReference<Cell<A>> kept = new SoftReference<>(null);

        synchronized Cell<A> get(long index, LongFunction<Cell<A>> loader) {
            Cell<A> cell = kept.get();
            if (cell == null) {
                cell = loader.apply(index);
                kept = new SoftReference<>(cell);
            }
            return cell;
        }
    }
}
