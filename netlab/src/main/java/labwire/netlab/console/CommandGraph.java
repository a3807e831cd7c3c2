package labwire.netlab.console;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import labwire.netlab.console.Command.Action;
import labwire.netlab.console.Command.Completion;
import labwire.netlab.console.Grammar.Step;
import labwire.netlab.console.Grammar.Token;
import labwire.netlab.console.GraphNode.Edge;

/**
 * The commands of one mode, merged by their common beginnings. Built once, then only read.
 *
 * <p>A word of a line takes the keyword it equals, else the one keyword that it begins, else an argument that it fits.
 *
 * @param <C> what commands work on
 */
public final class CommandGraph<C> {
    private final GraphNode<C> root = new GraphNode<>();
    private final Set<String> piped = new TreeSet<>();
    private final Map<String, ArgumentType<?>> types;

    /** An empty graph whose grammars may use these types beside the basic ones. */
    public CommandGraph(List<ArgumentType<?>> types) {
        this.types = new HashMap<>(Grammar.byPlaceholder(types));
    }

    /** Types that the grammars of later additions may use too. */
    public CommandGraph<C> addTypes(List<ArgumentType<?>> more) {
        types.putAll(Grammar.byPlaceholder(more));
        return this;
    }

    /**
     * Adds a command that is over when its action returns.
     *
     * @param grammar its words, one on each line, each with its help after two spaces
     * @throws IllegalArgumentException if the grammar is malformed or there is such a command already
     */
    public CommandGraph<C> add(String grammar, Action<C> action) {
        return add(grammar, new Command<>(action, Completion.ON_RETURN));
    }

    /** Adds a command as {@link #add(String, Action)} does, but one that is over when it says so. */
    public CommandGraph<C> addLasting(String grammar, Action<C> action) {
        return add(grammar, new Command<>(action, Completion.ON_FINISH));
    }

    /** Adds a command as {@link #add(String, Action)} does, but for the forms of it that are there already. */
    public CommandGraph<C> addFallback(String grammar, Action<C> action) {
        Command<C> command = new Command<>(action, Completion.ON_RETURN);
        tails(grammar).stream()
                .filter(tail -> tail.command().isEmpty())
                .forEach(tail -> tail.complete(command, () -> grammar));
        return this;
    }

    private CommandGraph<C> add(String grammar, Command<C> command) {
        tails(grammar)
                .forEach(tail -> tail.complete(command, () -> grammar.strip().replaceAll("\\s*\n\\s*", "; ")));
        return this;
    }

    /** The ends of a grammar's ways through the graph, which are made where they are not there. */
    private List<GraphNode<C>> tails(String grammar) {
        List<GraphNode<C>> tails = new ArrayList<>(List.of(root));
        for (Step step : Grammar.parse(grammar, types)) {
            List<GraphNode<C>> next = new ArrayList<>();
            if (step.optional()) {
                next.addAll(tails);
            }
            for (GraphNode<C> tail : tails) {
                for (Token token : step.alternatives()) {
                    next.add(tail.follow(token));
                }
            }
            tails = next;
        }
        return tails;
    }

    /** Lets the output of the commands that begin with one of these keywords be filtered: {@code | include up}. */
    public CommandGraph<C> allowPipesAfter(String... firstWords) {
        piped.addAll(List.of(firstWords));
        return this;
    }

    /** The place of the {@code |} in a line whose command may have one. */
    private OptionalInt pipe(String text) {
        OptionalInt sign = piped.isEmpty() ? OptionalInt.empty() : OutputPipe.find(text);
        return sign.isPresent() && isPiped(new CommandLine(text)) ? sign : OptionalInt.empty();
    }

    private boolean isPiped(CommandLine line) {
        if (line.size() == 0) {
            return false;
        }
        List<Edge<C>> first = root.keywordsFor(line.word(0));
        return first.size() == 1 && piped.contains(first.get(0).token().name());
    }

    /** Where every line begins. */
    GraphNode<C> root() {
        return root;
    }

    /** Reads a line. */
    public Parsed<C> parse(String text) {
        OptionalInt sign = pipe(text);
        if (sign.isEmpty()) {
            return parseCommand(text);
        }
        Parsed<C> command = parseCommand(text.substring(0, sign.getAsInt()));
        return command instanceof Parsed.Matched<C> matched
                ? OutputPipe.parse(matched, text, sign.getAsInt())
                : command;
    }

