package labwire.netlab.stack;

import static labwire.netlab.stack.StackLab.ip;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import labwire.netlab.stack.StackLab.Row;
import labwire.netlab.stack.icmp.ErrorEffect;
import labwire.netlab.stack.tcp.SilentListener;
import labwire.netlab.stack.tcp.TcpException;
import labwire.netlab.stack.tcp.TcpFailure;
import labwire.netlab.stack.tcp.TcpSettings;
import labwire.netlab.wire.IcmpMessage;
import labwire.netlab.wire.Ipv4Address;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an ICMP error does to the TCP connection that it is about. */
class ErrorsToSocketsTest {
    private final StackLab lab = new StackLab();
    private final Row row = lab.row();
    private final List<TcpFailure> ends = new ArrayList<>();

    @AfterEach
    void close() {
        lab.close();
    }

    private void connect(String destination) throws TcpException {
        row.a().tcp().connect(Ipv4Address.ANY, 0, ip(destination), 80, TcpSettings.DEFAULT, new SilentListener() {
            @Override
            public void closed(@Nullable TcpFailure failure) {
                ends.add(failure == null ? TcpFailure.RESET : failure);
            }
        });
        lab.run(Duration.ofSeconds(10));
    }

    @Test
    void rfc1122Section4p2p3p9AHostUnreachableEndsNoHandshakeAtOnce() throws TcpException {
        connect("10.0.3.77");
        assertThat(row.a().icmp().counters().errorsReceived()).isPositive();
        assertThat(ends).isEmpty();

        lab.run(Duration.ofMinutes(10));
        assertThat(ends).containsExactly(TcpFailure.UNREACHABLE);
    }

    @Test
    void rfc1122Section4p2p3p9AnUnreachableNetworkEndsNoHandshakeAtOnce() throws TcpException {
        connect("10.99.0.1");
        assertThat(row.a().icmp().counters().errorsReceived()).isPositive();
        assertThat(ends).isEmpty();
    }

    @Test
    void aFilterOnTheWayEndsAHandshakeAtOnceAsOnLinux() throws TcpException {
        row.r1().interfaces().get(0).inFilter(packet -> PacketFilter.Verdict.DENY);
        connect("10.0.3.2");
        assertThat(ends).containsExactly(TcpFailure.UNREACHABLE);
    }

    @Test
    void rfc1122Section3p2p2p1EveryCodeHasItsEffect() {
        List<ErrorEffect> effects = new ArrayList<>();
        for (int code = 0; code <= 16; code++) {
            effects.add(ErrorEffect.of(IcmpMessage.DESTINATION_UNREACHABLE, code));
        }
        assertThat(effects)
                .containsExactly(
                        ErrorEffect.UNREACHABLE,
                        ErrorEffect.UNREACHABLE,
                        ErrorEffect.PROTOCOL_UNREACHABLE,
                        ErrorEffect.PORT_UNREACHABLE,
                        ErrorEffect.NONE,
                        ErrorEffect.UNREACHABLE,
                        ErrorEffect.PROHIBITED,
                        ErrorEffect.PROHIBITED,
                        ErrorEffect.PROHIBITED,
                        ErrorEffect.PROHIBITED,
                        ErrorEffect.PROHIBITED,
                        ErrorEffect.UNREACHABLE,
                        ErrorEffect.UNREACHABLE,
                        ErrorEffect.PROHIBITED,
                        ErrorEffect.PROHIBITED,
                        ErrorEffect.PROHIBITED,
                        ErrorEffect.NONE);
        assertThat(effects.stream().filter(ErrorEffect::isHard)).hasSize(10);
        assertThat(ErrorEffect.of(IcmpMessage.TIME_EXCEEDED, 0)).isEqualTo(ErrorEffect.UNREACHABLE);
        assertThat(ErrorEffect.of(IcmpMessage.PARAMETER_PROBLEM, 0)).isEqualTo(ErrorEffect.PARAMETER_PROBLEM);
        assertThat(ErrorEffect.of(4, 0)).as("source quench").isEqualTo(ErrorEffect.NONE);
    }
}
