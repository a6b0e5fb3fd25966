package io.github.tessera.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathFreeTest {
    private static final PathFree FREE =
            new PathFree(List.of(Path.of("/home/Ada Lovelace"), Path.of("/home/Ada Lovelace/my images/set 1")));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The file /home/Ada Lovelace/my images/set 1/a.png is broken. | The file set 1/a.png is broken.",
                "Read /home/Ada Lovelace/x y.txt now | Read Ada Lovelace/x y.txt now",
                "Weights of /data/nets/vgg.pth were taken | Weights of vgg.pth were taken",
                "Weights of C:\\nets\\old\\vgg.pth were taken | Weights of vgg.pth were taken",
                "see https://github.com/a/b and 1/2 of it, and/or more | see https://github.com/a/b and 1/2 of it, and/or more"
            })
    void ofAPathTheLastNameIsLeft(String text, String free) {
        assertEquals(free, FREE.of(text));
    }
}
