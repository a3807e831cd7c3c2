package labwire.netlab.service.dns;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import labwire.netlab.stack.tcp.TcpSocket;
import labwire.netlab.wire.Bytes;

/** Messages over TCP, each after its length in two octets (RFC 1035, 4.2.2): gathers those that come. */
final class DnsStream {
    static final int LENGTH_OCTETS = 2;

    /** The message that is coming, its length before it; grows to what that says. */
    private byte[] gathered = new byte[LENGTH_OCTETS];

    private int count;

    /** Reads what the connection has, up to one message. */
    Optional<Bytes> read(TcpSocket socket) {
        int wanted = wanted();
        while (count < wanted) {
            gathered = Arrays.copyOf(gathered, wanted);
            int read = socket.read(ByteBuffer.wrap(gathered, count, wanted - count));
            if (read == 0) {
                return Optional.empty();
            }
            count += read;
            wanted = wanted();
        }
        byte[] message = new byte[count - LENGTH_OCTETS];
        System.arraycopy(gathered, LENGTH_OCTETS, message, 0, message.length);
        count = 0;
        return Optional.of(Bytes.wrap(message));
    }

    /** As many octets as are known to belong to the message. */
    private int wanted() {
        return count < LENGTH_OCTETS ? LENGTH_OCTETS : LENGTH_OCTETS + ((gathered[0] & 0xFF) << 8 | gathered[1] & 0xFF);
    }

    /** A message with its length before it. */
    static ByteBuffer framed(DnsMessage message) {
        Bytes octets = DnsCodec.encode(message, DnsCodec.MAX_STREAM);
        ByteBuffer framed = ByteBuffer.allocate(LENGTH_OCTETS + octets.length());
        framed.putShort((short) octets.length());
        octets.copyTo(0, framed, octets.length());
        return framed.flip();
    }
}
