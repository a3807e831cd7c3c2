package labwire.netlab.console.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import labwire.netlab.channel.NameSource;
import labwire.netlab.console.ios.image.IosImage;
import labwire.netlab.device.Router;
import labwire.netlab.device.SystemLog.Severity;
import labwire.netlab.link.Cable;
import labwire.netlab.link.LinkSettings;
import labwire.netlab.time.RandomStreams;
import labwire.netlab.time.VirtualTime;
import labwire.netlab.wire.Ipv4Address;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people and programs at a terminal rely on. */
class TerminalTest {
    private static final String ERASE_MORE = "\b".repeat(9) + " ".repeat(8) + "\b".repeat(9);

    private static final long DELAY_NANOS = Duration.ofMillis(200).toNanos();

    private final VirtualTime time = VirtualTime.startingAt(Instant.parse("2026-03-02T10:00:00Z"));
    private final Router router = new Router(time.loop(), "R1", new RandomStreams(1), NameSource.NONE);
    private final Keyboard keyboard = new Keyboard(time.loop(), IosImage.privileged(router));

    @BeforeEach
    void open() {
        keyboard.terminal.open("");
    }

    @AfterEach
    void close() {
        time.close();
    }

    @Test
    void showsAPromptUnaskedInOnePiece() {
        assertThat(keyboard.writes).containsExactly("\r\nR1#");
    }

    @Test
    void everyPromptEndsAPiece() {
        keyboard.type("show version\renable\r");
        assertThat(keyboard.writes)
                .filteredOn(write -> write.contains("R1#"))
                .hasSize(3)
                .allMatch(write -> write.endsWith("R1#"));
    }

    @Test
    void allEndsOfLineAreOneEnter() {
        keyboard.read();
        assertThat(keyboard.type("\r")).isEqualTo("\r\nR1#");
        assertThat(keyboard.type("\n")).isEmpty();
        assertThat(keyboard.type("\n")).isEqualTo("\r\nR1#");
        assertThat(keyboard.type("\r\n")).isEqualTo("\r\nR1#");
        assertThat(keyboard.type("\r\0")).isEqualTo("\r\nR1#");
        assertThat(keyboard.type("\r")).isEqualTo("\r\nR1#");
        assertThat(keyboard.type("\0x")).isEqualTo("x");
        assertThat(keyboard.type("\b\r\r")).isEqualTo("\b \b\r\nR1#\r\nR1#");
    }

    @Test
    void echoesWhatIsTypedButNoPassword() {
        keyboard.type("conf t\renable secret s3cret\rend\rdisable\r");
        keyboard.read();
        assertThat(keyboard.type("enable\rs3")).isEqualTo("enable\r\nPassword: ");
        assertThat(keyboard.type("cretx\b\r")).isEqualTo("\r\nR1#");
        keyboard.type("disable\r");
        keyboard.read();
        assertThat(keyboard.type("enable\rwrong\r\r\r"))
                .isEqualTo("enable\r\nPassword: \r\nPassword: \r\nPassword: \r\n% Bad secrets\r\n\r\nR1>");
    }

    @Test
    void aLongLineIsEchoedUnwrappedWhereWidthIsUnlimited() {
        keyboard.type("terminal width 0\rconf t\rint gi0/0\r");
        keyboard.settings.width(0);
        keyboard.read();
        String line = "description " + "x".repeat(200);
        assertThat(keyboard.type(line + "\r")).isEqualTo(line + "\r\nR1(config-if)#");
    }

    @Test
    void linesTypedAheadRunInTheirTurn() {
        layCableToSomebodyFarAway();
        keyboard.type("ping 10.0.0.9 repeat 2\rconfigure terminal\rhostname X\rend\r");
        assertThat(keyboard.read()).doesNotContain("configure");
        time.runFor(Duration.ofSeconds(10));
        assertThat(keyboard.read())
                .contains("ms\r\nR1#configure terminal\r\nEnter configuration")
                .endsWith("R1(config)#hostname X\r\nX(config)#end\r\nX#");
    }

    @Test
    void linesComingFiftyMillisecondsApartAllRun() {
        keyboard.settings.length(0);
        keyboard.type("configure terminal\n");
        for (int i = 0; i < 20; i++) {
            keyboard.type("ip route 10.0." + i + ".0 255.255.255.0 192.168.0.1\n");
            time.runFor(Duration.ofMillis(50));
        }
        keyboard.type("end\n");
        assertThat(keyboard.type("show running-config\n")).contains("ip route 10.0.19.0 255.255.255.0 192.168.0.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0003", "\u001e"})
    void ctrlCAndCtrlShift6EndAPing(String key) {
        layCableToSomebodyFarAway();
        keyboard.type("ping 10.0.0.9 repeat 10000\r");
        time.runFor(Duration.ofSeconds(5));
        keyboard.type("typed ahead in vain\r");
        keyboard.read();
        assertThat(keyboard.type(key)).endsWith("R1#").doesNotContain("in vain");
        time.runFor(Duration.ofMinutes(1));
        assertThat(keyboard.read()).isEmpty();
    }

