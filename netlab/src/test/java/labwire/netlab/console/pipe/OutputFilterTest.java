package labwire.netlab.console.pipe;

import static org.assertj.core.api.Assertions.assertThat;

import labwire.netlab.console.pipe.OutputFilter.Kind;
import org.junit.jupiter.api.Test;

class OutputFilterTest {
    private static final String CONFIG = """
            hostname R1
            interface Gi0/0
             ip address 10.0.0.1
             ip ospf cost 3
            !
            router ospf 1
             network 10.0.0.0
            end
            """;

    @Test
    void includesAndExcludesLines() {
        assertThat(filtered(Kind.INCLUDE, "ospf")).isEqualTo(" ip ospf cost 3\nrouter ospf 1\n");
        assertThat(filtered(Kind.EXCLUDE, "^ |!")).isEqualTo("hostname R1\ninterface Gi0/0\nrouter ospf 1\nend\n");
    }

    @Test
    void beginsWithALine() {
        assertThat(filtered(Kind.BEGIN, "^router")).isEqualTo("router ospf 1\n network 10.0.0.0\nend\n");
        assertThat(filtered(Kind.BEGIN, "nothing")).isEmpty();
    }

    @Test
    void aSectionIsALineAndWhatIsBelowIt() {
        assertThat(filtered(Kind.SECTION, "^interface"))
                .isEqualTo("interface Gi0/0\n ip address 10.0.0.1\n ip ospf cost 3\n");
        assertThat(filtered(Kind.SECTION, "ospf")).isEqualTo(" ip ospf cost 3\nrouter ospf 1\n network 10.0.0.0\n");
        assertThat(filtered(Kind.SECTION_EXCLUDE, "^interface|^router")).isEqualTo("hostname R1\n!\nend\n");
    }

    @Test
    void countsLines() {
        assertThat(filtered(Kind.COUNT, "ip")).isEqualTo("Number of lines which match regexp = 2\n");
    }

    private static String filtered(Kind kind, String expression) {
        String whole = run(kind, expression, CONFIG.length());
        // However the output comes in pieces, it is the same.
        for (int size = 1; size < 9; size++) {
            assertThat(run(kind, expression, size)).isEqualTo(whole);
        }
        return whole;
    }

    private static String run(Kind kind, String expression, int pieces) {
        OutputFilter filter =
                new OutputFilter(kind, LineRegex.compile(expression).orElseThrow()::find);
        StringBuilder shown = new StringBuilder();
        for (int at = 0; at < CONFIG.length(); at += pieces) {
            shown.append(filter.filter(CONFIG.substring(at, Math.min(CONFIG.length(), at + pieces))));
        }
        return shown.append(filter.finish()).toString();
    }
}
