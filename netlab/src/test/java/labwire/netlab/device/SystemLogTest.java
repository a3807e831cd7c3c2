package labwire.netlab.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import labwire.netlab.device.SystemLog.Severity;
import labwire.netlab.device.SystemLog.Timestamps;
import labwire.netlab.time.VirtualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SystemLogTest {
    private static final DebugFlag ADJ = new DebugFlag("ip ospf adj", "IP routing", "OSPF adjacency");

    private final VirtualTime time = VirtualTime.startingAt(Instant.parse("2026-03-02T10:00:00Z"));
    private final SystemLog log = new SystemLog(time.clock());

    @AfterEach
    void close() {
        time.close();
    }

    @Test
    void writesMessagesAsIosDoes() {
        time.runFor(Duration.ofMillis(3_723_045));
        logLink();
        log.logTimestamps(Timestamps.DATETIME);
        logLink();
        log.logTimestamps(Timestamps.UPTIME);
        logLink();
        log.logTimestamps(Timestamps.NONE);
        logLink();
        String text = "%LINK-3-UPDOWN: Interface Gi0/1, changed state to up";
        assertThat(log.buffer())
                .containsExactly(
                        "*Mar  2 11:02:03.045: " + text, "*Mar  2 11:02:03: " + text, "01:02:03: " + text, text);
    }

    @Test
    void aDestinationTakesWhatIsSeriousEnough() {
        List<String> heard = new ArrayList<>();
        Runnable stop = log.console().listen(heard::add);
        log.console().level(Optional.of(Severity.WARNINGS));
        log.log("SYS", Severity.NOTIFICATIONS, "CONFIG_I", "Configured from console by console");
        assertThat(heard).isEmpty();
        logLink();
        assertThat(heard).hasSize(1);
        log.console().level(Optional.empty());
        logLink();
        log.console().level(Optional.of(Severity.DEBUGGING));
        stop.run();
        logLink();
        assertThat(heard).hasSize(1);
        assertThat(log.console().count()).isEqualTo(2);
        assertThat(log.buffering().count()).isEqualTo(4);
        log.setEnabled(false);
        logLink();
        assertThat(log.buffer()).hasSize(4);
    }

    @Test
    void theBufferLosesTheOldestFirst() {
        log.bufferLimit(SystemLog.MIN_BUFFER_BYTES);
        for (int i = 0; i < 1_000; i++) {
            log.log("TEST", Severity.INFORMATIONAL, "NUMBER", Integer.toString(i));
        }
        assertThat(log.buffer()).hasSizeBetween(80, 110).last().asString().endsWith(": 999");
        assertThat(log.buffer().stream().mapToInt(line -> line.length() + 1).sum())
                .isLessThanOrEqualTo(SystemLog.MIN_BUFFER_BYTES);
        log.clearBuffer();
        assertThat(log.buffer()).isEmpty();
        assertThatThrownBy(() -> log.bufferLimit(1)).hasMessage("log buffer: 1 bytes (expected: 4096-16777216)");
    }

    @Test
    void debuggingSpeaksOnlyWhenItIsOn() {
        log.debug("ip ospf adj", () -> {
            throw new AssertionError("the text is not made");
        });
        log.setDebugging(ADJ, true);
        log.debug("ip ospf adj", () -> "OSPF-1 ADJ   Gi0/0: 2 Way Communication");
        assertThat(log.debugging()).containsExactly(ADJ);
        log.stopDebugging();
        log.debug("ip ospf adj", () -> "not any more");
        assertThat(log.buffer()).containsExactly("*Mar  2 10:00:00.000: OSPF-1 ADJ   Gi0/0: 2 Way Communication");
    }

    private void logLink() {
        log.log("LINK", Severity.ERRORS, "UPDOWN", "Interface Gi0/1, changed state to up");
    }
}
