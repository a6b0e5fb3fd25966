package io.github.tessera.postprocess;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The hash table of vertices. */
class VertexTableTest {
    @Test
    void numbersKeysAsTheyCome() {
        SplittableRandom random = new SplittableRandom(1);
        VertexTable table = new VertexTable();
        Map<Long, Integer> expected = new HashMap<>();
        for (int i = 0; i < 50000; i++) {
            long key = random.nextBoolean() ? random.nextInt(20000) : (random.nextLong() >>> 21) << 20;
            int vertex = expected.computeIfAbsent(key, k -> expected.size());
            assertEquals(vertex, table.add(key));
        }
        assertEquals(expected.size(), table.size());
        expected.forEach((key, vertex) -> {
            assertEquals(vertex, table.find(key));
            assertEquals(key, table.key(vertex));
        });
        assertEquals(-1, table.find(-5));
    }
}
