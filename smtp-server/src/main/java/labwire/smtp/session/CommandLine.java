package labwire.smtp.session;

/** What a client sent up to a CRLF, where a command was due. */
public sealed interface CommandLine {

    /** A line within the limit and without defects, one char an octet, CRLF taken off. */
    record Text(String text) implements CommandLine {}

    /** A line over the limit, of which nothing was kept. */
    record TooLong() implements CommandLine {}

    /** A line with something in it that no line may have. */
    record Defective(TextDefect defect) implements CommandLine {}
}
