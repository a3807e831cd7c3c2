package labwire.smtp;

import java.util.Optional;

/**
 * The ports that a mail system listens at; empty for none, 0 for any free one.
 *
 * @param mx for mail from anyone, with STARTTLS
 * @param submission for users' programs, with STARTTLS
 * @param submissions for users' programs, under TLS from the start
 * @param lmtp for servers that hand mail on for final delivery
 * @param pop3 for reading mail, with STLS
 * @param pop3s for reading mail, under TLS from the start
 */
public record MailPorts(
        Optional<Integer> mx,
        Optional<Integer> submission,
        Optional<Integer> submissions,
        Optional<Integer> lmtp,
        Optional<Integer> pop3,
        Optional<Integer> pop3s) {

    /** 25, 587, 465, 110 and 995; no LMTP. */
    public static final MailPorts STANDARD = of(25, 587, 465, 110, 995);

    /** Any free ones, for tests. */
    public static final MailPorts ANY = of(0, 0, 0, 0, 0);

    public MailPorts {
        if (mx.isEmpty() && submission.isEmpty() && submissions.isEmpty() && lmtp.isEmpty()) {
            throw new IllegalArgumentException("mail ports: none that takes mail (expected: one or more)");
        }
    }

    public static MailPorts of(int mx, int submission, int submissions, int pop3, int pop3s) {
        return new MailPorts(
                Optional.of(mx),
                Optional.of(submission),
                Optional.of(submissions),
                Optional.empty(),
                Optional.of(pop3),
                Optional.of(pop3s));
    }

    public MailPorts withLmtp(int port) {
        return new MailPorts(mx, submission, submissions, Optional.of(port), pop3, pop3s);
    }
}
