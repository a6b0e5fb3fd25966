package io.github.tessera.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/** Archives of TorchScript that are damaged, call for more than tensors, or do not do what is told of them. */
enum HostileNetwork implements HostilePackage {
    NETWORK_IS_NOISE(draft -> draft.write("net.pt", "this is no network")),
    NETWORK_CUT_OFF(draft -> draft.cut("net.pt", 0.5)),
    NETWORK_WITHOUT_ITS_END(draft -> draft.cut("net.pt", 0.95)),
    NETWORK_OF_ZEROS(draft -> draft.write("net.pt", new byte[10_000])),
    NETWORK_WITHOUT_PICKLE(draft -> draft.archive(files -> files.remove("archive/data.pkl"))),
    NETWORK_WITH_TWO_PICKLES(
            draft -> draft.archive(files -> files.put("other/data.pkl", files.get("archive/data.pkl")))),
    NETWORK_WITHOUT_CONSTANTS(draft -> draft.archive(files -> files.remove("archive/constants.pkl"))),
    NETWORK_WITHOUT_CODE(draft -> draft.archive(files -> files.remove("archive/code/__torch__.py"))),
    NETWORK_WITHOUT_VERSION(draft -> draft.archive(files -> files.remove("archive/version"))),
    NETWORK_OF_NO_VERSION(draft -> draft.archive(files -> put(files, "version", "latest"))),
    NETWORK_OF_A_FUTURE_VERSION(draft -> draft.archive(files -> put(files, "version", "999999"))),
    NETWORK_OF_OTHER_MACHINES(draft -> draft.archive(files -> put(files, "byteorder", "big"))),
    NETWORK_BOMB(draft -> draft.archive(files -> files.put("archive/code/__torch__.py", new byte[100 << 20]))),
    PICKLE_EMPTY(draft -> pickle(draft, new byte[0])),
    PICKLE_CUT_OFF(draft ->
            draft.archive(files -> files.put("archive/data.pkl", Arrays.copyOf(files.get("archive/data.pkl"), 20)))),
    PICKLE_OF_ZEROS(draft -> pickle(draft, new byte[1000])),
    PICKLE_RUNS_A_COMMAND(draft -> pickle(draft, call(draft, "os", "system", "touch %s"))),
    PICKLE_RUNS_A_POSIX_COMMAND(draft -> pickle(draft, call(draft, "posix", "system", "touch %s"))),
    PICKLE_OPENS_A_PROCESS(draft -> pickle(draft, call(draft, "subprocess", "Popen", "touch %s"))),
    PICKLE_EVALUATES(draft -> pickle(draft, call(draft, "builtins", "eval", "open('%s', 'w')"))),
    PICKLE_EXECUTES(draft -> pickle(draft, call(draft, "__builtin__", "exec", "open('%s', 'w')"))),
    PICKLE_OPENS_A_FILE(draft -> pickle(draft, call(draft, "io", "open", "%s"))),
    PICKLE_LOADS_ANOTHER(draft -> pickle(draft, call(draft, "torch", "load", "%s"))),
    PICKLE_HIDES_BEHIND_A_TENSOR(draft -> pickle(draft, call(draft, "torch._utils._rebuild_tensor", "x", "%s"))),
    PICKLE_OF_PYTORCHS_CLASSES(draft -> pickle(draft, call(draft, "__torch__.torch.classes.a", "B", "%s"))),
    PICKLE_IN_THE_CONSTANTS(draft ->
            draft.archive(files -> files.put("archive/constants.pkl", call(draft, "os", "system", "touch %s")))),
    PICKLE_BY_STACK_NAMES(draft -> pickle(
            draft,
            new PickleDraft()
                    .text("os")
                    .text("system")
                    .op(0x93)
                    .text("ls")
                    .op(0x85, 'R', '.')
                    .bytes())),
    PICKLE_OF_AN_UNKNOWN_INSTRUCTION(
            draft -> pickle(draft, new PickleDraft().op(0x80, 2, 0xff, '.').bytes())),
    PICKLE_OF_AN_EXTENSION(
            draft -> pickle(draft, new PickleDraft().op(0x80, 2, 0x82, 1, '.').bytes())),
    PICKLE_REMEMBERS_NOTHING(
            draft -> pickle(draft, new PickleDraft().op(0x80, 2, 'h', 9, '.').bytes())),
    PICKLE_TAKES_FROM_NOTHING(
            draft -> pickle(draft, new PickleDraft().op(0x80, 2, 'R', '.').bytes())),
    PICKLE_OF_A_TEXT_WITHOUT_END(draft ->
            pickle(draft, new PickleDraft().op('X').four(Integer.MAX_VALUE).bytes())),
    PICKLE_OF_A_TEXT_BELOW_ZERO(
            draft -> pickle(draft, new PickleDraft().op('X').four(-5).bytes())),
    PICKLE_WITHOUT_END(draft -> pickle(draft, filled(3_000_000, 'N'))),
    PICKLE_OF_A_NUMBER(draft ->
            pickle(draft, new PickleDraft().op(0x80, 2).number(3).op('.').bytes())),
    PICKLE_DEEP(draft -> pickle(draft, deep())),
    PICKLE_OF_ANOTHER_CLASS(draft -> pickle(
            draft,
            new PickleDraft()
                    .op(0x80, 2)
                    .global("__torch__", "Other")
                    .op(')', 0x81, '}', 'b', '.')
                    .bytes())),
    TENSOR_WITHOUT_VALUES(draft -> tensor(draft, PickleDraft.tensor(4, 0, 4, 1), -1)),
    TENSOR_OF_SHORTER_VALUES(draft -> tensor(draft, PickleDraft.tensor(4, 0, 4, 1), 8)),
    TENSOR_OF_LONGER_VALUES(draft -> tensor(draft, PickleDraft.tensor(4, 0, 4, 1), 400)),
    TENSOR_BEYOND_ITS_VALUES(draft -> tensor(draft, PickleDraft.tensor(4, 0, 1000, 1), 16)),
    TENSOR_STRIDES_BEYOND_ITS_VALUES(draft -> tensor(draft, PickleDraft.tensor(4, 0, 4, 1_000_000), 16)),
    TENSOR_STRIDE_BELOW_ZERO(draft -> tensor(draft, PickleDraft.tensor(4, 3, 4, -1), 16)),
    TENSOR_STARTS_BEYOND(draft -> tensor(draft, PickleDraft.tensor(4, 1000, 1, 1), 16)),
    TENSOR_STARTS_BEFORE(draft -> tensor(draft, PickleDraft.tensor(4, -1, 1, 1), 16)),
    TENSOR_LENGTH_BELOW_ZERO(draft -> tensor(draft, PickleDraft.tensor(4, 0, -4, 1), 16)),
    TENSOR_OF_VALUES_WITHOUT_END(draft -> tensor(draft, PickleDraft.tensor(Integer.MAX_VALUE, 0, 1, 1), 16)),
    TENSOR_COUNT_BELOW_ZERO(draft -> tensor(draft, PickleDraft.tensor(-4, 0, 1, 1), 16)),
    CODE_READS_A_FILE(draft -> draft.network("return torch.from_file(\"" + draft.secret() + "\", False, 4)")),
    CODE_WRITES_A_FILE(draft -> draft.network("torch.save(x, \"" + draft.canary() + "\")", "return x")),
    CODE_WRITES_BY_AN_OPERATOR(draft -> draft.network("ops.aten.save(x, \"" + draft.canary() + "\")", "return x")),
    CODE_WRITES_BEHIND_A_LINE(
            draft -> draft.network("torch.\\\n      save(x, \"" + draft.canary() + "\")", "return x")),
    CODE_WRITES_BY_A_TEXT(
            draft -> draft.network("getattr(torch, \"s\\x61ve\")(x, \"" + draft.canary() + "\")", "return x")),
    CODE_GIVES_PYTORCH_ANOTHER_NAME(
            draft -> draft.network("t = torch", "t.save(x, \"" + draft.canary() + "\")", "return x")),
    CODE_GIVES_A_MODULE_ANOTHER_NAME(
            draft -> draft.network("t = __torch__.torch", "y = t.classes.quantized.Foo()", "return x")),
    CODE_GIVES_PYTORCH_TO_ITSELF(draft -> draft.network("self = __torch__.torch", "y = self.classes", "return x")),
    CODE_KEEPS_A_METHOD(draft -> draft.network("f = x.save", "f(\"" + draft.canary() + "\")", "return x")),
    CODE_WRITES_BY_A_METHOD(draft -> draft.network("x.save(\"" + draft.canary() + "\")", "return x")),
    CODE_WRITES_ITSELF(draft -> draft.network("self.save(\"" + draft.canary() + "\")", "return x")),
    CODE_CHOOSES_AN_OPERATOR(draft ->
            draft.network("f = torch.relu if True else torch.save", "f(x, \"" + draft.canary() + "\")", "return x")),
    CODE_RENAMES_GETATTR(draft -> draft.network(
            "len = getattr", "getattr = 1", "len(torch, \"save\")(x, \"" + draft.canary() + "\")", "return x")),
    CODE_LENGTHENS_A_NAME_IN_BRACKETS(
            draft -> draft.network("(torch\n      .\n      save)(x, \"" + draft.canary() + "\")", "return x")),
    CODE_IN_ANOTHER_ALPHABET(draft -> draft.network("torch.\uff53ave(x, \"" + draft.canary() + "\")", "return x")),
    CODE_IN_A_TYPE_COMMENT(draft -> draft.network("y = x  # type: __torch__.torch.classes.a.B", "return x")),
    CODE_TAKES_MEMORY(draft -> draft.network("y = torch.as_strided(x, [9], [9], 999999)", "return x")),
    CODE_BELIEVES_IN_A_SPARSE_TENSOR(draft ->
            draft.network("y = torch._sparse_coo_tensor_unsafe(torch.ones([1, 1], dtype=4), x, [1])", "return x")),
    CODE_BELIEVES_IN_AN_OBJECT(
            draft -> draft.network("y = unchecked_cast(__torch__.Function, 5)", "return (y).forward(x)")),
    CODE_BELIEVES_IN_A_TUPLE(
            draft -> draft.network("a, b, c, = unchecked_cast(Tuple[Tensor, Tensor, Tensor], (x,))", "return c")),
    CODE_FORKS(draft -> draft.network("y = fork(x)", "return x")),
    CODE_DECORATED(draft -> draft.network("return x\n  @torch.jit.unused\n  def g(self):\n    return 1")),
    CODE_OF_CALLS_WITHOUT_END(draft -> code(draft, HostileCode.calls(5000))),
    CODE_OF_TYPES_WITHOUT_END(draft -> code(draft, HostileCode.types(5000))),
    CODE_THAT_DOUBLES(draft -> code(draft, HostileCode.doubling(100))),
    CODE_OF_OPERATORS_WITHOUT_END(draft -> code(draft, HostileCode.chain(70_000))),
    CODE_USES_PYTORCHS_CLASSES(draft -> draft.network("y = torch.classes.quantized.Foo()", "return x")),
    CODE_IMPORTS(draft -> draft.network("import os", "os.system(\"touch " + draft.canary() + "\")", "return x")),
    CODE_OPENS(draft -> draft.network("open(\"" + draft.canary() + "\", \"w\")", "return x")),
    CODE_EVALUATES(draft -> draft.network("eval(\"1\")", "return x")),
    CODE_IS_NO_PYTHON(draft -> code(draft, "#include <stdio.h>\nint main() { return 0; }")),
    CODE_IS_EMPTY(draft -> code(draft, "")),
    CODE_IS_BINARY(draft -> draft.archive(files -> files.put("archive/code/__torch__.py", new byte[1000]))),
    CODE_NOT_CLOSED(draft -> draft.network("return torch.add(x, \"never closed")),
    CODE_WITHOUT_FORWARD(draft -> code(draft, "class Function(Module):\n  training : bool\n")),
    CODE_OF_UNKNOWN_OPERATORS(draft -> draft.network("return torch.launch(x)")),
    CODE_DEEP(draft -> draft.network("return " + "(".repeat(100_000) + "x" + ")".repeat(100_000))),
    CODE_DEEP_BEHIND_COMMAS(
            draft -> draft.network("return " + "torch.add(x, ".repeat(10_000) + "x" + ")".repeat(10_000))),
    CODE_OF_A_SUM_WITHOUT_END(draft -> draft.network("return x" + " + x".repeat(100_000))),
    CODE_OF_SIGNS_WITHOUT_END(draft -> draft.network("return " + "-".repeat(100_000) + "x")),
    CODE_OF_PLACES_WITHOUT_END(draft -> draft.network("return x" + "[0]".repeat(100_000))),
    CODE_OF_DOTS_WITHOUT_END(draft -> draft.network("return x" + ".\\\nT".repeat(100_000))),
    CODE_OF_BLOCKS_WITHOUT_END(draft -> draft.network(blocks())),
    CODE_OF_BRANCHES_WITHOUT_END(draft ->
            draft.network("if False:\n      x = x" + "\n    elif False:\n      x = x".repeat(50_000), "return x")),
    CODE_CALLS_ITSELF(draft -> draft.network("return (self).forward(x)")),
    CODE_FAILS(draft -> draft.network("return torch.matmul(x, torch.zeros([3, 3]))")),
    CODE_RAISES(draft -> draft.network("ops.prim.RaiseException(\"a\\nb\\n\\tat somewhere\")", "return x")),
    RESULT_IS_A_NUMBER(draft -> draft.networkOf("int", "return 3")),
    RESULT_IS_A_TEXT(draft -> draft.networkOf("str", "return \"a\"")),
    RESULT_IS_NOTHING(draft -> draft.networkOf("NoneType", "return None")),
    RESULT_IS_AN_EMPTY_LIST(draft -> draft.networkOf("List[Tensor]", "return annotate(List[Tensor], [])")),
    RESULT_IS_A_LIST_OF_NUMBERS(draft -> draft.networkOf("List[int]", "return [1, 2]")),
    RESULT_IS_ONE_VALUE(draft -> draft.network("return torch.mean(x)")),
    RESULT_HAS_TOO_FEW_AXES(draft -> draft.network("return torch.squeeze(x)")),
    RESULT_HAS_TOO_MANY_AXES(draft -> draft.network("return torch.unsqueeze(x, 0)")),
    RESULT_IS_EMPTY(draft -> draft.network("return torch.slice(x, 2, 0, 0, 1)")),
    RESULT_IS_HALF_AS_LARGE(draft -> draft.network("return torch.slice(x, 2, 0, 9223372036854775807, 2)")),
    RESULT_IS_COMPLEX(draft -> draft.network("return torch.complex(x, x)"));

