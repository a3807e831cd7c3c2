package labwire.smtp.pop3;

import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import labwire.smtp.mailbox.MailboxMessage;

/** Carries out the commands about a mailbox that a session has open. */
final class MaildropVerbs {

    private final Pop3Session session;
    private final Maildrop drop;

    MaildropVerbs(Pop3Session session, Maildrop drop) {
        this.session = session;
        this.drop = drop;
    }

    Pop3Step carryOut(Pop3Verb verb, List<String> arguments) {
        return switch (verb) {
            case STAT -> Pop3Session.ok(drop.count() + " " + drop.octets());
            case LIST -> list(arguments, MailboxMessage::sizeBytes);
            case UIDL -> list(arguments, MailboxMessage::uid);
            case RETR -> drop.number(arguments.get(0)).map(this::send).orElseGet(this::noSuchMessage);
            case TOP -> top(arguments);
            case DELE ->
                drop.number(arguments.get(0))
                        .map(number -> {
                            drop.mark(number);
                            return Pop3Session.ok("Marked, deleted by QUIT");
                        })
                        .orElseGet(this::noSuchMessage);
            case RSET -> {
                drop.unmarkAll();
                yield Pop3Session.ok(drop.summary());
            }
            case NOOP -> Pop3Session.ok("Nothing done, gladly");
            case APOP, AUTH, CAPA, LANG, PASS, QUIT, STLS, USER, UTF8 ->
                throw new IllegalArgumentException(verb + " is not about a mailbox");
        };
    }

    private Pop3Step noSuchMessage() {
        return session.error("No such message");
    }

    private Pop3Step list(List<String> arguments, Function<MailboxMessage, Object> about) {
        return arguments.isEmpty()
                ? new Pop3Step.Listing("+OK " + drop.summary(), drop.listing(about))
                : drop.number(arguments.get(0))
                        .map(number -> Pop3Session.ok(drop.line(number, about)))
                        .orElseGet(this::noSuchMessage);
    }

    private Pop3Step send(int number) {
        MailboxMessage message = drop.message(number);
        return new Pop3Step.Send(
                "+OK " + message.sizeBytes() + " octets", drop.mailbox(), message, OptionalLong.empty());
    }

    private Pop3Step top(List<String> arguments) {
        String lines = arguments.get(1);
        if (!lines.matches("[0-9]{1,9}")) {
            return session.error("TOP wants a message's number and a number of lines");
        }
        return drop.number(arguments.get(0))
                .<Pop3Step>map(number -> new Pop3Step.Send(
                        "+OK The top follows",
                        drop.mailbox(),
                        drop.message(number),
                        OptionalLong.of(Long.parseLong(lines))))
                .orElseGet(this::noSuchMessage);
    }
}
