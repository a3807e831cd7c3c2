package labwire.smtp.pop3;

import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import labwire.smtp.mailbox.MailboxMessage;

/** A mailbox as one session sees it: its messages by number, and which of them are marked as deleted. */
final class Maildrop {

    /** A message's number has no more digits. */
    private static final int MAX_DIGITS = 9;

    private final String mailbox;
    private final List<MailboxMessage> messages;
    private final BitSet marked = new BitSet();

    Maildrop(String mailbox, List<MailboxMessage> messages) {
        this.mailbox = mailbox;
        this.messages = List.copyOf(messages);
    }

    String mailbox() {
        return mailbox;
    }

    /** How many messages there are, without the marked. */
    int count() {
        return messages.size() - marked.cardinality();
    }

    long octets() {
        return numbers().mapToLong(i -> messages.get(i).sizeBytes()).sum();
    }

    /** How much there is, in words. */
    String summary() {
        return count() + " messages (" + octets() + " octets)";
    }

    private IntStream numbers() {
        return IntStream.range(0, messages.size()).filter(i -> !marked.get(i));
    }

    /** The number that a client wrote, from 1, if there is such a message and it is not marked. */
    Optional<Integer> number(String text) {
        return Optional.of(text)
                .filter(digits -> digits.matches("[0-9]{1," + MAX_DIGITS + "}"))
                .map(Integer::parseInt)
                .filter(number -> number >= 1 && number <= messages.size() && !marked.get(number - 1));
    }

    MailboxMessage message(int number) {
        return messages.get(number - 1);
    }

    void mark(int number) {
        marked.set(number - 1);
    }

    void unmarkAll() {
        marked.clear();
    }

    List<String> markedUids() {
        return marked.stream().mapToObj(i -> messages.get(i).uid()).toList();
    }

    /** A line for each message: its number and something about it. */
    Iterator<String> listing(Function<MailboxMessage, Object> about) {
        return numbers().mapToObj(i -> line(i + 1, about)).iterator();
    }

    String line(int number, Function<MailboxMessage, Object> about) {
        return number + " " + about.apply(message(number));
    }
}
