package io.github.tessera.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.tessera.model.StateDraft.Value;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Archives whose objects hold something else than their code declares, or whose records PyTorch takes for others. */
enum HostileState implements HostilePackage {
    OBJECT_OF_ANOTHER_CLASS("part", pickle -> StateDraft.object(pickle, "Other"), "part another value than"),
    OBJECT_IS_A_DICTIONARY("part", pickle -> pickle.op('}'), "part another value than"),
    OBJECT_OF_NO_CLASS("part", pickle -> StateDraft.object(pickle, "Gone"), "part another value than"),
    OBJECT_THAT_RUNS_AT_LOADING("__torch__.Setter", "Setter", "a state of its own for class __torch__.Setter"),
    OBJECT_THAT_IS_A_TUPLE("__torch__.Named", "Named", "an object of class __torch__.Named"),
    OBJECT_OF_ANY_CLASS("Any", "Other", "a value of type Any"),
    OBJECT_OF_ONE_OF_TWO_TYPES("Union[__torch__.Other, int]", "Other", "a value of type Union[__torch__.Other, int]"),
    OBJECT_OF_QUANTIZED_WEIGHTS(draft -> packed().write(draft), "the quantized weights __torch__.Packed"),
    ATTRIBUTE_MISSING(draft -> new StateDraft().without("part").write(draft), "no attribute __torch__.Function.part"),
    ATTRIBUTE_TOO_MANY("more", pickle -> pickle.number(1), "that is not declared, __torch__.Function.more"),
    ATTRIBUTE_OF_A_PART_MISSING("part", pickle -> StateDraft.object(pickle, "Part"), "no attribute __torch__.Part.w"),
    TENSOR_IS_A_NUMBER("w", pickle -> pickle.number(5), "Function.w another value than one of type Tensor"),
    TENSOR_IS_NOTHING("w", pickle -> pickle.op('N'), "Function.w another value"),
    TENSOR_IS_A_FUNCTION("w", pickle -> pickle.global("collections", "OrderedDict"), "Function.w another value"),
    TENSOR_IS_ITS_OWN_VALUES("w", pickle -> StateDraft.values(pickle, "0", 1), "Function.w another value"),
    NUMBER_IS_A_TENSOR("n", pickle -> StateDraft.tensor(pickle, "0"), "Function.n another value than one of type int"),
    NUMBER_IS_NOT_WHOLE("n", pickle -> pickle.op('G').four(0).four(0), "Function.n another value"),
    NUMBER_IS_WHOLE("real", pickle -> pickle.number(1), "Function.real another value than one of type float"),
    NUMBER_IS_A_TRUTH("n", pickle -> pickle.op(0x88), "Function.n another value"),
    NUMBER_IS_NOTHING("n", pickle -> pickle.op('N'), "Function.n another value"),
    NUMBER_IS_A_TYPE("n", pickle -> pickle.global("torch", "FloatStorage"), "Function.n another value"),
    NUMBER_OF_MANY_DIGITS("n", pickle -> pickle.op(0x8a, 9, 0, 0, 0, 0, 0, 0, 0, 0, 1), "Function.n another value"),
    TRUTH_IS_A_NUMBER("training", pickle -> pickle.number(1), "training another value than one of type bool"),
    TEXT_IS_A_DEVICE("text", StateDraft::device, "Function.text another value than one of type str"),
    DEVICE_IS_A_TEXT("device", pickle -> pickle.text("cpu"), "Function.device another value"),
    DEVICE_IS_NOTHING("device", pickle -> pickle.op('N'), "Function.device another value"),
    NOTHING_IS_A_NUMBER("nothing", pickle -> pickle.number(1), "Function.nothing another value"),
    MAYBE_A_NUMBER_IS_A_TEXT("maybe", pickle -> pickle.text("a"), "type Optional[int]"),
    TUPLE_TOO_SHORT("pair", pickle -> pickle.number(1).op(0x85), "pair another value than one of type Tuple"),
    TUPLE_TOO_LONG("pair", pickle -> pickle.number(1).number(2).number(3).op(0x87), "pair another value"),
    TUPLE_OF_ANOTHER_KIND("pair", pickle -> pickle.number(1).op('N', 0x86), "pair another value"),
    TUPLE_IS_A_LIST("pair", pickle -> pickle.op(']', '(').number(1).number(2).op('e'), "pair another value"),
    TUPLE_WITHOUT_PARTS_HAS_ONE("empty", pickle -> pickle.number(1).op(0x85), "type Tuple[()]"),
    LIST_WITHOUT_A_TYPE("list", pickle -> pickle.op(']', '(').number(1).op('e'), "type List[int]"),
    LIST_OF_ANOTHER_TYPE("list", pickle -> StateDraft.list(pickle, "build_boollist", p -> {}), "type List[int]"),
    LIST_OF_MIXED_VALUES(
            "list",
            pickle -> StateDraft.list(pickle, "build_intlist", p -> p.number(1).op('N')),
            "type List[int]"),
    LIST_OF_NO_TENSORS(
            "tensors", pickle -> StateDraft.list(pickle, "build_tensorlist", p -> p.op(0x88)), "type List[Tensor]"),
    LIST_OF_OTHER_OBJECTS(
            "parts",
            pickle -> {
                StateDraft.list(pickle, p -> StateDraft.object(p, "Other"), "List[__torch__.Part]");
                pickle.op('q', 0);
            },
            "type List[__torch__.Part]"),
    LIST_OF_SHORT_TUPLES(
            "pairs",
            pickle -> StateDraft.list(pickle, p -> p.number(1).op(0x85), "List[Tuple[int, int]]"),
            "type List[Tuple[int, int]]"),
    LIST_IN_TWO_PLACES("others", pickle -> pickle.op('h', 0), "type List[__torch__.Other]"),
    LIST_OF_TWO_TYPES(
            "pairs",
            pickle -> {
                pickle.global("torch.jit._pickle", "restore_type_tag").op(']', 'q', 1);
                pickle.text("List[Tuple[int, int]]").op(0x86, 'R');
                pickle.global("torch.jit._pickle", "restore_type_tag").op('h', 1);
                pickle.text("List[int]").op(0x86, 'R', 0x86);
            },
            "its pickle is damaged"),
    LIST_WHERE_NOBODY_LOOKS(
            "w",
            pickle ->
                    StateDraft.tensor(pickle, "0", 1, hooks -> StateDraft.list(hooks, p -> {}, "List[".repeat(99_999))),
            "its pickle is damaged"),
    DICTIONARY_OF_OTHER_KEYS(
            "names", pickle -> StateDraft.names(pickle, "Dict[str, str]", p -> p.op(0x88)), "type Dict[str, str]"),
    DICTIONARY_OF_ANOTHER_TYPE(
            "names", pickle -> StateDraft.names(pickle, "Dict[bool, str]", p -> p.op(0x88)), "type Dict[str, str]"),
    DICTIONARY_OF_A_LONG_TYPE(
            "names",
            pickle -> StateDraft.names(pickle, "List[".repeat(99_999), p -> p.text("a")),
            "type Dict[str, str]"),
    RECORDS_IN_TWO_CASES(draft -> storages(draft, "A", "a"), "could take for another"),
    RECORD_BEHIND_A_ZERO(draft -> storages(draft, "0", "0\0b"), "could take for another"),
    CODE_IN_TWO_PLACES(
            draft -> draft.archive(files -> {
                files.put("archive/code/__torch__/a.b.py", "def f():\n  return 1\n".getBytes(UTF_8));
                files.put("archive/code/__torch__/a/b.py", "def f():\n  return 2\n".getBytes(UTF_8));
            }),
            "declares what is declared elsewhere"),
    CODE_OF_AN_INTERFACE(
            draft ->
                    new StateDraft().more("class I(ModuleInterface):\n  pass\n").write(draft),
            "uses __torch__.I,"),
    CODE_CALLS_A_CONSTANT_A_TUPLE(
            draft -> new StateDraft()
                    .more("class C(Module):\n  a : Tuple[int, int] = (1, )\n")
                    .write(draft),
            "is not written as PyTorch"),
    CODE_CALLS_A_VALUE_CONSTANT(
            draft -> new StateDraft()
                    .more("class C(Module):\n  a : Final[int]\n")
                    .write(draft),
            "is not written as PyTorch"),
    CODE_WANTS_A_MISSING_CONSTANT(draft -> draft.network("return torch.add(x, CONSTANTS.c0)"), "uses CONSTANTS.c0,"),
    CODE_WANTS_A_FAR_CONSTANT(
            draft -> draft.network("return torch.add(x, CONSTANTS.c99999999999999999999)"), "uses CONSTANTS.c9"),
    CONSTANTS_ARE_A_LIST(draft -> constants(draft, pickle -> pickle.op(']')), "its constants are not"),
    CONSTANT_IS_A_NUMBER(draft -> constants(draft, pickle -> pickle.number(1).op(0x85)), "its constants are not"),
    CONSTANT_IS_AN_OBJECT(
            draft -> constants(draft, pickle -> {
                StateDraft.object(pickle, "Function");
                pickle.op(0x85);
            }),
            "its constants are not"),
    CONSTANT_BESIDE_THEM(draft -> constants(draft, pickle -> pickle.op('N', ')')), "its pickle is damaged");

