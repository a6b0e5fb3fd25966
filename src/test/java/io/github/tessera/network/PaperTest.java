package io.github.tessera.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PaperTest {
    @ParameterizedTest
    @EnumSource
    void isMentionedByAnAuthorAndAYearThatTheReferenceHas(Paper paper) {
        assertTrue(
                paper.mention().matches("[A-Z]\\w+( et al\\.| and [A-Z]\\w+)?, (19|20)\\d\\d[ab]?"), paper.mention());
        String author = paper.mention().replaceAll("[ ,].*", "");
        String year = paper.mention().replaceAll(".*, (\\d+)[ab]?", "$1");
        assertTrue(paper.reference().startsWith(author + " "), paper.reference());
        assertTrue(paper.reference().contains(year), paper.reference());
        assertTrue(
                paper.reference().matches(".*(doi:10\\.\\d{4,}/\\S+|arXiv:\\d{4}\\.\\d{4,5}(, \\d{4})?)"),
                paper.reference());
    }

    @Test
    void noTwoAreMentionedAlikeAndNoneIsUnused() {
        assertEquals(
                Paper.values().length,
                Arrays.stream(Paper.values()).map(Paper::mention).distinct().count());
        assertEquals(
                Paper.values().length,
                Stream.concat(
                                Arrays.stream(Architecture.values()).map(Architecture::paper),
                                Arrays.stream(Encoder.values()).map(Encoder::paper))
                        .distinct()
                        .count());
    }
}
