package io.github.tessera.torchscript;

import java.util.List;

/** An expression of TorchScript, as far as it matters which names it reaches for. */
sealed interface SourceExpression {
    /** A variable, or the head of a dotted name. */
    record Name(String name) implements SourceExpression {}

    /** {@code of.name}, or {@code getattr(of, "name")}. */
    record Attribute(SourceExpression of, String name) implements SourceExpression {}

    record Call(SourceExpression callee, List<SourceExpression> arguments) implements SourceExpression {}

    /** {@code unchecked_cast(type, value)}: what the engine believes of a value without looking. */
    record Belief(SourceType type, SourceExpression value) implements SourceExpression {}

    /** Operators, brackets and constants: values that are made of others, or of none. */
    record Parts(List<SourceExpression> parts) implements SourceExpression {}

    /** The dotted name that this is, from its head on; empty if it is none. */
    default String dotted() {
        StringBuilder path = new StringBuilder();
        SourceExpression head = this;
        while (head instanceof Attribute attribute) {
            path.insert(0, "." + attribute.name());
            head = attribute.of();
        }
        return head instanceof Name name ? name.name() + path : "";
    }
}
