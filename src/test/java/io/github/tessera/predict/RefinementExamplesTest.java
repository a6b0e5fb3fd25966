package io.github.tessera.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.data.Portion;
import io.github.tessera.progress.TesseraException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which images refining is learnt from. */
class RefinementExamplesTest {
    /** A share is of four images or more, at least one and never all; a number is taken as it is. */
    @ParameterizedTest
    @CsvSource({
        "0.25,1,0",
        "0.25,3,0",
        "0.25,4,1",
        "0.25,6,2",
        "0.25,8,2",
        "0.01,4,1",
        "0.99,4,3",
        "0,9,0",
        "1,2,1",
        "5,8,5"
    })
    void imagesAreHeldOut(double keptOut, int images, int expected) {
        assertEquals(expected, RefinementExamples.heldOut(new Portion(keptOut), images));
    }

    @Test
    void allCannotBeHeldOut() {
        TesseraException refusal =
                assertThrows(TesseraException.class, () -> RefinementExamples.heldOut(new Portion(2), 2));
        assertTrue(refusal.getMessage().startsWith("Of 2 labelled images 2 cannot be kept out"), refusal.getMessage());
    }

    @Test
    void thoseHeldOutAreSpreadEvenly() {
        assertEquals(List.of(3, 7), places(2, 8));
        assertEquals(List.of(1, 3, 4), places(3, 5));
        assertEquals(List.of(2), places(1, 3));
        assertEquals(List.of(), places(0, 3));
    }

    private static List<Integer> places(int heldOut, int images) {
        return IntStream.range(0, images)
                .filter(i -> RefinementExamples.isHeldOut(i, heldOut, images))
                .boxed()
                .toList();
    }
}
