package labwire.smtp.pop3;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.ImmediateEventExecutor;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import labwire.smtp.delivery.Delivery;
import labwire.smtp.delivery.Protocol;
import labwire.smtp.delivery.Provenance;
import labwire.smtp.disk.SimulatedDisk;
import labwire.smtp.envelope.MailAddress;
import labwire.smtp.envelope.Recipient;
import labwire.smtp.envelope.SenderOptions;
import labwire.smtp.store.MailStore;
import org.junit.jupiter.api.Test;

/** What was delivered is read and deleted, in the mailboxes of the store itself. */
class Pop3OverMaildirsTest {

    private static final String LOGIN = "USER alice@example.com\r\nPASS whatever\r\n";

    private final SimulatedDisk disk = new SimulatedDisk();
    private MailStore store = open();

    Pop3OverMaildirsTest() throws IOException {}

    private MailStore open() throws IOException {
        return MailStore.open(disk, Runnable::run, InstantSource.fixed(Instant.parse("2026-11-22T12:00:00Z")));
    }

    private void deliver(String text) {
        Provenance provenance = new Provenance(
                "s1", "mail.lab", "pc1.lab", "192.0.2.7", Protocol.ESMTP, Optional.empty(), Optional.empty());
        Delivery delivery =
                store.start(provenance, Optional.of(MailAddress.of("bob@example.com")), SenderOptions.NONE, () -> {});
        assertThat(delivery.addRecipient(Recipient.of("alice@example.com"))).isEmpty();
        delivery.body(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
        Promise<String> receipt = ImmediateEventExecutor.INSTANCE.newPromise();
        delivery.commit(receipt);
        assertThat(receipt.isSuccess()).isTrue();
    }

    private String session(String commands) {
        EmbeddedChannel channel =
                new Pop3Bench().withAnybody().withStore(store.mailboxes()).connect();
        Pop3Bench.send(channel, LOGIN + commands);
        String answers = Pop3Bench.answers(channel);
        channel.finishAndReleaseAll();
        return answers.substring(answers.indexOf("password\r\n") + "password\r\n".length());
    }

    /** Behind the answers to PASS and UIDL. */
    private static String uid(String answers, int number) {
        return answers.lines().skip(1L + number).findFirst().orElseThrow().split(" ")[1];
    }

    @Test
    void messagesKeepTheirIdsAndAreGoneOnceDeletedEvenAfterACrash() throws IOException {
        deliver("Subject: one\r\n\r\n.first\r\n");
        deliver("Subject: two\r\n\r\nsecond\r\n");
        String uids = session("UIDL\r\n");
        assertThat(uids).startsWith("+OK 2 messages ").hasLineCount(5);
        assertThat(session("UIDL\r\n")).isEqualTo(uids);
        assertThat(session("RETR 1\r\n"))
                .contains("Return-Path: <bob@example.com>\r\n")
                .endsWith("Subject: one\r\n\r\n..first\r\n.\r\n");
        assertThat(session("DELE 1\r\n")).contains("+OK Marked");
        assertThat(session("STAT\r\n")).as("no QUIT, no deletion").contains("+OK 2 ");
        assertThat(session("DELE 1\r\nQUIT\r\n")).endsWith("+OK 1 messages left\r\n");
        disk.crash();
        store = open();
        String left = session("UIDL\r\n");
        assertThat(left).startsWith("+OK 1 messages ");
        assertThat(uid(left, 1)).isEqualTo(uid(uids, 2));
    }

    @Test
    void sizesAreThoseOfWhatIsSent() {
        deliver("Subject: one\r\n\r\nfirst\r\n");
        String answer = session("RETR 1\r\n");
        String status = answer.lines().skip(1).findFirst().orElseThrow();
        int octets = Integer.parseInt(status.split(" ")[1]);
        int message = answer.indexOf(status) + status.length() + 2;
        assertThat(answer.length() - message - ".\r\n".length()).isEqualTo(octets);
    }
}
