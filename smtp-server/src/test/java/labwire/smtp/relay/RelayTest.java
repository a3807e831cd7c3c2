package labwire.smtp.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import labwire.smtp.client.ClientTimeouts;
import labwire.smtp.client.Credentials;
import labwire.smtp.client.TlsPolicy;
import labwire.smtp.dns.MailHost;
import labwire.smtp.envelope.BodyType;
import labwire.smtp.envelope.DeliverBy;
import labwire.smtp.envelope.DsnNotify;
import labwire.smtp.envelope.DsnReturn;
import labwire.smtp.envelope.Envelope;
import labwire.smtp.envelope.MailAddress;
import labwire.smtp.envelope.Recipient;
import labwire.smtp.envelope.SenderOptions;
import labwire.smtp.observe.MailEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The relay with servers of this machine that behave as the test wants. */
class RelayTest {

    private static final String TEXT = "Subject: greetings\r\n\r\n.dotted\r\nbye\r\n";

    private final RelayUnderTest under;

    RelayTest() throws Exception {
        under = new RelayUnderTest();
    }

    @BeforeEach
    void names() throws Exception {
        under.dns.exchange("example.com", new MailHost(10, "mx.example.com"));
        under.dns.host("mx.example.com");
    }

    @AfterEach
    void stop() throws Exception {
        under.close();
    }

    /** What the server always says. */
    private static String usual(String line) {
        return "";
    }

    private FakeMailServer server(String offer, UnaryOperator<String> script) throws Exception {
        return new FakeMailServer(under.loops, offer, script);
    }

    private static Envelope from(SenderOptions options, Recipient... recipients) {
        return new Envelope(Optional.of(MailAddress.of("alice@lab")), options, List.of(recipients));
    }

    private static Recipient wanting(String address, DsnNotify notification) {
        return new Recipient(MailAddress.of(address), notification, Optional.empty());
    }

    private static SenderOptions options(BodyType body, boolean requireTls, Optional<DeliverBy> by) {
        return new SenderOptions(
                body, false, Optional.of(DsnReturn.HDRS), Optional.of("id+1"), requireTls, by, Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "PIPELINING 8BITMIME SIZE_1000000 DSN ENHANCEDSTATUSCODES"})
    void handsAMessageToTheDomainsHost(String offer) throws Exception {
        try (FakeMailServer server = server(offer, RelayTest::usual)) {
            under.start(RelayUnderTest.settings(server.port()));
            under.add(Envelope.of("alice@lab", "bob@example.com", "carol@example.com"), TEXT);
            assertThat(under.await(MailEvent.Relayed.class).host()).isEqualTo("mx.example.com");
            assertThat(under.await(MailEvent.Relayed.class).recipient()).isEqualTo(MailAddress.of("carol@example.com"));
            assertThat(server.messages.poll(5, TimeUnit.SECONDS)).isEqualTo(TEXT);
            assertThat(under.queue.size()).isZero();
            assertThat(server.commands)
                    .contains("EHLO relay.lab", "RCPT TO:<bob@example.com>", "RCPT TO:<carol@example.com>");
        }
    }

    @Test
    void usesAConnectionForSeveralMessagesUpToItsLimit() throws Exception {
        try (FakeMailServer server = server("PIPELINING", RelayTest::usual)) {
            RelayLimits one = limits(1, 3);
            for (int i = 0; i < 6; i++) {
                under.add(Envelope.of("alice@lab", "bob@example.com"), TEXT);
            }
            under.start(RelayUnderTest.settings(server.port()).withLimits(one));
            for (int i = 0; i < 6; i++) {
                under.await(MailEvent.Relayed.class);
            }
            assertThat(server.connections).hasValue(2);
        }
    }

    private static RelayLimits limits(int perDestination, int perConnection) {
        RelayLimits usual = RelayLimits.DEFAULTS;
        return new RelayLimits(
                usual.maxAttempts(),
                perDestination,
                perConnection,
                usual.idleTime(),
                usual.maxIdleConnections(),
                usual.maxRecipientsPerTransaction(),
                usual.maxHostsPerAttempt(),
                usual.maxHops(),
                usual.hostRestTime(),
                usual.maxReturnedBytes(),
                Duration.ofMillis(200));
    }

