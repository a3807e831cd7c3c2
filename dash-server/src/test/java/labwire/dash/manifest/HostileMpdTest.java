package labwire.dash.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class HostileMpdTest {
    private static final String MPD =
            "<MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\" mediaPresentationDuration=\"PT9S\">";
    private static final URI MANIFEST = URI.create("http://video:8080/demo/manifest.mpd");

    @TestFactory
    Stream<DynamicTest> areRefusedWithTheReason() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        String reason = "";
        for (String line : lines()) {
            if (line.startsWith("## ")) {
                reason = line.substring(3);
            } else if (line.startsWith("<") || line.startsWith("‹")) {
                String expected = reason;
                tests.add(DynamicTest.dynamicTest(
                        line,
                        () -> assertThat(refusal(expanded(line)))
                                .isInstanceOf(MpdException.class)
                                .hasMessageContaining(expected)));
            }
        }
        assertThat(tests).hasSizeGreaterThan(70);
        return tests.stream();
    }

    @Test
    void neverLeadOutsideTheServersRoot() throws Exception {
        for (String path :
                List.of("../../../../a.mp4", "/../a.mp4", "./../.././../a.mp4", "x/../../../y/../../a.mp4")) {
            assertThat(address(path)).hasToString("http://video:8080/a.mp4");
        }
        // Not for the client to decode: what it means is the server's to say.
        assertThat(address("%2e%2e/%2F/a.mp4")).hasToString("http://video:8080/demo/%2e%2e/%2F/a.mp4");
    }

    private static URI address(String baseUrl) throws MpdException {
        Mpd mpd = MpdReader.read(bytes(expanded("‹<BaseURL>" + baseUrl + "</BaseURL>›")));
        PeriodSpan span = mpd.spans().get(0);
        AdaptationSet set = span.period().adaptationSets().get(0);
        return SegmentAddresses.of(
                        mpd, MANIFEST, span, set, set.representations().get(0))
                .at(1)
                .uri();
    }

    private static Throwable refusal(String document) {
        return catchThrowable(() -> {
            Mpd mpd = MpdReader.read(bytes(document));
            for (PeriodSpan span : mpd.spans()) {
                for (AdaptationSet set : span.period().adaptationSets()) {
                    for (Representation representation : set.representations()) {
                        SegmentAddresses.of(mpd, MANIFEST, span, set, representation);
                    }
                }
            }
        });
    }

    private static String expanded(String line) {
        return line.replace("‹", MPD + "<Period><AdaptationSet><Representation id=\"v1\" bandwidth=\"1\">")
                .replace("›", "</Representation></AdaptationSet></Period></MPD>");
    }

    private static byte[] bytes(String document) {
        return document.getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> lines() throws IOException {
        try (InputStream in = Objects.requireNonNull(HostileMpdTest.class.getResourceAsStream("hostile.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }
}
