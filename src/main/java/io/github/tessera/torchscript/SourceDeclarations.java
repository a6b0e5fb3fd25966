package io.github.tessera.torchscript;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** All classes and functions of an archive by their full names, such as {@code __torch__.torch.nn.modules.conv.Conv2d}. */
final class SourceDeclarations {
    /** How an object is made before it gets its attributes. */
    static final String NEW = ".__new__";

    private final Map<String, SourceClass> classes = new HashMap<>();
    private final Set<String> functions = new HashSet<>();

    /** The full name of what a record declares; the record lies where its names say. */
    static String path(String record, String name) {
        return record.replaceFirst("^code/", "").replaceFirst("\\.py$", "").replace('/', '.') + "." + name;
    }

    /**
     * Adds what a record declares.
     *
     * @throws IOException if another one declares the same: the engine could take either
     */
    void add(String record, SourceFile file) throws IOException {
        for (Map.Entry<String, SourceClass> declared : file.classes().entrySet()) {
            once(record, classes.put(path(record, declared.getKey()), declared.getValue()) == null);
        }
        for (String name : file.functions().keySet()) {
            once(record, functions.add(path(record, name)));
        }
    }

    private static void once(String record, boolean added) throws IOException {
        if (!added) {
            throw new IOException("its code (" + SourceWords.shown(record) + ") declares what is declared elsewhere");
        }
    }

    /** A class; null if none is declared. */
    SourceClass classOf(String path) {
        return classes.get(path);
    }

    /** The class of which a call makes an object; empty if the name called is none. */
    String made(String path) {
        String name = path.endsWith(NEW) ? path.substring(0, path.length() - NEW.length()) : path;
        return classes.containsKey(name) ? name : "";
    }

    boolean isFunction(String path) {
        return functions.contains(path);
    }

    /** Whether a name is a function, a class, or a method of a class, and can be called. */
    boolean isCallable(String path) {
        if (functions.contains(path) || classes.containsKey(path)) {
            return true;
        }
        SourceClass owner = classes.get(owner(path));
        return owner != null && (path.endsWith(NEW) || owner.methods().containsKey(last(path)));
    }

    /** Whether a name is a value of an enumeration, such as {@code __torch__.Color.RED}. */
    boolean isValue(String path) {
        SourceClass owner = classes.get(owner(path));
        return owner != null
                && owner.base().equals("Enum")
                && owner.attributes().containsKey(last(path));
    }

    private static String owner(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('.')));
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }
}
