package labwire.netlab.service.dns;

import java.util.List;
import java.util.Optional;

/**
 * A question, or the answer to one (<a href="https://www.rfc-editor.org/rfc/rfc1035#section-4.1">RFC 1035, 4.1</a>);
 * without what a server adds of its own accord.
 *
 * @param operation 0 for a question
 * @param truncated there is more, which has to be asked for over TCP
 * @param code such as {@link #NO_ERROR}
 * @param question empty if there is not exactly one
 */
public record DnsMessage(
        int id,
        boolean response,
        int operation,
        boolean authoritative,
        boolean truncated,
        boolean recursionDesired,
        boolean recursionAvailable,
        int code,
        Optional<DnsQuestion> question,
        List<DnsRecord> answers) {
    /** The operation of a question. */
    public static final int QUERY = 0;

    public static final int NO_ERROR = 0;
    public static final int FORMAT_ERROR = 1;
    public static final int SERVER_FAILURE = 2;
    public static final int NAME_ERROR = 3;
    public static final int NOT_IMPLEMENTED = 4;

    public DnsMessage {
        answers = List.copyOf(answers);
    }

    /** A question that asks to be answered by whoever it takes. */
    static DnsMessage query(int id, DnsQuestion question) {
        return new DnsMessage(id, false, QUERY, false, false, true, false, NO_ERROR, Optional.of(question), List.of());
    }

    /** An answer to this question. */
    DnsMessage reply(int newCode, boolean newAuthoritative, boolean newRecursionAvailable, List<DnsRecord> records) {
        return new DnsMessage(
                id,
                true,
                operation,
                newAuthoritative,
                false,
                recursionDesired,
                newRecursionAvailable,
                newCode,
                question,
                records);
    }

    /** True if this answers the question. */
    boolean answers(DnsMessage asked) {
        return response
                && id == asked.id
                && question.isPresent()
                && question.get().matches(asked.question.orElseThrow());
    }
}