    @Test
    void triesAgainWhatWasRefusedForNow() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        try (FakeMailServer server = server(
                "PIPELINING",
                line -> line.startsWith("RCPT") && tries.getAndIncrement() == 0 ? "450 4.2.0 greylisted" : "")) {
            under.start(RelayUnderTest.settings(server.port()));
            under.add(Envelope.of("alice@lab", "bob@example.com"), TEXT);
            assertThat(under.await(MailEvent.Deferred.class).why()).isEqualTo("450 4.2.0 greylisted");
            under.await(MailEvent.Relayed.class);
            assertThat(under.reports.texts).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"MAIL, 552 5.3.4 too big", "RCPT, 550 5.1.1 nobody", "DATA, 554 5.7.1 no", "(end), 554 5.6.0 bad"})
    void givesBackWhatIsRefusedForGood(String verb, String reply) throws Exception {
        try (FakeMailServer server = server("", line -> line.startsWith(verb) ? reply : "")) {
            under.start(RelayUnderTest.settings(server.port()));
            under.add(Envelope.of("alice@lab", "bob@example.com"), TEXT);
            assertThat(under.await(MailEvent.Failed.class).why()).isEqualTo(reply);
            assertThat(under.awaitReport())
                    .contains(
                            "Action: failed\r\n",
                            "Diagnostic-Code: smtp; " + reply + "\r\n",
                            "Remote-MTA: dns; mx.example.com");
            assertThat(under.reports.recipients).containsExactly("alice@lab");
            under.await(MailEvent.Bounced.class);
            assertThat(under.queue.size()).isZero();
        }
    }

    @Test
    void tellsNobodyOfALostBounceAndNobodyWhoDoesNotWantTo() throws Exception {
        try (FakeMailServer server = server("", line -> line.startsWith("RCPT") ? "550 no" : "")) {
            under.start(RelayUnderTest.settings(server.port()));
            under.add(
                    new Envelope(Optional.empty(), SenderOptions.NONE, List.of(Recipient.of("bob@example.com"))), TEXT);
            under.await(MailEvent.Failed.class);
            under.add(from(SenderOptions.NONE, wanting("bob@example.com", DsnNotify.NEVER)), TEXT);
            under.await(MailEvent.Failed.class);
            assertThat(under.queue.size()).isZero();
            assertThat(under.reports.texts).isEmpty();
        }
    }

    @Test
    void takesEachRecipientByItself() throws Exception {
        try (FakeMailServer server = server(
                "PIPELINING",
                line -> line.contains("<bob") ? "550 5.1.1 nobody" : line.contains("<dave") ? "451 4.3.0 later" : "")) {
            under.start(RelayUnderTest.settings(server.port()));
            String id = under.add(
                    Envelope.of("alice@lab", "bob@example.com", "carol@example.com", "dave@example.com"), TEXT);
            assertThat(under.await(MailEvent.Failed.class).recipient().localPart())
                    .isEqualTo("bob");
            assertThat(under.await(MailEvent.Relayed.class).recipient().localPart())
                    .isEqualTo("carol");
            assertThat(under.await(MailEvent.Deferred.class).recipient().localPart())
                    .isEqualTo("dave");
            assertThat(under.awaitReport()).contains("bob@example.com").doesNotContain("carol@", "dave@");
            assertThat(under.queue.find(id)).isPresent();
        }
    }

    @Test
    void sendsRecipientsThatWereTooManyNextOverTheSameConnection() throws Exception {
        AtomicInteger inTransaction = new AtomicInteger();
        try (FakeMailServer server = server("PIPELINING", line -> {
            if (line.startsWith("MAIL")) {
                inTransaction.set(0);
            }
            return line.startsWith("RCPT") && inTransaction.incrementAndGet() > 2 ? "452 4.5.3 too many" : "";
        })) {
            under.start(RelayUnderTest.settings(server.port()));
            under.add(
                    Envelope.of(
                            "alice@lab",
                            "a@example.com",
                            "b@example.com",
                            "c@example.com",
                            "d@example.com",
                            "e@example.com"),
                    TEXT);
            for (int i = 0; i < 5; i++) {
                under.await(MailEvent.Relayed.class);
            }
            assertThat(server.messages).hasSize(3);
            assertThat(server.connections).hasValue(1);
        }
    }

    @Test
    void keepsToTheRecipientLimitOfTheServer() throws Exception {
        try (FakeMailServer server = server("PIPELINING LIMITS_RCPTMAX=2", RelayTest::usual)) {
            under.start(RelayUnderTest.settings(server.port()));
            under.add(Envelope.of("alice@lab", "a@example.com", "b@example.com", "c@example.com"), TEXT);
            for (int i = 0; i < 3; i++) {
                under.await(MailEvent.Relayed.class);
            }
            assertThat(server.messages).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {FakeMailServer.GREETING, "EHLO", "MAIL", "RCPT", "DATA"})
    void goesOnToTheNextHostWhereOneHangsUp(String stage) throws Exception {
        AtomicInteger hangUps = new AtomicInteger();
        try (FakeMailServer server = server(
                "", line -> line.startsWith(stage) && hangUps.getAndIncrement() == 0 ? FakeMailServer.HANG_UP : "")) {
            under.dns.exchange("example.com", new MailHost(10, "mx.example.com"), new MailHost(20, "mx2.example.com"));
            under.dns.host("mx2.example.com");
            under.start(RelayUnderTest.settings(server.port()));
            under.add(Envelope.of("alice@lab", "bob@example.com"), TEXT);
            assertThat(under.await(MailEvent.Relayed.class).host()).isEqualTo("mx2.example.com");
        }
    }

    @Test
    void doesNotGiveAnotherHostWhatTheFirstOneMayHave() throws Exception {
        try (FakeMailServer server =
                server("", line -> line.equals(FakeMailServer.END) ? FakeMailServer.HANG_UP : "")) {
            under.dns.exchange("example.com", new MailHost(10, "mx.example.com"), new MailHost(20, "mx2.example.com"));
            under.dns.host("mx2.example.com");
            under.start(RelayUnderTest.settings(server.port())
                    .withSchedule(
                            new RetrySchedule(List.of(Duration.ofDays(1)), Duration.ofDays(5), Duration.ofHours(4))));
            under.add(Envelope.of("alice@lab", "bob@example.com"), TEXT);
            assertThat(under.await(MailEvent.Deferred.class).host()).isEqualTo("mx.example.com");
            assertThat(server.connections).hasValue(1);
        }
    }

    @Test
    void treats421AsTheEndOfTheConnection() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        try (FakeMailServer server = server(
                "PIPELINING",
                line -> line.startsWith("MAIL") && tries.getAndIncrement() == 0 ? "421 4.3.2 closing" : "")) {
            under.start(RelayUnderTest.settings(server.port()));
            under.add(Envelope.of("alice@lab", "bob@example.com"), TEXT);
            assertThat(under.await(MailEvent.Deferred.class).why()).startsWith("421");
            under.await(MailEvent.Relayed.class);
            assertThat(server.connections).hasValue(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {FakeMailServer.GREETING, "EHLO", "MAIL", "DATA", FakeMailServer.END})
    void waitsForNoServerForEver(String stage) throws Exception {
        try (FakeMailServer server = server("", line -> line.startsWith(stage) ? FakeMailServer.SILENCE : "")) {
            under.start(RelayUnderTest.settings(server.port())
                    .withTimeouts(ClientTimeouts.DEFAULTS.atMost(Duration.ofMillis(100)))
                    .withSchedule(
                            new RetrySchedule(List.of(Duration.ofDays(1)), Duration.ofDays(5), Duration.ofHours(4))));
            under.add(Envelope.of("alice@lab", "bob@example.com"), TEXT);
            assertThat(under.await(MailEvent.Deferred.class).why()).startsWith("451 4.4.2");
        }
    }

    @Test
    void endsEndlessReplies() throws Exception {
        String endless = "250-more\r\n".repeat(1_000) + "250 end";
        try (FakeMailServer server = server("", line -> line.startsWith("EHLO") ? endless : "")) {
            under.start(RelayUnderTest.settings(server.port()));
            under.add(Envelope.of("alice@lab", "bob@example.com"), TEXT);
            assertThat(under.await(MailEvent.Deferred.class).why()).contains("lines");
        }
    }

    @Test
    void triesAddressesInTurnAndLetsDeadOnesRest() throws Exception {
        try (FakeMailServer server = server("", RelayTest::usual)) {
            under.dns.exchange("example.com", new MailHost(10, "dead.example.com"), new MailHost(20, "mx.example.com"));
            under.dns.host("dead.example.com", 2); // The server listens at 127.0.0.1 alone.
            under.start(RelayUnderTest.settings(server.port()));
            under.add(Envelope.of("alice@lab", "bob@example.com"), TEXT);
            under.add(Envelope.of("alice@lab", "bob@example.com"), TEXT);
            assertThat(under.await(MailEvent.Relayed.class).host()).isEqualTo("mx.example.com");
            assertThat(under.await(MailEvent.Relayed.class).host()).isEqualTo("mx.example.com");
        }
    }

    @Test
    void usesTheDomainItselfWhereThereIsNoMxAndAddressLiteralsAsTheyAre() throws Exception {
        try (FakeMailServer server = server("", RelayTest::usual)) {
            under.dns.host("plain.example");
            under.start(RelayUnderTest.settings(server.port()));
            under.add(Envelope.of("alice@lab", "bob@plain.example"), TEXT);
            assertThat(under.await(MailEvent.Relayed.class).host()).isEqualTo("plain.example");
            under.add(Envelope.of("alice@lab", "bob@[127.0.0.1]"), TEXT);
            assertThat(under.await(MailEvent.Relayed.class).host()).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void failsForGoodWhereADomainTakesNoMailOrHasNoHost() throws Exception {
        under.dns.exchange("silent.example", new MailHost(0, ""));
        under.start(RelayUnderTest.settings(1));
        under.add(Envelope.of("alice@lab", "bob@silent.example"), TEXT);
        assertThat(under.await(MailEvent.Failed.class).why()).startsWith("556 5.1.10");
        under.add(Envelope.of("alice@lab", "bob@nowhere.example"), TEXT);
        assertThat(under.await(MailEvent.Failed.class).why()).startsWith("550 5.4.4");
    }

    @Test
    void waitsWhereDnsDoesNotAnswer() throws Exception {
        under.dns.answers = false;
        under.start(RelayUnderTest.settings(1));
        under.add(Envelope.of("alice@lab", "bob@example.com"), TEXT);
        assertThat(under.await(MailEvent.Deferred.class).why()).startsWith("451 4.4.3");
    }

    @Test
    void sendsNothingToItselfOrToHostsThatAreNoBetter() throws Exception {
        InetAddress own = InetAddress.getByAddress(new byte[] {127, 0, 0, 9});
        under.dns.exchange("named.example", new MailHost(10, "relay.lab"), new MailHost(20, "mx.example.com"));
        under.dns.exchange("numbered.example", new MailHost(10, "alias.lab"), new MailHost(10, "mx.example.com"));
        under.dns.host("alias.lab", 9);
        under.start(RelayUnderTest.settings(1).withOwn(List.of(), List.of(own)));
        for (String domain : List.of("named.example", "numbered.example", "[127.0.0.9]")) {
            under.add(Envelope.of("alice@lab", "bob@" + domain), TEXT);
            assertThat(under.await(MailEvent.Failed.class).why()).as(domain).startsWith("550 5.4.6");
        }
    }

    @Test
    void endsLoopsByTheNumberOfHops() throws Exception {
        under.start(RelayUnderTest.settings(1));
        under.add(Envelope.of("alice@lab", "bob@example.com"), "Received: from a by b\r\n".repeat(101) + TEXT);
        assertThat(under.await(MailEvent.Failed.class).why()).startsWith("554 5.4.6");
    }

    @Test
    void warnsOfDelayOnceAndGivesUpAtTheEnd() throws Exception {
        try (FakeMailServer server = server("", line -> line.startsWith("RCPT") ? "450 4.2.1 not now" : "")) {
            under.start(RelayUnderTest.settings(server.port()));
            String id = under.add(Envelope.of("alice@lab", "bob@example.com"), TEXT);
            under.await(MailEvent.Deferred.class);
            under.await(MailEvent.Deferred.class);
            under.later = Duration.ofHours(5);
            assertThat(under.queue.flush(id, RelayUnderTest.NOON)).isTrue();
            under.await(MailEvent.Deferred.class);
            assertThat(under.awaitReport()).contains("Action: delayed\r\n", "Status: 4.2.1\r\n", "Will-Retry-Until: ");
            under.later = Duration.ofHours(6);
            assertThat(under.queue.flush(id, RelayUnderTest.NOON)).isTrue();
            under.await(MailEvent.Deferred.class);
            under.later = Duration.ofDays(6);
            assertThat(under.queue.flush(id, RelayUnderTest.NOON)).isTrue();
            assertThat(under.awaitReport()).contains("Action: failed\r\n", "Status: 5.4.7\r\n", "450 4.2.1 not now");
            assertThat(under.reports.texts).isEmpty();
        }
    }

    @Test
    void passesDsnParametersOnOrReportsItself() throws Exception {
        Recipient wanting = new Recipient(
                MailAddress.of("bob@example.com"), new DsnNotify(true, false, false), Optional.of("rfc822;b+b@lab"));
        Envelope envelope = from(options(BodyType.SEVEN_BIT, false, Optional.empty()), wanting);
        try (FakeMailServer knows = server("DSN", RelayTest::usual)) {
            under.start(RelayUnderTest.settings(knows.port()));
            under.add(envelope, TEXT);
            under.await(MailEvent.Relayed.class);
            assertThat(knows.commands)
                    .contains(
                            "MAIL FROM:<alice@lab> RET=HDRS ENVID=id+2B1",
                            "RCPT TO:<bob@example.com> NOTIFY=SUCCESS ORCPT=rfc822;b+2Bb@lab");
            assertThat(under.reports.texts).isEmpty();
        }
        under.relay().stop().get(20, TimeUnit.SECONDS);
        try (FakeMailServer knowsNot = server("", RelayTest::usual)) {
            under.start(RelayUnderTest.settings(knowsNot.port()));
            under.add(envelope, TEXT);
            assertThat(under.awaitReport())
                    .contains(
                            "Action: relayed\r\n",
                            "Original-Envelope-Id: id+1\r\n",
                            "Original-Recipient: rfc822; b+b@lab");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "8BITMIME, EIGHT_BIT_MIME, grüße, ''",
        "'', EIGHT_BIT_MIME, ascii, ''",
        "'', EIGHT_BIT_MIME, grüße, 5.6.3",
        "CHUNKING BINARYMIME, BINARY_MIME, x, ''",
        "CHUNKING, BINARY_MIME, x, 5.6.3",
        "SIZE_5, SEVEN_BIT, x, 5.3.4",
    })
    void convertsNothing(String offer, BodyType body, String word, String failure) throws Exception {
        try (FakeMailServer server = server(offer, RelayTest::usual)) {
            under.start(RelayUnderTest.settings(server.port()));
            under.add(
                    from(options(body, false, Optional.empty()), Recipient.of("bob@example.com")),
                    "Subject: x\r\n\r\n" + word + "\r\n");
            if (failure.isEmpty()) {
                under.await(MailEvent.Relayed.class);
            } else {
                assertThat(under.await(MailEvent.Failed.class).why()).contains(failure);
            }
        }
    }

    @Test
    void usesNoConnectionForAnotherDomainWhereTheServerLimitsThem() throws Exception {
        try (FakeMailServer server = server("LIMITS_RCPTDOMAINMAX=1", RelayTest::usual)) {
            under.dns.host("smart.lab");
            under.start(RelayUnderTest.settings(1)
                    .withSmartHost(new SmartHost("smart.lab", server.port(), false, TlsPolicy.NONE, Optional.empty())));
            for (String recipient : List.of("bob@one.example", "carol@two.example")) {
                under.add(Envelope.of("alice@lab", recipient), TEXT);
                under.await(MailEvent.Relayed.class);
            }
            assertThat(server.connections).hasValue(2);
        }
    }

    private static SenderOptions international() {
        return new SenderOptions(
                BodyType.EIGHT_BIT_MIME,
                true,
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void handsAddressesBeyondAsciiToAServerThatTakesThem() throws Exception {
        try (FakeMailServer server = server("8BITMIME SMTPUTF8", RelayTest::usual)) {
            under.start(RelayUnderTest.settings(server.port()));
            under.add(from(international(), Recipient.of("jürgen@example.com")), "Subject: Grüße\r\n\r\nx\r\n");
            assertThat(under.await(MailEvent.Relayed.class).recipient().localPart())
                    .isEqualTo("jürgen");
            assertThat(server.messages.poll(5, TimeUnit.SECONDS)).contains("Subject: Grüße");
            assertThat(server.commands)
                    .contains("RCPT TO:<jürgen@example.com>")
                    .anyMatch(line -> line.startsWith("MAIL FROM:<alice@lab> ") && line.contains(" SMTPUTF8"));
        }
    }

    @Test
    void givesBackAddressesBeyondAsciiWhereAServerDoesNotTakeThem() throws Exception {
        try (FakeMailServer server = server("8BITMIME", RelayTest::usual)) {
            under.start(RelayUnderTest.settings(server.port()));
            under.add(from(international(), Recipient.of("jürgen@example.com")), "Subject: Grüße\r\n\r\nx\r\n");
            assertThat(under.await(MailEvent.Failed.class).why()).contains("5.6.7");
            assertThat(under.awaitReport())
                    .contains(
                            "report-type=global-delivery-status",
                            "Final-Recipient: utf-8; jürgen@example.com\r\n",
                            "Status: 5.6.7\r\n");
            assertThat(server.commands).noneMatch(line -> line.startsWith("MAIL") || line.startsWith("RCPT"));
        }
    }

    @Test
    void sendsNothingThatNeedsTlsWithoutIt() throws Exception {
        try (FakeMailServer server = server("REQUIRETLS", RelayTest::usual)) {
            under.start(RelayUnderTest.settings(server.port()));
            under.add(from(options(BodyType.SEVEN_BIT, true, Optional.empty()), Recipient.of("bob@example.com")), TEXT);
            assertThat(under.await(MailEvent.Deferred.class).why()).contains("4.7.4", "STARTTLS");
            assertThat(server.messages).isEmpty();
        }
    }

    @Test
    void sendsInPlainTextWhereOffersOfTlsAreEmpty() throws Exception {
        try (FakeMailServer server = server("STARTTLS", line -> line.equals("STARTTLS") ? "220 go on" : "")) {
            under.start(RelayUnderTest.settings(server.port()).withTls(TlsPolicy.OPPORTUNISTIC));
            under.add(Envelope.of("alice@lab", "bob@example.com"), TEXT);
            under.await(MailEvent.Relayed.class);
            assertThat(server.connections).hasValue(2);
        }
    }

    @Test
    void keepsToTheTimeOfDeliverBy() throws Exception {
        DeliverBy soon = new DeliverBy(RelayUnderTest.NOON.plusSeconds(100), true, false);
        Envelope envelope =
                from(options(BodyType.SEVEN_BIT, false, Optional.of(soon)), Recipient.of("bob@example.com"));
        try (FakeMailServer server = server("DELIVERBY_30", RelayTest::usual)) {
            under.start(RelayUnderTest.settings(server.port()));
            under.add(envelope, TEXT);
            under.await(MailEvent.Relayed.class);
            assertThat(server.commands).anyMatch(line -> line.matches("MAIL FROM:<alice@lab> BY=(99|98|97|96|95);R"));
            under.later = Duration.ofSeconds(80);
            under.add(envelope, TEXT);
            assertThat(under.await(MailEvent.Failed.class).why()).contains("5.4.7");
            under.later = Duration.ofSeconds(101);
            under.add(envelope, TEXT);
            assertThat(under.await(MailEvent.Failed.class).why()).contains("5.4.7");
        }
    }

    @Test
    void holdsBackWhatItsSenderOrAnOperatorHolds() throws Exception {
        try (FakeMailServer server = server("", RelayTest::usual)) {
            Instant future = RelayUnderTest.NOON.plus(Duration.ofDays(1));
            SenderOptions held = new SenderOptions(
                    BodyType.SEVEN_BIT,
                    false,
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    Optional.empty(),
                    Optional.of(future));
            String id = under.add(from(held, Recipient.of("bob@example.com")), TEXT);
            String byHand = under.add(Envelope.of("alice@lab", "carol@example.com"), TEXT);
            assertThat(under.queue.hold(byHand)).isTrue();
            under.start(RelayUnderTest.settings(server.port()));
            under.add(Envelope.of("alice@lab", "dave@example.com"), TEXT);
            assertThat(under.await(MailEvent.Relayed.class).recipient().localPart())
                    .isEqualTo("dave");
            assertThat(under.queue.list(9)).extracting(item -> item.id()).containsExactly(id, byHand);
            assertThat(under.queue.flush(RelayUnderTest.NOON)).isZero();
            under.queue.release(byHand);
            assertThat(under.await(MailEvent.Relayed.class).recipient().localPart())
                    .isEqualTo("carol");
            assertThat(under.queue.delete(id)).isTrue();
            assertThat(under.queue.size()).isZero();
        }
    }

    @Test
    void goesThroughASmartHostWithCredentials() throws Exception {
        String challenge = java.util.Base64.getEncoder()
                .encodeToString("<1896.697170952@postoffice.reston.mci.net>"
                        .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        // The example of RFC 2195 section 2.
        String answer = "dGltIGI5MTNhNjAyYzdlZGE3YTQ5NWI0ZTZlNzMzNGQzODkw";
        try (FakeMailServer server = server(
                "AUTH_PLAIN_CRAM-MD5",
                line -> line.startsWith("AUTH")
                        ? "334 " + challenge
                        : line.equals(answer) ? "235 2.7.0 welcome" : "")) {
            under.dns.host("smart.lab");
            SmartHost smart = new SmartHost(
                    "smart.lab",
                    server.port(),
                    false,
                    TlsPolicy.NONE,
                    Optional.of(new Credentials("tim", "tanstaaftanstaaf")));
            under.start(RelayUnderTest.settings(1).withSmartHost(smart));
            under.add(Envelope.of("alice@lab", "bob@nowhere.example", "carol@elsewhere.example"), TEXT);
            under.await(MailEvent.Relayed.class);
            under.await(MailEvent.Relayed.class);
            assertThat(server.messages).hasSize(1);
            assertThat(server.commands).contains("AUTH CRAM-MD5", answer);
        }
    }

    @Test
    void appliesTheRuleOfADomain() throws Exception {
        try (FakeMailServer server = server("", RelayTest::usual)) {
            under.dns.host("other.lab");
            TreeMap<String, DestinationRule> rules = new TreeMap<>();
            rules.put(
                    ".special.example",
                    new DestinationRule(
                            Optional.empty(),
                            Optional.of(new SmartHost(
                                    "other.lab", server.port(), false, TlsPolicy.NONE, Optional.empty()))));
            rules.put("strict.example", new DestinationRule(Optional.of(TlsPolicy.REQUIRED), Optional.empty()));
            under.dns.host("strict.example");
            under.start(RelayUnderTest.settings(server.port()).withDestinations(rules));
            under.add(Envelope.of("alice@lab", "bob@very.special.example"), TEXT);
            assertThat(under.await(MailEvent.Relayed.class).host()).isEqualTo("other.lab");
            under.add(Envelope.of("alice@lab", "bob@strict.example"), TEXT);
            assertThat(under.await(MailEvent.Deferred.class).why()).contains("4.7.4");
        }
    }

    @Test
    void triesNothingWhileTheDiskFails() throws Exception {
        try (FakeMailServer server = server("", RelayTest::usual)) {
            String id = under.add(Envelope.of("alice@lab", "bob@example.com"), TEXT);
            under.disk.takeAway();
            under.queue.hold(id);
            under.queue.release(id);
            under.blocking.submit(() -> {}).get(5, TimeUnit.SECONDS);
            while (!under.queue.isBehind()) {
                under.blocking.submit(() -> {}).get(5, TimeUnit.SECONDS);
            }
            under.start(RelayUnderTest.settings(server.port()));
            under.loops.submit(() -> {}).get(5, TimeUnit.SECONDS);
            assertThat(server.connections).hasValue(0);
            under.disk.restore();
            under.queue.retry();
            under.await(MailEvent.Relayed.class);
        }
    }
}
