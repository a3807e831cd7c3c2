package labwire.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import labwire.gateway.lab.StartException;
import labwire.gateway.play.PlaySettings;
import labwire.smtp.session.TlsMode;
import org.junit.jupiter.api.Test;

class ScenarioParserTest {
    @Test
    void aCaptureMayHaveSeveralPortsAndAFilter() {
        Scenario scenario = ScenarioParser.parse(
                "a.scenario", List.of("capture R1:Gi0/0 SW1:Gi0/1 smtp.pcapng filter tcp port 25 and not arp"));
        assertThat(scenario.captures())
                .containsExactly(new Scenario.Capture(
                        1, List.of("R1:Gi0/0", "SW1:Gi0/1"), "smtp.pcapng", "tcp port 25 and not arp"));
        assertThatThrownBy(() -> ScenarioParser.parse(
                        "a.scenario", List.of("capture R1:Gi0/0", "capture R1:Gi0/0 x.pcapng filter port x")))
                .hasMessage("a.scenario:1: capture R1:Gi0/0 (expected: capture NODE:PORT… FILE [filter FILTER])\n"
                        + "a.scenario:2: filter, column 6: x (expected: a number up to 65535)");
    }

    @Test
    void readsEveryKindOfLine() {
        Scenario scenario = ScenarioParser.parse(
                "a.scenario",
                List.of(
                        "# a comment",
                        "",
                        "capture mail:eth1 mail.pcap",
                        "at 1s mail 20 from pc1 to mail starttls",
                        "  at 1500ms link SW1:Gi0/3 loss 2% delay 3ms",
                        "at 2min exec R1 show ip route",
                        "at 3s play http://video:8080/demo/manifest.mpd on pc1",
                        "at 4s play http://video:8080/x.mpd on pc2 rule bba-0 for 2min buffer 30s",
                        "expect 2h play on pc2",
                        "expect 1h mail 20 at mail"));

        assertThat(scenario.captures()).containsExactly(new Scenario.Capture(3, List.of("mail:eth1"), "mail.pcap", ""));
        assertThat(scenario.steps())
                .containsExactly(
                        new Scenario.Step(
                                4, Duration.ofSeconds(1), new Scenario.SendMail(20, "pc1", "mail", TlsMode.STARTTLS)),
                        new Scenario.Step(
                                5,
                                Duration.ofMillis(1500),
                                new Scenario.Link("SW1:Gi0/3", List.of("loss", "2%", "delay", "3ms"))),
                        new Scenario.Step(6, Duration.ofMinutes(2), new Scenario.Exec("R1", "show ip route")),
                        new Scenario.Step(
                                7,
                                Duration.ofSeconds(3),
                                new Scenario.Play(
                                        PlaySettings.of(
                                                "http://video:8080/demo/manifest.mpd",
                                                "dynamic",
                                                Duration.ZERO,
                                                Duration.ofSeconds(25)),
                                        "pc1")),
                        new Scenario.Step(
                                8,
                                Duration.ofSeconds(4),
                                new Scenario.Play(
                                        PlaySettings.of(
                                                "http://video:8080/x.mpd",
                                                "bba-0",
                                                Duration.ofMinutes(2),
                                                Duration.ofSeconds(30)),
                                        "pc2")),
                        new Scenario.Step(9, Duration.ofHours(2), new Scenario.ExpectPlay("pc2")),
                        new Scenario.Step(10, Duration.ofHours(1), new Scenario.ExpectMail(20, "mail")));
    }

    @Test
    void tellsAllProblemsWithFileLineFoundAndExpected() {
        assertThatThrownBy(() -> ScenarioParser.parse(
                        "a.scenario",
                        List.of(
                                "at noon exec R1 show clock",
                                "wait 3s",
                                "at 1s mail many from pc1 to mail starttls",
                                "expect 5s mail 3",
                                "at 1s mail 3 from pc1 to mail pigeon",
                                "at 1s play demo on pc1",
                                "at 1s play http://video:8080/x.mpd on pc1 rule best",
                                "at 1s play http://video:8080/x.mpd")))
                .isInstanceOf(StartException.class)
                .hasMessage("a.scenario:1: noon (expected: a time of at most 365 days, such as 1500ms, 2s or 5min)\n"
                        + "a.scenario:2: wait (expected: capture, at or expect)\n"
                        + "a.scenario:3: many (expected: a number up to 1000000)\n"
                        + "a.scenario:4: expect 5s mail 3 (expected: expect TIME mail COUNT at NODE,"
                        + " or expect TIME play on NODE)\n"
                        + "a.scenario:5: pigeon (expected: plain, starttls or smtps)\n"
                        + "a.scenario:6: url: demo (expected: a manifest's address, such as"
                        + " http://video:8080/demo/manifest.mpd)\n"
                        + "a.scenario:7: rule: \"best\" (expected: one of throughput, bola-e, dynamic, robust-mpc, bba-0)\n"
                        + "a.scenario:8: play http://video:8080/x.mpd (expected: play URL on NODE [rule RULE]"
                        + " [for TIME] [buffer TIME])");
    }
}
