package labwire.dash.server.http;

import java.util.List;

/**
 * Why a request is not carried out.
 *
 * @param text for people: what was found, and what was expected
 * @param fields such as {@code Allow}, besides those that every response has
 */
public record Refusal(Status status, String text, List<Field> fields) implements HeadReading {
    public Refusal {
        fields = List.copyOf(fields);
    }

    public Refusal(Status status, String text) {
        this(status, text, List.of());
    }
}
