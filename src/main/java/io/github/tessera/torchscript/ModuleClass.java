package io.github.tessera.torchscript;

import java.util.Optional;

/**
 * A class of an archive's own code, of which a pickle has objects.
 *
 * @param name with its module, such as {@code __torch__.Network}
 */
record ModuleClass(String name) {
    /** The class of a Python name, if it is one of an archive's own. */
    static Optional<ModuleClass> of(String module, String name) {
        // Below torch.classes are classes of PyTorch itself, whose state is more than tensors.
        boolean own = module.equals("__torch__") || module.startsWith("__torch__.");
        return own && !(module + ".").startsWith("__torch__.torch.classes.")
                ? Optional.of(new ModuleClass(module + "." + name))
                : Optional.empty();
    }
}