    private final Change change;
    private final String reason;

    HostileState(Change change, String reason) {
        this.change = change;
        this.reason = reason;
    }

    HostileState(String attribute, Value value, String reason) {
        this(draft -> new StateDraft().with(attribute, value).write(draft), reason);
    }

    HostileState(String type, String ofClass, String reason) {
        this(declared(type, ofClass)::write, reason);
    }

    @Override
    public Change change() {
        return change;
    }

    /** A part of what the user is told. */
    String reason() {
        return reason;
    }

    /** One more attribute, with an object of a class as its value. */
    private static StateDraft declared(String type, String ofClass) {
        return new StateDraft().declared("more", type).with("more", pickle -> StateDraft.object(pickle, ofClass));
    }

    private static StateDraft packed() {
        Map<String, Value> own = new LinkedHashMap<>();
        own.put("_packed_params", pickle -> StateDraft.tensor(pickle, "0"));
        return new StateDraft()
                .declared("more", "__torch__.Packed")
                .with("more", pickle -> StateDraft.object(pickle, "Packed", own));
    }

    /** Two tensors, the second of a thousand times as many numbers. */
    private static void storages(PackageDraft draft, String first, String second) throws IOException {
        new StateDraft()
                .with(
                        "tensors",
                        pickle -> StateDraft.list(pickle, "build_tensorlist", items -> {
                            StateDraft.tensor(items, first);
                            StateDraft.tensor(items, second, 1000, p -> p.op('N'));
                        }))
                .write(draft);
        draft.archive(files -> {
            files.put("archive/data/" + first, new byte[4]);
            files.put("archive/data/" + second, new byte[4000]);
        });
    }

    private static void constants(PackageDraft draft, Value value) throws IOException {
        PickleDraft pickle = new PickleDraft().op(0x80, 2);
        value.into(pickle);
        draft.archive(files -> files.put("archive/constants.pkl", pickle.op('.').bytes()));
    }
}
