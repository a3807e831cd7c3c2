package labwire.netlab.service.dhcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import labwire.netlab.service.dhcp.DhcpServer.Exclusion;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Prefix;
import labwire.netlab.wire.MacAddress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages and the time in, answers out. Each name says what RFC 2131 asks for. */
class DhcpServerTest {
    private static final Ipv4Address SELF = address("10.0.0.1");
    private static final Ipv4Prefix NETWORK = new Ipv4Prefix(address("10.0.0.0"), 24);
    private static final Ipv4Prefix TINY = new Ipv4Prefix(address("10.9.0.0"), 30);
    private static final long SECOND = 1_000_000_000L;

    private final DhcpCounters counters = new DhcpCounters();
    private final DhcpServer server = new DhcpServer(counters);
    private DhcpPool pool;

    @BeforeEach
    void makePool() {
        pool = server.poolFor("lan").orElseThrow();
        pool.network(NETWORK);
        pool.routers(List.of(SELF));
        pool.lease(Duration.ofMinutes(10));
        server.exclude(new Exclusion(address("10.0.0.1"), address("10.0.0.9")));
    }

    private static Ipv4Address address(String text) {
        return Ipv4Address.parse(text);
    }

    private static MacAddress mac(int number) {
        return new MacAddress(0x0200_0000_0000L + number);
    }

    private static DhcpMessage message(DhcpMessageType type, int client, Map<Integer, Bytes> options) {
        return DhcpMessage.request(type, 7 + client, 0, mac(client), options);
    }

    private static DhcpMessage discover(int client) {
        return message(DhcpMessageType.DISCOVER, client, Map.of());
    }

    private static DhcpMessage request(int client, Ipv4Address address, Ipv4Address chosenServer) {
        Map<Integer, Bytes> options = new TreeMap<>();
        options.put(DhcpOption.REQUESTED_ADDRESS, DhcpMessage.ofAddresses(List.of(address)));
        options.put(DhcpOption.SERVER_IDENTIFIER, DhcpMessage.ofAddresses(List.of(chosenServer)));
        return message(DhcpMessageType.REQUEST, client, options);
    }

    private Optional<DhcpMessage> answer(DhcpMessage message, long now) {
        // Over the wire and back, as in life.
        Optional<DhcpMessage> sent = DhcpCodec.decode(DhcpCodec.encode(message));
        assertThat(sent).contains(message);
        return server.answer(message, SELF, NETWORK, now);
    }

    private DhcpMessage lease(int client, long now) {
        DhcpMessage offer = answer(discover(client), now).orElseThrow();
        return answer(request(client, offer.yours(), SELF), now).orElseThrow();
    }

    @Test
    void offersTheLowestFreeAddressWithWhatThePoolSays() {
        DhcpMessage offer = answer(discover(1), 0).orElseThrow();
        assertThat(offer.type()).contains(DhcpMessageType.OFFER);
        assertThat(offer.yours()).isEqualTo(address("10.0.0.10"));
        assertThat(offer.transaction()).isEqualTo(8);
        assertThat(offer.address(DhcpOption.SUBNET_MASK)).contains(address("255.255.255.0"));
        assertThat(offer.address(DhcpOption.ROUTERS)).contains(SELF);
        assertThat(offer.number(DhcpOption.LEASE_SECONDS)).contains(600L);
        assertThat(offer.number(DhcpOption.RENEWAL_SECONDS)).contains(300L);
        assertThat(offer.number(DhcpOption.REBINDING_SECONDS)).contains(525L);
        assertThat(answer(discover(2), 0).orElseThrow().yours()).isEqualTo(address("10.0.0.11"));
    }

    @Test
    void aRequestForTheOfferIsAcknowledgedAndBound() {
        DhcpMessage ack = lease(1, 0);
        assertThat(ack.type()).contains(DhcpMessageType.ACK);
        assertThat(server.bindings(0))
                .extracting(DhcpBinding::address, DhcpBinding::state)
                .containsExactly(tuple(address("10.0.0.10"), DhcpBinding.State.ACTIVE));
    }

    @Test
    void anOfferThatNobodyTakesIsFreeAgainAfterAMinute() {
        answer(discover(1), 0);
        assertThat(server.bindings(59 * SECOND)).hasSize(1);
        assertThat(server.bindings(60 * SECOND)).isEmpty();
        answer(discover(2), 61 * SECOND);
        assertThat(answer(request(1, address("10.0.0.10"), SELF), 61 * SECOND)
                        .orElseThrow()
                        .type())
                .contains(DhcpMessageType.NAK);
    }

    @Test
    void aClientThatTakesAnotherServersOfferFreesOurs() {
        answer(discover(1), 0);
        assertThat(answer(request(1, address("10.0.0.77"), address("10.0.0.2")), 0))
                .isEmpty();
        assertThat(server.bindings(0)).isEmpty();
    }

    @Test
    void aRenewalProlongsTheLease() {
        DhcpMessage ack = lease(1, 0);
        DhcpMessage renewal = message(DhcpMessageType.REQUEST, 1, Map.of()).withClient(ack.yours(), false);
        assertThat(answer(renewal, 300 * SECOND).orElseThrow().type()).contains(DhcpMessageType.ACK);
        assertThat(server.bindings(899 * SECOND)).hasSize(1);
        assertThat(server.bindings(900 * SECOND)).isEmpty();
    }

