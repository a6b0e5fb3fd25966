package io.github.tessera.torchscript;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.network.Architecture;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Only what PyTorch writes, and only names that are on the list. */
class ModuleSourceTest {
    private static final String RECORD = "code/__torch__/a.py";

    /** A network with a part, and a method with one line that is to be looked at. */
    private static String around(String line) {
        return """
                class Part(Module):
                  weight : Tensor
                  name : str
                  classes : Final[int] = 3
                  training : bool
                  def forward(self: __torch__.a.Part,
                    x: Tensor) -> Tensor:
                    return torch.mul(x, self.weight)
                  def save(self: __torch__.a.Part,
                    x: Tensor) -> Tensor:
                    return x
                class Pair(NamedTuple):
                  first : Tensor
                class Color(Enum):
                  RED = 1
                class Net(Module):
                  __parameters__ = ["w", ]
                  __buffers__ = []
                  w : Tensor
                  part : __torch__.a.Part
                  maybe : Optional[__torch__.a.Part]
                  __annotations__["0"] = __torch__.a.Part
                  training : bool
                  def forward(self: __torch__.a.Net,
                    x: Tensor,
                    hx: Optional[Tuple[Tensor, Tensor]]=None) -> Tensor:
                    %s
                    return x
                def helper(x: Tensor,
                    size: int=2) -> Tensor:
                  return torch.add(x, size)
                """
                .formatted(line);
    }

    private static void require(String line) throws IOException {
        ModuleSource.require(Map.of(RECORD, around(line)), 1);
    }

