package io.github.tessera.torchscript;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;

/**
 * Reads a pickle that holds modules, dictionaries, numbers, strings and tensors, and nothing else: no code is run, and a name that
 * is none of these is refused where it is mentioned.
 *
 * <p>A module becomes a {@link ModuleState}, a dictionary a map, a list a list, either of a told type a {@link TaggedContainer}, a tuple a
 * {@link PickleTuple}, an integer a Long (a BigInteger above 64 bits), a tensor a {@link StoredTensor}.
 */
final class Unpickler {
    /** Some ten times what the deepest networks need: a hostile file must not exhaust the memory. */
    private static final int MOST_INSTRUCTIONS = 2_000_000;

    /** What PyTorch's own reader of modules knows. */
    private static final String MODULE_INSTRUCTIONS =
            ".NJKMGXcqrhj()]}teausQRb\u0080\u0081\u0085\u0086\u0087\u0088\u0089\u008a";

    private final PickleInput in;
    private final boolean module;
    private final PickleStack stack = new PickleStack();
    private final PickleMemo memo = new PickleMemo();
    private final PickleStorages storages;
    private final List<StoredTensor> tensors = new ArrayList<>();
    private final PickleDepth depth = new PickleDepth();
    private final Set<Object> tagged = Collections.newSetFromMap(new IdentityHashMap<>());
    private int left = MOST_INSTRUCTIONS;
    private int unset;

    /** Reads weights for Tessera alone. */
    Unpickler(PickleInput in) {
        this(in, false);
    }

    private Unpickler(PickleInput in, boolean module) {
        this.in = in;
        this.module = module;
        storages = new PickleStorages(module);
    }

    /**
     * Reads what PyTorch will read after it: only what its reader takes the same way is let through. That one runs a callee at REDUCE
     * and at BUILD alike, and drops the arguments of NEWOBJ.
     */
    static Unpickler ofModule(PickleInput in) {
        return new Unpickler(in, true);
    }

    /**
     * The one value of a pickle.
     *
     * @throws IOException if it is damaged, or holds anything but plain data and tensors
     */
    Object read() throws IOException {
        try {
            return run();
        } catch (IllegalArgumentException
                | ClassCastException
                | NoSuchElementException
                | IndexOutOfBoundsException
                | NullPointerException
                | ArithmeticException e) {
            throw new IOException("its pickle is damaged", e);
        }
    }

    /** The storages that the pickle speaks of, by key. */
    Map<String, Storage> storages() {
        return storages.byKey();
    }

    /** The tensors that the pickle speaks of, wherever they stand; some of them more than once. */
    List<StoredTensor> tensors() {
        return tensors;
    }

    private Object run() throws IOException {
        while (true) {
            spend(1);
            int op = in.unsignedByte();
            if (module && MODULE_INSTRUCTIONS.indexOf(op) < 0) {
                throw new IOException("its pickle uses instruction " + op + ", which no network needs");
            }
            if (op == '.') {
                Object value = stack.pop();
                require(unset == 0 && stack.isEmpty(), "a module without a state, or a value beside it");
                return value;
            }
            if (!number(op) && !text(op) && !remembered(op) && !container(op)) {
                throw new IOException("its pickle uses instruction " + op + ", which no weights need");
            }
        }
    }

    private void spend(int instructions) throws IOException {
        left -= instructions;
        if (left < 0) {
            throw new IOException("its pickle is too large for a network");
        }
    }

