package io.github.tessera.torchscript;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * The closed list of what a pickle of weights may call for. Nothing is ever called: the name alone says which kind of data stands
 * there, and that is made here.
 */
enum Callee {
    ORDERED_DICT("collections.OrderedDict", Callee::dictionary),
    TENSOR("torch._utils._rebuild_tensor", Callee::tensor),
    TENSOR_2("torch._utils._rebuild_tensor_v2", Callee::tensor),
    TENSOR_3("torch._utils._rebuild_tensor_v3", Callee::typedTensor),
    PARAMETER("torch._utils._rebuild_parameter", Callee::first),
    PARAMETER_WITH_STATE("torch._utils._rebuild_parameter_with_state", Callee::first),
    /** A tensor with attributes, which are left out. */
    TENSOR_OF_TYPE("torch._tensor._rebuild_from_type_v2", Callee::tensorOfType),
    TENSOR_TYPE("torch.Tensor", Callee::refused),
    PARAMETER_TYPE("torch.nn.parameter.Parameter", Callee::refused),
    SIZE("torch.Size", Callee::first),
    DEVICE("torch.device", arguments -> new PickleDevice((String) arguments.get(0))),
    INTEGERS("torch.jit._pickle.build_intlist", arguments -> tagged("List[int]", arguments)),
    REALS("torch.jit._pickle.build_doublelist", arguments -> tagged("List[float]", arguments)),
    TRUTHS("torch.jit._pickle.build_boollist", arguments -> tagged("List[bool]", arguments)),
    TENSORS("torch.jit._pickle.build_tensorlist", arguments -> tagged("List[Tensor]", arguments)),
    TAGGED("torch.jit._pickle.restore_type_tag", arguments -> tagged((String) arguments.get(1), arguments));

    /** Makes the data. */
    @FunctionalInterface
    private interface Maker {
        Object make(List<Object> arguments);
    }

    private final String global;
    private final Maker maker;

    Callee(String global, Maker maker) {
        this.global = global;
        this.maker = maker;
    }

    /** The one of a Python name, if it is on the list. */
    static Optional<Callee> of(String module, String name) {
        String wanted = module + "." + name;
        return Arrays.stream(values()).filter(c -> c.global.equals(wanted)).findFirst();
    }

    /** Whether PyTorch's own reader of modules knows it, and makes of it what is made here. */
    boolean isOfModules() {
        return switch (this) {
            case ORDERED_DICT, TENSOR_2, DEVICE, INTEGERS, REALS, TRUTHS, TENSORS, TAGGED -> true;
            case TENSOR, TENSOR_3, PARAMETER, PARAMETER_WITH_STATE, TENSOR_OF_TYPE, TENSOR_TYPE, PARAMETER_TYPE, SIZE ->
                false;
        };
    }

    /** Whether PyTorch's reader of modules uses all of these arguments: of what it drops nobody would see what it does. */
    boolean usesAll(List<Object> arguments) {
        return switch (this) {
            case ORDERED_DICT -> arguments.isEmpty();
            case TENSOR_2 ->
                arguments.size() == 6 && arguments.get(4) instanceof Boolean && isNothing(arguments.get(5));
            case TAGGED -> arguments.size() == 2;
            default -> arguments.size() == 1;
        };
    }

    private static boolean isNothing(Object hooks) {
        return hooks == null || hooks.equals(Map.of());
    }

    /**
     * The data that a call stands for.
     *
     * @throws RuntimeException of many kinds if the arguments are none of such a call
     */
    Object make(List<Object> arguments) {
        return maker.make(arguments);
    }

    /** Python 2 gave the entries as a list of pairs. */
    private static Object dictionary(List<Object> arguments) {
        Map<Object, Object> entries = new LinkedHashMap<>();
        if (!arguments.isEmpty()) {
            for (Object pair : Unpickler.list(arguments.get(0))) {
                PickleDictionary.put(
                        entries,
                        Unpickler.list(pair).get(0),
                        Unpickler.list(pair).get(1));
            }
        }
        return entries;
    }

    private static Object tensor(List<Object> arguments) {
        return tensor(arguments, ((Storage.Part) arguments.get(0)).whole().type());
    }

    /** Its storage is untyped, and the type is the seventh argument. */
    private static Object typedTensor(List<Object> arguments) {
        return tensor(arguments, (ElementType) arguments.get(6));
    }

    private static StoredTensor tensor(List<Object> arguments, ElementType type) {
        Storage.Part part = (Storage.Part) arguments.get(0);
        return new StoredTensor(
                type,
                part.whole(),
                Math.addExact(part.offset(), (Long) arguments.get(1)),
                integers(arguments.get(2)).mapToInt(Math::toIntExact).toArray(),
                integers(arguments.get(3)).toArray());
    }

    private static LongStream integers(Object list) {
        List<Object> integers = Unpickler.list(list);
        if (integers.size() > StoredTensor.MOST_DIMENSIONS) { // one long list, copied for many tensors, is a trap
            throw new IllegalArgumentException("a tensor of " + integers.size() + " dimensions");
        }
        return integers.stream().mapToLong(v -> (Long) v);
    }

    /** Only a tensor may be rebuilt so, or files could nest such calls without end. */
    private static Object tensorOfType(List<Object> arguments) {
        Callee rebuilt = (Callee) arguments.get(0);
        if (rebuilt != TENSOR_2 && rebuilt != TENSOR_3) {
            throw new IllegalArgumentException(rebuilt + " makes no tensor");
        }
        return rebuilt.make(Unpickler.list(arguments.get(2)));
    }

    private static Object tagged(String type, List<Object> arguments) {
        return new TaggedContainer(type, arguments.get(0));
    }

    private static Object first(List<Object> arguments) {
        return arguments.get(0);
    }

    /** Types are arguments of other calls only. */
    private static Object refused(List<Object> arguments) {
        throw new IllegalArgumentException("a type is called with " + arguments.size() + " arguments");
    }
}
