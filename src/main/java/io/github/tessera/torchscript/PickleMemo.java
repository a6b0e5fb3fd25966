package io.github.tessera.torchscript;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;

/** What a pickle remembers by numbers. They count up from 0, as every writer's do: PyTorch makes room for all below one. */
final class PickleMemo {
    private final List<Object> values = new ArrayList<>();

    int size() {
        return values.size();
    }

    void put(int key, Object value) {
        if (key < 0 || key > values.size()) {
            throw new IllegalArgumentException("a value is remembered as " + key + " after " + values.size());
        }
        if (key == values.size()) {
            values.add(value);
        } else {
            values.set(key, value);
        }
    }

    Object get(int key) {
        if (key < 0 || key >= values.size()) {
            throw new NoSuchElementException("nothing is remembered as " + key);
        }
        return values.get(key);
    }
}
