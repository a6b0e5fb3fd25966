package io.github.tessera.torchscript;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.NoSuchElementException;

/** The stack on which a pickle puts its values together; taking what is not there gives a NoSuchElementException. */
final class PickleStack {
    private enum Special {
        MARK,
        /** ArrayDeque holds no null. */
        NONE
    }

    private final Deque<Object> values = new ArrayDeque<>();

    void push(Object value) {
        values.push(value == null ? Special.NONE : value);
    }

    void mark() {
        values.push(Special.MARK);
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    Object peek() {
        return value(values.element());
    }

    Object pop() {
        return value(values.pop());
    }

    List<Object> sinceMark() {
        List<Object> items = new ArrayList<>();
        for (Object top = values.pop(); top != Special.MARK; top = values.pop()) {
            items.add(value(top));
        }
        Collections.reverse(items);
        return items;
    }

    List<Object> last(int count) {
        List<Object> items = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            items.add(pop());
        }
        Collections.reverse(items);
        return items;
    }

    private static Object value(Object pushed) {
        if (pushed == Special.MARK) {
            throw new NoSuchElementException("a mark stands where a value should");
        }
        return pushed == Special.NONE ? null : pushed;
    }
}
