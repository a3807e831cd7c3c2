package labwire.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import labwire.smtp.InMemoryServer.Kind;
import labwire.smtp.LoadClients.Pace;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Accepts a second without a disk, 2 KB messages over 20 reused sessions: our SMTP with nothing behind it, James's {@code
 * protocols-smtp} likewise, and GreenMail, which keeps them in memory; round by round in turn. Each server is a process
 * of its own on one processor, and the clients are on another: so the servers are measured and not what their clients
 * leave them. James offers PIPELINING as we do, GreenMail does not.
 */
@Tag("bench")
class InMemoryAcceptBenchmarkTest {

    private static final int WARM_UPS = 3;
    private static final int ROUNDS = 5;
    private static final int MESSAGES = 20_000;
    private static final int SERVERS_PROCESSOR = 0;
    private static final int CLIENTS_PROCESSOR = 1;

    private static String processorsBefore = "";

    @BeforeAll
    static void keepsItsOwnProcessor() throws Exception {
        ExternalProgram.assumeInstalled("taskset");
        Assumptions.assumeTrue(
                Runtime.getRuntime().availableProcessors() > CLIENTS_PROCESSOR, "there is but one processor");
        String said = taskset("-p");
        processorsBefore = said.substring(said.lastIndexOf(':') + 1).strip();
        taskset("-acp", String.valueOf(CLIENTS_PROCESSOR));
    }

    @AfterAll
    static void runsWhereItRanBefore() throws Exception {
        if (!processorsBefore.isEmpty()) {
            taskset("-ap", processorsBefore);
        }
    }

    @ParameterizedTest
    @EnumSource
    void acceptsASecondBesideGreenMailAndJames(Pace pace) throws Exception {
        try (InMemoryServer greenMail = InMemoryServer.start(Kind.GREEN_MAIL, SERVERS_PROCESSOR);
                InMemoryServer james = InMemoryServer.start(Kind.JAMES, SERVERS_PROCESSOR);
                InMemoryServer ours = InMemoryServer.start(Kind.LABWIRE, SERVERS_PROCESSOR)) {
            Map<Kind, InMemoryServer> servers =
                    new EnumMap<>(Map.of(Kind.GREEN_MAIL, greenMail, Kind.JAMES, james, Kind.LABWIRE, ours));
            Map<Kind, List<Double>> rates = new EnumMap<>(Kind.class);
            for (int round = -WARM_UPS; round < ROUNDS; round++) {
                for (Map.Entry<Kind, InMemoryServer> server : servers.entrySet()) {
                    double rate = LoadClients.messagesASecond(server.getValue().port(), MESSAGES, pace);
                    server.getValue().forget();
                    if (round >= 0) {
                        rates.computeIfAbsent(server.getKey(), first -> new ArrayList<>())
                                .add(rate);
                    }
                }
            }
            Map<Kind, Double> medians = new EnumMap<>(Kind.class);
            rates.forEach((kind, values) -> medians.put(
                    kind, values.stream().sorted().skip(ROUNDS / 2).findFirst().orElseThrow()));
            report(pace, medians);
            assertThat(ratio(medians, Kind.GREEN_MAIL)).as("against GreenMail").isGreaterThan(3);
            assertThat(ratio(medians, Kind.JAMES)).as("against James").isGreaterThan(1.5);
        }
    }

    /** Asks or says where this process may run. */
    private static String taskset(String... what) throws Exception {
        List<String> command = new ArrayList<>(List.of("taskset"));
        command.addAll(List.of(what));
        command.add(String.valueOf(ProcessHandle.current().pid()));
        return ExternalProgram.run(command).output().strip();
    }

    private static double ratio(Map<Kind, Double> medians, Kind peer) {
        return medians.getOrDefault(Kind.LABWIRE, 0.0) / medians.getOrDefault(peer, 1.0);
    }

    private static void report(Pace pace, Map<Kind, Double> medians) {
        System.out.printf(Locale.ROOT, "in-memory accepts a second, %s, medians of %d rounds:%n", pace, ROUNDS);
        medians.forEach((peer, rate) ->
                System.out.printf(Locale.ROOT, "  %-22s %,8.0f  (we: %.1f times)%n", peer, rate, ratio(medians, peer)));
    }
}