    private final Change change;

    HostileNetwork(Change change) {
        this.change = change;
    }

    @Override
    public Change change() {
        return change;
    }

    private static void put(Map<String, byte[]> files, String name, String text) {
        files.put("archive/" + name, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void pickle(PackageDraft draft, byte[] pickle) throws IOException {
        draft.archive(files -> files.put("archive/data.pkl", pickle));
    }

    private static void code(PackageDraft draft, String code) throws IOException {
        draft.archive(files -> put(files, "code/__torch__.py", code));
    }

    /** A field of the module that is what a function of Python gives. */
    private static byte[] call(PackageDraft draft, String module, String name, String argument) {
        return PickleDraft.module()
                .text("w")
                .global(module, name)
                .text(argument.formatted(draft.canary()))
                .op(0x85, 'R')
                .end();
    }

    private static String blocks() {
        StringBuilder text = new StringBuilder("y = x");
        for (int level = 0; level < 2000; level++) {
            text.append("\n    ").append(" ".repeat(level)).append("if True:");
        }
        return text.append("\n    ")
                .append(" ".repeat(2000))
                .append("y = x\n    return y")
                .toString();
    }

    private static byte[] filled(int count, int op) {
        byte[] bytes = new byte[count];
        Arrays.fill(bytes, (byte) op);
        return bytes;
    }

    /** Tuples in tuples. */
    private static byte[] deep() {
        PickleDraft pickle = PickleDraft.module().text("w").op(')');
        for (int level = 0; level < 1_000_000; level++) {
            pickle.op(0x85);
        }
        return pickle.end();
    }

    /** A network that multiplies with its tensor's sum, whose storage has so many bytes; none if below 0. */
    private static void tensor(PackageDraft draft, byte[] pickle, int bytes) throws IOException {
        draft.archive(files -> {
            files.put("archive/data.pkl", pickle);
            if (bytes >= 0) {
                files.put("archive/data/0", new byte[bytes]);
            }
            put(
                    files,
                    "code/__torch__.py",
                    """
                    class Function(Module):
                      __parameters__ = []
                      __buffers__ = ["w", ]
                      w : Tensor
                      training : bool
                      def forward(self: __torch__.Function,
                        x: Tensor) -> Tensor:
                        w = self.w
                        return torch.add(x, torch.sum(w))
                    """);
        });
    }
}
