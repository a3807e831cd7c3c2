package labwire.gateway.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NameServerFileTest {
    @TempDir
    Path folder;

    @Test
    void theFirstLineThatNamesAnAddressCounts() throws IOException {
        Path file = Files.writeString(folder.resolve("resolv.conf"), """
                # nameserver 192.0.2.1
                search example.com
                nameserver
                nameserver not-an-address
                nameserver\t127.0.0.53
                nameserver 192.0.2.2
                """);
        assertThat(NameServerFile.first(file)).map(InetAddress::getHostAddress).contains("127.0.0.53");
    }

    @Test
    void aFileThatIsNotThereNamesNobody() {
        assertThat(NameServerFile.first(folder.resolve("nothing"))).isEmpty();
    }
}