    @Test
    void pagesOutputUntilTheLengthIsZero() {
        keyboard.settings.length(20);
        keyboard.read();
        String first = keyboard.type("show running-config\r");
        assertThat(first).endsWith("\r\n --More-- ");
        assertThat(first.lines()).hasSize(1 + 19 + 1);
        assertThat(keyboard.type("\r"))
                .startsWith(ERASE_MORE)
                .endsWith("\r\n --More-- ")
                .satisfies(more -> assertThat(more.lines()).hasSize(2));
        assertThat(keyboard.type("q")).isEqualTo(ERASE_MORE + "R1#");
        keyboard.type("show running-config\r");
        assertThat(keyboard.type(" ")).startsWith(ERASE_MORE).endsWith("end\r\nR1#");
        keyboard.settings.length(0);
        assertThat(keyboard.type("show running-config\r"))
                .doesNotContain("--More--")
                .endsWith("R1#");
    }

    @Test
    void helpActsAtOnceAndTheLineGoesOn() {
        keyboard.read();
        assertThat(keyboard.type("show vers?")).isEqualTo("show vers?\r\nversion\r\n\r\nR1#show vers");
        assertThat(keyboard.type("\r")).contains("uptime").endsWith("R1#");
        assertThat(keyboard.type("configure ?"))
                .contains("  terminal  Configure from the terminal\r\n")
                .endsWith("\r\nR1#configure ");
        assertThat(keyboard.type("nonsense ?")).endsWith("% Unrecognized command\r\nR1#configure nonsense ");
        keyboard.type("\u0003");
        keyboard.read();
        keyboard.settings.length(5);
        assertThat(keyboard.type("?")).contains(" --More-- ");
        assertThat(keyboard.type("q")).isEqualTo(ERASE_MORE + "R1#");
        assertThat(keyboard.type("\u0016?")).isEqualTo("?");
    }

    @Test
    void tabCompletesAWordAndShowsTheLineAgain() {
        keyboard.read();
        assertThat(keyboard.type("conf\t")).isEqualTo("conf\r\nR1#configure ");
        assertThat(keyboard.type("t\t")).isEqualTo("t\r\nR1#configure terminal ");
        assertThat(keyboard.type("\r")).endsWith("R1(config)#");
        assertThat(keyboard.type("i\t")).isEqualTo("i\r\nR1(config)#i");
        assertThat(keyboard.type("\u0015do SHOW VERS\t")).endsWith("R1(config)#do SHOW VERSion ");
    }

