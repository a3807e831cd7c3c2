package labwire.smtp.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.ImmediateEventExecutor;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import labwire.smtp.disk.SimulatedDisk;
import labwire.smtp.hook.Hook;
import labwire.smtp.observe.MailObserver;
import labwire.smtp.protocol.ProxyPeers;
import labwire.smtp.protocol.SessionRegister;
import labwire.smtp.protocol.SmtpServerInitializer;
import labwire.smtp.protocol.SmtpServices;
import labwire.smtp.session.Step.Next;
import labwire.smtp.store.MailStore;
import labwire.smtp.store.MailSummary;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs every dialogue of {@code src/test/resources/dialogues} four ways: over the session alone; over a channel, line by
 * line as a person types; over a channel, all at once as a pipelining client sends; and octet by octet. The answers must
 * be the same.
 */
class DialogueTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-22T12:00:00Z"));

    private MailStore store;

    @BeforeEach
    void openStore() throws IOException {
        store = MailStore.open(new SimulatedDisk(), Runnable::run, CLOCK);
    }

    static Stream<Dialogue> dialogues() throws IOException, URISyntaxException {
        Path folder = Path.of(Objects.requireNonNull(DialogueTest.class.getResource("/dialogues"))
                .toURI());
        List<Dialogue> dialogues = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                dialogues.add(Dialogue.read(file));
            }
        }
        return dialogues.stream();
    }

    @ParameterizedTest
    @MethodSource("dialogues")
    void overTheSessionAlone(Dialogue dialogue) throws IOException {
        BareSession session = new BareSession(dialogue);
        List<String> answers = new ArrayList<>(session.answers());
        for (Dialogue.Line line : dialogue.lines()) {
            if (line.fromClient()) {
                session.send(octets(line.text()));
                answers.addAll(session.answers());
            }
        }
        assertAnswers(dialogue, answers);
        assertThat(session.next == Next.CLOSE).isEqualTo(dialogue.closed());
        assertKept(dialogue);
    }

    @ParameterizedTest
    @MethodSource("dialogues")
    void overAChannelAsAPersonTypes(Dialogue dialogue) throws Exception {
        Line line = connect(dialogue);
        List<String> answers = line.answers();
        for (Dialogue.Line next : dialogue.lines()) {
            if (next.fromClient()) {
                line.send(next.text());
                answers.addAll(line.answers());
            } else {
                assertThat(answers).as("%s:%d", dialogue, next.number()).isNotEmpty();
                assertAnswer(dialogue, next, answers.remove(0));
            }
        }
        assertThat(answers).isEmpty();
        assertEnd(dialogue, line);
    }

    @ParameterizedTest
    @MethodSource("dialogues")
    void overAChannelAllAtOnce(Dialogue dialogue) throws Exception {
        Line line = connect(dialogue);
        List<String> answers = line.answers();
        line.send(clientText(dialogue));
        answers.addAll(line.answers());
        assertAnswers(dialogue, answers);
        assertEnd(dialogue, line);
    }

    @ParameterizedTest
    @MethodSource("dialogues")
    void overAChannelOctetByOctet(Dialogue dialogue) throws Exception {
        Assumptions.assumeFalse(dialogue.isWhole(), "this dialogue is about what comes in one piece");
        Line line = connect(dialogue);
        List<String> answers = line.answers();
        String text = clientText(dialogue);
        for (int i = 0; i < text.length(); i++) {
            line.send(text.substring(i, i + 1));
        }
        answers.addAll(line.answers());
        assertAnswers(dialogue, answers);
        assertEnd(dialogue, line);
    }

    private Line connect(Dialogue dialogue) throws Exception {
        SmtpServices services = SmtpServices.of(
                        manner -> TestTls.server().newEngine(),
                        Runnable::run,
                        CLOCK,
                        new SessionIds(new SplittableRandom(1)))
                .withSasl(dialogue.sasl())
                .withHook(dialogue.hook());
        EmbeddedChannel channel = new EmbeddedChannel(new SmtpServerInitializer(
                dialogue.profile(), ProxyPeers.NONE, services, store, new SessionRegister(10)));
        return dialogue.profile().tls() == TlsMode.IMPLICIT ? new TlsLine(channel) : new PlainLine(channel);
    }

    private static String clientText(Dialogue dialogue) {
        StringBuilder text = new StringBuilder();
        dialogue.lines().stream().filter(Dialogue.Line::fromClient).forEach(line -> text.append(line.text()));
        return text.toString();
    }

    private static ByteBuf octets(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1);
    }

    private static void assertAnswers(Dialogue dialogue, List<String> answers) {
        List<Dialogue.Line> expected =
                dialogue.lines().stream().filter(line -> !line.fromClient()).toList();
        for (int i = 0; i < expected.size() && i < answers.size(); i++) {
            assertAnswer(dialogue, expected.get(i), answers.get(i));
        }
        assertThat(answers).as("answers of %s", dialogue).hasSameSizeAs(expected);
    }

    private static void assertAnswer(Dialogue dialogue, Dialogue.Line expected, String answer) {
        assertThat(answer)
                .as("%s:%d: S: %s", dialogue, expected.number(), expected.text())
                .matches(found -> Dialogue.matches(expected.text(), found));
    }

    private void assertEnd(Dialogue dialogue, Line line) throws IOException {
        assertThat(line.isOpen()).as("%s: connection open", dialogue).isEqualTo(!dialogue.closed());
        line.release();
        assertKept(dialogue);
    }

    private void assertKept(Dialogue dialogue) throws IOException {
        List<MailSummary> kept = store.list(100);
        assertThat(kept).as("%s: messages kept", dialogue).hasSize(dialogue.kept());
        if (!dialogue.body().isEmpty()) {
            byte[] content = store.content(kept.get(kept.size() - 1).id()).orElseThrow();
            assertThat(new String(content, StandardCharsets.ISO_8859_1)).endsWith(dialogue.body());
        }
    }

    /** A session with its readers and nothing of Netty's channels: what another transport would be made of. */
    private final class BareSession {

        private final SmtpSession session;
        private final Hook hook;
        private final LineReader lines;
        private DotReader dots = new DotReader();
        private List<String> answers = new ArrayList<>();
        private Next next = Next.COMMAND;
        private ByteBuf input = Unpooled.EMPTY_BUFFER;
        private long chunkOctets;

        BareSession(Dialogue dialogue) {
            SessionOrigin origin = new SessionOrigin("a-session", "192.0.2.7", 25);
            hook = dialogue.hook();
            session = new SmtpSession(
                    dialogue.profile(), origin, store, dialogue.sasl(), MailObserver.NONE, CLOCK, () -> {});
            lines = new LineReader(SmtpSession.maxLineOctets(dialogue.limits()));
            take(session.open());
        }

        void send(ByteBuf octets) {
            input = octets;
            while (octets.isReadable() && next != Next.CLOSE) {
                switch (next) {
                    case COMMAND -> lines.read(octets).ifPresent(line -> take(session.command(line)));
                    case SASL -> lines.read(octets).ifPresent(line -> take(session.response(line)));
                    case TEXT -> readText(octets);
                    case CHUNK -> readChunk(octets);
                    case ASK, WORK, KEEP, TLS, CLOSE -> throw new AssertionError(next + " reads nothing");
                }
            }
        }

        private void readText(ByteBuf octets) {
            if (dots.read(octets, session::text)) {
                take(session.endOfText(dots.defect()));
            } else if (session.isTextEndless()) {
                take(session.close(ClosingReason.ENDLESS_MESSAGE));
            }
        }

        private void readChunk(ByteBuf octets) {
            ByteBuf piece = octets.readSlice((int) Math.min(chunkOctets, octets.readableBytes()));
            chunkOctets -= piece.readableBytes();
            session.text(piece);
            if (chunkOctets == 0) {
                take(session.endOfChunk());
            }
        }

        private void take(Step step) {
            if (step.next() == Next.TLS && input.isReadable()) {
                take(session.close(ClosingReason.PIPELINED_STARTTLS));
                return;
            }
            step.replies().forEach(reply -> answers.addAll(reply.text().lines().toList()));
            next = step.next();
            switch (next) {
                case TEXT -> dots = new DotReader();
                case CHUNK -> {
                    chunkOctets = step.chunkOctets();
                    if (chunkOctets == 0) {
                        take(session.endOfChunk());
                    }
                }
                case ASK ->
                    take(session.decided(hook.decide(step.inquiry().orElseThrow(), ImmediateEventExecutor.INSTANCE)
                            .getNow()));
                case WORK ->
                    take(session.worked(
                            Optional.of(step.work().orElseThrow().work().get())));
                case KEEP -> keep();
                case TLS ->
                    take(session.secured(
                            new TlsFacts("TLSv1.3", "TLS_AES_128_GCM_SHA256", Optional.empty(), Optional.empty())));
                case COMMAND, SASL, CLOSE -> {
                    // Nothing to do but to wait.
                }
            }
        }

        private void keep() {
            Promise<String> receipt = ImmediateEventExecutor.INSTANCE.newPromise();
            session.keep(receipt);
            take(receipt.isSuccess() ? session.kept(receipt.getNow()) : session.notKept(receipt.cause()));
        }

        List<String> answers() {
            List<String> said = answers;
            answers = new ArrayList<>();
            return said;
        }
    }
}