    private boolean number(int op) throws IOException {
        switch (op) {
            case 0x80 -> in.unsignedByte(); // the protocol, which the instructions tell anyway
            case 0x95 -> in.longInteger(); // a frame's length, of use only where whole frames are read
            case 'N' -> stack.push(null);
            case 0x88 -> stack.push(true);
            case 0x89 -> stack.push(false);
            case 'J' -> stack.push((long) in.integer());
            case 'K' -> stack.push((long) in.unsignedByte());
            case 'M' -> stack.push((long) in.unsignedShort());
            case 0x8a -> stack.push(in.anyInteger(in.unsignedByte()));
            case 'G' -> stack.push(in.real());
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean text(int op) throws IOException {
        switch (op) {
            case 'X' -> stack.push(in.text(in.integer(), UTF_8));
            case 0x8c -> stack.push(in.text(in.unsignedByte(), UTF_8));
            case 0x8d -> stack.push(in.text(in.longInteger(), UTF_8));
            case 'U', 'C' -> stack.push(in.text(in.unsignedByte(), ISO_8859_1)); // Python 2's strings, and bytes
            case 'T', 'B' -> stack.push(in.text(in.integer(), ISO_8859_1));
            case 0x8e -> stack.push(in.text(in.longInteger(), ISO_8859_1));
            case 'c' -> stack.push(global(in.line(), in.line()));
            case 0x93 -> {
                List<Object> names = stack.last(2);
                stack.push(global((String) names.get(0), (String) names.get(1)));
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean remembered(int op) throws IOException {
        switch (op) {
            case 'q' -> remember(in.unsignedByte());
            case 'r' -> remember(in.integer());
            case 0x94 -> remember(memo.size());
            case 'h' -> stack.push(memo.get(in.unsignedByte()));
            case 'j' -> stack.push(memo.get(in.integer()));
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean container(int op) throws IOException {
        switch (op) {
            case '(' -> stack.mark();
            case ')' -> stack.push(new PickleTuple(List.of()));
            case ']' -> stack.push(new ArrayList<>());
            case '}' -> stack.push(new LinkedHashMap<Object, Object>());
            case 't' -> stack.push(tuple(stack.sinceMark()));
            case 0x85, 0x86, 0x87 -> stack.push(tuple(stack.last(op - 0x84)));
            case 'e' -> addAll(stack.sinceMark());
            case 'a' -> addAll(stack.last(1));
            case 'u' -> putAll(stack.sinceMark());
            case 's' -> putAll(stack.last(2));
            case 'Q' -> stack.push(storages.part(list(stack.pop())));
            case 0x81, 'R' -> {
                List<Object> arguments = list(stack.pop());
                Object callee = stack.pop();
                boolean object = op == 0x81 && arguments.isEmpty();
                require(object == callee instanceof ModuleClass && (object || op == 'R'), "a call of " + callee);
                stack.push(callee instanceof ModuleClass type ? object(type) : made((Callee) callee, arguments));
            }
            case 'b' -> setState(stack.pop());
            default -> {
                return false;
            }
        }
        return true;
    }

    private PickleTuple tuple(List<Object> items) throws IOException {
        PickleTuple tuple = new PickleTuple(items);
        depth.put(tuple, items);
        return tuple;
    }

    @SuppressWarnings("unchecked")
    private void addAll(List<Object> items) throws IOException {
        List<Object> list = (List<Object>) Objects.requireNonNull(stack.peek());
        depth.put(list, items);
        list.addAll(items);
    }

    /** A name, which is a callee on the list or a type of values; the file's other names are the user's to know. */
    private Object global(String place, String name) throws IOException {
        if (place.equals("torch") || (!module && (place.equals("torch.storage") || place.equals("torch.cuda")))) {
            var type = ElementType.ofTorch(name);
            if (type.isPresent()) {
                return type.get();
            }
        }
        var own = ModuleClass.of(place, name);
        if (own.isPresent()) {
            return own.get();
        }
        var callee = Callee.of(place, name).filter(c -> !module || c.isOfModules());
        if (callee.isEmpty()) {
            String full = (place + "." + name).replaceAll("[^\\w.]", "?");
            throw new IOException("it calls for " + full.substring(0, Math.min(100, full.length()))
                    + ", which is neither a tensor of real numbers nor plain data; nothing of the file was run");
        }
        return callee.get();
    }

    private ModuleState object(ModuleClass type) {
        unset++;
        return new ModuleState(type);
    }

    private Object made(Callee callee, List<Object> arguments) throws IOException {
        if (callee == Callee.ORDERED_DICT && !arguments.isEmpty()) {
            spend(list(arguments.get(0)).size()); // one long list, copied for many dictionaries, is a trap
        }
        require(!module || callee.usesAll(arguments), "arguments of " + callee);
        Object made = callee.make(arguments);
        if (callee == Callee.ORDERED_DICT) { // other maps were counted when they were filled
            depth.put(made, arguments);
        }
        require(!(made instanceof TaggedContainer told) || tagged.add(told.values()), "two types of one list");
        if (made instanceof StoredTensor tensor) {
            tensors.add(tensor);
        }
        return made;
    }

    /** Only a module has its tensors in its state; that of a dictionary or a parameter is what somebody pinned to it. */
    private void setState(Object state) throws IOException {
        require(stack.peek() instanceof ModuleState, "a state of something else than a module");
        if (stack.peek() instanceof ModuleState object) {
            depth.put(object, Collections.singleton(state));
            object.set(map(state));
            unset--;
        }
    }

    /** What only a module's pickle has to keep to. */
    private void require(boolean kept, String otherwise) {
        if (module && !kept) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    private void putAll(List<Object> pairs) throws IOException {
        Map<Object, Object> map = map(stack.peek());
        depth.put(map, pairs);
        for (int i = 0; i < pairs.size(); i += 2) {
            PickleDictionary.put(map, pairs.get(i), pairs.get(i + 1));
        }
    }

    private void remember(int key) {
        Object value = stack.peek();
        require(!(value instanceof ModuleState object) || object.isSet(), "a module is remembered before its state");
        memo.put(key, value);
    }

    /** What a list or a tuple holds. */
    @SuppressWarnings("unchecked")
    static List<Object> list(Object value) {
        return value instanceof PickleTuple tuple ? tuple.items() : (List<Object>) Objects.requireNonNull(value);
    }

    @SuppressWarnings("unchecked")
    private static Map<Object, Object> map(Object value) {
        return (Map<Object, Object>) Objects.requireNonNull(value);
    }
}
