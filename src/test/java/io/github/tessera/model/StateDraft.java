package io.github.tessera.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** A network with an attribute of every type that there is, whose pickle is written value by value. */
final class StateDraft {
    private static final String CODE =
            """
            class Part(Module):
              w : Optional[Tensor]
              training : bool
            class Other(Module):
              __parameters__ = []
            class Named(NamedTuple):
              a : int
            class Setter(Module):
              def __setstate__(self: __torch__.Setter,
                state: Dict[str, int]) -> NoneType:
                return None
            class Packed(Module):
              _packed_params : Tensor
            class Function(Module):
              __parameters__ = []
              __buffers__ = ["w", ]
              w : Tensor
              part : __torch__.Part
              __annotations__["0"] = __torch__.Other
              n : int
              real : float
              text : str
              device : Device
              nothing : NoneType
              maybe : Optional[int]
              pair : Tuple[int, int]
              empty : Tuple[()]
              list : List[int]
              tensors : List[Tensor]
              parts : List[__torch__.Part]
              others : List[__torch__.Other]
              pairs : List[Tuple[int, int]]
              names : Dict[str, str]
              training : bool
              size : Final[Tuple[int, int]] = (1, 1)
              def forward(self: __torch__.Function,
                x: Tensor) -> Tensor:
                a, b, = self.pair
                w = self.w
                return torch.add(x, torch.mul(torch.sum(w), a))
            """;

    /** Writes the value of an attribute. */
    @FunctionalInterface
    interface Value {
        void into(PickleDraft pickle);
    }

    private final Map<String, Value> values = new LinkedHashMap<>();
    private String code = CODE;

    /** A sound one. */
    StateDraft() {
        values.put("w", pickle -> tensor(pickle, "0"));
        values.put("part", StateDraft::part);
        values.put("0", pickle -> object(pickle, "Other"));
        values.put("n", pickle -> pickle.number(3));
        values.put("real", pickle -> pickle.op('G').four(0).four(0));
        values.put("text", pickle -> pickle.text("a"));
        values.put("device", StateDraft::device);
        values.put("nothing", pickle -> pickle.op('N'));
        values.put("maybe", pickle -> pickle.op('N'));
        values.put("pair", pickle -> pickle.number(1).number(2).op(0x86));
        values.put("empty", pickle -> pickle.op(')'));
        values.put("list", pickle -> list(pickle, "build_intlist", p -> p.number(1)));
        values.put("tensors", pickle -> list(pickle, "build_tensorlist", p -> tensor(p, "0")));
        values.put("parts", pickle -> {
            list(pickle, StateDraft::part, "List[__torch__.Part]");
            pickle.op('q', 0);
        });
        values.put("others", pickle -> list(pickle, p -> object(p, "Other"), "List[__torch__.Other]"));
        values.put("pairs", pickle -> list(pickle, p -> p.number(1).number(2).op(0x86), "List[Tuple[int, int]]"));
        values.put("names", pickle -> names(pickle, "Dict[str, str]", p -> p.text("a")));
        values.put("training", pickle -> pickle.op(0x88));
    }

    /** No value for an attribute. */
    StateDraft without(String attribute) {
        values.remove(attribute);
        return this;
    }

    /** Another value for an attribute. */
    StateDraft with(String attribute, Value value) {
        values.put(attribute, value);
        return this;
    }

    /** One more attribute that is declared. */
    StateDraft declared(String attribute, String type) {
        code = code.replace("  w : Tensor\n", "  w : Tensor\n  " + attribute + " : " + type + "\n");
        return this;
    }

    /** One more class. */
    StateDraft more(String declaration) {
        code = declaration + code;
        return this;
    }

    /** Becomes the network of a package. */
    void write(PackageDraft draft) throws IOException {
        PickleDraft pickle = new PickleDraft().op(0x80, 2);
        object(pickle, "Function", values);
        draft.archive(files -> {
            files.put("archive/data.pkl", pickle.op('.').bytes());
            files.put("archive/code/__torch__.py", code.getBytes(UTF_8));
            files.put("archive/data/0", new byte[4]);
        });
    }

    /** An object of a class of the network's. */
    static void object(PickleDraft pickle, String type, Map<String, Value> values) {
        pickle.global("__torch__", type).op(')', 0x81, '}', '(');
        values.forEach((name, value) -> {
            pickle.text(name);
            value.into(pickle);
        });
        pickle.op('u', 'b');
    }

    /** An object without attributes. */
    static void object(PickleDraft pickle, String type) {
        object(pickle, type, Map.of());
    }

    private static void part(PickleDraft pickle) {
        Map<String, Value> own = new LinkedHashMap<>();
        own.put("w", p -> tensor(p, "0"));
        own.put("training", p -> p.op(0x88));
        object(pickle, "Part", own);
    }

    /** A tensor of one number. */
    static void tensor(PickleDraft pickle, String storage) {
        tensor(pickle, storage, 1, p -> p.op('N'));
    }

    /** A tensor of several numbers, with what is called on its gradient. */
    static void tensor(PickleDraft pickle, String storage, int numbers, Value hooks) {
        pickle.global("torch._utils", "_rebuild_tensor_v2").op('(');
        values(pickle, storage, numbers);
        pickle.number(0).number(numbers).op(0x85).number(1).op(0x85, 0x89);
        hooks.into(pickle);
        pickle.op('t', 'R');
    }

    /** What a tensor is made of. */
    static void values(PickleDraft pickle, String storage, int numbers) {
        pickle.op('(').text("storage").global("torch", "FloatStorage").text(storage);
        pickle.text("cpu").number(numbers).op('t', 'Q');
    }

    static void device(PickleDraft pickle) {
        pickle.global("torch", "device").text("cpu").op(0x85, 'R');
    }

    /** A list that a function of PyTorch's makes. */
    static void list(PickleDraft pickle, String builder, Value items) {
        pickle.global("torch.jit._pickle", builder).op(']', '(');
        items.into(pickle);
        pickle.op('e', 0x85, 'R');
    }

    /** A list that is told its type. */
    static void list(PickleDraft pickle, Value items, String type) {
        pickle.global("torch.jit._pickle", "restore_type_tag").op(']', '(');
        items.into(pickle);
        pickle.op('e').text(type).op(0x86, 'R');
    }

    /** A dictionary that is told its type, with one key. */
    static void names(PickleDraft pickle, String type, Value key) {
        pickle.global("torch.jit._pickle", "restore_type_tag").op('}', '(');
        key.into(pickle);
        pickle.text("b").op('u').text(type).op(0x86, 'R');
    }
}