    private Parsed<C> parseCommand(String text) {
        CommandLine line = new CommandLine(text);
        if (line.size() == 0) {
            return new Parsed.Empty<>();
        }
        Arguments arguments = new Arguments();
        Walk<C> walk = new Walk<>(root, 0, arguments);
        while (walk.index < line.size()) {
            Optional<Parsed<C>> failure = walk.step(line);
            if (failure.isPresent()) {
                return failure.get();
            }
        }
        Optional<Command<C>> command = walk.node.command();
        return command.isPresent()
                ? new Parsed.Matched<>(command.get(), arguments, Optional.empty())
                : new Parsed.Incomplete<>(shown(walk.node));
    }

    /** What could follow the words of a line, of which the last is not finished unless a space ends it. */
    public List<Candidate> candidates(String text) {
        OptionalInt sign = pipe(text);
        if (sign.isPresent()) {
            return parseCommand(text.substring(0, sign.getAsInt())) instanceof Parsed.Matched
                    ? OutputPipe.candidates(text.substring(sign.getAsInt() + 1))
                    : List.of();
        }
        CommandLine line = new CommandLine(text);
        boolean inWord = line.size() > 0 && !Character.isWhitespace(text.charAt(text.length() - 1));
        int whole = inWord ? line.size() - 1 : line.size();
        Walk<C> walk = new Walk<>(root, 0, new Arguments());
        while (walk.index < whole) {
            if (walk.step(line).isPresent()) {
                return List.of();
            }
        }
        if (walk.index > whole) {
            return List.of();
        }
        return inWord ? candidatesFor(walk.node, line, whole) : allCandidates(walk.node, isPiped(line));
    }

    private List<Candidate> allCandidates(GraphNode<C> node, boolean pipes) {
        List<Candidate> candidates = new ArrayList<>();
        for (Token token : node.followers()) {
            candidates.add(Candidate.of(token));
        }
        if (node.command().isPresent()) {
            if (pipes) {
                candidates.add(OutputPipe.SIGN);
            }
            candidates.add(Candidate.LINE_END);
        }
        return candidates;
    }

    private List<Candidate> candidatesFor(GraphNode<C> node, CommandLine line, int index) {
        List<Candidate> candidates = new ArrayList<>();
        for (Edge<C> edge : node.keywordsFor(line.word(index))) {
            candidates.add(Candidate.of(edge.token()));
        }
        if (candidates.isEmpty()) {
            for (Edge<C> edge : node.arguments()) {
                candidates.add(Candidate.of(edge.token()));
            }
        }
        return candidates;
    }

    private static List<String> shown(GraphNode<?> node) {
        return node.followers().stream().map(Token::shown).toList();
    }

    /** A way through the graph along a line. */
    private static final class Walk<C> {
        private GraphNode<C> node;
        private int index;
        private final Arguments arguments;

        Walk(GraphNode<C> node, int index, Arguments arguments) {
            this.node = node;
            this.index = index;
            this.arguments = arguments;
        }

        /** Follows the next word, or says why it cannot. */
        Optional<Parsed<C>> step(CommandLine line) {
            String word = line.word(index);
            List<Edge<C>> keywords = node.keywordsFor(word);
            if (keywords.size() == 1) {
                Edge<C> edge = keywords.get(0);
                arguments.put(
                        edge.token().name(), edge.token().name(), edge.token().name());
                node = edge.target();
                index++;
                return Optional.empty();
            }
            if (keywords.size() > 1) {
                return Optional.of(new Parsed.Ambiguous<>(
                        word, keywords.stream().map(edge -> edge.token().name()).toList()));
            }
            return followArgument(line) ? Optional.empty() : Optional.of(invalid(line, word));
        }

        private boolean followArgument(CommandLine line) {
            for (Edge<C> edge : node.arguments()) {
                ArgumentType<?> type = edge.token().type();
                Optional<? extends ArgumentType.Reading<?>> reading =
                        type == null ? Optional.empty() : type.read(line, index);
                if (reading.isPresent()) {
                    int end = index + reading.get().words();
                    arguments.put(edge.token().name(), reading.get().value(), line.between(index, end));
                    node = edge.target();
                    index = end;
                    return true;
                }
            }
            return false;
        }

        private Parsed<C> invalid(CommandLine line, String word) {
            // As on IOS, the marker points into a misspelt keyword, but at the start of a wrong value.
            return new Parsed.Invalid<>(line.offset(index) + node.matchingLength(word), word, shown(node));
        }
    }
}
