package io.github.tessera.torchscript;

import java.util.Set;

/** The words of TorchScript that are not declared in an archive. */
final class SourceWords {
    /** Between two values. */
    static final Set<String> OPERATORS = words("+ - * / // % ** @ & | ^ << >> == != < > <= >= and or in");

    /** Before a value. */
    static final Set<String> SIGNS = words("- ~ not");

    /** Values that are words of the language. */
    static final Set<String> CONSTANTS = words("True False None");

    /** Words that are no names. */
    static final Set<String> KEYWORDS =
            words("and as assert async await break class continue def del elif else except finally for from "
                    + "global if import in is lambda nonlocal not or pass raise return try while with yield True "
                    + "False None");

    /** Values that are names. */
    static final Set<String> NUMBERS = words("inf nan infj nanj");

    /** Functions without a module. */
    static final Set<String> FUNCTIONS =
            words("int float bool str complex len range min max abs round sum pow all any sorted list dict "
                    + "tuple zip enumerate reversed rangelist divmod ord chr hex oct bin print AssertionError");

    /** Words of PyTorch's compiler: no variable is called so. */
    static final Set<String> RESERVED =
            words("torch ops __torch__ CONSTANTS fork awaitable getattr hasattr annotate uninitialized "
                    + "unchecked_cast isinstance super");

    /** Types, but for the classes of an archive. */
    static final Set<String> TYPES =
            words("Tensor int float bool str complex number Scalar NoneType Device Any List Tuple Dict "
                    + "Optional Union Final list tuple dict Layout AnyListType AnyTupleType MemoryFormat "
                    + "ScalarType QScheme");

    /** Letters of a name in a message. */
    private static final int LONGEST = 100;

    private SourceWords() {}

    /** A name of somebody else's in a message: its end, without signs that no name has. */
    static String shown(String name) {
        String plain = name.replaceAll("[^\\w./\\[\\](), ]", "?");
        return plain.length() <= LONGEST ? plain : plain.substring(plain.length() - LONGEST);
    }

    private static Set<String> words(String words) {
        return Set.of(words.split(" "));
    }
}
