package labwire.netlab.console;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import labwire.netlab.console.pipe.LineRegex;
import labwire.netlab.console.pipe.OutputFilter;
import labwire.netlab.console.pipe.OutputFilter.Kind;

/** What may stand behind the {@code |} of a line: {@code | include ospf}. */
final class OutputPipe {
    static final Candidate SIGN = new Candidate("|", "Output modifiers", Candidate.Kind.KEYWORD);

    /** Takes what its commands make. */
    private static final class Choice {
        private Optional<OutputFilter> filter = Optional.empty();
    }

    /** An expression, to the end of the line. */
    private static final ArgumentType<LineRegex> REGEX = new ArgumentType<>(
            "LINE",
            (line, index) -> LineRegex.compile(line.from(index))
                    .map(regex -> new ArgumentType.Reading<>(regex, line.size() - index)));

    private static final CommandGraph<Choice> FILTERS = new CommandGraph<Choice>(List.of(REGEX))
            .add("""
                    begin  Begin with the line that matches
                    {regex:LINE}  Regular Expression
                    """, (choice, arguments, reply) -> choose(choice, Kind.BEGIN, arguments))
            .add("""
                    count  Count number of lines which match regexp
                    {regex:LINE}  Regular Expression
                    """, (choice, arguments, reply) -> choose(choice, Kind.COUNT, arguments))
            .add("""
                    exclude  Exclude lines that match
                    {regex:LINE}  Regular Expression
                    """, (choice, arguments, reply) -> choose(choice, Kind.EXCLUDE, arguments))
            .add("""
                    include  Include lines that match
                    {regex:LINE}  Regular Expression
                    """, (choice, arguments, reply) -> choose(choice, Kind.INCLUDE, arguments))
            .add("""
                    section  Filter a section of output
                    [include]  Include entire section(s) of output
                    {regex:LINE}  Regular Expression
                    """, (choice, arguments, reply) -> choose(choice, Kind.SECTION, arguments))
            .add("""
                    section  Filter a section of output
                    exclude  Exclude entire section(s) of output
                    {regex:LINE}  Regular Expression
                    """, (choice, arguments, reply) -> choose(choice, Kind.SECTION_EXCLUDE, arguments));

    static {
        addFile(Kind.APPEND, "append  Append redirected output to URL (URLs supporting append operation only)\n");
        addFile(Kind.REDIRECT, "redirect  Redirect output to URL\n");
        addFile(Kind.TEE, "tee  Copy output to URL\n");
    }

    private OutputPipe() {}

    private static void addFile(Kind kind, String word) {
        FILTERS.add(
                word + "{file:WORD}  Name of a file, such as flash0:/x.txt\n",
                (choice, arguments, reply) ->
                        choice.filter = Optional.of(OutputFilter.toFile(kind, arguments.text("file"))));
    }

    private static void choose(Choice choice, Kind kind, Arguments arguments) {
        choice.filter = Optional.of(new OutputFilter(kind, arguments.get("regex", LineRegex.class)::find));
    }

    /** Where in a line the first {@code |} stands that begins a word. */
    static OptionalInt find(String line) {
        for (int at = line.indexOf('|'); at > 0; at = line.indexOf('|', at + 1)) {
            if (line.charAt(at - 1) == ' ') {
                return OptionalInt.of(at);
            }
        }
        return OptionalInt.empty();
    }

    /** The command with the filter that stands behind its {@code |}, or what is wrong with that. */
    static <C> Parsed<C> parse(Parsed.Matched<C> matched, String line, int sign) {
        int start = sign + 1;
        Parsed<Choice> parsed = FILTERS.parse(line.substring(start));
        if (parsed instanceof Parsed.Matched<Choice> filter) {
            Choice choice = new Choice();
            filter.command().action().run(choice, filter.arguments(), Reply.silent());
            return new Parsed.Matched<>(matched.command(), matched.arguments(), choice.filter);
        }
        if (parsed instanceof Parsed.Ambiguous<Choice> ambiguous) {
            return new Parsed.Ambiguous<>(ambiguous.word(), ambiguous.candidates());
        }
        if (parsed instanceof Parsed.Invalid<Choice> invalid) {
            return new Parsed.Invalid<>(start + invalid.column(), invalid.word(), invalid.expected());
        }
        return new Parsed.Incomplete<>(
                FILTERS.candidates("").stream().map(Candidate::text).toList());
    }

    static List<Candidate> candidates(String afterSign) {
        return FILTERS.candidates(afterSign);
    }
}
