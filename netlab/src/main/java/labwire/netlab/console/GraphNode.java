package labwire.netlab.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import labwire.netlab.console.Grammar.Token;
import org.jspecify.annotations.Nullable;

/** A place in a command graph: what can follow, and the command that is complete here. */
final class GraphNode<C> {
    record Edge<C>(Token token, GraphNode<C> target) {}

    private final TreeMap<String, Edge<C>> keywords = new TreeMap<>();
    private final List<Edge<C>> arguments = new ArrayList<>();
    private @Nullable Command<C> command;

    Optional<Command<C>> command() {
        return Optional.ofNullable(command);
    }

    /** @throws IllegalArgumentException if another command ends here: a programmer's error */
    void complete(Command<C> newCommand, Supplier<String> declaration) {
        if (command != null) {
            throw new IllegalArgumentException("command: " + declaration.get() + ", again (expected: one of a kind)");
        }
        command = newCommand;
    }

    /** The node beyond a token, made if there is none; help given first holds. */
    GraphNode<C> follow(Token token) {
        if (token.isKeyword()) {
            Edge<C> edge = keywords.get(token.name());
            if (edge == null || edge.token().help().isEmpty()) {
                GraphNode<C> target = edge == null ? new GraphNode<>() : edge.target();
                edge = new Edge<>(token, target);
                keywords.put(token.name(), edge);
            }
            return edge.target();
        }
        for (Edge<C> edge : arguments) {
            if (edge.token().name().equals(token.name()) && edge.token().shown().equals(token.shown())) {
                return edge.target();
            }
        }
        Edge<C> edge = new Edge<>(token, new GraphNode<>());
        arguments.add(edge);
        return edge.target();
    }

    /** The keywords that begin with the word; the one that equals it alone, if there is one. */
    List<Edge<C>> keywordsFor(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        Edge<C> exact = keywords.get(lower);
        if (exact != null) {
            return List.of(exact);
        }
        List<Edge<C>> found = new ArrayList<>();
        for (Map.Entry<String, Edge<C>> keyword : keywords.tailMap(lower, true).entrySet()) {
            if (!keyword.getKey().startsWith(lower)) {
                break;
            }
            found.add(keyword.getValue());
        }
        return found;
    }

    List<Edge<C>> arguments() {
        return arguments;
    }

    /** Everything that can follow, arguments first, then keywords by the alphabet. */
    List<Token> followers() {
        List<Token> tokens = new ArrayList<>();
        for (Edge<C> edge : arguments) {
            tokens.add(edge.token());
        }
        for (Edge<C> edge : keywords.values()) {
            tokens.add(edge.token());
        }
        return tokens;
    }

    /** How many characters of the word some keyword begins with. */
    int matchingLength(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        int longest = 0;
        for (String keyword : keywords.keySet()) {
            int length = 0;
            while (length < Math.min(lower.length(), keyword.length())
                    && lower.charAt(length) == keyword.charAt(length)) {
                length++;
            }
            longest = Math.max(longest, length);
        }
        return longest;
    }
}