    private static String refused(String line) {
        return assertThrows(IOException.class, () -> require(line)).getMessage();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "torch.save(x, \"a\") | torch.save",
                "y = torch.load(\"a\") | torch.load",
                "y = torch.from_file(\"/etc/passwd\", False, 3) | torch.from_file",
                "y = torch.set_data(x, x) | torch.set_data",
                "y = torch.resize_(x, [9]) | torch.resize_",
                "y = torch._sparse_coo_tensor_unsafe(x, x, [1]) | torch._sparse_coo_tensor_unsafe",
                "y = torch.sparse_coo_tensor(x, x) | torch.sparse_coo_tensor",
                "y = torch.as_strided(x, [1], [1], 99) | torch.as_strided",
                "y = torch.relu.save(x) | torch.relu.save",
                "y = torch._C.foo(x) | torch._C.foo",
                "y = torch.ops.aten.save(x) | torch.ops.aten.save",
                "ops.aten.save(x, \"a\") | ops.aten.save",
                "y = ops.prim.rpc_async(x) | ops.prim.rpc_async",
                "y = ops.image.read_file(\"a\") | ops.image.read_file",
                "y = ops.torch.relu(x) | ops.torch.relu",
                "y = \"/etc/passwd\".from_file(False, 3) | from_file",
                "x.save(\"a\") | save",
                "self.save(\"a\") | save",
                "self.w.save(\"a\") | save",
                "(self.part).name.from_file() | from_file",
                "f = x.save | save",
                "f = [x.save][0] | save",
                "y = (x, x.save) | save",
                "y = getattr(x, \"save\") | save",
                "y = getattr(self, \"other\") | other",
                "y = self.classes | classes",
                "y = torch | torch",
                "y = (torch) | torch",
                "y = ops.aten | ops.aten",
                "y = __torch__ | __torch__",
                "y = __torch__.torch | __torch__.torch",
                "self = __torch__.torch | __torch__.torch",
                "torch = x | torch",
                "for ops in range(3):~      pass | ops",
                "y, __torch__, = (x, x) | __torch__",
                "y = torch.relu | torch.relu",
                "y = torch.relu if True else torch.save | torch.relu",
                "y = __torch__.a.helper if True else x | __torch__.a.helper",
                "y = __torch__.a.Net | __torch__.a.Net",
                "y = __torch__.a.Color.BLUE | __torch__.a.Color.BLUE",
                "y = __torch__.a.other(x) | __torch__.a.other",
                "y = __torch__.torch.classes.c10d.Store() | __torch__.torch.classes.c10d.Store",
                "y : __torch__.torch.classes.c10d.Store = x | __torch__.torch.classes.c10d.Store",
                "y = annotate(__torch__.torch.classes.a.B, x) | __torch__.torch.classes.a.B",
                "y = uninitialized(Future[Tensor]) | Future",
                "y = fork(x) | fork",
                "y = open(\"a\") | open",
                "y = eval(\"1\") | eval",
                "x(\"a\") | x",
                "len = __torch__.a.helper~    len = x~    y = len(x) | __torch__.a.helper",
                "getattr = __torch__.a.helper | getattr",
                "p = self.part~    p = x~    p.save(x) | save",
                "p : Any = self.part~    p.save(x) | save",
                "p, = self.part~    p.save(x) | save",
                "CONSTANTS.save(x) | CONSTANTS.save",
                "y = CONSTANTS.cx | CONSTANTS.cx",
                "y = unchecked_cast(__torch__.a.Part, x) | unchecked_cast",
                "y = unchecked_cast(Tuple[Tensor, Tensor, Tensor], hx) | unchecked_cast",
                "y = x[0](x) | what it computes"
            })
    void whatIsNotOnTheListIsRefusedByItsName(String line, String name) {
        String message = refused(line.replace('~', '\n'));
        assertTrue(message.contains(" uses " + name), message);
        assertTrue(message.endsWith("which no segmentation network needs; nothing of it was run"), message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "torch.\\\n      relu(x)",
                "y = x # torch.save(x)",
                "y = x  # type: int",
                "\ty = x",
                "y = x\f",
                "y =\u00a0x",
                "y = x;z = x",
                "y = torch.\uff52elu(x)",
                "y = torch.re\u200dlu(x)",
                "y = \"\"\"save\"\"\"",
                "y = f\"{x}\"",
                "y = r\"a\"",
                "y = \"never closed",
                "y = (x",
                "y = x)",
                "y = getattr(x, \"sa\\x76e\")",
                "y = getattr(x, \"sa\" \"ve\")",
                "y = getattr(torch, \"relu\")(x)",
                "y = getattr((torch), \"relu\")(x)",
                "y = getattr(x, name)",
                "y = getattr(x, \"relu\", x)",
                "y = [a for a in x]",
                "y = lambda a: a",
                "y = x if x",
                "(a, b) = x",
                "x[0] = x",
                "x += x",
                "del x",
                "import os",
                "from os import system",
                "global x",
                "def g():\n      return 1",
                "y = x.class",
                "y = 0x10",
                "y = x ? x",
                "y = `x`",
                "y = $x",
                "if x: y = x",
                "return x\n  @torch.jit.unused\n  def g(self):\n    return 1",
                "return x\n  def forward(self):\n    return 1",
                "return x\n  def g(self, x: Tensor=torch.load(\"a\")):\n    return 1",
                "return x\n  y = torch.load(\"a\")",
                "return x\n  w : Tensor",
                "return x\n   y = x"
            })
    void whatPyTorchDoesNotWriteIsRefusedWhereItStands(String line) {
        String message = refused(line);
        assertTrue(message.contains("is not written as PyTorch writes networks (line "), message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "y = torch.conv2d(x, self.w, None, [1, 1], dilation=[1, 1])",
                "y = torch.scaled_dot_product_attention(x, x, x)",
                "save = torch.add(x, 1)",
                "y = x.relu()",
                "y = ops.aten.relu(x)",
                "y = ops.prim.NumToTensor(torch.size(x, 0))",
                "ops.prim.RaiseException(\"torch.save is 'classes' \\\" # x\", \"builtins.ValueError\")",
                "raise AssertionError(\"no\")",
                "n = self.part.classes",
                "y = (self.part).forward(x, )",
                "y = (self.part).save(x)",
                "y = (getattr(self, \"0\")).save(x)",
                "_0 = self.part\n    y = (_0).save(x, )",
                "_0 = __torch__.a.helper\n    y = _0(x, 3, )",
                "y = __torch__.a.helper(x, size=3)",
                "p = unchecked_cast(__torch__.a.Part, self.maybe)\n    y = (p).save(x)",
                "h = unchecked_cast(Tuple[Tensor, Tensor], hx)\n    a, b, = h",
                "y = __torch__.a.Pair(x)\n    z = y.first",
                "y = __torch__.a.Part.__new__(__torch__.a.Part)",
                "y = __torch__.a.Color.RED",
                "y = torch.mul(x, CONSTANTS.c0)",
                "y = [1, -2, 3.5e-05, -inf, nan, 1j, True, None, \"a\" \"b\"]",
                "y = {\"out\": x, \"aux\": x}",
                "y = annotate(List[Optional[Tensor]], [])",
                "y : Optional[int] = None",
                "if isinstance(x, Tensor):\n      y = x\n    elif not True:\n      pass\n    else:\n      pass",
                "for i in range(torch.len([1, 2])):\n      y = int(i) // 2 if i > 1 and i != 2 else -1",
                "while True:\n      break",
                "return x\n\n\n"
            })
    void whatNetworksDoPasses(String line) {
        assertDoesNotThrow(() -> require(line));
    }

    @Test
    void classesOfPyTorchCannotBeDeclared() {
        String message = assertThrows(
                        IOException.class,
                        () -> ModuleSource.require(
                                Map.of("code/__torch__/torch/classes/a.py", "class B(Module):\n  training : bool\n"),
                                0))
                .getMessage();
        assertTrue(message.contains("uses __torch__.torch.classes.a.B"), message);
    }

    @Test
    void whatUsesItselfIsTooDeep() {
        String loop =
                """
                def f(x: Tensor) -> Tensor:
                  return __torch__.a.g(x)
                def g(x: Tensor) -> Tensor:
                  return __torch__.a.f(x)
                """;
        assertTrue(assertThrows(IOException.class, () -> ModuleSource.require(Map.of(RECORD, loop), 0))
                .getMessage()
                .contains("nested too deep"));
    }

    @ParameterizedTest
    @EnumSource
    void allThatTesseraWritesPasses(Architecture architecture) {
        String code = new ModuleCode(architecture.settings(1, 2).build(), true, node -> false).text();
        assertDoesNotThrow(() -> ModuleSource.require(Map.of("code/__torch__.py", code), 0));
    }
}
