package labwire.netlab.console;

import labwire.netlab.console.Grammar.Token;

/**
 * Something that could be typed next.
 *
 * @param text a keyword, or an argument's placeholder, as help shows it
 * @param help one line about it; empty if there is none
 */
public record Candidate(String text, String help, Kind kind) {
    /** What a candidate stands for. */
    public enum Kind {
        KEYWORD,
        ARGUMENT,
        /** The line can end here. */
        LINE_END
    }

    static final Candidate LINE_END = new Candidate("<cr>", "", Kind.LINE_END);

    static Candidate of(Token token) {
        return new Candidate(token.shown(), token.help(), token.isKeyword() ? Kind.KEYWORD : Kind.ARGUMENT);
    }
}
