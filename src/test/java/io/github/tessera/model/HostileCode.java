package io.github.tessera.model;

/** Code that is long or deep in a way that no bracket shows, with the class that {@link PickleDraft#module} is of. */
final class HostileCode {
    private static final String NETWORK =
            """
            class Function(Module):
              __parameters__ = []
              __buffers__ = []
              training : bool
              def forward(self: __torch__.Function,
                x: Tensor) -> Tensor:
            """;

    private HostileCode() {}

    /** Functions that each call the next one. */
    static String calls(int count) {
        StringBuilder code = new StringBuilder(NETWORK).append("    return __torch__.f0(x)\n");
        for (int i = 0; i < count; i++) {
            String next = i + 1 < count ? "__torch__.f" + (i + 1) + "(x)" : "x";
            code.append("def f" + i + "(x: Tensor) -> Tensor:\n  return " + next + "\n");
        }
        return code.toString();
    }

    /** Functions that each call the next one twice. */
    static String doubling(int count) {
        return calls(count).replaceAll("return (__torch__.f[1-9]\\d*\\(x\\))", "return torch.add($1, $1)");
    }

    /** Classes that each have an attribute of the next one. */
    static String types(int count) {
        StringBuilder code =
                new StringBuilder(NETWORK).append("    y = uninitialized(Optional[__torch__.A0])\n    return x\n");
        for (int i = 0; i < count; i++) {
            String next = i + 1 < count ? "Optional[__torch__.A" + (i + 1) + "]" : "int";
            code.append("class A" + i + ":\n  a : " + next + "\n");
        }
        return code.toString();
    }

    /** Modules that each hold one of the next class. */
    static String modules(int count) {
        StringBuilder code =
                new StringBuilder(NETWORK.replace("bool\n", "bool\n  a : __torch__.A0\n")).append("    return x\n");
        for (int i = 0; i < count; i++) {
            String next = i + 1 < count ? "__torch__.A" + (i + 1) : "int";
            code.append("class A" + i + "(Module):\n  a : " + next + "\n");
        }
        return code.toString();
    }

    /** Operators that each take the result of the one before. */
    static String chain(int count) {
        StringBuilder code = new StringBuilder(NETWORK).append("    y0 = x\n");
        for (int i = 0; i < count; i++) {
            code.append("    y" + (i + 1) + " = torch.relu(y" + i + ")\n");
        }
        return code.append("    return y" + count + "\n").toString();
    }

    /** Conditions within each other. */
    static String blocks(int count) {
        StringBuilder code = new StringBuilder(NETWORK).append("    y = torch.sum(x)\n");
        for (int i = 0; i < count; i++) {
            code.append("    " + " ".repeat(i) + "if torch.gt(y, " + i + "):\n");
        }
        return code.append("    " + " ".repeat(count) + "y = torch.neg(y)\n    return torch.add(x, y)\n")
                .toString();
    }
}
