package labwire.netlab.service.dns;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import labwire.netlab.service.MailExchange;
import labwire.netlab.wire.IpAddress;

/**
 * What a server answers: with authority what the device knows of addresses (A, AAAA), mail (MX) and names (PTR), else what
 * its own name servers say. Without I/O.
 */
final class DnsAnswers {
    /** Those who wait for the answer to one question that was passed on; more are told of a failure. */
    static final int MAX_WAITING = 64;

    /** Of every answer with authority: names of a lab change at a keystroke. */
    private static final int TIME_TO_LIVE_SECONDS = 10;

    private final DnsNames names;
    private final DnsResolver resolver;
    /**
     * Who waits for what. A question that comes a second time waits with the first: so one that a ring of servers
     * brings back goes round once.
     */
    private final Map<DnsQuestion, List<Consumer<Optional<DnsMessage>>>> forwarded = new LinkedHashMap<>();

    private long refused;

    DnsAnswers(DnsNames names, DnsResolver resolver) {
        this.names = names;
        this.resolver = resolver;
    }

    /** Those beyond {@link #MAX_WAITING}. */
    long refused() {
        return refused;
    }

    /** Answers a message that is no response, now or later. */
    void answer(DnsMessage asked, Consumer<DnsMessage> reply) {
        boolean recursion = resolver.canForward();
        if (asked.operation() != DnsMessage.QUERY) {
            reply.accept(asked.reply(DnsMessage.NOT_IMPLEMENTED, false, recursion, List.of()));
        } else if (asked.question().isEmpty()) {
            reply.accept(asked.reply(DnsMessage.FORMAT_ERROR, false, recursion, List.of()));
        } else {
            answer(asked, asked.question().get(), recursion, reply);
        }
    }

    private void answer(DnsMessage asked, DnsQuestion question, boolean recursion, Consumer<DnsMessage> reply) {
        String name = question.name();
        List<IpAddress> addresses = names.addressesOf(name);
        List<MailExchange> exchanges = names.mailExchangesOf(name);
        Optional<String> host = ReverseName.addressOf(name).flatMap(names::nameOf);
        boolean known = !addresses.isEmpty() || !exchanges.isEmpty() || host.isPresent();
        if (!known && recursion && asked.recursionDesired()) {
            forward(
                    question,
                    answer -> reply.accept(answer.map(found -> asked.reply(found.code(), false, true, found.answers()))
                            .orElseGet(() -> asked.reply(DnsMessage.SERVER_FAILURE, false, true, List.of()))));
            return;
        }
        List<DnsRecord> records = new ArrayList<>();
        addresses.stream()
                .filter(address -> asks(question, DnsRecord.addressType(address)))
                .forEach(address -> records.add(DnsRecord.address(name, TIME_TO_LIVE_SECONDS, address)));
        if (asks(question, DnsRecord.MX)) {
            exchanges.forEach(exchange -> records.add(DnsRecord.exchange(name, TIME_TO_LIVE_SECONDS, exchange)));
        }
        if (asks(question, DnsRecord.PTR)) {
            host.ifPresent(owner -> records.add(DnsRecord.pointer(name, TIME_TO_LIVE_SECONDS, owner)));
        }
        reply.accept(asked.reply(known ? DnsMessage.NO_ERROR : DnsMessage.NAME_ERROR, true, recursion, records));
    }

    private static boolean asks(DnsQuestion question, int type) {
        return question.type() == type || question.type() == DnsRecord.ANY;
    }

    private void forward(DnsQuestion question, Consumer<Optional<DnsMessage>> waiting) {
        DnsQuestion key =
                new DnsQuestion(question.name().toLowerCase(Locale.ROOT), question.type(), question.recordClass());
        List<Consumer<Optional<DnsMessage>>> others = forwarded.get(key);
        if (others != null && others.size() < MAX_WAITING) {
            others.add(waiting);
        } else if (others != null) {
            refused++;
            waiting.accept(Optional.empty());
        } else {
            forwarded.put(key, new ArrayList<>(List.of(waiting)));
            resolver.forward(question, answer -> {
                List<Consumer<Optional<DnsMessage>>> all = forwarded.remove(key);
                if (all != null) {
                    all.forEach(each -> each.accept(answer));
                }
            });
        }
    }
}