    @Test
    void aControlNeverBreaksIt() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        keyboard.type(all);
        keyboard.read();
        assertThat(keyboard.type("\u0003")).endsWith("\r\nR1#");
        keyboard.read();
        assertThat(keyboard.type("é☃😀\u001b[999;999Rz")).isEqualTo("é☃z");
    }

    @Test
    void editsALine() {
        assertThat(screenAfter("abc\u0001x")).isEqualTo("R1#xabc");
        assertThat(screenAfter("abc\u0002\u0002\u0004")).isEqualTo("R1#ac");
        assertThat(screenAfter("abc def\u0017")).isEqualTo("R1#abc");
        assertThat(screenAfter("abc\u0002\u000b")).isEqualTo("R1#ab");
        assertThat(screenAfter("abc\u0002\u0015")).isEqualTo("R1#c");
        assertThat(screenAfter("abc\u0002\u0018")).isEqualTo("R1#c");
        assertThat(screenAfter("ab\u0014")).isEqualTo("R1#ba");
        assertThat(screenAfter("abc def\u0001\u001bd\u0005\u0019")).isEqualTo("R1# defabc");
        assertThat(screenAfter("ab cd\u001bbX\u001bbY\u001bfZ")).isEqualTo("R1#ab YXcdZ");
        assertThat(screenAfter("abc\u001b[D\u001b[DX\u001b[C\u001bOCY")).isEqualTo("R1#aXbcY");
        assertThat(screenAfter("abc\u007f\u007fz")).isEqualTo("R1#az");
        assertThat(screenAfter("abc\u0001\u001b[3~")).isEqualTo("R1#bc");
        assertThat(screenAfter("abc\u0012")).isEqualTo("R1#abc\nR1#abc");
        assertThat(screenAfter("abc\u0001\u001bu")).isEqualTo("R1#ABC");
    }

    @Test
    void recallsLines() {
        keyboard.type("show version\rshow arp\r\u0003");
        assertThat(screenAfter("\u0010\u0010")).isEqualTo("R1#show version");
        assertThat(screenAfter("half\u001b[A\u001b[A\u001b[B\u001b[B")).isEqualTo("R1#half");
        keyboard.type("\u0003configure terminal\rhostname R1\r");
        keyboard.read();
        assertThat(Keyboard.rendered(keyboard.type("\u0010\u0010\u0010"))).isEqualTo("hostname R1");
    }

    @Test
    void ctrlZRunsTheLineAndEndsConfiguration() {
        keyboard.type("conf t\rint gi0/0\r");
        keyboard.read();
        assertThat(keyboard.type("description x\u001a")).isEqualTo("description x^Z\r\nR1(config-if)#end\r\nR1#");
        keyboard.type("conf t\r");
        keyboard.read();
        assertThat(keyboard.type("half\u0003")).isEqualTo("half\r\nR1#");
    }

    @Test
    void aLineTooLongForTheScreenScrolls() {
        keyboard.settings.width(40);
        keyboard.read();
        String typed = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEF";
        assertThat(screenAfter(typed)).isEqualTo("R1#$lmnopqrstuvwxyz0123456789ABCDEF");
        assertThat(screenAfter(typed + "\u0001")).isEqualTo("R1#" + typed.substring(0, 35) + "$");
        assertThat(screenAfter(typed + "\u0001" + "\u0006".repeat(50) + "x"))
                .isEqualTo("R1#$lmnopqrstuvwxyz0123456789ABCDEFx");
    }

    @Test
    void aLineHasALimit() {
        keyboard.settings.width(0);
        keyboard.type("x".repeat(LineEditor.MAX_LENGTH));
        keyboard.read();
        assertThat(keyboard.type("y")).isEqualTo("\u0007");
    }

    @Test
    void logMessagesComeAfterThePromptOfThoseThatAsked() {
        router.log().console().listen(keyboard.terminal::message);
        keyboard.type("show vers");
        keyboard.read();
        router.log().log("TEST", Severity.ERRORS, "ONE", "text");
        time.runFor(Duration.ofMillis(1));
        assertThat(keyboard.read()).isEmpty();
        keyboard.settings.monitoring(true);
        router.log().log("TEST", Severity.ERRORS, "TWO", "text");
        time.runFor(Duration.ofMillis(1));
        assertThat(keyboard.read()).isEqualTo("\r\n*Mar  2 10:00:00.001: %TEST-3-TWO: text\r\n");
        keyboard.settings.synchronous(true);
        router.log().log("TEST", Severity.ERRORS, "THREE", "text");
        time.runFor(Duration.ofMillis(1));
        assertThat(keyboard.read()).isEqualTo("*Mar  2 10:00:00.002: %TEST-3-THREE: text\r\nR1#show vers");
    }

    @Test
    void endsWhenNobodyTypes() {
        keyboard.settings.idleLimitNanos(Duration.ofMinutes(10).toNanos());
        keyboard.type("x");
        time.runFor(Duration.ofMinutes(9));
        keyboard.type("y");
        time.runFor(Duration.ofMinutes(9));
        assertThat(keyboard.closed).isFalse();
        time.runFor(Duration.ofMinutes(2));
        assertThat(keyboard.closed).isTrue();
        assertThat(keyboard.type("z")).doesNotContain("z");
    }

    @Test
    void exitEndsIt() {
        keyboard.type("exit\rshow version\r");
        assertThat(keyboard.closed).isTrue();
        assertThat(keyboard.read()).doesNotContain("uptime");
    }

    @Test
    void randomKeysNeverBreakIt() {
        for (long seed = 1; seed <= 30; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Keyboard monkey = new Keyboard(time.loop(), IosImage.privileged(router));
            monkey.settings.width(random.nextInt(60));
            monkey.terminal.open("");
            String[] pieces = {
                "sh",
                "ow ",
                "ver",
                "\r",
                "\t",
                "?",
                "\b",
                "\u001b[A",
                "\u001b[D",
                "\u0014",
                "\u0019",
                "conf t\r",
                "int gi0/0\r",
                "é",
                "\u0012",
                "\u0001",
                " ",
                "q",
                "\u001a",
                "\u0017",
                "| i x"
            };
            for (int i = 0; i < 2_000; i++) {
                if (random.nextInt(10) == 0) {
                    byte[] octets = new byte[random.nextInt(5)];
                    random.nextBytes(octets);
                    monkey.type(octets);
                } else {
                    monkey.type(pieces[random.nextInt(pieces.length)].getBytes(StandardCharsets.UTF_8));
                }
            }
            monkey.terminal.close();
        }
    }

    private void layCableToSomebodyFarAway() {
        Router other = new Router(time.loop(), "R2", new RandomStreams(1), NameSource.NONE);
        other.interfaces().get(0).setEnabled(true);
        other.interfaces().get(0).ip().orElseThrow().addAddress(Ipv4Address.parse("10.0.0.9"), 24);
        Cable.connect(
                time.loop(),
                router.port("gi0/0").orElseThrow(),
                other.port("gi0/0").orElseThrow(),
                LinkSettings.PLAIN.withDelay(DELAY_NANOS),
                new RandomStreams(1).stream("cable"));
        keyboard.settings.length(0);
        keyboard.type("conf t\rint gi0/0\rip address 10.0.0.1 255.255.255.0\rno shutdown\rend\r");
    }

    /** What the screen shows of keys that are typed at a prompt, which are then given up. */
    private String screenAfter(String keys) {
        String before = keyboard.type("\u0003");
        String prompt = before.substring(before.lastIndexOf("\r\n") + 2);
        return Keyboard.rendered(prompt + keyboard.type(keys));
    }
}
