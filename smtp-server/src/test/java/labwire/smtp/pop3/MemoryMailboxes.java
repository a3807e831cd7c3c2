package labwire.smtp.pop3;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import labwire.smtp.mailbox.MailboxMessage;
import labwire.smtp.mailbox.MailboxStore;

/** Mailboxes in memory, whose disk can be taken away. */
final class MemoryMailboxes implements MailboxStore {

    /** @param content one char an octet */
    private record Message(String uid, String content) {}

    private final TreeMap<String, List<Message>> mailboxes = new TreeMap<>();
    private int added;
    private boolean away;

    synchronized void add(String mailbox, byte[] content) {
        added++;
        mailboxes
                .computeIfAbsent(mailbox, name -> new ArrayList<>())
                .add(new Message("uid" + added, new String(content, StandardCharsets.ISO_8859_1)));
    }

    synchronized void takeAway() {
        away = true;
    }

    private void needDisk() throws IOException {
        if (away) {
            throw new IOException("the disk is away");
        }
    }

    private List<Message> messages(String mailbox) {
        return mailboxes.getOrDefault(mailbox, List.of());
    }

    @Override
    public synchronized List<String> names() {
        return List.copyOf(mailboxes.keySet());
    }

    @Override
    public synchronized List<MailboxMessage> list(String mailbox) throws IOException {
        needDisk();
        return messages(mailbox).stream()
                .map(message ->
                        new MailboxMessage(message.uid(), message.content().length()))
                .toList();
    }

    synchronized List<String> uids(String mailbox) {
        return messages(mailbox).stream().map(Message::uid).toList();
    }

    @Override
    public synchronized Optional<InputStream> read(String mailbox, String uid) throws IOException {
        needDisk();
        return messages(mailbox).stream()
                .filter(message -> message.uid().equals(uid))
                .findFirst()
                .map(message -> new ByteArrayInputStream(message.content().getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Override
    public synchronized void delete(String mailbox, Collection<String> uids) throws IOException {
        needDisk();
        List<Message> messages = mailboxes.get(mailbox);
        if (messages != null) {
            messages.removeIf(message -> uids.contains(message.uid()));
        }
    }
}
