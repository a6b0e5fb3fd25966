package io.github.tessera.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.progress.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpdateCheckTest {
    @ParameterizedTest
    @CsvSource({
        "0.1.0, 0.2.0, Version 0.2.0 is out",
        "0.9.0, 0.10.0, Version 0.10.0 is out",
        "0.2.0-SNAPSHOT, 0.2.0, Version 0.2.0 is out",
        "0.2.0, 0.2.0, 'This is the newest version, 0.2.0.'",
        "0.3.0-SNAPSHOT, 0.2.0, 'This is version 0.3.0-SNAPSHOT, newer than 0.2.0'",
    })
    void versionsAreCompared(String version, String release, String told) {
        try (ReleaseServer server = new ReleaseServer(ReleaseServer.list(release))) {
            String sentence = server.check(version).sentence(Progress.NONE);
            assertTrue(sentence.startsWith(told), sentence);
            assertEquals(1, server.asked());
        }
    }

    @ParameterizedTest
    @CsvSource({"<metadata/>", "<release>soon</release>", "<release>1.0 <b>now</b></release>", "''"})
    void aListWithoutAReleaseIsTold(String list) {
        try (ReleaseServer server = new ReleaseServer(list)) {
            String sentence = server.check("1.0").sentence(Progress.NONE);
            assertTrue(sentence.endsWith("names no version that is out: look at https://tessera.example."), sentence);
        }
    }

    @Test
    void aReleaseThatIsNoVersionIsTold() {
        try (ReleaseServer server = new ReleaseServer("<release>1.0-</release>")) {
            String sentence = server.check("1.0").sentence(Progress.NONE);
            assertTrue(
                    sentence.endsWith("names a version that is none, 1.0-: look at https://tessera.example."),
                    sentence);
        }
    }

    @Test
    void whereNobodyAnswersThePageIsNamed() {
        UpdateCheck check;
        try (ReleaseServer server = new ReleaseServer("")) {
            check = server.check("1.0");
        }
        String sentence = check.sentence(Progress.NONE);
        assertTrue(sentence.contains("check the internet connection and the proxy"), sentence);
        assertTrue(sentence.endsWith("New versions are told of at https://tessera.example, too."), sentence);
    }
}
