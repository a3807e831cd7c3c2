package labwire.netlab.service.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import labwire.netlab.service.MailExchange;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.Ipv4Address;
import org.junit.jupiter.api.Test;

class DnsCodecTest {
    private static final DnsQuestion QUESTION = DnsQuestion.of("www.lab.test", DnsRecord.A);

    private static DnsMessage answer(DnsQuestion question, List<DnsRecord> records) {
        return DnsMessage.query(7, question).reply(DnsMessage.NO_ERROR, true, true, records);
    }

    private static List<DnsRecord> addresses(int count) {
        List<DnsRecord> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            records.add(DnsRecord.address("www.lab.test", 60, new Ipv4Address(0x0A000000 + i)));
        }
        return records;
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        DnsMessage mail = answer(
                DnsQuestion.of("lab.test", DnsRecord.MX),
                List.of(
                        DnsRecord.exchange("lab.test", 10, new MailExchange(5, "mail.lab.test")),
                        DnsRecord.pointer("1.0.0.10.in-addr.arpa", 10, "r1.lab.test")));
        for (DnsMessage message : List.of(DnsMessage.query(65_535, QUESTION), answer(QUESTION, addresses(3)), mail)) {
            assertThat(DnsCodec.decode(DnsCodec.encode(message, DnsCodec.MAX_DATAGRAM)))
                    .contains(message);
        }
    }

    @Test
    void whatDoesNotFitIsLeftOutAndMarked() {
        DnsMessage all = answer(QUESTION, addresses(100));
        Bytes octets = DnsCodec.encode(all, DnsCodec.MAX_DATAGRAM);
        assertThat(octets.length()).isLessThanOrEqualTo(DnsCodec.MAX_DATAGRAM);
        DnsMessage read = DnsCodec.decode(octets).orElseThrow();
        assertThat(read.truncated()).isTrue();
        assertThat(read.answers()).isNotEmpty().isSubsetOf(all.answers());
        assertThat(DnsCodec.decode(DnsCodec.encode(all, DnsCodec.MAX_STREAM))).contains(all);
    }

    /** As other servers compress: the alias by a pointer into the question, its target by one into itself. */
    @Test
    void readsNamesThatPointBack() {
        byte[] octets = {
            0,
            7,
            (byte) 0x81,
            (byte) 0x80,
            0,
            1,
            0,
            2,
            0,
            0,
            0,
            0, //
            3,
            'w',
            'w',
            'w',
            3,
            'l',
            'a',
            'b',
            4,
            't',
            'e',
            's',
            't',
            0,
            0,
            1,
            0,
            1, //
            (byte) 0xC0,
            12,
            0,
            5,
            0,
            1,
            0,
            0,
            0,
            60,
            0,
            4,
            1,
            'a',
            (byte) 0xC0,
            16, //
            (byte) 0xC0,
            42,
            0,
            1,
            0,
            1,
            0,
            0,
            0,
            60,
            0,
            4,
            10,
            0,
            0,
            9
        };
        DnsMessage read = DnsCodec.decode(Bytes.wrap(octets)).orElseThrow();
        assertThat(read.question()).contains(QUESTION);
        assertThat(read.answers().get(0).alias()).contains("a.lab.test");
        assertThat(read.answers().get(1)).isEqualTo(DnsRecord.address("a.lab.test", 60, Ipv4Address.parse("10.0.0.9")));
    }

    @Test
    void refusesNamesThatPointInARingOrForwards() {
        byte[] toItself = {0, 7, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, (byte) 0xC0, 12, 0, 1, 0, 1};
        byte[] forwards = {0, 7, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, (byte) 0xC0, 14, 0, 0, 1, 0, 1};
        assertThat(DnsCodec.decode(Bytes.wrap(toItself))).isEmpty();
        assertThat(DnsCodec.decode(Bytes.wrap(forwards))).isEmpty();
    }

    @Test
    void knowsWhichNamesCanBeAskedFor() {
        assertThat(List.of("a", "www.lab.test", "_sip._tcp.x")).allMatch(DnsName::isValid);
        assertThat(List.of("a..b", ".a", "a b", "x".repeat(64), "x.".repeat(127) + "x", "\u00e4"))
                .noneMatch(DnsName::isValid);
    }

    @Test
    void noOctetsMakeItThrow() {
        SplittableRandom random = new SplittableRandom(1);
        List<Bytes> corpus = List.of(
                DnsCodec.encode(answer(QUESTION, addresses(20)), DnsCodec.MAX_STREAM),
                DnsCodec.encode(
                        answer(
                                DnsQuestion.of("lab.test", DnsRecord.MX),
                                List.of(DnsRecord.exchange("lab.test", 1, new MailExchange(1, "mail.lab.test")))),
                        DnsCodec.MAX_STREAM),
                Bytes.wrap("no message of DNS at all, but text".getBytes(StandardCharsets.US_ASCII)));
        int read = 0;
        int refused = 0;
        for (int round = 0; round < 100_000; round++) {
            byte[] mutant = corpus.get(random.nextInt(corpus.size())).toByteArray();
            for (int left = 1 + random.nextInt(6); left > 0; left--) {
                int at = random.nextInt(mutant.length);
                switch (random.nextInt(4)) {
                    case 0 -> mutant[at] ^= (byte) (1 << random.nextInt(8));
                    case 1 -> mutant[at] = (byte) random.nextInt();
                    case 2 -> mutant[at] = (byte) 0xC0;
                    default -> mutant = Arrays.copyOf(mutant, Math.max(1, at));
                }
            }
            Optional<DnsMessage> decoded = DnsCodec.decode(Bytes.wrap(mutant));
            read += decoded.isPresent() ? 1 : 0;
            refused += decoded.isPresent() ? 0 : 1;
            decoded.ifPresent(message -> {
                DnsCodec.encode(message, DnsCodec.MAX_DATAGRAM);
                NameSearch search = new NameSearch(List.of("www.lab.test"), true);
                search.next().ifPresent(question -> search.after(question, message));
            });
        }
        assertThat(read).isGreaterThan(5_000);
        assertThat(refused).isGreaterThan(5_000);
    }
}
