package io.github.tessera.torchscript;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a pickle that holds modules, dictionaries, numbers, strings and tensors, and nothing else: no code is run, and a name that
 * is none of these is refused.
 *
 * <p>A module becomes the map of its state; a tensor becomes a {@link StoredTensor}.
 */
final class Unpickler {
    private static final Object MARK = new Object();

    /** More than real networks hold: a hostile file must not exhaust the memory. */
    private static final int MOST_VALUES = 10_000_000;

    private record Global(String module, String name) {}

    private final ByteBuffer in;
    private final Deque<Object> stack = new ArrayDeque<>();
    private final Map<Integer, Object> memo = new HashMap<>();

    private Unpickler(byte[] bytes) {
        in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * The one value of a pickle.
     *
     * @throws IOException if it is damaged, or holds anything but plain data and tensors
     */
    static Object read(byte[] bytes) throws IOException {
        try {
            return new Unpickler(bytes).run();
        } catch (BufferUnderflowException
                | IllegalArgumentException
                | ClassCastException
                | java.util.NoSuchElementException
                | IndexOutOfBoundsException
                | ArithmeticException e) {
            throw new IOException("The archive's data.pkl is damaged.", e);
        }
    }

    private Object run() throws IOException {
        for (int count = 0; count < MOST_VALUES; count++) {
            int op = in.get() & 0xff;
            if (op == '.') {
                return value(stack.pop());
            }
            if (!constant(op) && !container(op)) {
                throw new IOException(
                        "The archive's data.pkl uses pickle instruction " + op + ", which no module needs.");
            }
        }
        throw new IOException("The archive's data.pkl is too large for a network.");
    }

    private boolean constant(int op) throws IOException {
        switch (op) {
            case 0x80 -> in.get();
            case 'N' -> push(null);
            case 0x88 -> push(true);
            case 0x89 -> push(false);
            case 'J' -> push((long) in.getInt());
            case 'K' -> push((long) (in.get() & 0xff));
            case 'M' -> push((long) (in.getShort() & 0xffff));
            case 0x8a -> push(longInteger());
            case 'G' -> push(in.order(ByteOrder.BIG_ENDIAN).getDouble());
            case 'X' -> push(text(in.getInt()));
            case 'c' -> push(new Global(line(), line()));
            case 'q' -> memo.put(in.get() & 0xff, stack.peek());
            case 'r' -> memo.put(in.getInt(), stack.peek());
            case 'h' -> stack.push(remembered(in.get() & 0xff));
            case 'j' -> stack.push(remembered(in.getInt()));
            default -> {
                return false;
            }
        }
        in.order(ByteOrder.LITTLE_ENDIAN);
        return true;
    }

    private boolean container(int op) throws IOException {
        switch (op) {
            case '(' -> stack.push(MARK);
            case ')', ']' -> push(new ArrayList<>());
            case '}' -> push(new LinkedHashMap<Object, Object>());
            case 't' -> push(sinceMark());
            case 0x85, 0x86, 0x87 -> push(last(op - 0x84));
            case 'e' -> {
                List<Object> items = sinceMark();
                list(stack.peek()).addAll(items);
            }
            case 'a' -> {
                Object item = value(stack.pop());
                list(stack.peek()).add(item);
            }
            case 'u' -> {
                List<Object> items = sinceMark();
                for (int i = 0; i < items.size(); i += 2) {
                    map(stack.peek()).put(items.get(i), items.get(i + 1));
                }
            }
            case 's' -> {
                List<Object> pair = last(2);
                map(stack.peek()).put(pair.get(0), pair.get(1));
            }
            case 'Q' -> push(last(1).get(0));
            case 0x81, 'R' -> build();
            case 'b' -> {
                Object state = value(stack.pop());
                map(stack.peek()).putAll(map(state));
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Calls nothing: the callee's name alone says which kind of data stands here. */
    private void build() throws IOException {
        List<Object> arguments = list(value(stack.pop()));
        Global callee = (Global) value(stack.pop());
        if (callee.module().equals("__torch__") || callee.module().startsWith("__torch__.")) {
            push(new LinkedHashMap<Object, Object>());
        } else if (callee.equals(new Global("collections", "OrderedDict"))) {
            push(new LinkedHashMap<Object, Object>());
        } else if (callee.equals(new Global("torch._utils", "_rebuild_tensor_v2"))) {
            push(tensor(arguments));
        } else {
            throw new IOException("The archive's data.pkl calls " + callee.module() + "." + callee.name()
                    + ", which is neither a module nor a tensor; it was not run.");
        }
    }

    private static StoredTensor tensor(List<Object> arguments) {
        List<Object> storage = list(arguments.get(0));
        return new StoredTensor(
                ((Global) storage.get(1)).name(),
                (String) storage.get(2),
                (Long) arguments.get(1),
                integers(arguments.get(2)),
                integers(arguments.get(3)));
    }

    private static int[] integers(Object list) {
        return list(list).stream().mapToInt(v -> Math.toIntExact((Long) v)).toArray();
    }

    private long longInteger() {
        int length = in.get();
        if (length < 0 || length > 8) {
            throw new IllegalArgumentException("an integer of " + length + " bytes");
        }
        long value = 0;
        for (int i = 0; i < length; i++) {
            long next = i == length - 1 ? in.get() : in.get() & 0xff;
            value |= next << (8 * i);
        }
        return value;
    }

    private String text(int length) {
        if (length < 0 || length > in.remaining()) {
            throw new IllegalArgumentException("a text of " + length + " bytes");
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private String line() {
        int start = in.position();
        while (in.get() != '\n') {
            // the loop ends at the line's end, or with BufferUnderflowException at the file's
        }
        return new String(in.array(), start, in.position() - 1 - start, StandardCharsets.UTF_8);
    }

    private Object remembered(int key) {
        if (!memo.containsKey(key)) {
            throw new IllegalArgumentException("nothing is remembered as " + key);
        }
        return memo.get(key);
    }

    private List<Object> sinceMark() {
        List<Object> items = new ArrayList<>();
        for (Object top = stack.pop(); top != MARK; top = stack.pop()) {
            items.add(value(top));
        }
        Collections.reverse(items);
        return items;
    }

    private List<Object> last(int count) {
        List<Object> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            items.add(0, value(stack.pop()));
        }
        return items;
    }

    /** ArrayDeque holds no null. */
    private void push(Object value) {
        stack.push(value == null ? Nothing.NONE : value);
    }

    private static Object value(Object pushed) {
        return pushed == Nothing.NONE ? null : pushed;
    }

    private enum Nothing {
        NONE
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(Object value) {
        return (List<Object>) value;
    }

    @SuppressWarnings("unchecked")
    private static Map<Object, Object> map(Object value) {
        return (Map<Object, Object>) value;
    }
}