    @Test
    void aClientThatComesBackGetsTheAddressThatItHad() {
        lease(1, 0);
        lease(2, 0);
        assertThat(server.bindings(601 * SECOND)).isEmpty();
        assertThat(lease(2, 602 * SECOND).yours()).isEqualTo(address("10.0.0.11"));
    }

    @Test
    void aClientThatMovedFromAnotherNetworkIsToldSo() {
        DhcpMessage rebooted = message(
                DhcpMessageType.REQUEST,
                1,
                Map.of(DhcpOption.REQUESTED_ADDRESS, DhcpMessage.ofAddresses(List.of(address("192.0.2.7")))));
        DhcpMessage nak = answer(rebooted, 0).orElseThrow();
        assertThat(nak.type()).contains(DhcpMessageType.NAK);
        assertThat(nak.broadcast()).isTrue();
    }

    @Test
    void releasedIsFreeAndDeclinedIsNot() {
        DhcpMessage first = lease(1, 0);
        answer(message(DhcpMessageType.RELEASE, 1, Map.of()).withClient(first.yours(), false), 0);
        assertThat(server.bindings(0)).isEmpty();
        DhcpMessage second = lease(2, 0);
        assertThat(second.yours()).isEqualTo(address("10.0.0.10"));
        DhcpMessage decline = message(
                DhcpMessageType.DECLINE, 2, request(2, second.yours(), SELF).options());
        answer(decline, 5);
        assertThat(server.conflicts())
                .containsExactly(
                        Map.entry(address("10.0.0.10"), new DhcpConflict(DhcpConflict.Method.GRATUITOUS_ARP, 5L)));
        assertThat(lease(3, 0).yours()).isEqualTo(address("10.0.0.11"));
    }

    @Test
    void aRelayAgentsAddressChoosesThePool() {
        DhcpPool far = server.poolFor("far").orElseThrow();
        far.network(TINY);
        DhcpMessage offer =
                answer(discover(1).withRelay(1, address("10.9.0.1")), 0).orElseThrow();
        assertThat(offer.yours()).isEqualTo(address("10.9.0.1"));
        assertThat(offer.relay()).isEqualTo(address("10.9.0.1"));
    }

    @Test
    void anAddressReservedForAClientIsForItAlone() {
        DhcpPool own = server.poolFor("printer").orElseThrow();
        own.host(address("10.0.0.10"), NETWORK);
        own.clientKey(DhcpMessage.hardwareKey(mac(9)));
        assertThat(lease(1, 0).yours()).isEqualTo(address("10.0.0.11"));
        assertThat(lease(9, 0).yours()).isEqualTo(address("10.0.0.10"));
    }

    @Test
    void aFullPoolAnswersNobodyMore() {
        DhcpPool tiny = server.poolFor("tiny").orElseThrow();
        tiny.network(TINY);
        DhcpMessage relayed = discover(1).withRelay(1, address("10.9.0.3"));
        assertThat(answer(relayed, 0)).isPresent();
        assertThat(answer(discover(2).withRelay(1, address("10.9.0.3")), 0)).isPresent();
        assertThat(answer(discover(3).withRelay(1, address("10.9.0.3")), 0)).isEmpty();
    }

    @Test
    void anInformIsAnsweredWithoutALease() {
        DhcpMessage inform = message(DhcpMessageType.INFORM, 1, Map.of()).withClient(address("10.0.0.200"), false);
        DhcpMessage ack = answer(inform, 0).orElseThrow();
        assertThat(ack.yours()).isEqualTo(Ipv4Address.ANY);
        assertThat(ack.client()).isEqualTo(address("10.0.0.200"));
        assertThat(ack.number(DhcpOption.LEASE_SECONDS)).isEmpty();
        assertThat(server.bindings(0)).isEmpty();
    }

    @Test
    void aLeaseIsRenewedWhileThereIsNoRoomForOthers() {
        pool.network(new Ipv4Prefix(address("10.0.0.0"), 16));
        DhcpMessage ack = lease(1, 0);
        for (int client = 2; client < DhcpServer.MAX_BINDINGS + 100; client++) {
            Optional<DhcpMessage> unused = answer(discover(client), 0);
        }
        assertThat(server.bindings(0)).hasSize(DhcpServer.MAX_BINDINGS);
        assertThat(counters.unservedCount()).isEqualTo(99);

        DhcpMessage renewal = message(DhcpMessageType.REQUEST, 1, Map.of()).withClient(ack.yours(), false);
        assertThat(answer(renewal, SECOND).orElseThrow().type()).contains(DhcpMessageType.ACK);
        assertThat(answer(discover(20_000), 61 * SECOND).orElseThrow().yours())
                .as("of the offers that nobody took")
                .isEqualTo(address("10.0.0.11"));
    }

    @Test
    void anAddressThatIsFreedIsTheNextOneToBeGiven() {
        for (int client = 1; client <= 5; client++) {
            lease(client, 0);
        }
        server.release(address("10.0.0.12"));
        assertThat(answer(discover(6), 0).orElseThrow().yours()).isEqualTo(address("10.0.0.12"));
        assertThat(answer(discover(7), 0).orElseThrow().yours()).isEqualTo(address("10.0.0.15"));
    }
}
