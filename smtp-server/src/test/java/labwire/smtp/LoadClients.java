package labwire.smtp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;

/**
 * Clients that send messages of 2 KB one after the other, each in a session of its own, all on the caller's thread. They
 * cost as little as clients can, so that the server is measured and not they: what they say is made once, and leaves in
 * one write for each time that they wait.
 */
final class LoadClients {

    /** How the clients send a message. */
    enum Pace {
        /** They wait for the reply to each command, as any server bears. */
        LOCK_STEP,
        /**
         * They send MAIL, RCPT and DATA at once if the server offers PIPELINING, as mail servers do (<a
         * href="https://www.rfc-editor.org/rfc/rfc2920">RFC 2920</a>); else they wait for each reply.
         */
        AS_OFFERED
    }

    /** What a client says at once, and how many replies it then waits for. */
    private record Group(ByteBuffer octets, int replies) {

        static Group of(String text, int replies) {
            byte[] octets = text.getBytes(StandardCharsets.US_ASCII);
            return new Group(
                    ByteBuffer.allocateDirect(octets.length).put(octets).flip(), replies);
        }
    }

    private static final int SESSIONS = 20;
    private static final int READ_OCTETS = 4_096;
    private static final long PATIENCE_MILLIS = 30_000;

    private static final String MAIL = "MAIL FROM:<alice@example.com>\r\n";
    private static final String RCPT = "RCPT TO:<bob@example.com>\r\n";
    private static final String DATA = "DATA\r\n";
    private static final Group TEXT = Group.of(
            "From: <alice@example.com>\r\nTo: <bob@example.com>\r\nSubject: load\r\n\r\n"
                    + ("x".repeat(78) + "\r\n").repeat(25) + ".\r\n",
            1);
    private static final List<Group> GREETING = List.of(Group.of("EHLO client.lab\r\n", 1));
    private static final List<Group> ONE_BY_ONE =
            List.of(Group.of(MAIL, 1), Group.of(RCPT, 1), Group.of(DATA, 1), TEXT);
    private static final List<Group> PIPELINED = List.of(Group.of(MAIL + RCPT + DATA, 3), TEXT);
    private static final List<Group> FAREWELL = List.of(Group.of("QUIT\r\n", 1));

    private final ByteBuffer read = ByteBuffer.allocateDirect(READ_OCTETS);
    private final Pace pace;
    private int messagesLeft;
    private int clients;

    private LoadClients(int messages, Pace pace) {
        this.messagesLeft = messages;
        this.pace = pace;
    }

    /** Sends so many messages over 20 reused sessions. @return how many a second */
    static double messagesASecond(int port, int messages, Pace pace) throws IOException {
        long start = System.nanoTime();
        new LoadClients(messages, pace).sendTo(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return messages / ((System.nanoTime() - start) / 1e9);
    }

    private void sendTo(InetSocketAddress server) throws IOException {
        try (Selector selector = Selector.open()) {
            for (; clients < SESSIONS; clients++) {
                SocketChannel channel = SocketChannel.open(server);
                channel.configureBlocking(false);
                channel.register(selector, SelectionKey.OP_READ, new Client(channel));
            }
            while (clients > 0) {
                if (selector.select(PATIENCE_MILLIS) == 0) {
                    throw new IOException("no reply within " + PATIENCE_MILLIS + " ms");
                }
                for (SelectionKey key : selector.selectedKeys()) {
                    ((Client) key.attachment()).goOn();
                }
                selector.selectedKeys().clear();
            }
        }
    }

    private final class Client {

        private final SocketChannel channel;
        private final StringBuilder offers = new StringBuilder();
        private List<Group> message = List.of();
        private Iterator<Group> toSay = GREETING.iterator();
        private int repliesAwaited = 1;
        private int column;
        private boolean lastLine;
        private boolean leaving;

        Client(SocketChannel channel) {
            this.channel = channel;
        }

        /** Hears what the server says, and goes on if that is all there is to hear. */
        void goOn() throws IOException {
            read.clear();
            if (channel.read(read) < 0) {
                throw new IOException("closed by the server (expected: " + repliesAwaited + " more replies)");
            }
            read.flip();
            while (read.hasRemaining()) {
                hear(read.get());
            }
            if (repliesAwaited == 0 && leaving) {
                channel.close();
                clients--;
            } else if (repliesAwaited == 0) {
                say(toSay.hasNext() ? toSay.next() : begin());
            }
        }

        private void hear(byte octet) throws IOException {
            if (column == 0 && octet != '2' && octet != '3') {
                throw new IOException("a reply that begins with " + (char) octet + " (expected: 2 or 3)");
            }
            if (column == 3) {
                lastLine = octet == ' ';
            }
            if (message.isEmpty()) {
                offers.append((char) octet);
            }
            column++;
            if (octet == '\n') {
                column = 0;
                repliesAwaited -= lastLine ? 1 : 0;
            }
        }

        /** Begins the next message, or takes its leave. */
        private Group begin() {
            if (message.isEmpty()) {
                boolean pipelining = pace == Pace.AS_OFFERED && offers.indexOf("PIPELINING") >= 0;
                message = pipelining ? PIPELINED : ONE_BY_ONE;
            }
            leaving = messagesLeft == 0;
            messagesLeft -= leaving ? 0 : 1;
            toSay = (leaving ? FAREWELL : message).iterator();
            return toSay.next();
        }

        private void say(Group group) throws IOException {
            repliesAwaited = group.replies;
            ByteBuffer octets = group.octets.duplicate();
            while (octets.hasRemaining()) {
                channel.write(octets); // There is room: the server has read all that was said before.
            }
        }
    }
}
