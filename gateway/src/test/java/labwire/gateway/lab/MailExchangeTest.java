package labwire.gateway.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import labwire.smtp.MailSystem;
import labwire.smtp.delivery.Delivery;
import labwire.smtp.delivery.Provenance;
import labwire.smtp.envelope.MailAddress;
import labwire.smtp.envelope.Recipient;
import labwire.smtp.envelope.SenderOptions;
import labwire.smtp.store.MailSummary;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two mail hosts send each other mail through their queues, over cables that lose and reorder frames and are cut for
 * seconds again and again, in virtual time. Each message must come in once.
 */
class MailExchangeTest {

    private static final String LAB = """
            name: exchange
            topology:
              nodes:
                SW1:
                  kind: cisco_vios
                  type: switch
                  startup-config: SW1.cfg
                one:
                  kind: linux
                  exec: [ip address add 10.0.0.1/24 dev eth1]
                  labels:
                    labwire.service: mail
                    labwire.mail: one.yaml
                two:
                  kind: linux
                  exec: [ip address add 10.0.0.2/24 dev eth1]
                  labels:
                    labwire.service: mail
                    labwire.mail: two.yaml
              links:
                - endpoints: ["SW1:Gi0/1", "one:eth1"]
                - endpoints: ["SW1:Gi0/2", "two:eth1"]
            """;

    private static final String SWITCH = """
            hostname SW1
            ip host one.test 10.0.0.1
            ip host two.test 10.0.0.2
            interface range GigabitEthernet0/1 - 2
             switchport mode access
             spanning-tree portfast
            end
            """;

    @TempDir
    Path folder;

    @Test
    void twoHostsExchangeMailExactlyOnceOverBadLinks() throws IOException {
        exchange(1, 60);
    }

    @Test
    @Tag("soak")
    void twoHostsExchangeAThousandMessagesExactlyOnceOverBadLinks() throws IOException {
        for (long seed = 2; seed < 5; seed++) {
            exchange(seed, 500);
        }
    }

    private Path writeLab() throws IOException {
        Files.writeString(folder.resolve("SW1.cfg"), SWITCH);
        Path users = folder.resolve("users");
        Files.deleteIfExists(users);
        Files.createFile(users, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(users, "alice:{PLAIN}wonderland\n");
        for (String name : List.of("one", "two")) {
            Files.writeString(
                    folder.resolve(name + ".yaml"),
                    "policy: domains\nusers: users\ndomains: [" + name + ".test]\ncatch-all:\n  " + name
                            + ".test: alice\n");
        }
        return Files.writeString(folder.resolve("lab.yaml"), LAB);
    }

    private void exchange(long seed, int each) throws IOException {
        try (VirtualLab lab = VirtualLab.start(writeLab(), seed)) {
            lab.link("SW1:Gi0/1", "loss", "2%", "delay", "5ms");
            lab.link("SW1:Gi0/2", "reorder", "5%", "reorder-delay", "20ms");
            MailSystem one = lab.services().mailOn("one").orElseThrow().system();
            MailSystem two = lab.services().mailOn("two").orElseThrow().system();
            lab.time().runFor(Duration.ofSeconds(2));
            List<Future<String>> receipts = new ArrayList<>();
            for (int i = 0; i < each; i++) {
                receipts.add(submit(lab, one, "one", "two", i));
                receipts.add(submit(lab, two, "two", "one", i));
            }
            for (int cut = 0; cut < 4; cut++) {
                lab.time().runFor(Duration.ofMillis(700));
                String port = cut % 2 == 0 ? "SW1:Gi0/1" : "SW1:Gi0/2";
                lab.link(port, "cut");
                lab.time().runFor(Duration.ofSeconds(5 + 10L * cut));
                lab.link(port, "restore");
            }
            boolean over = lab.time()
                    .runUntil(
                            () -> one.queue().size() == 0
                                    && two.queue().size() == 0
                                    && kept(one) >= each
                                    && kept(two) >= each,
                            Duration.ofHours(3));
            assertThat(over)
                    .as(
                            "seed %s: in the queues: %s and %s",
                            seed, one.queue().list(3), two.queue().list(3))
                    .isTrue();
            lab.time().runFor(Duration.ofMinutes(1));
            receipts.forEach(receipt -> assertThat(receipt.isSuccess()).isTrue());
            assertThat(subjects(one)).as("seed %s", seed).containsExactlyInAnyOrderElementsOf(expected("two", each));
            assertThat(subjects(two)).as("seed %s", seed).containsExactlyInAnyOrderElementsOf(expected("one", each));
        }
    }

    private static long kept(MailSystem system) {
        return subjects(system).size();
    }

    /** Of what came in from the other host: what a host has only passed on is in none of its mailboxes. */
    private static List<String> subjects(MailSystem system) {
        return system.store().list(Integer.MAX_VALUE).stream()
                .filter(summary -> summary.clientAddress().startsWith("10.0.0."))
                .map(MailSummary::subject)
                .toList();
    }

    private static List<String> expected(String from, int each) {
        return IntStream.range(0, each).mapToObj(i -> from + " " + i).toList();
    }

    private static Future<String> submit(VirtualLab lab, MailSystem system, String from, String to, int number) {
        Delivery delivery = system.store()
                .start(
                        Provenance.local("test", from),
                        Optional.of(MailAddress.of("alice@" + from + ".test")),
                        SenderOptions.NONE,
                        () -> {});
        assertThat(delivery.addRecipient(Recipient.of("alice@" + to + ".test"))).isEmpty();
        String text = "Subject: " + from + " " + number + "\r\n\r\n" + "x".repeat(number * 37 % 3_000) + "\r\n";
        delivery.body(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
        Promise<String> receipt = lab.time().loop().newPromise();
        delivery.commit(receipt);
        return receipt;
    }
}
