package io.github.tessera.torchscript;

import static io.github.tessera.torchscript.PickleText.REBUILD;
import static io.github.tessera.torchscript.PickleText.bytes;
import static io.github.tessera.torchscript.PickleText.integer;
import static io.github.tessera.torchscript.PickleText.storage;
import static io.github.tessera.torchscript.PickleText.text;
import static io.github.tessera.torchscript.PickleText.tuple;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A pickle that PyTorch takes in another way than it was looked at is refused. */
class UnpicklerTest {
    private static final String EMPTY_MODULE = "c__torch__\nM\n)\u0081";
    private static final String OF_TYPE = "ctorch._tensor\n_rebuild_from_type_v2\n";
    private static final String SAFE = arguments(1, 0);
    private static final String EVIL = arguments(100_000_000, 0);

    private static String arguments(long extent, long offset) {
        return "(" + storage("FloatStorage", "0", 4) + integer(offset) + tuple(extent) + tuple(1) + "\u0089Nt";
    }

    private static Object read(String pickle) throws IOException {
        PickleInput in = new PickleInput(Region.of(new SeekableInMemoryByteChannel(bytes(pickle + "."))));
        return Unpickler.ofModule(in).read();
    }

    private static void assertRefused(String pickle, String reason) {
        String told = assertThrows(IOException.class, () -> read(pickle)).getMessage();
        assertTrue(told.contains(reason), told);
    }

    private static void assertDamaged(String pickle) {
        assertRefused(pickle, "its pickle is damaged");
    }

    @Test
    void aModuleWithATensorPasses() {
        assertDoesNotThrow(() -> read(EMPTY_MODULE + "}" + text("a") + REBUILD + SAFE + "Rsb"));
        assertDoesNotThrow(() -> read(EMPTY_MODULE + "}bq\u0000h\u0000\u0086"));
    }

    @Test
    void aTensorIsMadeByReduceAlone() {
        assertDamaged(REBUILD + EVIL + "b");
        assertDamaged(REBUILD + SAFE + "\u0081" + EVIL + "b");
        assertDamaged(REBUILD + ")\u0081" + EVIL + "b");
        assertDamaged("ccollections\nOrderedDict\n)\u0081");
        assertDamaged("ccollections\nOrderedDict\n)R}b");
    }

    @Test
    void aModuleIsMadeOfNothingAndThenGivenADictionary() {
        assertDamaged("c__torch__\nM\n)R");
        assertDamaged("c__torch__\nM\n}R");
        assertDamaged("c__torch__\nM\nN\u0085\u0081}b");
        assertDamaged(EMPTY_MODULE);
        assertDamaged(EMPTY_MODULE + "]b");
        assertDamaged(EMPTY_MODULE + "}b}b");
        assertDamaged(EMPTY_MODULE + "q\u0000h\u0000}b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                OF_TYPE,
                "ctorch._utils\n_rebuild_tensor\n",
                "ctorch._utils\n_rebuild_tensor_v3\n",
                "ctorch._utils\n_rebuild_parameter\n",
                "ctorch.cuda\nFloatStorage\n",
                "ctorch\nSize\n"
            })
    void aNameThatOnlyWeightsNeedIsRefused(String global) {
        assertRefused(global, "it calls for torch.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"N\u0094", "U\u0001a", "\u008c\u0001a", "\u0095\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000N"
            })
    void anInstructionThatPyTorchDoesNotKnowIsRefused(String pickle) {
        assertRefused(pickle, "which no network needs");
    }

    /** PyTorch looks for the offset in the call alone. */
    @Test
    void aPartOfAStorageIsRefused() {
        String part = storage("FloatStorage", "0", 4)
                .replaceFirst("tQ$", "(" + text("p") + integer(-100) + integer(4) + "ttQ");
        assertDamaged(REBUILD + "(" + part + integer(100) + tuple(4) + tuple(1) + "\u0089NtR");
    }

    @Test
    void memoryIsNotFilledUpToANumber() {
        assertDamaged("Nr\u00ff\u00ff\u00ff\u00ff");
        assertDamaged("Nr\u00ff\u00ff\u00ff\u007f");
        assertDamaged("Nq\u0001");
        assertDoesNotThrow(() -> read("Nq\u0000q\u0001r\u0002\u0000\u0000\u0000q\u0001"));
    }

    /** As torchvision's segmentation networks have it: which layer gives which result. */
    @Test
    void aDictionaryThatIsToldItsTypePasses() {
        String tag = "ctorch.jit._pickle\nrestore_type_tag\n";
        assertDoesNotThrow(
                () -> read(tag + "(}(" + text("layer4") + text("out") + "u" + text("Dict[str, str]") + "tR"));
    }
}
