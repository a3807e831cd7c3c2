package labwire.gateway.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import labwire.gateway.api.ApiException;
import labwire.gateway.api.ApiRequest;
import labwire.smtp.hook.AddressPattern;
import labwire.smtp.store.MailSummary;

/** The mail systems that a request may mean, and what it may ask for. Safe for any thread. */
final class MailServers {
    static final int MAX_LISTED = 10_000;

    private final Supplier<List<ServedMail>> all;

    MailServers(Supplier<List<ServedMail>> all) {
        this.all = all;
    }

    /** Those at the request's {@code host}, or all. */
    List<ServedMail> chosen(ApiRequest request) {
        List<ServedMail> chosen = all.get().stream()
                .filter(server -> request.optionalText("host")
                        .filter(host -> !host.equals(server.host()))
                        .isEmpty())
                .toList();
        if (chosen.isEmpty()) {
            throw new ApiException(
                    "host: " + request.optionalText("host").orElse("none") + " (expected: " + names() + ")");
        }
        return chosen;
    }

    /** The only one that can be meant. */
    ServedMail one(ApiRequest request) {
        List<ServedMail> chosen = chosen(request);
        if (chosen.size() > 1) {
            throw new ApiException("host: none (expected: " + names() + ")");
        }
        return chosen.get(0);
    }

    private String names() {
        String names = all.get().stream().map(ServedMail::host).collect(Collectors.joining(" or "));
        return names.isEmpty() ? "a lab with a mail server" : names;
    }

    /** A kept message and its server. */
    record Held(ServedMail server, MailSummary summary) {}

    /** By whole ID, or by an end of it that only one message has. */
    Held find(String id) {
        List<Held> found = new ArrayList<>();
        for (ServedMail server : all.get()) {
            server.system().store().find(id).ifPresent(summary -> found.add(new Held(server, summary)));
        }
        if (found.isEmpty()) {
            for (ServedMail server : all.get()) {
                for (MailSummary summary : server.system().store().list(MAX_LISTED)) {
                    if (summary.id().endsWith(id)) {
                        found.add(new Held(server, summary));
                    }
                }
            }
        }
        if (found.size() != 1) {
            throw new ApiException(
                    "message: " + id + ", which " + (found.isEmpty() ? "none has" : found.size() + " have")
                            + " (expected: an ID of './labwire mail list', or the end of just one)");
        }
        return found.get(0);
    }

    /** The messages that the request's {@code to}, {@code from} and {@code subject} let by. */
    static MailFilter filter(ApiRequest request) {
        try {
            return new MailFilter(
                    new AddressPattern(request.optionalText("to").orElse("*")),
                    new AddressPattern(request.optionalText("from").orElse("*")),
                    request.optionalText("subject").map(SubjectPattern::of).orElse(SubjectPattern.ANY));
        } catch (IllegalArgumentException e) {
            throw new ApiException(String.valueOf(e.getMessage()));
        }
    }
}
