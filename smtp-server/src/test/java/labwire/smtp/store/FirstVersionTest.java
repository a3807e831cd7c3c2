package labwire.smtp.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.util.concurrent.Future;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import labwire.smtp.disk.DiskFile;
import labwire.smtp.disk.LogRecord;
import labwire.smtp.disk.SimulatedDisk;
import labwire.smtp.mailbox.MailboxMessage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A mail folder as the first version of the store left it: its records, octet by octet, and its Maildirs. */
class FirstVersionTest {

    private static final String FILED = "06h02dwg4r0";
    private static final String WAITING = "06h02dwg4r1";
    private static final String FILED_TEXT = "Subject: filed\r\n\r\nfiled\r\n";
    private static final String WAITING_TEXT = "Subject: waiting\r\n\r\nwaiting\r\n";

    private final SimulatedDisk disk = new SimulatedDisk();

    @BeforeEach
    void writeFolder() throws IOException {
        append("index.log", LogRecord.encode(summary(1, FILED, "filed", FILED_TEXT), List.of()));
        disk.makeFolder("mailboxes");
        disk.makeFolder("mailboxes/bob@lab");
        for (String folder : List.of("tmp", "new", "cur")) {
            disk.makeFolder("mailboxes/bob@lab/" + folder);
        }
        append(
                "mailboxes/bob@lab/cur/" + StoreUnderTest.NOON.getEpochSecond() + "." + FILED + ".labwire:2,S",
                ByteBuffer.wrap(FILED_TEXT.getBytes(StandardCharsets.US_ASCII)));
        disk.makeFolder("journal");
        append(
                "journal/00000001.log",
                LogRecord.encode(
                        summary(1, WAITING, "waiting", WAITING_TEXT),
                        List.of(WAITING_TEXT.getBytes(StandardCharsets.US_ASCII))));
    }

    private void append(String path, ByteBuffer... octets) throws IOException {
        try (DiskFile file = disk.create(path)) {
            file.append(octets);
            file.sync();
        }
    }

    private static byte[] summary(int version, String id, String subject, String content) throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(octets);
        out.writeByte(version);
        text(out, id);
        out.writeLong(StoreUnderTest.NOON.toEpochMilli());
        out.writeBoolean(true);
        text(out, "alice");
        text(out, "lab");
        out.writeInt(1);
        text(out, "bob");
        text(out, "lab");
        text(out, subject);
        out.writeLong(content.length());
        text(out, "10.10.88.41");
        text(out, "TLSv1.3 with cipher X");
        return octets.toByteArray();
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }

    private void assertBothAreThere(StoreUnderTest under) throws IOException {
        under.diskWork.runAll();
        assertThat(under.store.list(10)).extracting(MailSummary::id).startsWith(FILED, WAITING);
        assertThat(under.store.list(10)).extracting(MailSummary::subject).startsWith("filed", "waiting");
        assertThat(under.content(FILED)).isEqualTo(FILED_TEXT);
        assertThat(under.content(WAITING)).isEqualTo(WAITING_TEXT);
        assertThat(under.store.mailboxes().list("bob@lab"))
                .extracting(MailboxMessage::sizeBytes)
                .startsWith((long) FILED_TEXT.length(), (long) WAITING_TEXT.length());
    }

    @Test
    void isTakenUpWithWhatWasFiledAndWhatWasNot() throws IOException {
        StoreUnderTest under = StoreUnderTest.over(disk);
        assertBothAreThere(under);
        Future<String> next = under.submit("a@lab", List.of("bob@lab"), "Subject: next\r\n\r\n");
        under.diskWork.runAll();
        assertThat(next.getNow()).isGreaterThan(WAITING);
        under.store.close();
        StoreUnderTest again = StoreUnderTest.over(disk);
        assertBothAreThere(again);
        assertThat(again.store.list(10)).hasSize(3);
    }

    @Test
    void aVersionToComeIsRefusedWithAWordAboutWhatToDo() throws IOException {
        disk.delete("journal/00000001.log");
        append("journal/00000001.log", LogRecord.encode(laterHead(), List.of()));
        assertThatThrownBy(() -> StoreUnderTest.over(disk))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("version 3 (expected: 1 or 2; was this folder written by a newer program?)");
    }

    private static byte[] laterHead() throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(octets);
        text(out, "");
        out.write(summary(3, WAITING, "waiting", WAITING_TEXT));
        return octets.toByteArray();
    }
}
