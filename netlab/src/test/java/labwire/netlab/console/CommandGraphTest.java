package labwire.netlab.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandGraphTest {
    private final List<String> ran = new ArrayList<>();
    private final CommandGraph<CommandGraphTest> graph = new CommandGraph<CommandGraphTest>(List.of())
            .add("""
                    show  Show things
                    version  Its version
                    """, (test, arguments, reply) -> ran.add("version"))
            .add("""
                    show  Show things
                    vlan  A VLAN
                    {vlan:<1-4094>}  Its number
                    [brief]  In short
                    """, (test, arguments, reply) -> ran.add("vlan " + arguments.number("vlan")))
            .add("""
                    set  Set things
                    on  To on
                    | off  To off
                    """, (test, arguments, reply) -> ran.add(arguments.has("on") ? "on" : "off"))
            .add(
                    """
                    set  Set things
                    {address:A.B.C.D}  To an address
                    """,
                    (test, arguments, reply) ->
                            ran.add(arguments.address("address").toString()))
            .add("""
                    say  Say something
                    {text:LINE}  What
                    """, (test, arguments, reply) -> ran.add(arguments.text("text")));

    @Test
    void runsAbbreviationsInAnyCase() {
        assertThat(run("SH ver")).containsExactly("version");
        assertThat(run("sho vl 7 b")).containsExactly("vlan 7");
        assertThat(run("set of")).containsExactly("off");
        assertThat(run("  set   1.2.3.4  ")).containsExactly("1.2.3.4");
        assertThat(run("say  a  b ")).containsExactly("a  b");
    }

    @Test
    void writesALineInFull() {
        assertThat(graph.parse("sh vl 7 b"))
                .isInstanceOfSatisfying(
                        Parsed.Matched.class,
                        matched -> assertThat(matched.arguments().line()).isEqualTo("show vlan 7 brief"));
    }

    @Test
    void aWordThatEqualsAKeywordIsNotAmbiguous() {
        CommandGraph<CommandGraphTest> names = new CommandGraph<CommandGraphTest>(List.of())
                .add("ip  One", (test, arguments, reply) -> ran.add("ip"))
                .add("ipv6  Other", (test, arguments, reply) -> ran.add("ipv6"));
        assertThat(names.parse("i")).isEqualTo(new Parsed.Ambiguous<>("i", List.of("ip", "ipv6")));
        assertThat(names.parse("ip")).isInstanceOf(Parsed.Matched.class);
    }

    @Test
    void saysWhatIsWrongWithALine() {
        assertThat(graph.parse("   ")).isEqualTo(new Parsed.Empty<>());
        assertThat(graph.parse("s")).isEqualTo(new Parsed.Ambiguous<>("s", List.of("say", "set", "show")));
        assertThat(graph.parse("sh v")).isEqualTo(new Parsed.Ambiguous<>("v", List.of("version", "vlan")));
        assertThat(graph.parse("show vlan")).isEqualTo(new Parsed.Incomplete<>(List.of("<1-4094>")));
        assertThat(graph.parse("show vlan 4095")).isEqualTo(new Parsed.Invalid<>(10, "4095", List.of("<1-4094>")));
        assertThat(graph.parse("show verzion"))
                .isEqualTo(new Parsed.Invalid<>(8, "verzion", List.of("version", "vlan")));
        assertThat(graph.parse("show version 2")).isEqualTo(new Parsed.Invalid<>(13, "2", List.of()));
    }

    @Test
    void saysWhatCouldComeNext() {
        assertThat(candidates("")).containsExactly("say", "set", "show");
        assertThat(candidates("s")).containsExactly("say", "set", "show");
        assertThat(candidates("sh ")).containsExactly("version", "vlan");
        assertThat(candidates("sh ve")).containsExactly("version");
        assertThat(candidates("set ")).containsExactly("A.B.C.D", "off", "on");
        assertThat(candidates("sh vlan 7 ")).containsExactly("brief", "<cr>");
        assertThat(candidates("nonsense ")).isEmpty();
        assertThat(candidates("say a b ")).containsExactly("<cr>");
    }

    @Test
    void refusesAGrammarThatIsNone() {
        assertThatThrownBy(() -> graph.add("show\nversion", (test, arguments, reply) -> {}))
                .hasMessage("command: show; version, again (expected: one of a kind)");
        assertThatThrownBy(() -> graph.add("Show  Help", (test, arguments, reply) -> {}))
                .hasMessage("keyword: Show (expected: lower case)");
        assertThatThrownBy(() -> graph.add("show\n{x:NONSENSE}", (test, arguments, reply) -> {}))
                .hasMessage("type: NONSENSE (expected: one of the command set's)");
    }

    private List<String> run(String line) {
        ran.clear();
        Parsed<CommandGraphTest> parsed = graph.parse(line);
        if (parsed instanceof Parsed.Matched<CommandGraphTest> matched) {
            matched.command().action().run(this, matched.arguments(), new Reply(new Silent(), () -> {}));
        }
        return ran;
    }

    private List<String> candidates(String line) {
        return graph.candidates(line).stream().map(Candidate::text).toList();
    }

    private static final class Silent implements ConsoleOutput {
        @Override
        public void print(String text) {}

        @Override
        public void finished(CommandResult result) {}
    }
}
