package labwire.netlab.console.pipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LineRegexTest {
    @Test
    void findsWhatItDescribesAnywhereInALine() {
        assertFinds("hostname", "hostname R1");
        assertFinds("^interface", "interface Vlan1");
        assertFinds("up$", "line protocol is up");
        assertFinds("10\\.0\\.", "ip address 10.0.0.1");
        assertFinds("Gi.*up", "GigabitEthernet0/0 is up");
        assertFinds("ab+c?d", "xabbbdx");
        assertFinds("a|b", "b");
        assertFinds("^(router|interface) ", "router ospf 1");
        assertFinds("[0-9]+/[^0]", "Gi0/1");
        assertFinds("", "");
        assertFinds("(a*)*b", "aaab");
        assertFinds("*", "2*3");
        assertFinds("[]x]", "]");
        assertMisses("interface$", "interface Vlan1");
        assertMisses("^interface", " interface");
        assertMisses("Hostname", "hostname R1");
        assertMisses("[^0-9]", "123");
        assertMisses("a.c", "ac");
    }

    @Test
    void anUnderscoreIsADelimiterOrAnEdge() {
        assertFinds("_100_", "100");
        assertFinds("_100_", "65000 100 200");
        assertFinds("_100_", "{100}");
        assertFinds("_100_", "1,100");
        assertMisses("_100_", "1100");
        assertMisses("_100_", "100.1");
    }

    @Test
    void refusesWhatIsNoExpression() {
        for (String text : new String[] {"[", "[^", "(", "(a", "[z-a]", "a\\", "(".repeat(40) + ")".repeat(40)}) {
            assertThat(LineRegex.compile(text)).as(text).isEmpty();
        }
        assertThat(LineRegex.compile("a".repeat(LineRegex.MAX_LENGTH + 1))).isEmpty();
        assertThat(LineRegex.compile(")")).isPresent();
    }

    /** An expression over which a backtracking matcher would not come to an end. */
    @Test
    void noExpressionRunsAway() {
        assertMisses("(a*)*(a*)*(a|aa)+$", "a".repeat(20_000) + "b");
    }

    @Test
    void agreesWithTheRuntimesOwnExpressions() {
        SplittableRandom random = new SplittableRandom(7);
        String[] pieces = {"a", "b", ".", "a*", "b+", "(ab)?", "[ab]", "[^a]", "(a|b)*", "^", "$", "|"};
        int found = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder expression = new StringBuilder();
            for (int piece = random.nextInt(6); piece >= 0; piece--) {
                expression.append(pieces[random.nextInt(pieces.length)]);
            }
            StringBuilder line = new StringBuilder();
            for (int length = random.nextInt(6); length > 0; length--) {
                line.append("abc".charAt(random.nextInt(3)));
            }
            boolean finds =
                    LineRegex.compile(expression.toString()).orElseThrow().find(line.toString());
            assertThat(finds)
                    .as("%s in %s", expression, line)
                    .isEqualTo(
                            Pattern.compile(expression.toString()).matcher(line).find());
            found += finds ? 1 : 0;
        }
        assertThat(found).isBetween(4_000, 19_000);
    }

    private static void assertFinds(String expression, String line) {
        assertThat(LineRegex.compile(expression).orElseThrow().find(line))
                .as("%s in %s", expression, line)
                .isTrue();
    }

    private static void assertMisses(String expression, String line) {
        assertThat(LineRegex.compile(expression).orElseThrow().find(line))
                .as("%s in %s", expression, line)
                .isFalse();
    }
}
