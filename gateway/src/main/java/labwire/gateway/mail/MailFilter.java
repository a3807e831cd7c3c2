package labwire.gateway.mail;

import labwire.smtp.hook.AddressPattern;
import labwire.smtp.store.MailSummary;

/**
 * Which messages somebody asks for.
 *
 * @param to of one of the envelope's recipients
 * @param from of the envelope's sender, which is empty for a bounce
 */
public record MailFilter(AddressPattern to, AddressPattern from, SubjectPattern subject) {
    /** All of them. */
    public static final MailFilter ANY = new MailFilter(AddressPattern.ANY, AddressPattern.ANY, SubjectPattern.ANY);

    /** To an address, or to those that fit a pattern such as {@code *@example.com}. */
    public static MailFilter to(String pattern) {
        return new MailFilter(new AddressPattern(pattern), AddressPattern.ANY, SubjectPattern.ANY);
    }

    public MailFilter withFrom(String pattern) {
        return new MailFilter(to, new AddressPattern(pattern), subject);
    }

    /** @param expression a regular expression, to be found anywhere in the subject */
    public MailFilter withSubject(String expression) {
        return new MailFilter(to, from, SubjectPattern.of(expression));
    }

    public boolean matches(MailSummary message) {
        return message.envelope().addresses().stream().anyMatch(to::matches)
                && from.matches(message.envelope().senderText())
                && subject.matches(message.subject());
    }
}
