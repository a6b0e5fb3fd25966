package io.github.tessera.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.progress.TesseraException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "constant | 99 | 1",
                "step 10 0.5 | 9 | 1",
                "step 10 0.5 | 10 | 0.5",
                "step 10 0.5 | 29 | 0.25",
                "step | 33 | 1",
                "step | 34 | 0.1",
                "step | 68 | 0.01",
                "polynomial 2 | 0 | 1",
                "polynomial 2 | 50 | 0.25",
                "polynomial 1 | 99 | 0.01",
                "cosine | 0 | 1",
                "cosine | 50 | 0.5",
                "cosine | 25 | 0.8535533905932737",
                "onecycle | 0 | 0.04",
                "onecycle | 29 | 1",
                "onecycle | 99 | 0.000004",
                "onecycle 0.5 | 49 | 1",
                "warmup 9, constant | 0 | 0.1",
                "warmup 9, constant | 8 | 0.9",
                "warmup 9 | 9 | 1",
                "warmup 50, cosine | 50 | 1",
                "warmup 50, cosine | 75 | 0.5",
                "warmup 200, cosine | 150 | 0.7512437810945274",
            })
    void factorsOfAHundredSteps(String text, long step, double factor) {
        assertEquals(factor, Schedule.parse(text).factor(step, 100, List.of()), 1e-9);
    }

    @Test
    void aPlateauLowersTheRateOnceItIsLongerThanThePatience() {
        Schedule plateau = Schedule.parse("plateau 2 0.1");
        assertEquals(1, plateau.factor(7, 100, List.of()));
        assertEquals(1, plateau.factor(7, 100, List.of(0.5, 0.5, 0.4)));
        assertEquals(0.1, plateau.factor(7, 100, List.of(0.5, 0.5, 0.4, 0.3)), 1e-12);
        assertEquals(0.1, plateau.factor(7, 100, List.of(0.5, 0.5, 0.4, 0.3, 0.6, 0.5, 0.5)), 1e-12);
        assertEquals(0.01, plateau.factor(7, 100, List.of(0.5, 0.5, 0.4, 0.3, 0.3, 0.3, 0.3)), 1e-12);
    }

    @ParameterizedTest
    @EnumSource
    void theRateStaysWithinWhatWasChosen(ScheduleKind kind) {
        Schedule schedule = Schedule.parse("warmup 7, " + kind.word());
        assertEquals(schedule, Schedule.parse(schedule.toString()));
        for (int step = 0; step < 40; step++) {
            double factor = schedule.factor(step, 40, List.of(0.1, 0.2));
            assertTrue(factor > 0 && factor <= 1, kind + " in step " + step + ": " + factor);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cosines",
                "step ten",
                "step 10 2",
                "step -1",
                "step 10 0.1 3",
                "cosine 2",
                "polynomial 0",
                "onecycle 1",
                "warmup",
                "warmup 1.5",
                "warmup -3",
                "plateau 2.5",
                "cosine, polynomial"
            })
    void whatCannotBeMeantIsTold(String text) {
        String message =
                assertThrows(TesseraException.class, () -> Schedule.parse(text)).getMessage();
        assertTrue(message.contains(text.split(" ", 2)[0]), message);
    }
}
