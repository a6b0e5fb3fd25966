package io.github.tessera.torchscript;

import java.io.IOException;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether the objects of an archive hold what their classes declare. The engine puts what the pickle says into them without looking, and
 * then believes the declarations: it finds an attribute of an object, and a part of a tuple, by counting.
 */
final class StateTypes {
    private static final String MODULE = "Module";

    /** Classes of which there are objects with attributes. */
    private static final Set<String> BASES = Set.of(MODULE, "");

    /** A method that the engine runs while it reads an object, whose attributes the pickle then does not tell. */
    private static final String RUN_AT_LOADING = "__setstate__";

    /** What is declared as a tensor of this name the engine may take for an object of PyTorch's own. */
    private static final String PACKED = "_packed_params";

    private final SourceDeclarations declarations;

    /** What each list, dictionary, tuple and object was looked at as: it may be a part of several others. */
    private final IdentityHashMap<Object, String> known = new IdentityHashMap<>();

    private StateTypes(SourceDeclarations declarations) {
        this.declarations = declarations;
    }

    /**
     * Looks through all objects of a network.
     *
     * @throws IOException if one is not as its class declares; the message names the attribute and the class
     */
    static void require(ModuleState network, SourceDeclarations declarations) throws IOException {
        String type = network.type().name();
        SourceClass declared = declarations.classOf(type);
        refuse(declared == null || !declared.base().equals(MODULE), "no network, but an object of class", type);
        new StateTypes(declarations).fits(network, new SourceType(type, List.of()));
    }

    private boolean fits(Object value, SourceType type) throws IOException {
        int parts = type.parts().size();
        return switch (type.name()) {
            case "Tensor" -> value instanceof StoredTensor;
            case "int" -> value instanceof Long;
            case "float" -> value instanceof Double;
            case "bool" -> value instanceof Boolean;
            case "str" -> value instanceof String;
            case "Device" -> value instanceof PickleDevice;
            case "NoneType" -> value == null;
            case "Optional" ->
                value == null || (parts == 1 && fits(value, type.parts().get(0)));
            case "Tuple" -> value instanceof PickleTuple tuple && isTuple(tuple, type);
            case "List", "Dict" ->
                value instanceof TaggedContainer tagged
                        && tagged.type().equals(type.text())
                        && (tagged.values() instanceof List<?> list
                                ? parts == 1 && isList(list, type)
                                : tagged.values() instanceof Map<?, ?> map && parts == 2 && isDictionary(map, type));
            default -> {
                refuse(declarations.classOf(type.name()) == null, "a value of type", type.text());
                yield value instanceof ModuleState object
                        && object.type().name().equals(type.name())
                        && isObject(object, type);
            }
        };
    }

    /** Whether it was looked at before; as another type it does not fit. */
    private boolean isKnown(Object value, SourceType type) {
        return known.putIfAbsent(value, type.text()) != null;
    }

    private boolean isSame(Object value, SourceType type) {
        return known.get(value).equals(type.text());
    }

    private boolean isTuple(PickleTuple tuple, SourceType type) throws IOException {
        if (isKnown(tuple, type)) {
            return isSame(tuple, type);
        }
        List<SourceType> parts = type.text().equals("Tuple[()]") ? List.of() : type.parts();
        boolean fits = tuple.items().size() == parts.size();
        for (int i = 0; fits && i < parts.size(); i++) {
            fits = fits(tuple.items().get(i), parts.get(i));
        }
        return fits;
    }

    private boolean isList(List<?> list, SourceType type) throws IOException {
        return isKnown(list, type) ? isSame(list, type) : all(list, type.parts().get(0));
    }

    private boolean isDictionary(Map<?, ?> map, SourceType type) throws IOException {
        return isKnown(map, type)
                ? isSame(map, type)
                : all(map.keySet(), type.parts().get(0))
                        && all(map.values(), type.parts().get(1));
    }

    private boolean all(Iterable<?> values, SourceType type) throws IOException {
        for (Object value : values) {
            if (!fits(value, type)) {
                return false;
            }
        }
        return true;
    }

    private boolean isObject(ModuleState object, SourceType type) throws IOException {
        if (isKnown(object, type)) {
            return true; // it says its class itself
        }
        SourceClass declared = declarations.classOf(type.name());
        refuse(!BASES.contains(declared.base()), "an object of class", type.name());
        refuse(declared.methods().containsKey(RUN_AT_LOADING), "a state of its own for class", type.name());
        Map<String, SourceType> wanted = declared.ofObjects();
        for (Object name : object.entries().keySet()) {
            refuse(!wanted.containsKey(name), "an attribute that is not declared,", type.name() + "." + name);
        }
        for (Map.Entry<String, SourceType> attribute : wanted.entrySet()) {
            String name = attribute.getKey();
            String path = type.name() + "." + name;
            refuse(!object.entries().containsKey(name), "no attribute", path);
            refuse(name.equals(PACKED), "the quantized weights", path);
            if (!fits(object.entries().get(name), attribute.getValue())) {
                throw new IOException("its pickle gives " + SourceWords.shown(path) + " another value than one of type "
                        + SourceWords.shown(attribute.getValue().text())
                        + ", as its code declares; nothing of it was run");
            }
        }
        return true;
    }

    private static void refuse(boolean wrong, String what, String name) throws IOException {
        if (wrong) {
            throw new IOException("its pickle holds " + what + " " + SourceWords.shown(name)
                    + ", which is not how a network is saved; nothing of it was run");
        }
    }
}
