package labwire.dash.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.stream.Stream;
import labwire.dash.server.connection.HttpLimits;
import labwire.dash.server.http.HeadLimits;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Speaks the dialogues in {@code http-dialogues} to a server on a real socket. */
final class HttpDialogueTest {
    private static TestVideoServer server;

    @BeforeAll
    static void start() throws Exception {
        FakeOrigin origin = new FakeOrigin()
                .withText("demo/ten", "text/plain", "0123456789")
                .withText("demo/\u00e4 b", "text/plain", "umlaut")
                .withFault("demo/fault");
        server = new TestVideoServer(
                Transport.NIO,
                origin,
                config -> config.withLimits(HttpLimits.DEFAULTS.withHead(new HeadLimits(200, 600, 10))));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static Stream<HttpDialogue> dialogues() throws IOException {
        return HttpDialogue.all();
    }

    @ParameterizedTest
    @MethodSource("dialogues")
    void answersAsWritten(HttpDialogue dialogue) throws IOException {
        speak(dialogue, Integer.MAX_VALUE);
    }

    @ParameterizedTest
    @MethodSource("dialogues")
    void answersAsWrittenWhenBytesComeOneByOne(HttpDialogue dialogue) throws IOException {
        speak(dialogue, 1);
    }

    private static void speak(HttpDialogue dialogue, int atATime) throws IOException {
        try (Socket socket = new Socket(TestVideoServer.loopback(), server.port())) {
            socket.setSoTimeout(10_000);
            socket.setTcpNoDelay(true);
            InputStream in = socket.getInputStream();
            StringBuilder said = new StringBuilder();
            boolean toHead = false;
            for (HttpDialogue.Line line : dialogue.lines()) {
                if (line.client()) {
                    said.append(line.text());
                    continue;
                }
                toHead = said.isEmpty() ? toHead : said.toString().startsWith("HEAD");
                say(socket.getOutputStream(), said.toString(), atATime);
                said.setLength(0);
                expect(line.text(), HttpDialogue.hear(in, toHead), dialogue.name());
            }
        }
    }

    private static void say(OutputStream out, String text, int atATime) throws IOException {
        byte[] bytes = text.getBytes(ISO_8859_1);
        try {
            for (int i = 0; i < bytes.length; i += Math.min(atATime, bytes.length - i)) {
                out.write(bytes, i, Math.min(atATime, bytes.length - i));
            }
        } catch (IOException refused) {
            // The server had heard enough; what it said of that is read next.
        }
    }

    private static void expect(String expected, HttpDialogue.Heard heard, String name) {
        String[] words = expected.split(" ", 2);
        int status = words[0].equals("closed") ? 0 : Integer.parseInt(words[0]);
        assertThat(heard.status())
                .as("%s: %s%s", name, heard.head(), heard.body())
                .isEqualTo(status);
        if (words.length > 1) {
            for (String part : words[1].split(" \\| ")) {
                assertThat(heard.head() + heard.body()).contains(part);
            }
        }
    }
}
