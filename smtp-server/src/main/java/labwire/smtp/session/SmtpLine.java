package labwire.smtp.session;

/** What came up to a CRLF, where a command or a reply was due. */
public sealed interface SmtpLine {

    /** A line within the limit and without defects, one char an octet, CRLF taken off. */
    record Text(String text) implements SmtpLine {}

    /** A line over the limit, of which nothing was kept. */
    record TooLong() implements SmtpLine {}

    /** A line with something in it that no line may have. */
    record Defective(TextDefect defect) implements SmtpLine {}
}
