package labwire.smtp.observe;

import java.util.List;

/** Several observers as one. */
public final class MailObservers {

    private MailObservers() {}

    /** Each hears of each event, in this order. */
    public static MailObserver all(List<MailObserver> observers) {
        List<MailObserver> all = List.copyOf(observers);
        return event -> all.forEach(observer -> observer.event(event));
    }
}
