package labwire.smtp.observe;

/** Hears of events, on whatever thread they happen; returns soon. Events of one session come in order. */
public interface MailObserver {

    MailObserver NONE = event -> {};

    void event(MailEvent event);
}
