package io.github.tessera.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.Dimension;
import java.awt.Point;
import java.awt.Rectangle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DialogBesideTest {
    private static final Dimension DIALOG = new Dimension(500, 400);

    @ParameterizedTest
    @CsvSource({
        "100, 100, 400, 300, 508, 100", // room on the right
        "900, 100, 400, 300, 392, 100", // on the left
        "300, 10, 900, 400, 300, 418", // below
        "300, 500, 900, 400, 300, 92", // above
    })
    void thereIsRoomOnOneSide(int x, int y, int width, int height, int left, int top) {
        assertEquals(
                new Point(left, top),
                DialogBeside.place(new Rectangle(x, y, width, height), DIALOG, new Rectangle(0, 0, 1400, 900)));
    }

    @Test
    void whereNoneHasRoomTheImageIsCoveredLeast() {
        Rectangle screen = new Rectangle(0, 0, 1000, 700);
        Rectangle image = new Rectangle(100, 50, 700, 600);
        assertEquals(new Point(500, 50), DialogBeside.place(image, DIALOG, screen));
    }

    @Test
    void aSecondScreenHasItsOwnPlace() {
        Rectangle screen = new Rectangle(1920, 0, 1400, 900);
        Rectangle image = new Rectangle(1930, 20, 400, 300);
        assertEquals(new Point(2338, 20), DialogBeside.place(image, DIALOG, screen));
    }
}
