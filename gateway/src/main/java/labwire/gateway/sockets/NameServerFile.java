package labwire.gateway.sockets;

import io.netty.util.NetUtil;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code /etc/resolv.conf}: whom the workstation asks for names. */
public final class NameServerFile {
    private static final Path SYSTEMS_OWN = Path.of("/etc/resolv.conf");
    private static final int MAX_LINES = 1_000;

    private NameServerFile() {}

    /** The first server that this system names; empty if it names none. */
    public static Optional<InetAddress> first() {
        return first(SYSTEMS_OWN);
    }

    static Optional<InetAddress> first(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.limit(MAX_LINES)
                    .map(line -> line.strip().split("\\s+"))
                    .filter(words -> words.length > 1 && words[0].equals("nameserver"))
                    // Null for what is no address; a zone, as of fe80::1%eth0, is read as well.
                    .flatMap(words -> Stream.ofNullable(NetUtil.createInetAddressFromIpAddressString(words[1])))
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
