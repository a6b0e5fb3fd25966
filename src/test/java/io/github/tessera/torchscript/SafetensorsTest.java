package io.github.tessera.torchscript;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SafetensorsTest {
    private static byte[] written(Map<String, StateTensor> tensors) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Safetensors.write(out, new StateDict(tensors));
        return out.toByteArray();
    }

    @Test
    void theHeaderNamesEachPlace() throws IOException {
        Map<String, StateTensor> tensors = new LinkedHashMap<>();
        tensors.put("b\"", new StateTensor(new int[] {2, 1}, new float[] {1, 2}));
        tensors.put("a", new StateTensor(new int[0], new float[] {3}));
        ByteBuffer file = ByteBuffer.wrap(written(tensors)).order(ByteOrder.LITTLE_ENDIAN);
        byte[] header = new byte[(int) file.getLong()];
        file.get(header);
        assertEquals(0, header.length % 8);
        assertEquals(
                "{\"__metadata__\":{\"format\":\"pt\"},"
                        + "\"b\\\"\":{\"dtype\":\"F32\",\"shape\":[2,1],\"data_offsets\":[0,8]},"
                        + "\"a\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[8,12]}}",
                new String(header, StandardCharsets.UTF_8).strip());
        assertEquals(1, file.getFloat());
        assertEquals(2, file.getFloat());
        assertEquals(3, file.getFloat());
        assertEquals(0, file.remaining());
    }

    @Test
    void manyValuesComeBackAsTheyWent() throws IOException {
        float[] values = new float[700_001]; // more than one piece of writing and of reading
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        byte[] file = written(Map.of("a", new StateTensor(new int[] {values.length}, values)));
        assertArrayEquals(values, Safetensors.read(Region.of(file)).get("a").values());
    }

    @Test
    void aShapeThatItsValuesDoNotFillIsRefused() {
        for (int[] shape : new int[][] {{3}, {-1, -2}, {1 << 30, 1 << 30, 1 << 30}, {}, {0}}) {
            assertThrows(IllegalArgumentException.class, () -> new StateTensor(shape, new float[2]));
        }
    }
}
